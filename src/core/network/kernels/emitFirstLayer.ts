import { f32, f32x4, i32, type F32x4, type I32 } from "../../wasm";
import { tanh, type VectorArithmetic, type Vectors } from "../../wasm/float32x4";
import type { Activation } from "../network";
import { UNITS_OF_BYTE } from "./maskCells";
import { BATCH, type PassPlan } from "./passPlan";

/** What hidden units hand on; NaN stays NaN. */
export function activateVectors(v: VectorArithmetic, activation: Activation, sums: Vectors): Vectors {
  return activation === "relu" ? v.pmax(sums, 0) : tanh(v, sums);
}

/** Four points' values of one input: the point's own in every lane, or four points side by side. */
type InputOf = (input: number) => F32x4;

function inputAddress(plan: PassPlan, input: number): number {
  return plan.inputs + 4 * BATCH * input;
}

/**
 * Places what works out the first layer at a point: of the units that are not 0 there, which no mask changes,
 * `liveValues` and `liveUnits`; behind them some zeros.
 * @param point the address of its first input relative to that of point 0
 * @param withOutputWeights whether values are multiplied by the weights of the output
 * @returns how many units these are
 */
export function placeLiveUnits(
  v: VectorArithmetic,
  plan: PassPlan,
  point: I32,
  withOutputWeights: boolean,
): I32 {
  const { body } = v;
  const { numInputs, activation } = plan.shape;
  const inputOf = Array.from({ length: numInputs }, (_, i) =>
    body.let(f32x4.load_splat(point, inputAddress(plan, i))),
  );
  const at = body.variable(i32.const(0));
  body.repeat(plan.paddedWidth / UNITS_OF_BYTE, () => {
    const halves = [0, 16];
    let sums: Vectors = halves.map((half) => body.let(f32x4.load(at, plan.firstBiases + half)));
    inputOf.forEach((x, i) => {
      const address = plan.firstWeights + 4 * plan.paddedWidth * i;
      sums = v.madd(
        halves.map((half) => f32x4.load(at, address + half)),
        x,
        sums,
      );
    });
    const values = activateVectors(v, activation, sums);
    values.forEach((value, i) => {
      const weight = f32x4.load(at, plan.nextWeights + halves[i]);
      body.store(at, withOutputWeights ? f32x4.mul(value, weight) : value, plan.hidden + halves[i]);
    });
    body.set(at, i32.add(at, 4 * UNITS_OF_BYTE));
  });
  const to = body.variable(i32.const(0));
  const unit = body.variable(i32.const(0));
  body.loop((again) => {
    const value = body.let(f32.load(i32.shl(unit, 2), plan.hidden));
    body.store(to, value, plan.liveValues);
    body.store(to, unit, plan.liveUnits);
    // Not `value != 0`: the assembler has eq, and NaN is to count.
    body.set(to, i32.add(to, i32.select(f32.eq(value, 0), 0, 4)));
    body.set(unit, i32.add(unit, 1));
    body.branchIf(again, i32.lt_s(unit, plan.paddedWidth));
  });
  for (const half of [0, 16]) {
    body.store(to, f32x4.const(0), plan.liveValues + half);
    body.store(to, f32x4.const(0), plan.liveUnits + half);
  }
  return body.let(i32.shr_u(to, 2));
}

/** Places what a unit adds to the output at four points, in the four lanes. */
export function placeUnitAtFourPoints(
  v: VectorArithmetic,
  plan: PassPlan,
  inputOf: InputOf,
  unit: I32,
  offset: number,
): F32x4 {
  const { numInputs, activation } = plan.shape;
  let sums: Vectors = [v.body.let(f32x4.load_splat(unit, plan.firstBiases + offset))];
  for (let i = 0; i < numInputs; i++) {
    const address = plan.firstWeights + 4 * plan.paddedWidth * i + offset;
    sums = v.madd([f32x4.load_splat(unit, address)], inputOf(i), sums);
  }
  const [value] = activateVectors(v, activation, sums);
  return v.body.let(f32x4.mul(value, f32x4.load_splat(unit, plan.nextWeights + offset)));
}

/** Places the loads of four points' inputs. */
export function placeFourPoints(v: VectorArithmetic, plan: PassPlan, point: I32): InputOf {
  const values = Array.from({ length: plan.shape.numInputs }, (_, i) =>
    v.body.let(f32x4.load(point, inputAddress(plan, i))),
  );
  return (input) => values[input];
}
