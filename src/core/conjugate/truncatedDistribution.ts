import { exp, log } from "../math/elementary";
import type { ContinuousDistribution } from "./distribution";
import { integrate } from "./quadrature";

export interface TruncatedDistribution extends ContinuousDistribution {
  /** log of the mass that the whole distribution has between the limits. */
  readonly logMass: number;
}

/** A density lower than its peak by this much in the log adds nothing to 15 digits. */
const NEGLIGIBLE = 45;

/** What a density is like between limits: where the mass is, and how high it is there. */
function between(whole: ContinuousDistribution, low: number, high: number) {
  const start = Math.max(low, whole.support[0]);
  const end = Math.min(high, whole.support[1]);
  if (!(start < end)) {
    throw new RangeError(
      `limits [${low}, ${high}]; expected low < high within the support [${whole.support.join(", ")}]`,
    );
  }
  if (whole.shape === "uShaped") throw new RangeError("shape = uShaped; expected a density with one hill");
  const mode = Number.isNaN(whole.mode) ? whole.mean : whole.mode;
  const peak = Math.min(end, Math.max(start, mode));
  const logPeak = whole.logPdf(peak);
  if (!Number.isFinite(logPeak)) {
    throw new RangeError(
      `the density at ${peak} is ${exp(logPeak)}; expected limits between which it is finite`,
    );
  }
  const table = integrate(
    (x) => exp(whole.logPdf(x) - logPeak),
    effectiveEnd(whole, peak, start),
    effectiveEnd(whole, peak, end),
  );
  return { start, end, peak, table, logMass: logPeak + log(table.total) };
}

/**
 * log of the mass that a distribution has between two limits, also where it is too small for a double.
 * @throws RangeError as `truncatedDistribution`
 */
export function logMassBetween(whole: ContinuousDistribution, low: number, high: number): number {
  return between(whole, low, high).logMass;
}

/**
 * A distribution with no mass outside [low, high]. Truncating a conjugate prior truncates its posterior to the
 * same limits: however many data there are, they move nothing to where the prior had nothing. The log evidence
 * under the truncated prior is the whole prior's + logMass of the posterior - logMass of the prior.
 *
 * Computed by quadrature relative to the highest density inside, so that it also works where the mass inside
 * is too small for a double. Relative error of a mass and of the moments below 1e-11, of a quantile 1e-9 of the sd.
 * @throws RangeError unless low < high with some of the support between them, for a density that is highest at
 *   both ends, and where it is infinite
 */
export function truncatedDistribution(
  whole: ContinuousDistribution,
  low: number,
  high: number,
): TruncatedDistribution {
  const { start, end, peak, table, logMass } = between(whole, low, high);
  const logPdf = (x: number): number => (x < start || x > end ? -Infinity : whole.logPdf(x) - logMass);
  const cdf = (x: number): number => table.below(x) / table.total;
  return {
    support: [start, end],
    ...table.moments(),
    mode: whole.shape === "flat" ? NaN : peak,
    shape: whole.shape,
    logMass,
    logPdf,
    pdf: (x) => exp(logPdf(x)),
    cdf,
    survival: (x) => table.above(x) / table.total,
    quantile: (probability) => {
      if (!(probability >= 0 && probability <= 1)) return NaN;
      if (probability === 0) return start;
      if (probability === 1) return end;
      return table.inverse(probability * table.total);
    },
  };
}

/** Where, from the peak towards a limit, the density becomes negligible; the limit where it never does. */
function effectiveEnd(whole: ContinuousDistribution, peak: number, limit: number): number {
  if (limit === peak) return peak;
  const floor = whole.logPdf(peak) - NEGLIGIBLE;
  const direction = limit > peak ? 1 : -1;
  let inside = 0;
  let outside = 1e-12 * whole.sd;
  while (whole.logPdf(peak + direction * outside) > floor) {
    if (outside >= Math.abs(limit - peak)) return limit;
    inside = outside;
    outside *= 2;
  }
  for (let i = 0; i < 20; i++) {
    const middle = 0.5 * (inside + outside);
    if (whole.logPdf(peak + direction * middle) > floor) inside = middle;
    else outside = middle;
  }
  return direction > 0 ? Math.min(limit, peak + outside) : Math.max(limit, peak - outside);
}
