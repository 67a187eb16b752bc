/** Parts of kernels that are wrong, each in one place: what the tests of the right ones must catch. */
import { emitPasses } from "../../../../src/core/network/kernels/emitPasses";
import type { DrawWords } from "../../../../src/core/network/kernels/emitMasks";
import { maskCells } from "../../../../src/core/network/kernels/maskCells";
import type { PassKernelParts } from "../../../../src/core/network/kernels/passKernel";
import { i32x4 } from "../../../../src/core/wasm";

/** Unit 0 of every eight is always kept. */
export const stuckCells: typeof maskCells = (rate, cellBits) => {
  const { cells, remainder } = maskCells(rate, cellBits);
  return { cells: cells.map((mask) => mask | 1), remainder };
};

/** Words that never change: every pass meets the masks of the first. */
const sameWords: DrawWords = (body, streams) => streams.map(([word]) => body.let(i32x4.or(word, 0x01000100)));

export const brokenParts: readonly { name: string; parts: Partial<PassKernelParts> }[] = [
  { name: "kept units are not divided by 1 - rate", parts: { scale: () => 1 } },
  { name: "a mask is used again in every pass", parts: { module: (shape) => emitPasses(shape, sameWords) } },
  { name: "a bit of every mask is stuck", parts: { cells: stuckCells } },
];
