import type { KernelState } from "../../../core/kernels";
import { seedWords, STREAM_WORDS, StreamPurpose } from "../../../core/random";
import { NO_MODE } from "./sumsLayout";

/** All that the coming transitions and totals depend on; `KernelEnsemble` goes on from one as well. */
export interface GpuEnsembleState extends KernelState {
  /** [chain], bits as in `MODE_BITS`: the mode it was last well inside of, and whether ever in each, and switched. */
  readonly modeState: Uint8Array;
}

/** The stream of a seed that gives the lengths of paths, as `KernelEnsemble` has it. */
const PATHS = 4294967295;

/**
 * Chains at their start, with the streams of the chains of a run from `firstChain` on.
 * @param positions [parameter][chain]
 */
export function startState(
  positions: Float32Array,
  numChains: number,
  seed: number,
  firstChain = 0,
): GpuEnsembleState {
  const words = new Int32Array(STREAM_WORDS * numChains);
  for (let chain = 0; chain < numChains; chain++) {
    const seeded = seedWords(seed, firstChain + chain, StreamPurpose.sampler);
    for (let i = 0; i < STREAM_WORDS; i++) words[i * numChains + chain] = seeded[i];
  }
  return {
    positions,
    words,
    pathWords: seedWords(seed, PATHS, StreamPurpose.sampler),
    modeState: new Uint8Array(numChains).fill(NO_MODE),
  };
}

/** Positions farther than this from the origin are outside, and float32 has to hold their sums. */
const FARTHEST = 1e30;

/**
 * A state as the kernels' buffer, [row][chain]: positions relative to the origin, words, mode state. Copies of the
 * last chain fill the last group up.
 * @throws RangeError where the arrays do not fit the number of chains
 */
export function packState(
  state: KernelState & { readonly modeState?: Uint8Array },
  origin: Float32Array,
  numChains: number,
  numPadded: number,
): Uint32Array<ArrayBuffer> {
  const { positions, words, modeState } = state;
  const numParameters = origin.length;
  if (
    positions.length !== numParameters * numChains ||
    words.length !== STREAM_WORDS * numChains ||
    (modeState !== undefined && modeState.length !== numChains)
  ) {
    throw new RangeError(
      `state: ${positions.length} coordinates, ${words.length} words and ${modeState?.length ?? 0} mode states; expected ${numParameters}, ${STREAM_WORDS} and 1 for each of ${numChains} chains`,
    );
  }
  const packed = new Uint32Array((numParameters + STREAM_WORDS + 1) * numPadded);
  const floats = new Float32Array(packed.buffer);
  for (let i = 0; i < numParameters; i++) {
    for (let chain = 0; chain < numPadded; chain++) {
      const x = positions[i * numChains + Math.min(chain, numChains - 1)] - origin[i];
      // NaN and what is infinite are as far out as the rest.
      floats[i * numPadded + chain] = Math.abs(x) <= FARTHEST ? x : FARTHEST;
    }
  }
  for (let row = 0; row < STREAM_WORDS; row++) {
    const at = (numParameters + row) * numPadded;
    packed.set(new Uint32Array(words.buffer, words.byteOffset + 4 * row * numChains, numChains), at);
    packed.fill(packed[at + numChains - 1], at + numChains, at + numPadded);
  }
  const at = (numParameters + STREAM_WORDS) * numPadded;
  packed.fill(NO_MODE, at);
  if (modeState !== undefined) packed.set(modeState, at);
  return packed;
}

/** The state that is in the kernels' buffer. */
export function unpackState(
  packed: ArrayBuffer,
  origin: Float32Array,
  numChains: number,
  numPadded: number,
  pathWords: Int32Array,
): GpuEnsembleState {
  const numParameters = origin.length;
  const [floats, words] = [new Float32Array(packed), new Int32Array(packed)];
  const positions = new Float32Array(numParameters * numChains);
  for (let i = 0; i < numParameters; i++) {
    for (let chain = 0; chain < numChains; chain++) {
      positions[i * numChains + chain] = floats[i * numPadded + chain] + origin[i];
    }
  }
  const wordsShown = new Int32Array(STREAM_WORDS * numChains);
  for (let row = 0; row < STREAM_WORDS; row++) {
    const at = (numParameters + row) * numPadded;
    wordsShown.set(words.subarray(at, at + numChains), row * numChains);
  }
  const at = (numParameters + STREAM_WORDS) * numPadded;
  return {
    positions,
    words: wordsShown,
    pathWords,
    modeState: Uint8Array.from(words.subarray(at, at + numChains)),
  };
}
