/** How kernels read and write the arrays of chains, several vectors of four side by side. */
import { f32x4, f64x2, i32, i32x4 } from "../wasm";
import type { F32x4, F64x2, FunctionBody, I32, Operand, Variable } from "../wasm";
import type { FourStreams, VectorArithmetic, Vectors } from "../wasm/float32x4";
import type { ChainArrays } from "./layout";

/** What every kernel function is told, in this order, all i32. */
export const KERNEL_PARAMETERS = ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"] as const;

/** The chains that a call is about, and what it does with them. */
export interface KernelCall {
  /** Address of the arrays of chains. */
  readonly chains: I32;
  /** Length of these arrays. */
  readonly numPadded: I32;
  /** The chains of the call: from `firstChain` up to but not including `endChain`, both at ends of blocks. */
  readonly firstChain: I32;
  readonly endChain: I32;
  readonly numSteps: I32;
  /** Positions are written after every so many steps; never where it is 0. */
  readonly stepsBetween: I32;
  /** The first time after so many. */
  readonly untilOutput: I32;
  /** Where positions are written: [time][parameter][chain], arrays of `numPadded` float32. */
  readonly output: I32;
}

export function asKernelCall(parameters: readonly I32[]): KernelCall {
  const [chains, numPadded, firstChain, endChain, numSteps, stepsBetween, untilOutput, output] = parameters;
  return { chains, numPadded, firstChain, endChain, numSteps, stepsBetween, untilOutput, output };
}

/** Runs code for each block of the call's chains; the number handed to it is the block's first chain. */
export function forEachBlock(
  body: FunctionBody,
  { firstChain, endChain }: KernelCall,
  chainsInBlock: number,
  build: (chain: I32) => void,
): void {
  const numBlocks = body.let(i32.div_u(i32.sub(endChain, firstChain), chainsInBlock));
  body.repeat(numBlocks, (index) => {
    build(body.let(i32.add(firstChain, i32.mul(index, chainsInBlock))));
  });
}

/** Vectors that `setVectors` may write. */
export type VectorVariables = readonly Variable<"f32x4">[];

export function vectorVariables(body: FunctionBody, initial: Vectors): VectorVariables {
  return initial.map((vector) => body.variable(vector));
}

export function setVectors(body: FunctionBody, variables: VectorVariables, values: Vectors): void {
  variables.forEach((variable, i) => body.set(variable, values[i]));
}

/** The float64 of four chains: the first two and the last two. */
export type HalvesOfFour = readonly [Variable<"f64x2">, Variable<"f64x2">];

/** The addresses of one block's chains in the arrays. */
export interface BlockOfChains {
  loadPositions(): readonly VectorVariables[];
  storePositions(position: readonly Vectors[]): void;
  /** The streams of the vectors from `first` on, `count` of them. */
  loadStreams(first: number, count: number): readonly FourStreams[];
  storeStreams(first: number, streams: readonly FourStreams[]): void;
  storeLogDensities(logDensity: Vectors): void;
  /** Adds whole numbers, given as float32, to the float64 counts of the chains. */
  addTo(kind: "numAccepted" | "numDivergent", values: Vectors): void;
  /** The float64 sums of a parameter, of the vectors from `first` on: two halves for each. */
  loadSums(
    kind: "sums" | "squares",
    parameter: number,
    first: number,
    count: number,
  ): readonly HalvesOfFour[];
  storeSums(kind: "sums" | "squares", parameter: number, first: number, sums: readonly HalvesOfFour[]): void;
}

export function blockOfChains(
  v: VectorArithmetic,
  arrays: ChainArrays,
  numParameters: number,
  numVectors: number,
  { chains, numPadded }: KernelCall,
  chain: I32,
): BlockOfChains {
  const { body } = v;
  const lanes = Array.from({ length: numVectors }, (_, i) => i);
  /** Address of the block in the array that begins at so many times numPadded. */
  const inArray = (offset: number, bytes: number): I32 =>
    body.let(i32.add(i32.add(chains, i32.mul(numPadded, offset)), i32.mul(chain, bytes)));
  const parameters = Array.from({ length: numParameters }, (_, i) => i);
  return {
    loadPositions: () =>
      parameters.map((i) => {
        const address = inArray(arrays.positions + 4 * i, 4);
        return lanes.map((lane) => body.variable(f32x4.load(address, 16 * lane)));
      }),
    storePositions: (position) =>
      body.scope(() => {
        for (const i of parameters) storeVectors(body, inArray(arrays.positions + 4 * i, 4), position[i]);
      }),
    loadStreams: (first, count) => {
      const addresses = [0, 1, 2, 3].map((word) => inArray(arrays.words + 4 * word, 4));
      return Array.from({ length: count }, (_, i) => {
        const word = (index: number) => body.variable(i32x4.load(addresses[index], 16 * (first + i)));
        return [word(0), word(1), word(2), word(3)];
      });
    },
    storeStreams: (first, streams) =>
      body.scope(() => {
        for (const word of [0, 1, 2, 3]) {
          const address = inArray(arrays.words + 4 * word, 4);
          streams.forEach((stream, i) => body.store(address, stream[word], 16 * (first + i)));
        }
      }),
    storeLogDensities: (logDensity) => {
      storeVectors(body, inArray(arrays.logDensities, 4), logDensity);
    },
    addTo: (kind, values) =>
      body.scope(() => {
        const address = inArray(arrays[kind], 8);
        values.forEach((vector, lane) => addToFloat64(body, address, 32 * lane, vector));
      }),
    loadSums: (kind, parameter, first, count) => {
      const address = inArray(arrays[kind] + 8 * parameter, 8);
      return Array.from({ length: count }, (_, i) => {
        const half = (which: number) => body.variable(f64x2.load(address, 32 * (first + i) + 16 * which));
        return [half(0), half(1)];
      });
    },
    storeSums: (kind, parameter, first, sums) =>
      body.scope(() => {
        const address = inArray(arrays[kind] + 8 * parameter, 8);
        sums.forEach((halves, i) =>
          halves.forEach((half, which) => body.store(address, half, 32 * (first + i) + 16 * which)),
        );
      }),
  };
}

export function storeVectors(body: FunctionBody, address: I32, vectors: Vectors, offset = 0): void {
  vectors.forEach((vector, lane) => body.store(address, vector, offset + 16 * lane));
}

/** Four float32 as float64; they are used twice and must be at hand. */
export function halvesOf(lanes: F32x4): readonly [F64x2, F64x2] {
  return [f64x2.promote_low_f32x4(lanes), f64x2.promote_low_f32x4(f32x4.shuffle(lanes, lanes, [2, 3, 2, 3]))];
}

/** Adds four float32 to four float64 in memory. */
function addToFloat64(body: FunctionBody, address: Operand<"i32">, offset: number, values: F32x4): void {
  const lanes = body.let(values);
  halvesOf(lanes).forEach((half, which) => {
    const at = offset + 16 * which;
    body.store(address, f64x2.add(f64x2.load(address, at), half), at);
  });
}
