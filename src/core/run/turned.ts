/** A kernel's arrays are [value][chain] with room for some more chains, a run's [chain][value]: from one to the other. */
import type { KernelState } from "../kernels";
import { STREAM_WORDS } from "../random";
import type { EnsembleState } from "./ensemble";

type Numbers = Float64Array | Float32Array | Int32Array;

/** @param from [value][chain], arrays of `numPadded` */
export function turnBack(
  from: Numbers,
  numPadded: number,
  to: Numbers,
  numValues: number,
  numChains: number,
): void {
  for (let i = 0; i < numValues; i++) {
    const base = i * numPadded;
    for (let chain = 0; chain < numChains; chain++) to[chain * numValues + i] = from[base + chain];
  }
}

/** @param to [value][chain], arrays of `numPadded` */
export function turnOver(
  from: Numbers,
  to: Numbers,
  numPadded: number,
  numValues: number,
  numChains: number,
): void {
  for (let i = 0; i < numValues; i++) {
    const base = i * numPadded;
    for (let chain = 0; chain < numChains; chain++) to[base + chain] = from[chain * numValues + i];
  }
}

/** Some chains of a run's state as a kernel goes on from them; positions are rounded to float32. */
export function turnedState(
  { positions, streams, pathWords }: EnsembleState,
  chains: readonly number[],
  dimension: number,
): KernelState {
  const numChains = chains.length;
  const turned = new Float32Array(numChains * dimension);
  const words = new Int32Array(numChains * STREAM_WORDS);
  chains.forEach((chain, k) => {
    for (let i = 0; i < dimension; i++) turned[i * numChains + k] = positions[chain * dimension + i];
    for (let w = 0; w < STREAM_WORDS; w++) words[w * numChains + k] = streams[chain * STREAM_WORDS + w];
  });
  return { positions: turned, words, pathWords };
}
