/** From a model of a network with one input to what the views show. Pure. */
import type { PointSet, SurfaceData } from "../../scene";
import type { TrainingProgress } from "../../engine/network";
import type { CurveModel } from "./curveModel";
import { curvePlot, MOST_DRAWN, type ShownPasses } from "./curvePlot";
import { curveReadouts } from "./curveReadouts";
import { curveSentence } from "./curveSentence";
import { curveStrip } from "./curveStrip";
import type { Picture, StagePicture } from "./picture";
import { predictionSurface } from "./predictionSurface";
import type { Problem } from "./problem";
import { NO_TRAINING, standingOf } from "./progress";
import { everyNth, thinnedLabel, thinningOf } from "./thinning";

/** Depth over width of the stage's picture: x and y have units of their own. */
const ASPECT = 0.8;

export function curvePicture(
  model: CurveModel,
  progress: TrainingProgress | null,
  shown: ShownPasses,
): Picture {
  const standing = progress ? standingOf(progress) : NO_TRAINING;
  const { content, dataSet, chosenSet } = curvePlot(model, shown);
  return {
    sentence: curveSentence(model, standing),
    readouts: curveReadouts(model, standing),
    plot: content,
    dataSet,
    chosenSet,
    stage: stagePicture(model, shown),
    strip: curveStrip(model, progress),
  };
}

function stagePicture(model: CurveModel, shown: ShownPasses): StagePicture {
  const { problem, noise, sharing } = model;
  const legend =
    noise.source === "none" ? ["height: density of passes at each x"] : ["height: density of y at each x"];
  const every = thinningOf(problem.points.length);
  const isDrawn = sharing === "perPass" && (shown.areShown || shown.single !== null);
  return {
    surface: surfaceOf(model),
    curves: isDrawn ? floating(model, shown.single) : null,
    points: dotsOf(problem),
    shade: null,
    legend: [
      ...legend,
      ...(isDrawn ? ["lines: passes"] : []),
      ...(sharing === "perPoint" ? ["no lines: passes are no functions"] : []),
      ...(every > 1 ? [thinnedLabel("dots: data", every)] : []),
    ],
  };
}

/** Made once for a model, however often its passes are shown one by one. */
const surfaces = new WeakMap<CurveModel, SurfaceData>();

function surfaceOf(model: CurveModel): SurfaceData {
  const known = surfaces.get(model);
  if (known) return known;
  const { passes, problem, noise } = model;
  const noiseSd = problem.places.map(noise.sd);
  const surface = predictionSurface(passes, problem.places, noiseSd, problem.view);
  const made: SurfaceData = { ...surface, aspect: ASPECT, axisNames: ["x", "y"] };
  surfaces.set(model, made);
  return made;
}

/** Made once for a problem, so that the stage takes them once. */
const dots = new WeakMap<Problem, PointSet>();

function dotsOf(problem: Problem): PointSet | null {
  if (problem.points.length === 0) return null;
  const known = dots.get(problem);
  if (known) return known;
  const points = everyNth(problem.points, thinningOf(problem.points.length));
  const made: PointSet = { positions: Float32Array.from(points.flat()) };
  dots.set(problem, made);
  return made;
}

function floating({ passes, problem }: CurveModel, single: number | null): StagePicture["curves"] {
  const { places } = problem;
  const first = single ?? 0;
  const numCurves = single === null ? Math.min(MOST_DRAWN, passes.numPasses) : 1;
  const positions = new Float32Array(numCurves * places.length * 2);
  for (let curve = 0; curve < numCurves; curve++) {
    places.forEach((x, i) => {
      const at = 2 * (curve * places.length + i);
      positions[at] = x;
      positions[at + 1] = passes.outputs[(first + curve) * passes.numPoints + i];
    });
  }
  return { positions, numCurves, numVertices: places.length, emphasised: single === null ? null : 0 };
}
