import { expectData, expectPositive, expectWhole } from "../math/expectations";
import { Stream } from "../random";
import { adamStep } from "./adam";
import { countPoints, expectRate, fillMasks } from "./dropout";
import { batchGradient, gradientMemory } from "./gradient";
import type { Batch, GradientMemory, Objective, TrainingData } from "./gradient";
import { numHiddenUnits } from "./network";
import type { Network } from "./network";
import { copyPoint } from "./trainingState";
import type { TrainingState } from "./trainingState";

/** All may be changed between steps; a run replays with the same settings at the same steps. */
export interface TrainingSettings extends Objective {
  readonly learningRate: number;
  /** Points a step, drawn with replacement; all points once where there are no more than that. */
  readonly batchSize: number;
}

export type TrainStepResult =
  /** `loss`: mean over the batch before the step, with its masks; `penalty`: that of the weights. */
  | { readonly kind: "trained"; readonly loss: number; readonly penalty: number }
  /**
   * Nothing was learnt: the state is back where the loss was last good, stream included, so that the same
   * settings diverge again.
   */
  | { readonly kind: "diverged"; readonly loss: number; readonly reason: string };

/**
 * A loss so many times that of the first step, plus the mean square of the targets, plus 1, counts as diverged
 * (with bounded steps, as Adam takes them, a lost run grows for long before it overflows).
 */
export const DIVERGENCE_RATIO = 1e6;

/** Training of a block of steps; stops at a divergence. */
export interface TrainingBlock {
  /** Loss of each step that trained, as in `TrainStepResult`. */
  readonly losses: Float64Array;
  readonly divergence: Extract<TrainStepResult, { kind: "diverged" }> | null;
}

/**
 * Trains in place.
 * @throws RangeError where data or settings cannot be trained on
 */
export function trainSteps(
  state: TrainingState,
  data: TrainingData,
  settings: TrainingSettings,
  numSteps: number,
): TrainingBlock {
  expectWhole("numSteps", numSteps, 1);
  const course = courseOf(state, data, settings);
  const losses = new Float64Array(numSteps);
  for (let step = 0; step < numSteps; step++) {
    const result = stepOnce(state, course);
    if (result.kind === "diverged") return { losses: losses.slice(0, step), divergence: result };
    losses[step] = result.loss;
  }
  return { losses, divergence: null };
}

/** One step in place; for many use `trainSteps`, which checks the data once. */
export function trainStep(
  state: TrainingState,
  data: TrainingData,
  settings: TrainingSettings,
): TrainStepResult {
  return stepOnce(state, courseOf(state, data, settings));
}

/** What stays as it is through a block of steps; checked. */
interface Course {
  readonly data: TrainingData;
  readonly settings: TrainingSettings;
  readonly targetSize: number;
  readonly memory: GradientMemory;
}

function courseOf(
  { current: { network } }: TrainingState,
  data: TrainingData,
  settings: TrainingSettings,
): Course {
  expectSettings(settings);
  expectTrainingData(network, data, settings);
  return { data, settings, targetSize: meanSquare(data.targets), memory: gradientMemory(network) };
}

function stepOnce(state: TrainingState, { data, settings, targetSize, memory }: Course): TrainStepResult {
  const { current, previous } = state;
  const stream = new Stream(current.stream.slice());
  const batch = drawBatch(current.network, data, settings, stream);
  const { loss, penalty } = batchGradient(current.network, data, batch, settings, memory);
  const firstLoss = current.progress.firstLoss < 0 ? loss : current.progress.firstLoss;
  const limit = DIVERGENCE_RATIO * (firstLoss + targetSize + 1);
  if (!(loss <= limit && loss + penalty < Infinity)) {
    state.current = copyPoint(previous);
    return { kind: "diverged", loss, reason: `the loss is ${loss}, the first one was ${firstLoss}` };
  }
  if (!adamStep(current, previous, memory.gradient, settings.learningRate)) {
    state.previous = copyPoint(current);
    return { kind: "diverged", loss, reason: "a weight or the square of a slope is no longer finite" };
  }
  previous.stream.set(stream.state);
  Object.assign(previous.progress, { numSteps: current.progress.numSteps + 1, firstLoss });
  state.current = previous;
  state.previous = current;
  return { kind: "trained", loss, penalty };
}

function drawBatch(
  network: Network,
  { targets }: TrainingData,
  { batchSize, dropoutRate }: TrainingSettings,
  stream: Stream,
): Batch {
  const isWhole = targets.length <= batchSize;
  const points = new Uint32Array(isWhole ? targets.length : batchSize);
  for (let i = 0; i < points.length; i++) {
    points[i] = isWhole ? i : Math.floor(stream.uniform() * targets.length);
  }
  const kept = new Uint8Array(points.length * numHiddenUnits(network));
  fillMasks(kept, dropoutRate, stream);
  return { points, kept };
}

function meanSquare(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum / values.length;
}

function expectSettings({ learningRate, batchSize, dropoutRate, weightDecay }: TrainingSettings): void {
  expectPositive("learningRate", learningRate);
  expectWhole("batchSize", batchSize, 1);
  expectRate(dropoutRate);
  if (!(weightDecay >= 0 && weightDecay < Infinity)) {
    throw new RangeError(`weightDecay = ${weightDecay}; expected a finite number of at least 0`);
  }
}

function expectTrainingData(
  network: Network,
  { inputs, targets }: TrainingData,
  { loss }: TrainingSettings,
): void {
  const numPoints = countPoints(network, inputs);
  if (targets.length !== numPoints) {
    throw new RangeError(`targets has ${targets.length} value(s); expected ${numPoints}, one a point`);
  }
  expectData("inputs", inputs);
  expectData("targets", targets);
  if (loss === "squared") return;
  targets.forEach((target, i) => {
    if (target !== 0 && target !== 1) {
      throw new RangeError(`targets[${i}] = ${target}; expected 0 or 1, the class`);
    }
  });
}
