import { call, callForEffect, f32x4, i32, i32x4, type FunctionHandle, type ModuleBuilder } from "../../wasm";
import type { FunctionBody, I32, I32x4 } from "../../wasm";
import { loadStreams, storeStreams, FOUR_STREAMS_BYTES, type nextWords } from "../../wasm/float32x4";
import {
  halvesEqual,
  loadByte,
  loadHalf,
  signsOfHalves,
  smallerHalves,
  storeByte,
  storeHalf,
  trailingZeros,
} from "../../wasm/narrow";
import { ROWS_AT_ONCE, TILE, type PassPlan } from "./passPlan";

/** How a module draws; tests hand in wrong ones. */
export type DrawWords = typeof nextWords;

export interface MaskFunctions {
  /** Draws rows of 16 cells to `drawnCells`, at most ROWS_AT_ONCE; none is left to be drawn again. */
  readonly drawCells: FunctionHandle<readonly ["i32"], void>;
  /** (address, rows): draws rows of 16 mask bytes, any number of them. */
  readonly drawMasks: FunctionHandle<readonly ["i32", "i32"], void>;
}

/** Bytes of a row of cells. */
export const ROW_BYTES = 2 * TILE;
const VECTOR_BYTES = 16;

/**
 * Places the functions that draw masks, see `maskCells`. Eight streams (xoshiro128++) give the cells, two
 * a word. A ninth gives the words of second draws, of which there are few.
 */
export function emitMasks(module: ModuleBuilder, plan: PassPlan, drawWords: DrawWords): MaskFunctions {
  const secondWord = emitSecondWord(module, plan);

  const drawAgain = module.defineProcedure({ parameters: ["i32"] }, (body, end) => {
    const listed = body.variable(i32.const(plan.secondDraws));
    body.loop((again) => {
      const row = body.let(i32.load(listed));
      for (const offset of [0, VECTOR_BYTES]) {
        const left = body.variable(signsOfHalves(isSecondDraw(i32x4.load(row, offset))));
        whileNotZero(body, left, () => {
          const word = body.let(call(secondWord));
          const slot = body.let(i32.shr_u(word, 24));
          const choice = body.let(i32.load(i32.shl(slot, 2), plan.remainder));
          const isBelow = i32.lt_u(i32.and(word, 0xffffff), i32.and(choice, 0xffffff));
          const at = body.let(i32.add(row, i32.shl(trailingZeros(left), 1)));
          storeHalf(body, at, i32.select(isBelow, slot, i32.shr_u(choice, 24)), offset);
          body.set(left, i32.and(left, i32.sub(left, 1)));
        });
      }
      body.set(listed, i32.add(listed, 4));
      body.branchIf(again, i32.lt_u(listed, end));
    });
  });

  const drawCells = module.defineProcedure({ parameters: ["i32"] }, (body, numRows) => {
    const streams = [0, 1].map((i) => loadStreams(body, plan.streams, i * FOUR_STREAMS_BYTES));
    const to = body.variable(i32.const(plan.drawnCells));
    const listEnd = body.variable(i32.const(plan.secondDraws));
    body.repeat(numRows, () => {
      const cells = drawWords(body, streams);
      cells.forEach((vector, i) => body.store(to, vector, i * VECTOR_BYTES));
      body.if(i32x4.any_true(isSecondDraw(smallerHalves(cells[0], cells[1]))), () => {
        body.store(listEnd, to);
        body.set(listEnd, i32.add(listEnd, 4));
      });
      body.set(to, i32.add(to, ROW_BYTES));
    });
    streams.forEach((stream, i) => storeStreams(body, plan.streams, stream, i * FOUR_STREAMS_BYTES));
    body.if(i32.gt_u(listEnd, plan.secondDraws), () => body.run(callForEffect(drawAgain, listEnd)));
  });

  const drawMasks = module.defineProcedure({ parameters: ["i32", "i32"] }, (body, address, numRows) => {
    const left = body.variable<"i32">(numRows);
    const to = body.variable<"i32">(address);
    body.loop((again) => {
      const count = body.let(smaller(left, ROWS_AT_ONCE));
      body.run(callForEffect(drawCells, count));
      const from = body.variable(i32.const(plan.drawnCells));
      body.repeat(count, () => {
        for (let i = 0; i < TILE; i++) storeByte(body, to, loadByte(loadHalf(from, 2 * i), plan.cells), i);
        body.set(from, i32.add(from, ROW_BYTES));
        body.set(to, i32.add(to, TILE));
      });
      body.set(left, i32.sub(left, count));
      body.branchIf(again, i32.gt_s(left, 0));
    });
  });
  return { drawCells, drawMasks };
}

/** The next word of the stream of second draws. */
function emitSecondWord(
  module: ModuleBuilder,
  { secondStream }: PassPlan,
): FunctionHandle<readonly [], "i32"> {
  return module.define({ parameters: [], result: "i32" }, (body) => {
    const [s0, s1, s2, s3] = [0, 4, 8, 12].map((at) => body.let(i32.load(secondStream, at)));
    const put = (at: number, value: I32): void => body.store(secondStream, value, at);
    const mixed = body.let(i32.xor(s3, s1));
    const crossed = body.let(i32.xor(s2, s0));
    put(0, i32.xor(s0, mixed));
    put(4, i32.xor(s1, crossed));
    put(8, i32.xor(crossed, i32.shl(s1, 9)));
    put(12, i32.rotl(mixed, 11));
    return i32.add(i32.rotl(i32.add(s0, s3), 7), s0);
  });
}

/** All ones where a cell is one of those set aside. */
function isSecondDraw(cells: I32x4): I32x4 {
  return halvesEqual(i32x4.and(cells, 0xff00ff00), 0);
}

function whileNotZero(body: FunctionBody, value: I32, build: () => void): void {
  body.block((exit) =>
    body.loop((again) => {
      body.branchIf(exit, i32.eqz(value));
      build();
      body.branch(again);
    }),
  );
}

/** The smaller of a variable and a constant. */
export function smaller(value: I32, most: number | I32): I32 {
  return i32.select(i32.lt_s(value, most), value, most);
}

/** Fills a vector's worth of memory at a time. */
export function fillWithZeros(body: FunctionBody, address: number, numVectors: I32): void {
  const to = body.variable(i32.const(address));
  body.repeat(numVectors, () => {
    body.store(to, f32x4.const(0));
    body.set(to, i32.add(to, 16));
  });
}
