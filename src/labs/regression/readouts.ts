import type { Readout } from "../../app/readoutTable";
import type { DegreeEvidence } from "../../core/regression";
import type { RegressionModel } from "./regressionModel";
import { TRUE_INTERCEPT, TRUE_SLOPE } from "./regressionSettings";

function inPowers(value: number, decimals: number): string {
  return value.toExponential(decimals).replace("e+", "e").replaceAll("-", "−");
}

/** Five decimals where they mean something, fewer of large numbers, powers of ten of the extreme ones. */
export function formatFive(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return inPowers(value, 2);
  const decimals = Math.max(0, 5 - Math.max(0, Math.floor(Math.log10(size || 1))));
  return value.toFixed(decimals).replace("-", "−");
}

/** A number as one would say it: 0.5, 2. */
function plain(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Mean and sd to the digits that the sd leaves, two at least. */
function withSd(mean: number, sd: number): string {
  const decimals = Math.min(8, Math.max(2, -Math.floor(Math.log10(sd))));
  // What rounds to 0 has no sign.
  const rounded = Number(mean.toFixed(decimals)) === 0 ? 0 : mean;
  return `${rounded.toFixed(decimals)} ± ${sd.toFixed(decimals)}`.replace("-", "−");
}

/** Three significant digits. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return inPowers(value, 1);
  const decimals = Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(size || 1))));
  return value.toFixed(decimals).replace("-", "−");
}

/** What is smaller than this, of a correlation or a log, is rounding; no sd is so small. */
const ROUNDING = 1e-12;

export function bestDegree(evidence: readonly DegreeEvidence[]): DegreeEvidence {
  return evidence.reduce((best, one) => (one.probability > best.probability ? one : best));
}

/** Such as "63 %"; what is not certain is not rounded to 100 %. */
export function percentOf({ probability }: DegreeEvidence): string {
  const percent = Math.round(100 * probability);
  return percent === 100 && probability < 1 ? "over 99 %" : `${percent} %`;
}

const numPoints = (count: number): string => (count === 1 ? "1 point" : `${count} points`);

/** What the picture shows, in words. */
export function sentenceOf(model: RegressionModel): string {
  const { weights, sds, posterior, numSeen, points, epistemicSd } = model;
  const inside = formatShort(epistemicSd.inside);
  const outside = formatShort(epistemicSd.outside);
  if (numSeen === 0) {
    const waiting = points.length > 0 ? `, and ${numPoints(points.length)} wait` : "";
    return `No point seen yet${waiting}: the lines come from the prior alone. The model's own sd is ${inside} in the middle half of x and ${outside} near its ends.`;
  }
  const from = `From ${numSeen < points.length ? `${numSeen} of ` : ""}${numPoints(points.length)}`;
  const parts = `model's own sd is ${inside} in the middle half of x and ${outside} near its ends; noise of ${plain(posterior.sigmaNoise)} comes on top.`;
  if (posterior.degree === 1) {
    const weight = (k: number): string => withSd(weights[k], sds[k]);
    return `${from}: intercept ${weight(0)}, slope ${weight(1)}. The ${parts}`;
  }
  const best = bestDegree(model.evidence);
  return `${from}, degree ${posterior.degree}: the ${parts} The evidence favours degree ${best.degree}, with ${percentOf(best)}.`;
}

/** The rows of the numbers; the third column holds what a number is held against. */
export function readoutsOf(model: RegressionModel): Readout[] {
  const { weights, sds, posterior, truth, leastSquares, predictiveSd, epistemicSd } = model;
  const { degree, sigmaNoise, sigmaWeights } = posterior;
  const row = (name: string, value: number, reference: string, explanation: string): Readout => ({
    name,
    value: formatFive(Math.abs(value) < ROUNDING ? 0 : value),
    reference,
    state: "none",
    explanation,
  });
  const weightRows = (k: 0 | 1, name: string, value: number): Readout[] => {
    const mean = row(name, weights[k], "0 prior", `Posterior mean and mode of the ${name}.`);
    const z = truth?.z[k];
    const isNear = z !== undefined && Math.abs(z) <= 2;
    return [
      z === undefined
        ? mean
        : {
            ...mean,
            reference: `${value} true`,
            state: isNear ? "good" : "bad",
            explanation: `The ${name} that made the data, ${value}, lies ${formatShort(Math.abs(z))} posterior sds off.`,
          },
      row(`${name} sd`, sds[k], `${plain(sigmaWeights)} prior`, `Posterior sd of the ${name}.`),
    ];
  };
  const least = (k: number, name: string): Readout =>
    row(
      `${name}, OLS`,
      leastSquares?.[k] ?? NaN,
      "",
      leastSquares
        ? `Ordinary least squares: the ${name} without a prior.`
        : "The points seen do not determine it without a prior.",
    );
  const best = bestDegree(model.evidence);
  const sds4: readonly [string, number, string][] = [
    ["y sd inside", predictiveSd.inside, "Noise and model together, averaged over the middle half of x."],
    ["y sd outside", predictiveSd.outside, "Noise and model together, averaged over the outer quarter of x."],
    [
      "model sd inside",
      epistemicSd.inside,
      "What more data would shrink, averaged over the middle half of x.",
    ],
    [
      "model sd outside",
      epistemicSd.outside,
      "What more data would shrink, averaged over the outer quarter of x.",
    ],
  ];
  return [
    ...weightRows(0, "intercept", TRUE_INTERCEPT),
    ...weightRows(1, "slope", TRUE_SLOPE),
    row("correlation", model.pair.correlation, "0 prior", "Posterior correlation of intercept and slope."),
    ...Array.from({ length: degree - 1 }, (_, i) => ({
      ...row(
        `weight of x${superscript(i + 2)}`,
        weights[i + 2],
        "",
        `Posterior sd ${formatFive(sds[i + 2])}.`,
      ),
      reference: `± ${formatShort(sds[i + 2])}`,
    })),
    least(0, "intercept"),
    least(1, "slope"),
    row(
      "log evidence",
      model.logEvidence,
      `best: ${best.degree}`,
      `Log probability of the points seen, before they were; degree ${best.degree} has the highest of all degrees.`,
    ),
    ...sds4.map(([name, value, explanation], i) =>
      row(name, value, i < 2 ? `${plain(sigmaNoise)} noise` : "", explanation),
    ),
  ];
}

function superscript(power: number): string {
  return String(power).replaceAll(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(digit)));
}
