/**
 * Some steps of one block of chains at a time, in a small memory: the numbers that each step takes, and in their
 * place, once it is made, where it led. Knows how steps are counted, not what a step does.
 */
import { f32x4, f64x2, i32, i32x4, type F32x4, type FunctionBody, type I32 } from "../wasm";
import type { VectorArithmetic, Vectors, Words } from "../wasm/float32x4";
import { halvesOf, type BlockOfChains, type KernelCall } from "./chainsInKernel";
import type { KernelLayout } from "./layout";
import { numbersOfWords, transitionWords } from "./transitionNumbers";

/** Bytes of all steps: they must stay in the nearest cache beside the chains. */
const MOST_BYTES = 16384;
const MOST_STEPS = 64;
/** Vectors that share a constant while it is at hand, in loops that need few values else. */
const VECTORS_OF_WORDS = 2;
const VECTORS_OF_NUMBERS = 3;
const VECTORS_OF_SUMS = 2;

export interface StepBuffer {
  /** Runs code for as many steps at a time as there is room for, and writes the positions that the call asks for. */
  inChunks(body: FunctionBody, call: KernelCall, chain: I32, build: (count: I32) => void): void;
  /** Makes the numbers of the next steps: numParameters normals times `scale`, and 2^32 times a uniform. */
  fillWithNumbers(v: VectorArithmetic, block: BlockOfChains, count: I32, scale: F32x4 | 1): void;
  /** Runs code for each step; what it is given stands for the step. */
  forEachStep(body: FunctionBody, count: I32, build: (step: I32) => void): void;
  /** A number of a step, for every vector of the block; not yet evaluated. */
  load(step: I32, index: number): Vectors;
  store(body: FunctionBody, step: I32, index: number, values: Vectors): void;
  /**
   * Adds what stands in place of the normals to the sums of the chains: in float64, one step after another, so that
   * the sums do not depend on how steps are cut into calls.
   */
  addMoments(body: FunctionBody, block: BlockOfChains, count: I32): void;
}

/** Plans a buffer; `at` gives the buffer at the layout's place for it. */
export function stepBuffer(
  numParameters: number,
  numVectors: number,
): { readonly bytes: number; at(layout: KernelLayout): StepBuffer } {
  const bytesOfNumber = 16 * numVectors;
  const bytesOfStep = bytesOfNumber * (numParameters + 1);
  const numSteps = Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_BYTES / bytesOfStep)));
  return {
    bytes: numSteps * bytesOfStep,
    at: (layout) => bufferAt(layout, numParameters, numVectors, numSteps, bytesOfNumber),
  };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Vectors in groups of at most so many. */
function groups(
  numVectors: number,
  size: number,
): readonly { readonly first: number; readonly count: number }[] {
  return range(Math.ceil(numVectors / size)).map((i) => ({
    first: i * size,
    count: Math.min(size, numVectors - i * size),
  }));
}

function bufferAt(
  { bufferAddress, centreAddress }: KernelLayout,
  numParameters: number,
  numVectors: number,
  numSteps: number,
  bytesOfNumber: number,
): StepBuffer {
  const bytesOfStep = bytesOfNumber * (numParameters + 1);
  const offset = (index: number, vector: number): number =>
    bufferAddress + bytesOfNumber * index + 16 * vector;

  const forEachStep: StepBuffer["forEachStep"] = (body, count, build) =>
    body.scope(() => {
      const step = body.variable(i32.const(0));
      body.repeat(count, () => {
        build(step);
        body.set(step, i32.add(step, bytesOfStep));
      });
    });

  const fillWithNumbers: StepBuffer["fillWithNumbers"] = (v, block, count, scale) => {
    const { body } = v;
    for (const group of groups(numVectors, VECTORS_OF_WORDS)) {
      body.scope(() => {
        const streams = block.loadStreams(group.first, group.count);
        forEachStep(body, count, (step) => {
          transitionWords(body, streams, numParameters).forEach((words, index) =>
            words.forEach((word, i) => body.store(step, word, offset(index, group.first + i))),
          );
        });
        block.storeStreams(group.first, streams);
      });
    }
    body.scope(() => {
      for (const group of groups(numVectors, VECTORS_OF_NUMBERS)) {
        forEachStep(body, count, (step) => {
          const words = (index: number): Words =>
            range(group.count).map((i) => body.let(i32x4.load(step, offset(index, group.first + i))));
          const ofStep = range(2 * Math.ceil(numParameters / 2)).map(words);
          numbersOfWords(v, ofStep, numParameters, scale).forEach((numbers, index) =>
            numbers.forEach((number, i) => body.store(step, number, offset(index, group.first + i))),
          );
        });
      }
    });
  };

  const addMoments: StepBuffer["addMoments"] = (body, block, count) => {
    for (const group of groups(numVectors, VECTORS_OF_SUMS)) {
      for (const parameter of range(numParameters)) {
        body.scope(() => {
          const centre = body.let(f64x2.load_splat(centreAddress, 8 * parameter));
          const sums = block.loadSums("sums", parameter, group.first, group.count);
          const squares = block.loadSums("squares", parameter, group.first, group.count);
          forEachStep(body, count, (step) => {
            for (const i of range(group.count)) {
              const four = body.let(f32x4.load(step, offset(parameter, group.first + i)));
              halvesOf(four).forEach((half, which) => {
                const x = body.let(f64x2.sub(half, centre));
                body.set(sums[i][which], f64x2.add(sums[i][which], x));
                body.set(squares[i][which], f64x2.add(squares[i][which], f64x2.mul(x, x)));
              });
            }
          });
          block.storeSums("sums", parameter, group.first, sums);
          block.storeSums("squares", parameter, group.first, squares);
        });
      }
    }
  };

  const inChunks: StepBuffer["inChunks"] = (body, call, chain, build) => {
    const left = body.variable(call.numSteps);
    const output = body.variable(i32.add(call.output, i32.mul(chain, 4)));
    // Steps until the next one whose positions are asked for.
    const until = body.variable(call.untilOutput);
    const writeOutputs = (count: I32): void => {
      body.block((exit) => {
        body.loop((again) => {
          body.branchIf(exit, i32.gt_s(until, count));
          body.scope(() => {
            const step = body.let(i32.mul(i32.sub(until, 1), bytesOfStep));
            for (const parameter of range(numParameters)) {
              for (const vector of range(numVectors)) {
                body.store(output, f32x4.load(step, offset(parameter, vector)), 16 * vector);
              }
              body.set(output, i32.add(output, i32.mul(call.numPadded, 4)));
            }
          });
          body.set(until, i32.add(until, call.stepsBetween));
          body.branch(again);
        });
      });
      body.set(until, i32.sub(until, count));
    };
    body.block((exit) => {
      body.loop((again) => {
        body.branchIf(exit, i32.le_s(left, 0));
        const count = body.let(i32.select(i32.lt_s(left, numSteps), left, numSteps));
        build(count);
        body.if(i32.gt_s(call.stepsBetween, 0), () => writeOutputs(count));
        body.set(left, i32.sub(left, numSteps));
        body.branch(again);
      });
    });
  };

  return {
    inChunks,
    fillWithNumbers,
    forEachStep,
    addMoments,
    load: (step, index) => range(numVectors).map((vector) => f32x4.load(step, offset(index, vector))),
    store: (body, step, index, values) =>
      values.forEach((value, vector) => body.store(step, value, offset(index, vector))),
  };
}
