import type { Curve } from "../../charts";
import type { TrainingProgress } from "../../engine/network";
import type { CurveModel } from "./curveModel";
import { emptyBands } from "./curvePlot";
import { sdsOf } from "./curveSentence";
import { formatShort, plain } from "./format";
import { histogramOf, normalCurve } from "./histogram";
import type { Picture, StripChart } from "./picture";

/** Below the picture: loss, histogram at the chosen input, sd along x. */
export function curveStrip(model: CurveModel, progress: TrainingProgress | null): Picture["strip"] {
  return [
    model.problem.key === "article" ? proportionChart(model) : lossChart(progress, noiseLossOf(model)),
    histogramChart(model),
    sdChart(model),
  ];
}

/** Mean square of the noise at the data: a loss far below it has learnt the noise. Null where it is unknown. */
function noiseLossOf({ noise, problem }: CurveModel): number | null {
  if (noise.source !== "known") return null;
  return problem.points.reduce((sum, [x]) => sum + noise.sd(x) ** 2, 0) / problem.points.length;
}

/** @param noiseLoss mean square of the noise; null where there is no telling */
export function lossChart(progress: TrainingProgress | null, noiseLoss: number | null): StripChart {
  const steps = progress?.curve.steps ?? new Float64Array(0);
  const losses = progress?.curve.losses ?? new Float64Array(0);
  const maxSteps = Math.max(1, progress?.maxSteps ?? 1);
  const curves: Curve[] = [
    { label: "loss", colour: "var(--series-1)", x: steps, y: losses.map((loss) => Math.log10(loss)) },
  ];
  if (noiseLoss !== null && noiseLoss > 0 && steps.length > 0) {
    const y = Math.log10(noiseLoss);
    const x = Float64Array.of(0, maxSteps);
    curves.push({ label: "noise", colour: "var(--series-5)", x, y: Float64Array.of(y, y), isDashed: true });
  }
  return {
    title: "Loss",
    content: { xName: "step", yName: "log₁₀ loss", xRange: [0, maxSteps], curves },
    words:
      losses.length === 0
        ? "No step made yet."
        : `From ${formatShort(losses[0])} to ${formatShort(losses[losses.length - 1])} in ${progress?.numSteps ?? 0} steps.`,
  };
}

function histogramChart({ chosen, noise }: CurveModel): StripChart {
  const { centres, heights, width } = histogramOf(chosen.values);
  const sd = Number.isFinite(chosen.sd) ? chosen.sd : 0;
  const total = Math.hypot(sd, chosen.noiseSd);
  const reach = 4 * Math.max(total, chosen.exact?.sd ?? 0, width);
  const x = Float64Array.from({ length: 161 }, (_, i) => chosen.mean + reach * (i / 80 - 1));
  const curves: Curve[] = [];
  if (chosen.exact !== null && chosen.exact.sd > 0) {
    const { mean, sd: exactSd } = chosen.exact;
    curves.push({ label: "exact normal", colour: "var(--series-2)", x, y: normalCurve(x, mean, exactSd) });
  }
  if (noise.source !== "none" && total > 0) {
    const y = normalCurve(x, chosen.mean, total);
    curves.push({ label: "with noise", colour: "var(--series-5)", x, y, isOptional: true });
  }
  return {
    title: "At the ring",
    content: {
      xName: `y at x = ${plain(chosen.x)}`,
      yName: "density",
      ...(Number.isFinite(chosen.mean) ? { xRange: [chosen.mean - reach, chosen.mean + reach] } : {}),
      bars: [{ label: "passes", colour: "var(--series-1)", x: centres, height: heights, width }],
      curves,
    },
    words: `At x = ${plain(chosen.x)}: mean ${formatShort(chosen.mean)}, sd ${formatShort(chosen.sd)}.`,
  };
}

function sdChart(model: CurveModel): StripChart {
  const { problem, modelSd, totalSd, noise, exactSd, sdByRegion, chosen } = model;
  const x = problem.places;
  const isFinal = noise.source === "none";
  let highest = 0;
  for (const sd of isFinal ? modelSd : totalSd) if (sd > highest) highest = sd;
  let most = highest > 0 ? 1.1 * highest : 1;
  const curves: Curve[] = [
    { label: "model", colour: "var(--series-1)", x, y: modelSd, width: 2, fill: true },
  ];
  if (exactSd) curves.push({ label: "exact", colour: "var(--series-2)", x, y: exactSd, isDashed: true });
  if (!isFinal) {
    curves.push({ label: "noise", colour: "var(--series-5)", x, y: x.map(noise.sd), width: 2 });
    curves.push({ label: "together", colour: "var(--text)", x, y: totalSd, isOptional: true });
  }
  if (model.ensemble !== null) {
    curves.push({ label: "ensemble", colour: "var(--series-4)", x, y: model.ensemble.sd, width: 2 });
    for (const sd of model.ensemble.sd) if (1.1 * sd > most) most = 1.1 * sd;
  }
  return {
    title: "Sd along x",
    content: {
      xName: "x",
      yName: "sd",
      xRange: [...problem.view.x],
      yRange: [0, most],
      bands: emptyBands(model, [0, most]),
      curves,
      marks: [{ label: "", colour: "var(--text-muted)", x: chosen.x, isDashed: true }],
    },
    words: problem.key === "article" ? "Proportional to the distance from 0." : sdsOf(sdByRegion),
  };
}

/** The article's network: sd over |x| is two constants. */
function proportionChart({ problem, modelSd, exactSd }: CurveModel): StripChart {
  const x = problem.places;
  const over = (sds: Float64Array): Float64Array => sds.map((sd, i) => sd / Math.abs(x[i]));
  return {
    title: "Sd over |x|",
    content: {
      xName: "x",
      yName: "sd / |x|",
      xRange: [...problem.view.x],
      curves: [
        { label: "passes", colour: "var(--series-1)", x, y: over(modelSd), width: 2, fill: true },
        ...(exactSd
          ? [{ label: "exact", colour: "var(--series-2)", x, y: over(exactSd), isDashed: true }]
          : []),
      ],
    },
    words: "One number on each side of 0: the sd knows nothing but the distance from 0.",
  };
}
