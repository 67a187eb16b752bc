import type { Readout } from "../../app/readoutTable";
import { formatNumber, formatPercent, formatShort } from "./format";
import { isArticleEvidence, isArticleRun, type MapModel } from "./mapModel";

/** What the article printed, for its own 15 points, degree 10 and lambda 1. */
const PRINTED = { mleError: "0.0173", mapError: "0.0085", mleLargest: "19.7", mapLargest: "0.3" } as const;

/** A test error within this share of the other is about the same. */
const SLIGHT = 0.05;

const numPoints = (count: number): string => (count === 1 ? "1 point" : `${count} points`);

/** The prior that lambda stands for, in words. */
export function priorInWords({ penalty, priorScale }: MapModel): string {
  return penalty === "L2"
    ? `Gaussian prior of sd ${formatShort(priorScale)}`
    : `Laplace prior of scale ${formatShort(priorScale)}`;
}

/** What the picture shows, in words. */
export function sentenceOf(model: MapModel): string {
  const { points, degree, mle, map, best, penalty } = model;
  const start = `${numPoints(points.length)}, degree ${degree}`;
  const prior = priorInWords(model);
  const end = ` The evidence favours degree ${best.degree}, with ${formatPercent(best.probability)}.`;
  const largest = formatShort(map.largest);
  if (!mle) {
    return `${start}: least squares have no single answer, too few x differ. The ${prior} has one, with weights up to ${largest}.${end}`;
  }
  const zeros = map.weights.filter((weight) => weight === 0).length;
  const effects = [map.largest < 0.98 * mle.largest ? `holds them to ${largest}` : "hardly changes them"];
  if (penalty === "L1" && zeros > 0) effects.push(`sets ${zeros} of ${degree + 1} to 0`);
  const [verb, rest] = verdictOf(mle.testError, map.testError);
  if (verb !== "") effects.push(verb);
  const doing = effects.length > 1 ? `${effects.slice(0, -1).join(", ")} and ${effects.at(-1)}` : effects[0];
  return `${start}: least squares need weights up to ${formatShort(mle.largest)}. The ${prior} ${doing}${rest}.${end}`;
}

/** What the prior does to the test error: a verb where it is good, and the numbers. */
function verdictOf(mle: number | null, map: number | null): readonly [verb: string, rest: string] {
  if (mle === null || map === null) return ["", ""];
  const values = `${formatShort(map)} against ${formatShort(mle)}`;
  if (map < 0.6 * mle) return ["brings the test error down", `, ${values}`];
  if (map < (1 - SLIGHT) * mle) return ["lowers the test error", `, ${values}`];
  if (map <= (1 + SLIGHT) * mle) return ["", `; the test error hardly changes, ${values}`];
  return ["", `; the test error rises, ${values}`];
}

/** Whether the prior helped, for the colour beside the sentence. */
export function moodOf({ mle, map }: MapModel): "good" | "slow" | "neutral" {
  const without = mle?.testError ?? null;
  if (without === null || map.testError === null) return "neutral";
  if (map.testError < (1 - SLIGHT) * without) return "good";
  return map.testError > (1 + SLIGHT) * without ? "slow" : "neutral";
}

/** The rows of the numbers; the third column holds what the article printed, where it is about the same. */
export function readoutsOf(model: MapModel): Readout[] {
  const { mle, map, penalty, priorScale, best, bestFit, evidence, degree, kktViolation } = model;
  const isPrinted = isArticleRun(model);
  const row = (name: string, value: string, explanation: string): Readout => ({
    name,
    value,
    reference: "",
    state: "none",
    explanation,
  });
  const printed = (made: Readout, text: string, value: number): Readout => {
    if (!isPrinted) return made;
    const decimals = text.split(".")[1].length;
    return {
      ...made,
      reference: text,
      state: value.toFixed(decimals) === text ? "good" : "bad",
      explanation: `${made.explanation} The article prints ${text}.`,
    };
  };
  const noMle = "The points do not fix the weights without a prior.";
  const errors: Readout[] =
    map.testError === null
      ? []
      : [
          printed(
            row(
              "test MSE, MLE",
              formatNumber(mle?.testError ?? null),
              mle ? "Least squares against the true curve at 200 places, averaged squares." : noMle,
            ),
            PRINTED.mleError,
            mle?.testError ?? NaN,
          ),
          printed(
            row(
              "test MSE, MAP",
              formatNumber(map.testError),
              "The most probable curve against the true one at 200 places, averaged squares.",
            ),
            PRINTED.mapError,
            map.testError,
          ),
        ];
  const largest = (name: string, value: number | null, text: string, meaning: string): Readout =>
    printed(row(name, formatNumber(value), meaning), text, value ?? NaN);
  const scale: Readout =
    penalty === "L2"
      ? row("σw of this λ", formatNumber(priorScale), "Prior sd of a weight: noise sd over the root of λ.")
      : row("Laplace scale b", formatNumber(priorScale), "Mean size of a weight by the prior: 2 σ² over λ.");
  return [
    ...errors,
    largest(
      "largest |w|, MLE",
      mle?.largest ?? null,
      PRINTED.mleLargest,
      mle ? "Of all weights, without their signs." : noMle,
    ),
    largest("largest |w|, MAP", map.largest, PRINTED.mapLargest, "Of all weights, without their signs."),
    row(
      "train MSE, MLE",
      formatNumber(mle?.trainError ?? null),
      mle ? "No curve of this degree has less." : noMle,
    ),
    row("train MSE, MAP", formatNumber(map.trainError), "At the points themselves, averaged squares."),
    isPrinted
      ? {
          ...scale,
          reference: "not stated",
          explanation:
            "The article's λ of 1 is a prior sd of 0.15, as small as its noise; it does not say so.",
        }
      : scale,
    ...(kktViolation === null ? [] : sparsityRows(model, kktViolation)),
    {
      ...row(
        "best degree",
        `${best.degree}`,
        `Of degrees 0 to ${evidence.length - 1}, equally likely beforehand, this one has the highest evidence at σw ${formatShort(model.sigmaEvidence)}.`,
      ),
      ...(isArticleEvidence(model)
        ? { reference: "2", state: best.degree === 2 ? ("good" as const) : ("bad" as const) }
        : {}),
    },
    row(
      "its probability",
      formatNumber(best.probability),
      "Its share of the evidence of all degrees together.",
    ),
    ...(!bestFit || bestFit.testError === null
      ? []
      : [
          row(
            "its test MSE",
            formatNumber(bestFit.testError),
            `Least squares of degree ${best.degree}, without a prior on the weights, against the true curve.`,
          ),
        ]),
    row(
      "log evidence",
      formatNumber(evidence[degree].logEvidence),
      `Log probability of the points under degree ${degree}, all weights averaged over their prior; degree ${best.degree} has ${formatNumber(best.logEvidence)}.`,
    ),
  ];
}

function sparsityRows({ map, degree }: MapModel, kktViolation: number): Readout[] {
  const nonzero = map.weights.filter((weight) => weight !== 0).length;
  const base = { state: "none", reference: "" } as const;
  return [
    {
      ...base,
      name: "weights not 0",
      value: `${nonzero} of ${degree + 1}`,
      explanation: "A Laplace prior has its peak on the axes, so that weights become exactly 0.",
    },
    {
      ...base,
      name: "KKT violation",
      value: formatNumber(kktViolation),
      state: kktViolation < 1e-9 ? "good" : "bad",
      explanation: "How far the weights are from the conditions of the lasso's minimum, as a share of λ.",
    },
  ];
}
