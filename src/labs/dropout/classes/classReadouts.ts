import type { Readout } from "../../../app/readoutTable";
import { formatNumber, formatPercent } from "../ensemble/format";
import type { BothScores, ClassNumbers } from "./classNumbers";
import type { ClassScores } from "./classScores";

/** Headings of the table that the rows stand in. */
export const CLASS_COLUMNS: readonly [string, string, string] = ["", "mean of passes", "without dropout"];

/** Rows for a ReadoutTable with CLASS_COLUMNS. */
export function classReadouts({ training, truth, modelEntropy }: ClassNumbers): Readout[] {
  const row = (name: string, value: string, reference: string, explanation: string): Readout => ({
    name,
    value,
    reference,
    state: "none",
    explanation,
  });
  const scoreRows = (where: string, both: BothScores, best: ClassScores | null): Readout[] => {
    const two = (
      name: string,
      read: (scores: ClassScores) => number,
      format: (value: number) => string,
      meaning: string,
    ): Readout =>
      row(
        `${name}, ${where}`,
        format(read(both.passes)),
        format(read(both.withoutDropout)),
        best && best.numPoints > 0
          ? `${meaning} Who knew the truth would have ${format(read(best))}.`
          : meaning,
      );
    return [
      two("right", ({ accuracy }) => accuracy, formatPercent, "How often the likelier class is right."),
      two(
        "log score",
        ({ logScore }) => logScore,
        formatNumber,
        "Mean log probability of the class that is right; larger is better.",
      ),
      two(
        "calibration",
        ({ calibrationError }) => calibrationError,
        formatNumber,
        "How far claimed probabilities lie from how often it is so, in ten bins.",
      ),
    ];
  };
  const entropyRow = (where: string, entropy: number): Readout =>
    row(
      `mutual information, ${where}`,
      formatNumber(entropy),
      "",
      "Of class and mask, in nats: the epistemic part of the uncertainty about the class; at most log 2 = 0.693.",
    );
  return [
    ...scoreRows("data", training, null),
    ...(truth
      ? [...scoreRows("near", truth.near, truth.near.best), ...scoreRows("far", truth.far, truth.far.best)]
      : []),
    entropyRow("near", modelEntropy.near),
    entropyRow("far", modelEntropy.far),
  ];
}

/** What the picture shows, in words; true whatever came out. */
export function classPictureSentence({ training, modelEntropy }: ClassNumbers): string {
  const { passes } = training;
  const right =
    passes.numPoints === 0
      ? "There is no training point."
      : `The mean of the passes is right at ${formatPercent(passes.accuracy)} of the training points.`;
  const { near, far } = modelEntropy;
  if (Number.isNaN(near) || Number.isNaN(far)) return right;
  if (near === 0 && far === 0)
    return `${right} A single pass, or passes that all agree, have no mutual information with the class.`;
  return `${right} The mutual information of class and mask is ${formatNumber(near)} nats near them and ${formatNumber(far)} far away.`;
}
