import { expect, test } from "vitest";
import { f32x4, f64x2, i32x4, supportsRelaxedSimd, supportsSimd, type Value } from "../../../src/core/wasm";
import { describeFloat32x4 } from "../../core/wasm/float32x4Accuracy";
import { describeRandomVectors } from "../../core/wasm/randomVectors";
import { lanesOf } from "../../core/wasm/runModule";

test("this browser has relaxed SIMD", () => {
  expect(supportsSimd()).toBe(true);
  expect(supportsRelaxedSimd()).toBe(true);
});

// What every processor must agree on: fused or not, there is nothing to round here.
const floats: [string, Value<"f32x4">, number][] = [
  ["relaxed_madd", f32x4.relaxed_madd(2, 3, 0.5), 6.5],
  ["relaxed_nmadd", f32x4.relaxed_nmadd(2, 3, 0.5), -5.5],
  ["relaxed_min", f32x4.relaxed_min(2, 3), 2],
  ["relaxed_max", f32x4.relaxed_max(2, 3), 3],
  ["relaxed_laneselect, set", f32x4.relaxed_laneselect(i32x4.const(-1), 2, 3), 2],
  ["relaxed_laneselect, not set", f32x4.relaxed_laneselect(i32x4.const(0), 2, 3), 3],
];

test.each(floats)("f32x4.%s", (_name, value, expected) => {
  expect([...lanesOf(value, Float32Array, 4)]).toEqual([expected, expected, expected, expected]);
});

const doubles: [string, Value<"f64x2">, number][] = [
  ["relaxed_madd", f64x2.relaxed_madd(2, 3, 0.5), 6.5],
  ["relaxed_nmadd", f64x2.relaxed_nmadd(2, 3, 0.5), -5.5],
];

test.each(doubles)("f64x2.%s", (_name, value, expected) => {
  expect([...lanesOf(value, Float64Array, 2)]).toEqual([expected, expected]);
});

test("i32x4.relaxed_trunc_f32x4_s", () => {
  expect([...lanesOf(i32x4.relaxed_trunc_f32x4_s(f32x4.const(-2.75)), Int32Array, 4)]).toEqual([
    -2, -2, -2, -2,
  ]);
});

describeFloat32x4(true);
describeRandomVectors(true);
