import { findRoot } from "../math/findRoot";

/** Gauss-Legendre nodes and weights on [-1, 1] for five points. */
const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
const WEIGHTS = [
  0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908,
];
const PANELS = 80;

/** Integrals of one function over parts of a range. */
export interface Integrals {
  readonly total: number;
  /** Mean and standard deviation of the range under the function as a density. */
  readonly moments: () => { readonly mean: number; readonly sd: number };
  /** Integral from the start of the range to x. */
  readonly below: (x: number) => number;
  /** Integral from x to the end of the range. */
  readonly above: (x: number) => number;
  /** The x that has so much below it, of more than 0 and less than the total. */
  readonly inverse: (mass: number) => number;
}

/** Integrates one panel by Gauss and Legendre's rule, exact up to degree 9. */
function panel(f: (x: number) => number, from: number, to: number): number {
  const [centre, half] = [0.5 * (from + to), 0.5 * (to - from)];
  let sum = 0;
  for (let i = 0; i < NODES.length; i++) sum += WEIGHTS[i] * f(centre + half * NODES[i]);
  return sum * half;
}

/** A way from 0 to 1 that is flat at both ends, and how steep it is. */
const share = (u: number): number => u * u * u * u * (35 - u * (84 - u * (70 - 20 * u)));
const slope = (u: number): number => 140 * (u * (1 - u)) * (u * (1 - u)) * (u * (1 - u));

/**
 * Integrates a function that is not negative and smooth inside (from, to), in panels, and keeps what lies on
 * either side of each. At its ends it may rise like a power of the distance, as a Beta(1.2, 3) does: there
 * the panels crowd together, because the range is run through at the speed of `slope`.
 */
export function integrate(f: (x: number) => number, from: number, to: number): Integrals {
  const width = to - from;
  const placeOf = (u: number): number => (u <= 0.5 ? from + width * share(u) : to - width * share(1 - u));
  const density = (u: number): number => f(placeOf(u)) * width * slope(u);
  const masses = Array.from({ length: PANELS }, (_, k) => panel(density, k / PANELS, (k + 1) / PANELS));
  const before = new Float64Array(PANELS + 1);
  const after = new Float64Array(PANELS + 1);
  for (let k = 0; k < PANELS; k++) before[k + 1] = before[k] + masses[k];
  for (let k = PANELS; k > 0; k--) after[k - 1] = after[k] + masses[k - 1];
  const total = before[PANELS];
  const panelOf = (u: number): number => Math.min(PANELS - 1, Math.floor(u * PANELS));
  const belowShare = (u: number): number => {
    const k = panelOf(u);
    return before[k] + panel(density, k / PANELS, u);
  };
  const aboveShare = (u: number): number => {
    const k = panelOf(u);
    return after[k + 1] + panel(density, u, (k + 1) / PANELS);
  };
  const shareOf = (x: number): number => findRoot((u) => placeOf(u) - x, 0, 1, 1e-16, from - x, to - x);
  const average = (g: (u: number) => number): number => {
    let sum = 0;
    for (let k = 0; k < PANELS; k++) {
      sum += panel((u) => g(u) * density(u), k / PANELS, (k + 1) / PANELS);
    }
    return sum / total;
  };
  return {
    total,
    moments: () => {
      // Shares of the range: a mean far from 0 would cost the variance its digits.
      const mean = average(share);
      const variance = average((u) => (share(u) - mean) * (share(u) - mean));
      return { mean: from + width * mean, sd: width * Math.sqrt(variance) };
    },
    below: (x) => {
      if (!(x > from)) return x === x ? 0 : NaN;
      return x >= to ? total : belowShare(shareOf(x));
    },
    above: (x) => {
      if (!(x < to)) return x === x ? 0 : NaN;
      return x <= from ? total : aboveShare(shareOf(x));
    },
    inverse: (mass) => placeOf(findRoot((u) => belowShare(u) - mass, 0, 1, 1e-16, -mass, total - mass)),
  };
}
