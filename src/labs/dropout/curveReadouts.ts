import type { Readout, ReadoutState } from "../../app/readoutTable";
import type { CurveModel } from "./curveModel";
import type { PassAnswer } from "../../engine/network";
import { counted, formatFive, formatShort, percent, plain } from "./format";
import type { Standing } from "./progress";

const NOISE_SOURCES: Readonly<Record<string, string>> = {
  known: "as it made the data",
  estimated: "as the residuals are",
  assumed: "as you assume it",
};

export const row = (
  name: string,
  value: string,
  reference: string,
  explanation: string,
  state: ReadoutState = "none",
): Readout => ({ name, value, reference, state, explanation });

const within = (z: number, most: number): ReadoutState =>
  Number.isNaN(z) || Number.isNaN(most) ? "none" : Math.abs(z) <= most ? "good" : "bad";

/** @param most of `limitsOf` */
const rarity = (most: number, isShapeKnown = true): string => {
  if (!Number.isNaN(most)) return `At most one run in a thousand exceeds ${formatShort(most)}.`;
  return isShapeKnown
    ? "No verdict: too few passes, or units, for so rare events."
    : "No verdict: how far passes stray is not known here.";
};

/** The rows of the numbers; the third column holds what a number is held against. */
export function curveReadouts(model: CurveModel, standing: Standing): Readout[] {
  const { chosen, noise } = model;
  const { exact, z, limits } = chosen;
  const at = `x = ${plain(chosen.x)}`;
  const against = (value: number | undefined): string =>
    value === undefined ? "none known" : formatFive(value);
  const { numPasses } = model.passes;
  const held = (score: number, most: number): string =>
    exact === null
      ? "Two hidden layers with many units have no exact answer; one has."
      : exact.sd === 0
        ? "Exact: nothing varies here."
        : Number.isNaN(score)
          ? `Exact over all masks. ${rarity(NaN, numPasses === 1)}`
          : `Exact over all masks; these passes lie ${formatShort(Math.abs(score))} standard errors off. ${rarity(most, !Number.isNaN(z.sd) || numPasses === 1)}`;
  return [
    row(
      `mean at ${at}`,
      formatFive(chosen.mean),
      against(exact?.mean),
      `Mean of the passes at the chosen input. ${held(z.mean, limits.mean)}`,
      within(z.mean, limits.mean),
    ),
    row(
      `sd at ${at}`,
      formatFive(chosen.sd),
      against(exact?.sd),
      `Standard deviation of the passes there: the model's own doubt. ${held(z.sd, limits.sd)}`,
      within(z.sd, limits.sd),
    ),
    ...(model.problem.key === "article" ? articleRows(model) : learntRows(model, standing)),
    ...(noise.source === "none"
      ? []
      : [
          row(
            `noise at ${at}`,
            formatFive(chosen.noiseSd),
            noise.source,
            `Not from dropout: the sd of an observation about the curve, ${NOISE_SOURCES[noise.source] ?? noise.source}.`,
          ),
        ]),
  ];
}

function articleRows({ article, sharing }: CurveModel): Readout[] {
  if (article === null) return [];
  const { sdPerX, sdCentre, sdEdges, passesCentre, passesEdges, worstMean, worstSd } = article;
  const free =
    sharing === "perPass"
      ? "each side of 0 counts once: there all inputs share their masks"
      : "100 inputs, each with masks of its own";
  const worst = (name: string, z: number, most: number): Readout =>
    row(
      `worst z, ${name}`,
      formatShort(z),
      Number.isNaN(most) ? "no verdict" : `${formatShort(article.typicalWorst)} usual`,
      `Largest distance from exact in standard errors; ${free}. ${rarity(most)}`,
      within(z, most),
    );
  return [
    row(
      "sd, |x| < 1",
      formatFive(passesCentre),
      formatFive(sdCentre),
      "Average over the middle fifth of the inputs; beside it the exact one.",
    ),
    row(
      "sd, |x| > 3",
      formatFive(passesEdges),
      formatFive(sdEdges),
      "Average over the outer inputs; exactly 8 times the middle, whatever the weights.",
    ),
    row(
      "sd / |x|, left",
      formatFive(sdPerX.left),
      "constant",
      "Exact sd over |x| for x < 0: one number for all of them.",
    ),
    row(
      "sd / |x|, right",
      formatFive(sdPerX.right),
      "constant",
      "Exact sd over |x| for x > 0: one number for all of them.",
    ),
    worst("means", worstMean, article.limits.mean),
    worst("sds", worstSd, article.limits.sd),
  ];
}

function learntRows(model: CurveModel, standing: Standing): Readout[] {
  const { sdByRegion, coverage, rate } = model;
  const { inside, gap, beyond } = sdByRegion;
  // Without points there is no inside to hold the rest against.
  if (Number.isNaN(inside)) return [];
  const ratio = (sd: number): string => (inside > 0 ? `× ${formatShort(sd / inside)}` : "–");
  const sdRow = (name: string, sd: number, explanation: string): Readout[] =>
    Number.isNaN(sd) ? [] : [row(name, formatFive(sd), ratio(sd), explanation, verdictOf(sd / inside))];
  const covered = (name: string, share: number): Readout[] =>
    Number.isNaN(share)
      ? []
      : [
          row(
            name,
            percent(share),
            "of 90 %",
            "Share of x at which the model's 90 % band holds the true function, noise left out.",
          ),
        ];
  return [
    row("sd at the data", formatFive(inside), "", "The model's own sd, averaged where a data point is near."),
    ...sdRow(
      "sd in the gaps",
      gap,
      "Averaged between data points that are far apart; as a multiple of the sd at the data.",
    ),
    ...sdRow(
      "sd beyond",
      beyond,
      "Averaged beyond the outermost data points; as a multiple of the sd at the data.",
    ),
    ...(coverage === null || rate === 0
      ? []
      : [
          ...covered("in band, inside", coverage.inside),
          ...covered("in band, gaps", coverage.gap),
          ...covered("in band, beyond", coverage.beyond),
        ]),
    ...(standing.numSteps === 0
      ? []
      : [
          row(
            "loss",
            formatFive(standing.loss),
            noiseLoss(model),
            "Mean squared error of the last steps, with their masks; beside it the mean square of the noise. Far less has learnt the noise.",
          ),
        ]),
  ];
}

const BACKENDS: Readonly<Record<PassAnswer["backend"], readonly [short: string, long: string]>> = {
  float64: ["JavaScript", "JavaScript in float64, in workers"],
  simd: ["SIMD", "WebAssembly with SIMD, in workers"],
  webgpu: ["WebGPU", "the graphics card"],
};

/** Who made the passes, and how long it took. */
export function passesRow(
  { backend, milliseconds }: Pick<PassAnswer, "backend" | "milliseconds">,
  count: number,
): Readout {
  const [short, long] = BACKENDS[backend];
  return row(
    counted(count, "pass"),
    `${formatShort(milliseconds)} ms`,
    short,
    `Made by ${long}, from the request to the answer.`,
  );
}

/** Whether the doubt is larger where there are no data; ratios this near to 1 say neither. */
function verdictOf(ratio: number): ReadoutState {
  if (ratio > 1.03) return "good";
  return ratio < 0.97 ? "bad" : "none";
}

function noiseLoss({ noise, problem }: CurveModel): string {
  if (noise.source !== "known") return "";
  const squares = problem.points.map(([x]) => noise.sd(x) ** 2);
  return `noise ${formatShort(squares.reduce((sum, value) => sum + value, 0) / squares.length)}`;
}
