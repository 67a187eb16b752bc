import { callForEffect, f32, f32x4, i32, i32x4 } from "../../wasm";
import type { F32x4, FunctionHandle, I32, I32x4, ModuleBuilder } from "../../wasm";
import { vectorArithmetic, type VectorArithmetic } from "../../wasm/float32x4";
import { activateVectors, placeLiveUnits } from "./emitFirstLayer";
import { fillWithZeros, type MaskFunctions } from "./emitMasks";
import type { PassFunction } from "./emitOneLayer";
import { UNITS_OF_BYTE } from "./maskCells";
import {
  addHalves,
  bytesEqual,
  fourWords,
  loadByteToAll,
  loadHalf,
  shiftHalvesLeft,
  splatHalf,
  widenHighBytes,
  widenLowBytes,
} from "../../wasm/narrow";
import { storePartialSums, withTerm } from "./partialSums";
import { BLOCK, ENTRY_BYTES, GROUP_BITS, GROUP_BYTES, TILE, type PassPlan } from "./passPlan";

/** Passes that are summed side by side, each in two vectors. */
const PASSES_AT_ONCE = 4;
const ENTRY_SHIFT = 31 - Math.clz32(ENTRY_BYTES);
/** Bytes of a tile of one group's entries. */
const ENTRIES_BYTES = 2 * TILE;

/** Passes of two hidden layers at a point, with masks of its own or with those that are drawn: writes [pass]. */
export function emitPassesOfTwoLayers(
  module: ModuleBuilder,
  plan: PassPlan,
  masks: MaskFunctions,
  isShared: boolean,
): PassFunction {
  const placeEntries = emitEntries(module, plan, isShared);
  const addBlock = emitBlock(module, plan);
  const sumUp = emitSumUp(module, plan);
  return module.defineProcedure({ parameters: ["i32", "i32", "i32"] }, (body, point, outputs, numTiles) => {
    const v = vectorArithmetic(body, false);
    const numLive = placeLiveUnits(v, plan, point, false);
    const needed = body.let(i32.div_u(i32.add(numLive, GROUP_BITS - 1), GROUP_BITS));
    const numGroups = body.let(i32.select(i32.eqz(needed), 1, needed));
    if (!isShared) {
      // Of the first layer only as many as there are units alive.
      const numBytes = body.let(i32.shr_u(i32.add(numLive, UNITS_OF_BYTE - 1), 3));
      body.run(callForEffect(masks.drawMasks, i32.const(plan.masks[0]), i32.mul(numTiles, numBytes)));
      body.run(callForEffect(placeEntries, numTiles, numGroups, i32.mul(numBytes, TILE)));
      const rows = i32.mul(numTiles, plan.maskBytes[1]);
      body.run(callForEffect(masks.drawMasks, i32.const(plan.masks[1]), rows));
    } else {
      body.run(callForEffect(placeEntries, numTiles, numGroups, i32.const(TILE * plan.maskBytes[0])));
    }
    fillWithZeros(body, plan.partial, body.let(i32.mul(numTiles, TILE)));
    body.repeat(plan.maskBytes[1], (block) => body.run(callForEffect(addBlock, block, numGroups, numTiles)));
    body.run(callForEffect(sumUp, outputs, numTiles));
  });
}

/**
 * From the masks of the first layer, for every group of units that are alive, where its entry is in the table:
 * (tiles, groups, bytes of a tile's masks).
 */
function emitEntries(
  module: ModuleBuilder,
  plan: PassPlan,
  isShared: boolean,
): FunctionHandle<readonly ["i32", "i32", "i32"], void> {
  return module.defineProcedure(
    { parameters: ["i32", "i32", "i32"] },
    (body, numTiles, numGroups, stride) => {
      body.repeat(numGroups, (group) => {
        // Each unit's byte of the mask and its bit there.
        const units = Array.from({ length: GROUP_BITS }, (_, i) => {
          const index = body.let(i32.add(i32.mul(group, GROUP_BITS), i));
          // With masks of its own a point has drawn none for units that are not alive.
          const unit = isShared ? body.let(i32.load(i32.shl(index, 2), plan.liveUnits)) : index;
          const row = body.let(i32.mul(i32.shr_u(unit, 3), TILE));
          const bit = i32.shl(1, i32.and(unit, UNITS_OF_BYTE - 1));
          return { row, bit: body.let(i32x4.splat(i32.mul(bit, 0x01010101))) };
        });
        const base = body.let(splatHalf(i32.mul(group, GROUP_BYTES)));
        const from = body.variable(i32.const(plan.masks[0]));
        const to = body.variable(i32.add(i32.mul(group, ENTRIES_BYTES), plan.entries));
        body.repeat(numTiles, () => {
          const bits = units.map(({ row, bit }, i): I32x4 => {
            const kept = bytesEqual(i32x4.and(i32x4.load(i32.add(from, row)), bit), bit);
            return i32x4.and(kept, 0x01010101 << i);
          });
          const index = body.let(bits.reduce((sum, bit) => i32x4.or(sum, bit)));
          [widenLowBytes(index), widenHighBytes(index)].forEach((half, i) =>
            body.store(to, addHalves(shiftHalvesLeft(half, ENTRY_SHIFT), base), 16 * i),
          );
          body.set(from, i32.add(from, stride));
          body.set(to, i32.add(to, i32.mul(numGroups, ENTRIES_BYTES)));
        });
      });
    },
  );
}

/** Adds to every pass what eight units of the second layer give: (block, groups, tiles). */
function emitBlock(
  module: ModuleBuilder,
  plan: PassPlan,
): FunctionHandle<readonly ["i32", "i32", "i32"], void> {
  return module.defineProcedure({ parameters: ["i32", "i32", "i32"] }, (body, block, numGroups, numTiles) => {
    const v = vectorArithmetic(body, false);
    const halves = [0, 16];
    const ofBlock = body.let(i32.mul(block, 4 * BLOCK));
    const weights = body.let(i32.mul(block, 4 * BLOCK * plan.paddedWidth));
    body.repeat(numGroups, (group) => placeTable(v, plan, group, weights, ofBlock));

    const outputWeights = halves.map((half) => body.let(f32x4.load(ofBlock, plan.outputWeights + half)));
    const unitBits = [fourWords([1, 2, 4, 8]), fourWords([16, 32, 64, 128])];
    const entries = body.variable(i32.const(plan.entries));
    const masks = body.variable(i32.add(i32.mul(block, TILE), plan.masks[1]));
    const partial = body.variable(i32.const(plan.partial));
    const passes = Array.from({ length: PASSES_AT_ONCE }, (_, i) => i);
    const bytesOfTile = body.let(i32.mul(numGroups, ENTRIES_BYTES));
    body.repeat(numTiles, () => {
      for (let first = 0; first < TILE; first += PASSES_AT_ONCE) {
        body.scope(() => {
          const from = body.variable<"i32">(entries);
          const end = body.let(i32.add(entries, bytesOfTile));
          const entry = (pass: number): I32 => body.let(loadHalf(from, 2 * (first + pass)));
          const load = (at: I32, half: number): F32x4 => f32x4.load(at, plan.table + half);
          const sums = passes.map((pass) => {
            const at = entry(pass);
            return halves.map((half) => body.variable(load(at, half)));
          });
          body.block((exit) =>
            body.loop((again) => {
              body.set(from, i32.add(from, ENTRIES_BYTES));
              body.branchIf(exit, i32.ge_u(from, end));
              passes.forEach((pass) => {
                const at = entry(pass);
                halves.forEach((half, i) =>
                  body.set(sums[pass][i], f32x4.add(sums[pass][i], load(at, half))),
                );
              });
              body.branch(again);
            }),
          );
          passes.forEach((pass) => {
            const mask = body.let(loadByteToAll(masks, first + pass));
            const values = v.mul(activateVectors(v, plan.shape.activation, sums[pass]), outputWeights);
            const isKept = unitBits.map((bits) => wordsSet(mask, bits));
            const [left, right] = v.keepWhere(values, isKept);
            const at = 16 * (first + pass);
            body.store(partial, f32x4.add(f32x4.load(partial, at), f32x4.add(left, right)), at);
          });
        });
      }
      body.set(entries, i32.add(entries, bytesOfTile));
      body.set(masks, i32.add(masks, TILE * plan.maskBytes[1]));
      body.set(partial, i32.add(partial, 16 * TILE));
    });
  });
}

function wordsSet(mask: I32x4, bits: I32x4): I32x4 {
  return i32x4.eq(i32x4.and(mask, bits), bits);
}

/** Entry `mask`: what the kept units of a group add to eight sums; the first group's has the biases in it. */
function placeTable(v: VectorArithmetic, plan: PassPlan, group: I32, weights: I32, ofBlock: I32): void {
  const { body } = v;
  const halves = [0, 16];
  const from = body.let(i32.mul(group, 4 * GROUP_BITS));
  const term = (bit: number): readonly F32x4[] => {
    const value = body.let(f32x4.load_splat(from, plan.liveValues + 4 * bit));
    const unit = i32.load(from, plan.liveUnits + 4 * bit);
    const row = body.let(i32.add(weights, i32.mul(unit, 4 * BLOCK)));
    return v.mul(
      halves.map((half) => f32x4.load(row, plan.nextWeights + half)),
      value,
    );
  };
  const isFirst = body.let(f32x4.splat(f32.convert_i32_s(i32.eqz(group))));
  let low: readonly F32x4[] = v.mul(
    halves.map((half) => f32x4.load(ofBlock, plan.secondBiases + half)),
    isFirst,
  );
  for (const bit of [0, 1]) low = withTerm(body, low, term(bit));
  const address = body.let(i32.add(i32.mul(group, GROUP_BYTES), plan.table));
  const further = Array.from({ length: GROUP_BITS - 2 }, (_, i) => term(i + 2));
  storePartialSums(body, address, low, further);
}

/** The output of every pass: the sum of the four lanes, and the bias. (outputs, tiles) */
function emitSumUp(module: ModuleBuilder, plan: PassPlan): FunctionHandle<readonly ["i32", "i32"], void> {
  return module.defineProcedure({ parameters: ["i32", "i32"] }, (body, outputs, numTiles) => {
    const bias = body.let(f32x4.load_splat(plan.outputBias));
    const from = body.variable(i32.const(plan.partial));
    const to = body.variable<"i32">(outputs);
    body.repeat(i32.mul(numTiles, TILE / 4), () => {
      const [a, b, c, d] = [0, 16, 32, 48].map((at) => body.let(f32x4.load(from, at)));
      const pairs = ([x, y]: readonly [F32x4, F32x4]): F32x4 =>
        body.let(f32x4.add(f32x4.shuffle(x, y, [0, 1, 4, 5]), f32x4.shuffle(x, y, [2, 3, 6, 7])));
      const [ab, cd] = [pairs([a, b]), pairs([c, d])];
      const even = f32x4.shuffle(ab, cd, [0, 2, 4, 6]);
      const odd = f32x4.shuffle(ab, cd, [1, 3, 5, 7]);
      body.store(to, f32x4.add(f32x4.add(even, odd), bias));
      body.set(from, i32.add(from, 64));
      body.set(to, i32.add(to, 16));
    });
  });
}
