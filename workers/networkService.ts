import {
  copyTraining,
  trainSteps,
  type TrainingData,
  type TrainingPoint,
  type TrainingState,
} from "../src/core/network";
import type { NetworkApi, TrainingReport } from "../src/engine/protocol/network";
import { drawPart } from "./networkPasses";

/** Share of a block that goes by between two looks at the clock: a change of the settings may make steps longer. */
const LOOKS = 5;

/**
 * The network worker's side of the protocol.
 * @param clock milliseconds from any moment on
 */
export function createNetworkService(clock: () => number): NetworkApi {
  let run: { readonly state: TrainingState; readonly data: TrainingData } | null = null;
  /** Steps between two looks at the clock. */
  let stride = 1;

  return {
    resume: (state, data) => {
      // In this process as a test has it the page's own arrays may come; they are left alone.
      run = { state: copyTraining(state), data };
      stride = 1;
    },
    advance: (settings, mostSteps, milliseconds) => {
      if (!run) throw new Error("advance was called before resume");
      const { state, data } = run;
      const firstStep = state.current.progress.numSteps;
      const parts: Float64Array[] = [];
      const begun = clock();
      let divergence: string | null = null;
      let numSteps = 0;
      let now = begun;
      while (divergence === null && numSteps < mostSteps && (numSteps === 0 || now - begun < milliseconds)) {
        const part = trainSteps(state, data, settings, Math.min(stride, mostSteps - numSteps));
        parts.push(part.losses);
        numSteps += part.losses.length;
        divergence = part.divergence?.reason ?? null;
        const before = now;
        now = clock();
        stride = nextStride(stride, now - before, milliseconds / LOOKS);
      }
      const losses = new Float64Array(numSteps);
      let at = 0;
      for (const part of parts) {
        losses.set(part, at);
        at += part.length;
      }
      return { state: copyTraining(state), firstStep, losses, divergence, milliseconds: now - begun };
    },
    passes: drawPart,
  };
}

/** Twice as many steps while they take less than half of what they may, half as many once they take twice that. */
function nextStride(stride: number, took: number, wanted: number): number {
  if (took < wanted / 2) return stride * 2;
  return took > 2 * wanted ? Math.max(1, Math.floor(stride / 2)) : stride;
}

/** All buffers of a report, to be transferred. */
export function trainingBuffers({ state, losses }: TrainingReport): ArrayBuffer[] {
  const arrays = [losses, ...arraysOf(state.current), ...arraysOf(state.previous)];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

function arraysOf({ network, adam, stream }: TrainingPoint): readonly (Float64Array | Int32Array)[] {
  const networks = [network, adam.first, adam.second];
  return [stream, adam.powers, ...networks.flatMap(({ weights, biases }) => [...weights, ...biases])];
}
