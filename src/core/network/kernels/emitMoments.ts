import { f32, f32x4, f64, f64x2, i32 } from "../../wasm";
import type { F32x4, F64x2, FunctionBody, FunctionHandle, I32, ModuleBuilder } from "../../wasm";
import { TILE, type PassPlan } from "./passPlan";

/** (first point's index, outputs, passes, tiles, whether nothing has been summed yet) */
export type MomentFunction = FunctionHandle<readonly ["i32", "i32", "i32", "i32", "i32"], void>;

/**
 * Sums of the outputs less a shift and of their squares: four vectors at a time in float32, these in float64. The
 * shift is the first output there is, so that little is lost by the difference.
 * @param isFour whether the outputs are those of four points, [pass][point]
 */
export function emitMoments(module: ModuleBuilder, plan: PassPlan, isFour: boolean): MomentFunction {
  return module.defineProcedure(
    { parameters: ["i32", "i32", "i32", "i32", "i32"] },
    (body, point, outputs, numPasses, numTiles, isFirst) => {
      const at = body.let(i32.shl(point, 3));
      body.if(isFirst, () => {
        for (let i = 0; i < (isFour ? 4 : 1); i++) {
          body.store(at, f64.promote_f32(f32.load(outputs, 4 * i)), plan.shifts + 8 * i);
          body.store(at, f64.const(0), plan.sums + 8 * i);
          body.store(at, f64.const(0), plan.squares + 8 * i);
        }
      });
      const shift = body.let(
        isFour ? fourShifts(plan, at) : f32x4.splat(f32.demote_f64(f64.load(at, plan.shifts))),
      );
      // Passes that fill up the last tile: no distance from the shift.
      const pass = body.variable<"i32">(numPasses);
      const numPadded = body.let(i32.mul(numTiles, TILE));
      body.block((exit) =>
        body.loop((again) => {
          body.branchIf(exit, i32.ge_s(pass, numPadded));
          const to = body.let(i32.add(outputs, i32.shl(pass, isFour ? 4 : 2)));
          body.store(to, isFour ? shift : f32x4.extract_lane(shift, 0));
          body.set(pass, i32.add(pass, 1));
          body.branch(again);
        }),
      );
      const totals = sumVectors(body, shift, outputs, i32.mul(numTiles, isFour ? TILE / 4 : TILE / 16));
      [plan.sums, plan.squares].forEach((address, which) => {
        const halves = totals[which];
        if (isFour) {
          halves.forEach((half, i) => {
            const offset = address + 16 * i;
            body.store(at, f64x2.add(f64x2.load(at, offset), half), offset);
          });
        } else {
          const both = body.let(f64x2.add(halves[0], halves[1]));
          const total = f64.add(f64x2.extract_lane(both, 0), f64x2.extract_lane(both, 1));
          body.store(at, f64.add(f64.load(at, address), total), address);
        }
      });
    },
  );
}

function fourShifts(plan: PassPlan, at: I32): F32x4 {
  const [low, high] = [0, 16].map((offset) => f32x4.demote_f64x2_zero(f64x2.load(at, plan.shifts + offset)));
  return f32x4.shuffle(low, high, [0, 1, 4, 5]);
}

/** Sums and sums of squares by lane, lanes 0 and 1 apart from 2 and 3; `numSteps` times four vectors. */
function sumVectors(
  body: FunctionBody,
  shift: F32x4,
  outputs: I32,
  numSteps: I32,
): readonly (readonly [F64x2, F64x2])[] {
  const pair = () => [body.variable(f64x2.const(0)), body.variable(f64x2.const(0))] as const;
  const totals = [pair(), pair()];
  const from = body.variable<"i32">(outputs);
  body.repeat(numSteps, () => {
    const distances = [0, 16, 32, 48].map((at) => body.let(f32x4.sub(f32x4.load(from, at), shift)));
    const sum = distances.reduce((a, b) => f32x4.add(a, b));
    const squares = distances.map((d) => f32x4.mul(d, d)).reduce((a, b) => f32x4.add(a, b));
    [sum, squares].forEach((vector, i) => {
      const given = body.let(vector);
      const [low, high] = totals[i];
      body.set(low, f64x2.add(low, f64x2.promote_low_f32x4(given)));
      const upper = f32x4.shuffle(given, given, [2, 3, 2, 3]);
      body.set(high, f64x2.add(high, f64x2.promote_low_f32x4(upper)));
    });
    body.set(from, i32.add(from, 64));
  });
  return totals;
}
