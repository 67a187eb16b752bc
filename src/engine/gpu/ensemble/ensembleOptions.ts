import type { Target } from "../../../core/targets";
import { MOST_STEPS } from "./blockPlan";
import type { GpuSamplerKey } from "./samplerShader";

export interface GpuEnsembleOptions {
  readonly sampler: GpuSamplerKey;
  readonly numChains: number;
  /** Above 0, at most LARGEST_STEP. */
  readonly stepSize: number;
  /** Mean length of the paths of Hamiltonian chains; others have none. */
  readonly pathLength?: number;
  /** After a block the position of every so many a chain is handed out, beginning with the first; 0 for none. */
  readonly headStride?: number;
  /** Counted steps between two times that the chains are put into the histogram, at most 128, as it is unless told. */
  readonly stepsBetweenBins?: number;
  /** Changes the shader; only tests do, to break it. */
  readonly mend?: (code: string) => string;
}

export interface AdvanceOptions {
  /** Steps at the beginning of the block that are not counted. */
  readonly numWarmup?: number;
  /** Whether to count where the chains stand after the block. */
  readonly withCrowd?: boolean;
}

/** Momenta and positions of lost paths stay in float32 up to it. */
const LARGEST_STEP = 1000;
export const STEPS_BETWEEN_BINS = 128;

/** From where the kernels count positions: amid the peaks, so that float32 rounds at the size of what is there. */
export function originOf({ peaks }: Target): Float32Array {
  return Float32Array.from(
    peaks[0].map((_, i) => peaks.reduce((sum, peak) => sum + peak[i], 0) / peaks.length),
  );
}

/** @throws RangeError naming the option that makes no sense */
export function checkOptions({
  numChains,
  stepSize,
  pathLength,
  headStride,
  stepsBetweenBins,
}: GpuEnsembleOptions): void {
  const mustBeWhole = (name: string, value: number, least: number, most: number): void => {
    if (!(Number.isInteger(value) && value >= least && value <= most)) {
      throw new RangeError(`${name} = ${value}; expected a whole number from ${least} to ${most}`);
    }
  };
  mustBeWhole("numChains", numChains, 1, 2 ** 26);
  mustBeWhole("headStride", headStride ?? 0, 0, numChains);
  mustBeWhole("stepsBetweenBins", stepsBetweenBins ?? STEPS_BETWEEN_BINS, 1, MOST_STEPS);
  if (!(stepSize > 0 && stepSize <= LARGEST_STEP)) {
    throw new RangeError(`stepSize = ${stepSize}; expected a number above 0, at most ${LARGEST_STEP}`);
  }
  if (pathLength !== undefined && !(pathLength >= 0 && pathLength < Infinity)) {
    throw new RangeError(`pathLength = ${pathLength}; expected a number from 0 up`);
  }
}
