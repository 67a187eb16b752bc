import type { Network } from "../../core/network";
import { supportsPasses } from "../../core/network/kernels/supportsPasses";
import { PASSES_PER_STREAM, type PassArithmetic, type PassTask } from "../protocol/network";
import type { PassRequest } from "./passRequest";

/** Multiplications of a task: some 30 ms of a worker, after which it may turn to a later request. */
const MOST_MULTIPLICATIONS: Readonly<Record<PassArithmetic, number>> = { float64: 2e7, simd: 2e8 };

/** What workers draw a request in, which may not be what is wanted. */
export function arithmeticOf({ network, backend }: Pick<PassRequest, "network" | "backend">): PassArithmetic {
  return backend !== "float64" && supportsPasses(network) ? "simd" : "float64";
}

/** Passes of a task: whole streams of them, at least one. What is drawn does not depend on it. */
export function passesPerTask({ weights }: Network, numPoints: number, arithmetic: PassArithmetic): number {
  const perStream = PASSES_PER_STREAM[arithmetic];
  const perPass = numPoints * weights.reduce((sum, { length }) => sum + length, 0);
  const numStreams = Math.floor(MOST_MULTIPLICATIONS[arithmetic] / (perStream * perPass));
  return perStream * Math.max(1, numStreams);
}

/** A part of a request for a worker. */
export function taskOf(
  { network, inputs, rate, sharing, seed }: PassRequest,
  arithmetic: PassArithmetic,
  firstPass: number,
  numPasses: number,
): PassTask {
  return { network, inputs, rate, sharing, seed, firstPass, numPasses, arithmetic };
}
