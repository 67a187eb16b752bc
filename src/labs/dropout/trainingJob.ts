/** From settings and points to what the engine trains and what the passes ask. */
import {
  articleNetwork,
  initialNetwork,
  type Activation,
  type MaskSharing,
  type Network,
  type TrainingSettings,
} from "../../core/network";
import { Stream, StreamPurpose } from "../../core/random";
import type { PassBackend, PassRequest, TrainingJob } from "../../engine/network";
import { classInputs, type ClassShape } from "./classes/classPicture";
import { chosenInput, rateOf, type Problem, type Values } from "./problem";

/** Spreads the kinks of the first units over inputs of a few units' size. */
const BIAS_SD = 1;
/** Nodes each way of the picture of two classes. */
const NODES = 41;

/** Null where there is nothing to train: the article's network, or no points. */
export function jobOf(values: Values, problem: Problem): TrainingJob | null {
  if (problem.data.targets.length === 0) return null;
  return {
    sizes: sizesOf(values, problem),
    activation: values.text("activation") as Activation,
    biasSd: BIAS_SD,
    data: problem.data,
    settings: courseOf(values, problem),
    maxSteps: values.number("maxSteps"),
    seed: values.number("seed"),
  };
}

/** The ensemble's networks drop nothing. */
export function ensembleJobOf(values: Values, problem: Problem): TrainingJob | null {
  const job = jobOf(values, problem);
  return job && { ...job, settings: { ...job.settings, dropoutRate: 0 } };
}

export function courseOf(values: Values, { loss }: Problem): TrainingSettings {
  return {
    loss,
    dropoutRate: values.number("trainRate"),
    weightDecay: values.number("weightDecay"),
    learningRate: values.number("learningRate"),
    batchSize: values.number("batchSize"),
  };
}

/** The network before any training. */
export function firstNetwork(values: Values, problem: Problem): Network {
  if (problem.key === "article") return articleNetwork();
  const stream = Stream.from(values.number("seed"), 0, StreamPurpose.start);
  return initialNetwork(sizesOf(values, problem), values.text("activation") as Activation, stream, BIAS_SD);
}

function sizesOf(values: Values, { numInputs }: Problem): number[] {
  const width = values.number("width");
  return [numInputs, ...Array.from({ length: Number(values.text("layers")) }, () => width), 1];
}

/** The grid of the picture of two classes. */
export function classShape({ view }: Problem): ClassShape {
  return { columns: NODES, rows: NODES, xRange: view.x, yRange: view.y, axisNames: ["x₁", "x₂"] };
}

/** Where passes are asked: the places of the picture, with two classes the data, and last the chosen input. */
export function inputsOf(values: Values, problem: Problem): Float64Array {
  const isPlane = problem.numInputs === 2;
  const places = isPlane ? classInputs(classShape(problem)) : problem.places;
  const data = isPlane ? problem.data.inputs : new Float64Array(0);
  const inputs = new Float64Array(places.length + data.length + problem.numInputs);
  inputs.set(places);
  inputs.set(data, places.length);
  inputs.set(chosenInput(problem, values), places.length + data.length);
  return inputs;
}

/** Outputs that a page can hold and look through without a pause: passes times points. */
const MOST_OUTPUTS = 4e6;

/** @param mostPasses fewer than asked for while training, to keep up */
export function passRequest(
  values: Values,
  problem: Problem,
  network: Network,
  mostPasses = Infinity,
): PassRequest {
  const inputs = inputsOf(values, problem);
  const numPoints = inputs.length / problem.numInputs;
  return {
    network,
    inputs,
    rate: rateOf(values),
    numPasses: Math.min(values.number("numPasses"), mostPasses, Math.floor(MOST_OUTPUTS / numPoints)),
    sharing: values.text("sharing") as MaskSharing,
    seed: values.number("seed"),
    backend: values.text("backend") as PassBackend,
  };
}
