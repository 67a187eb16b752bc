import type { InputsLayout } from "../density/wasm";

/**
 * Where a kernel finds things (bytes, little-endian). At `address` stand the inputs of the density, then the controls
 * (the step size, float32), the centre of the moments (float64 for each parameter) and room that only the kernel
 * uses. The chains are elsewhere, at an address given in each call (`chainArrays`).
 */
export interface KernelLayout {
  readonly inputs: InputsLayout;
  readonly stepSizeAddress: number;
  /** What is taken from positions before they are summed, float64 for each parameter. */
  readonly centreAddress: number;
  /** Where a kernel that is told so finds the number of leapfrog steps of each coming transition, i32. */
  readonly pathsAddress: number;
  /** How many of these there is room for. */
  readonly numPaths: number;
  readonly bufferAddress: number;
  /** The first address that the kernel does not use, a multiple of 16. */
  readonly endAddress: number;
  readonly numParameters: number;
  /** Chains go through the kernel so many at a time: their number is rounded up to whole blocks. */
  readonly chainsInBlock: number;
}

export function planKernel(
  inputs: InputsLayout,
  numParameters: number,
  chainsInBlock: number,
  bytesOfBuffer: number,
  numPaths = 0,
): KernelLayout {
  const stepSizeAddress = inputs.endAddress;
  const centreAddress = stepSizeAddress + 16;
  const pathsAddress = centreAddress + 16 * Math.ceil(numParameters / 2);
  const bufferAddress = pathsAddress + 16 * Math.ceil(numPaths / 4);
  return {
    inputs,
    stepSizeAddress,
    centreAddress,
    pathsAddress,
    numPaths,
    bufferAddress,
    endAddress: bufferAddress + 16 * Math.ceil(bytesOfBuffer / 16),
    numParameters,
    chainsInBlock,
  };
}

/** Number of chains in whole blocks. */
export function paddedChains(numChains: number, chainsInBlock: number): number {
  return chainsInBlock * Math.ceil(numChains / chainsInBlock);
}

/**
 * The arrays of the chains, one behind the other, all [..][chain]: positions (float32, by parameter), words of the
 * streams (int32, by word), log densities (float32); then float64 sums over steps: of each parameter less its centre,
 * of the squares of that, of accepted proposals and of divergent paths. As offsets in units of `numPadded` bytes.
 */
export interface ChainArrays {
  readonly positions: number;
  readonly words: number;
  readonly logDensities: number;
  readonly sums: number;
  readonly squares: number;
  readonly numAccepted: number;
  readonly numDivergent: number;
  /** Bytes of a chain. */
  readonly total: number;
}

export function chainArrays(numParameters: number): ChainArrays {
  const words = 4 * numParameters;
  const logDensities = words + 16;
  // float64 arrays begin at multiples of 8 because numPadded is one of 4.
  const sums = logDensities + 4;
  const squares = sums + 8 * numParameters;
  const numAccepted = squares + 8 * numParameters;
  const numDivergent = numAccepted + 8;
  const total = numDivergent + 8;
  return { positions: 0, words, logDensities, sums, squares, numAccepted, numDivergent, total };
}
