import { callForEffect, f32, f32x4, i32, i32x4 } from "../../wasm";
import type { F32, F32x4, FunctionBody, FunctionHandle, I32, ModuleBuilder } from "../../wasm";
import { vectorArithmetic } from "../../wasm/float32x4";
import { placeFourPoints, placeLiveUnits, placeUnitAtFourPoints } from "./emitFirstLayer";
import { ROW_BYTES, smaller, type MaskFunctions } from "./emitMasks";
import { NUM_MASKS, UNITS_OF_BYTE } from "./maskCells";
import { fourWords, loadByte, loadHalf } from "../../wasm/narrow";
import { storePartialSums, withTerm } from "./partialSums";
import { ROWS_AT_ONCE, TILE, type PassPlan } from "./passPlan";

/** (address of the point's inputs relative to point 0's, where the outputs go, tiles) */
export type PassFunction = FunctionHandle<readonly ["i32", "i32", "i32"], void>;
/** Bytes of the table of a group of eight units at one point. */
const TABLE_BYTES = 4 * NUM_MASKS;
/** Groups whose tables are read together. */
const GROUPS_AT_ONCE = 4;

/** Passes of one hidden layer at a point, with masks of its own: writes [pass]. */
export function emitOwnPassesOfOneLayer(
  module: ModuleBuilder,
  plan: PassPlan,
  masks: MaskFunctions,
): PassFunction {
  const counts = Array.from({ length: GROUPS_AT_ONCE }, (_, i) => i + 1);
  const first = counts.map((count) => emitLookups(module, plan, count, true));
  const further =
    plan.maskBytes[0] <= GROUPS_AT_ONCE ? [] : counts.map((n) => emitLookups(module, plan, n, false));
  return module.defineProcedure({ parameters: ["i32", "i32", "i32"] }, (body, point, outputs, numTiles) => {
    const v = vectorArithmetic(body, false);
    const numLive = placeLiveUnits(v, plan, point, true);
    const needed = body.let(i32.shr_u(i32.add(numLive, UNITS_OF_BYTE - 1), 3));
    // With no unit alive the first table holds the bias only.
    const numGroups = body.let(i32.select(i32.eqz(needed), 1, needed));
    body.repeat(numGroups, (group) => placeTable(body, plan, group));

    const tilesAtOnce = body.let(i32.div_u(ROWS_AT_ONCE, numGroups));
    const stride = body.let(i32.mul(numGroups, ROW_BYTES));
    const left = body.variable<"i32">(numTiles);
    const to = body.variable<"i32">(outputs);
    body.loop((again) => {
      const count = body.let(smaller(left, tilesAtOnce));
      body.run(callForEffect(masks.drawCells, i32.mul(count, numGroups)));
      const lookUp = (from: I32, handles: readonly LookupFunction[], numLeft: I32, table: I32): void => {
        const chosen = body.let(smaller(numLeft, GROUPS_AT_ONCE));
        handles.forEach((handle, i) =>
          body.if(i32.eq(chosen, i + 1), () =>
            body.run(callForEffect(handle, from, table, to, count, stride)),
          ),
        );
      };
      lookUp(i32.const(plan.drawnCells), first, numGroups, i32.const(plan.table));
      if (further.length > 0) {
        const group = body.variable(i32.const(GROUPS_AT_ONCE));
        body.block((exit) =>
          body.loop((next) => {
            body.branchIf(exit, i32.ge_s(group, numGroups));
            const from = body.let(i32.add(i32.mul(group, ROW_BYTES), plan.drawnCells));
            const table = body.let(i32.add(i32.mul(group, TABLE_BYTES), plan.table));
            lookUp(from, further, body.let(i32.sub(numGroups, group)), table);
            body.set(group, i32.add(group, GROUPS_AT_ONCE));
            body.branch(next);
          }),
        );
      }
      body.set(to, i32.add(to, i32.mul(count, 4 * TILE)));
      body.set(left, i32.sub(left, count));
      body.branchIf(again, i32.gt_s(left, 0));
    });
  });
}

/** Of one point: entry `mask` is the sum of the kept units of a group; the first group's has the bias in it. */
function placeTable(body: FunctionBody, plan: PassPlan, group: I32): void {
  const from = body.let(i32.mul(group, 4 * UNITS_OF_BYTE));
  const term = (bit: number): F32x4 => body.let(f32x4.load_splat(from, plan.liveValues + 4 * bit));
  const inLanes = (bit: number, lanes: readonly [number, number, number, number]): F32x4 =>
    f32x4.from_bits(i32x4.and(i32x4.from_bits(term(bit)), fourWords(lanes)));
  const start = f32x4.splat(f32.select(i32.eqz(group), f32.load(plan.outputBias), 0));
  const odd = f32x4.add(start, inLanes(0, [0, -1, 0, -1]));
  let low: readonly F32x4[] = [body.let(f32x4.add(odd, inLanes(1, [0, 0, -1, -1])))];
  for (const bit of [2, 3, 4]) low = withTerm(body, low, [term(bit)]);
  const address = body.let(i32.add(i32.mul(group, TABLE_BYTES), plan.table));
  storePartialSums(
    body,
    address,
    low,
    [5, 6, 7].map((bit) => [term(bit)]),
  );
}

/** (cells, table, outputs, tiles, bytes of a tile's cells) */
type LookupFunction = FunctionHandle<readonly ["i32", "i32", "i32", "i32", "i32"], void>;

/** Sums over some groups, for tiles of passes; written, or added to what is there. */
function emitLookups(module: ModuleBuilder, plan: PassPlan, count: number, isFirst: boolean): LookupFunction {
  return module.defineProcedure(
    { parameters: ["i32", "i32", "i32", "i32", "i32"] },
    (body, cells, table, outputs, numTiles, stride) => {
      const from = body.variable<"i32">(cells);
      const to = body.variable<"i32">(outputs);
      const entry = (pass: number, group: number): F32 => {
        const mask = loadByte(loadHalf(from, ROW_BYTES * group + 2 * pass), plan.cells);
        const index = i32.shl(mask, 2);
        return isFirst
          ? f32.load(index, plan.table + TABLE_BYTES * group)
          : f32.load(i32.add(index, table), TABLE_BYTES * group);
      };
      body.repeat(numTiles, () => {
        for (let pass = 0; pass < TILE; pass++) {
          let sum = isFirst ? entry(pass, 0) : f32.add(f32.load(to, 4 * pass), entry(pass, 0));
          for (let group = 1; group < count; group++) sum = f32.add(sum, entry(pass, group));
          body.store(to, sum, 4 * pass);
        }
        body.set(from, i32.add(from, stride));
        body.set(to, i32.add(to, 4 * TILE));
      });
    },
  );
}

/** Passes of one hidden layer at four points that share the drawn masks: writes [pass][point]. */
export function emitSharedPassesOfOneLayer(module: ModuleBuilder, plan: PassPlan): PassFunction {
  const [numBytes] = plan.maskBytes;
  return module.defineProcedure({ parameters: ["i32", "i32", "i32"] }, (body, point, outputs, numTiles) => {
    const v = vectorArithmetic(body, false);
    const inputOf = placeFourPoints(v, plan, point);
    body.repeat(numBytes, (group) => {
      const unit = body.let(i32.mul(group, 4 * UNITS_OF_BYTE));
      const term = (bit: number): F32x4 => placeUnitAtFourPoints(v, plan, inputOf, unit, 4 * bit);
      const bias = f32.select(i32.eqz(group), f32.load(plan.outputBias), 0);
      let low: readonly F32x4[] = [body.let(f32x4.splat(bias))];
      for (const bit of [0, 1, 2]) low = withTerm(body, low, [term(bit)]);
      const address = body.let(i32.add(i32.mul(group, 4 * TABLE_BYTES), plan.table));
      storePartialSums(
        body,
        address,
        low,
        [3, 4, 5, 6, 7].map((bit) => [term(bit)]),
      );
    });
    const from = body.variable(i32.const(plan.masks[0]));
    const to = body.variable<"i32">(outputs);
    body.repeat(numTiles, () => {
      for (let pass = 0; pass < TILE; pass++) {
        const entry = (group: number): F32x4 => {
          const index = i32.shl(loadByte(from, TILE * group + pass), 4);
          return f32x4.load(index, plan.table + 4 * TABLE_BYTES * group);
        };
        let sum = entry(0);
        for (let group = 1; group < numBytes; group++) sum = f32x4.add(sum, entry(group));
        body.store(to, sum, 16 * pass);
      }
      body.set(from, i32.add(from, TILE * numBytes));
      body.set(to, i32.add(to, 16 * TILE));
    });
  });
}
