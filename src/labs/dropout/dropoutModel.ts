/** What is shown, of whichever kind the problem is, as a pure function of the settings, the network and its passes. */
import type { Readout } from "../../app/readoutTable";
import {
  drawPasses,
  ensembleOutputs,
  networkDataSet,
  type Network,
  type PassOutputs,
} from "../../core/network";
import { Stream, StreamPurpose } from "../../core/random";
import type { TrainingProgress } from "../../engine/network";
import { classInputs } from "./classes/classPicture";
import { classModel, slicedPasses, type ClassModel } from "./classModel";
import { classView } from "./classPlot";
import { curveModel, type CurveModel } from "./curveModel";
import { curvePicture } from "./curvePicture";
import type { ShownPasses } from "./curvePlot";
import { classRows, comparisonReadouts, curveRows } from "./ensemble/comparisonRows";
import { classSentence, curveSentence } from "./ensemble/comparisonSentence";
import { classTruth, compareClasses, compareCurves, curveTruth } from "./ensemble/ensembleComparison";
import { residualSd } from "./noise";
import type { Picture } from "./picture";
import { chosenInput, rateOf, type Problem, type Values } from "./problem";
import { classShape, passRequest } from "./trainingJob";

export type DropoutModel =
  | { readonly kind: "curve"; readonly curve: CurveModel }
  | { readonly kind: "classes"; readonly classes: ClassModel };

/** Passes that are made on the spot for the first picture; the workers' come a moment later. */
const FIRST_PASSES = 40;

/**
 * @param passes at `inputsOf` of the same settings and problem
 * @param networks finished ones of the deep ensemble
 */
export function dropoutModel(
  values: Values,
  problem: Problem,
  network: Network,
  passes: PassOutputs,
  networks: readonly Network[] = [],
): DropoutModel {
  const [x, y = 0] = chosenInput(problem, values);
  if (problem.numInputs === 1) {
    return { kind: "curve", curve: curveModel(values, problem, network, passes, x, networks) };
  }
  const rates = { rate: rateOf(values), trainRate: values.number("trainRate") };
  return { kind: "classes", classes: classModel(problem, network, passes, [x, y], rates) };
}

/** The same at once and without a worker, in float64 and from fewer passes. */
export function firstModel(values: Values, problem: Problem, network: Network): DropoutModel {
  const request = passRequest(values, problem, network, FIRST_PASSES);
  const stream = Stream.from(request.seed, 0, StreamPurpose.test);
  return dropoutModel(values, problem, network, drawPasses(network, request.inputs, request, stream));
}

export function pictureOf(
  model: DropoutModel,
  progress: TrainingProgress | null,
  shown: ShownPasses,
): Picture {
  return model.kind === "curve"
    ? curvePicture(model.curve, progress, shown)
    : classView(model.classes, progress, shown);
}

export interface ComparisonShown {
  readonly sentence: string;
  readonly readouts: readonly Readout[];
}

/** Dropout beside the ensemble; null where there is no truth to hold both against, or nothing yet to compare. */
export function comparisonOf(model: DropoutModel, networks: readonly Network[]): ComparisonShown | null {
  if (networks.length < 2) return null;
  if (model.kind === "classes") {
    const { problem, grid } = model.classes;
    const inputs = classInputs(classShape(problem));
    const truth = classTruth(networkDataSet(problem.key), inputs);
    const comparison = compareClasses(grid, ensembleOutputs(networks, inputs), {
      inputs,
      data: problem.data.inputs,
      truth,
    });
    return { sentence: classSentence(comparison), readouts: comparisonReadouts(classRows(comparison)) };
  }
  const { curve } = model;
  const { places, truth, data } = curve.problem;
  if (truth === null || curve.ensemble === null) return null;
  const passes = slicedPasses(curve.passes, 0, places.length);
  const comparison = compareCurves(passes, curve.ensemble.outputs, {
    inputs: places,
    data: data.inputs,
    truth: curveTruth(truth, places),
    noiseVariance: Math.max(1e-6, meanSquareNoise(curve)),
  });
  return { sentence: curveSentence(comparison), readouts: comparisonReadouts(curveRows(comparison)) };
}

/** One noise for all x, as a network with one output assumes it. */
function meanSquareNoise({ noise, problem, mean }: CurveModel): number {
  if (noise.source === "none") return residualSd(problem, mean) ** 2;
  return problem.points.reduce((sum, [x]) => sum + noise.sd(x) ** 2, 0) / Math.max(1, problem.points.length);
}
