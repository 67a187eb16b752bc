import { describe, expect, test } from "vitest";
import { signedLeb, unsignedLeb } from "../../../src/core/wasm/encoding";
import { f32, f32x4, f64, f64x2, i32, i32x4, i64, i64x2, type Value } from "../../../src/core/wasm";
import { evaluate, lanesOf } from "./runModule";

type ScalarRow = [name: string, value: Value<"i32" | "i64" | "f32" | "f64">, expected: number | bigint];

const scalarRows: ScalarRow[] = [
  ["i32.const, smallest", i32.const(-0x80000000), -0x80000000],
  ["i32.const, unsigned", i32.const(0xffffffff), -1],
  ["i32.eqz", i32.eqz(0), 1],
  ["i32.eq", i32.eq(7, 7), 1],
  ["i32.ne", i32.ne(7, 7), 0],
  ["i32.lt_s", i32.lt_s(-1, 1), 1],
  ["i32.lt_u", i32.lt_u(-1, 1), 0],
  ["i32.gt_s", i32.gt_s(-1, 1), 0],
  ["i32.gt_u", i32.gt_u(-1, 1), 1],
  ["i32.le_s", i32.le_s(-1, -1), 1],
  ["i32.le_u", i32.le_u(-1, 1), 0],
  ["i32.ge_s", i32.ge_s(-1, 1), 0],
  ["i32.ge_u", i32.ge_u(-1, 1), 1],
  ["i32.clz", i32.clz(0x00ffffff), 8],
  ["i32.popcnt", i32.popcnt(0xf0f), 8],
  ["i32.add", i32.add(0x7fffffff, 1), -0x80000000],
  ["i32.sub", i32.sub(3, 5), -2],
  ["i32.mul", i32.mul(-3, 5), -15],
  ["i32.div_u", i32.div_u(0xfffffffe, 2), 0x7fffffff],
  ["i32.rem_u", i32.rem_u(17, 5), 2],
  ["i32.and", i32.and(0b1100, 0b1010), 0b1000],
  ["i32.or", i32.or(0b1100, 0b1010), 0b1110],
  ["i32.xor", i32.xor(0b1100, 0b1010), 0b0110],
  ["i32.shl", i32.shl(3, 4), 48],
  ["i32.shr_s", i32.shr_s(-16, 2), -4],
  ["i32.shr_u", i32.shr_u(-16, 28), 15],
  ["i32.rotl", i32.rotl(0x40000001, 2), 5],
  ["i32.select", i32.select(i32.const(0), 1, 2), 2],
  ["i32.wrap_i64", i32.wrap_i64(i64.const(0x100000005n)), 5],
  ["i32.reinterpret_f32", i32.reinterpret_f32(f32.const(1)), 0x3f800000],
  ["i32.trunc_sat_f32_s", i32.trunc_sat_f32_s(f32.const(-2.9)), -2],
  ["i32.trunc_sat_f64_s", i32.trunc_sat_f64_s(f64.const(1e300)), 0x7fffffff],
  ["i64.const", i64.const(-(2n ** 63n)), -(2n ** 63n)],
  ["i64.eq", i64.eq(5n, 5n), 1],
  ["i64.lt_s", i64.lt_s(-5n, 5n), 1],
  ["i64.add", i64.add(2n ** 62n, 2n ** 62n), -(2n ** 63n)],
  ["i64.sub", i64.sub(1n, 2n), -1n],
  ["i64.mul", i64.mul(2n ** 32n, 3n), 3n * 2n ** 32n],
  ["i64.and", i64.and(12n, 10n), 8n],
  ["i64.or", i64.or(12n, 10n), 14n],
  ["i64.xor", i64.xor(12n, 10n), 6n],
  ["i64.shl", i64.shl(1n, 40n), 2n ** 40n],
  ["i64.shr_s", i64.shr_s(-16n, 2n), -4n],
  ["i64.shr_u", i64.shr_u(-1n, 60n), 15n],
  ["i64.select", i64.select(i32.const(1), 1n, 2n), 1n],
  ["i64.extend_i32_s", i64.extend_i32_s(i32.const(-1)), -1n],
  ["i64.extend_i32_u", i64.extend_i32_u(i32.const(-1)), 0xffffffffn],
  ["i64.reinterpret_f64", i64.reinterpret_f64(f64.const(1)), 0x3ff0000000000000n],
  ["f32.eq", f32.eq(1, NaN), 0],
  ["f32.lt", f32.lt(1, 2), 1],
  ["f32.gt", f32.gt(1, 2), 0],
  ["f32.abs", f32.abs(-1.5), 1.5],
  ["f32.neg", f32.neg(1.5), -1.5],
  ["f32.floor", f32.floor(-1.5), -2],
  ["f32.sqrt", f32.sqrt(2), Math.fround(Math.sqrt(2))],
  ["f32.add", f32.add(0.1, 0.2), Math.fround(Math.fround(0.1) + Math.fround(0.2))],
  ["f32.sub", f32.sub(1, 3), -2],
  ["f32.mul", f32.mul(1.5, 3), 4.5],
  ["f32.div", f32.div(1, 4), 0.25],
  ["f32.select", f32.select(i32.const(1), 1, 2), 1],
  ["f32.convert_i32_s", f32.convert_i32_s(i32.const(-3)), -3],
  ["f32.demote_f64", f32.demote_f64(f64.const(0.1)), Math.fround(0.1)],
  ["f32.reinterpret_i32", f32.reinterpret_i32(i32.const(0x40000000)), 2],
  ["f64.eq", f64.eq(NaN, NaN), 0],
  ["f64.ne", f64.ne(NaN, NaN), 1],
  ["f64.lt", f64.lt(1, 2), 1],
  ["f64.gt", f64.gt(1, 2), 0],
  ["f64.le", f64.le(2, 2), 1],
  ["f64.ge", f64.ge(1, 2), 0],
  ["f64.abs", f64.abs(-1.5), 1.5],
  ["f64.neg", f64.neg(0), -0],
  ["f64.ceil", f64.ceil(1.2), 2],
  ["f64.floor", f64.floor(-1.2), -2],
  ["f64.trunc", f64.trunc(-1.8), -1],
  ["f64.nearest", f64.nearest(2.5), 2],
  ["f64.sqrt", f64.sqrt(2), Math.SQRT2],
  ["f64.add", f64.add(0.1, 0.2), 0.1 + 0.2],
  ["f64.sub", f64.sub(1, 3), -2],
  ["f64.mul", f64.mul(0.1, 0.2), 0.1 * 0.2],
  ["f64.div", f64.div(1, 3), 1 / 3],
  ["f64.min", f64.min(1, NaN), NaN],
  ["f64.max", f64.max(1, 2), 2],
  ["f64.copysign", f64.copysign(3, -0), -3],
  ["f64.select", f64.select(i32.const(0), 1, 2), 2],
  ["f64.convert_i32_s", f64.convert_i32_s(i32.const(-1)), -1],
  ["f64.convert_i32_u", f64.convert_i32_u(i32.const(-1)), 0xffffffff],
  ["f64.convert_i64_s", f64.convert_i64_s(i64.const(-(2n ** 60n))), -(2 ** 60)],
  ["f64.promote_f32", f64.promote_f32(f32.const(0.1)), Math.fround(0.1)],
  ["f64.reinterpret_i64", f64.reinterpret_i64(i64.const(0x4000000000000000n)), 2],
];

test.each(scalarRows)("%s", (_name, value, expected) => {
  expect(evaluate(value)).toBe(expected);
});

const u = f32x4.replace_lane(f32x4.replace_lane(f32x4.const(-1.5), 1, 2.5), 3, 16);
const uLanes = [-1.5, 2.5, -1.5, 16];
const v = f64x2.replace_lane(f64x2.const(-1.5), 1, 4);
const n = i32x4.replace_lane(i32x4.const(-16), 2, 5);

/** Each row needs its own copy of the vector, for an expression is consumed once. */
const copy = <T extends Value<"f32x4"> | Value<"f64x2"> | Value<"i32x4">>(value: T): T => ({
  ...value,
  source: { ...value.source },
});

const floatRows: [string, Value<"f32x4">, number[]][] = [
  ["const", f32x4.const(0.5), [0.5, 0.5, 0.5, 0.5]],
  ["splat", f32x4.splat(f32.const(3)), [3, 3, 3, 3]],
  ["replace_lane", copy(u), uLanes],
  ["floor", f32x4.floor(copy(u)), [-2, 2, -2, 16]],
  ["abs", f32x4.abs(copy(u)), [1.5, 2.5, 1.5, 16]],
  ["neg", f32x4.neg(copy(u)), [1.5, -2.5, 1.5, -16]],
  ["sqrt", f32x4.sqrt(copy(u)), [NaN, Math.fround(Math.sqrt(2.5)), NaN, 4]],
  ["add", f32x4.add(copy(u), 1), [-0.5, 3.5, -0.5, 17]],
  ["sub", f32x4.sub(1, copy(u)), [2.5, -1.5, 2.5, -15]],
  ["mul", f32x4.mul(copy(u), 2), [-3, 5, -3, 32]],
  ["div", f32x4.div(copy(u), 2), [-0.75, 1.25, -0.75, 8]],
  ["min", f32x4.min(copy(u), 2), [-1.5, 2, -1.5, 2]],
  ["max", f32x4.max(copy(u), 2), [2, 2.5, 2, 16]],
  ["pmin keeps a NaN on the left", f32x4.pmin(NaN, 2), [NaN, NaN, NaN, NaN]],
  ["pmin drops a NaN on the right", f32x4.pmin(2, NaN), [2, 2, 2, 2]],
  ["pmax", f32x4.pmax(copy(u), 2), [2, 2.5, 2, 16]],
  ["bitselect", f32x4.bitselect(f32x4.lt(copy(u), 0), 7, copy(u)), [7, 2.5, 7, 16]],
  ["convert_i32x4_s", f32x4.convert_i32x4_s(copy(n)), [-16, -16, 5, -16]],
  ["convert_i32x4_u", f32x4.convert_i32x4_u(i32x4.const(-1)), [2 ** 32, 2 ** 32, 2 ** 32, 2 ** 32]],
  ["demote_f64x2_zero", f32x4.demote_f64x2_zero(copy(v)), [-1.5, 4, 0, 0]],
  ["from_bits", f32x4.from_bits(i32x4.const(0x3f800000)), [1, 1, 1, 1]],
  ["shuffle", f32x4.shuffle(copy(u), f32x4.const(9), [3, 1, 4, 0]), [16, 2.5, 9, -1.5]],
];

const T = -1;
const integerRows: [string, Value<"i32x4">, number[]][] = [
  ["f32x4.eq", f32x4.eq(copy(u), -1.5), [T, 0, T, 0]],
  ["f32x4.ne", f32x4.ne(copy(u), -1.5), [0, T, 0, T]],
  ["f32x4.lt", f32x4.lt(copy(u), 2.5), [T, 0, T, 0]],
  ["f32x4.gt", f32x4.gt(copy(u), 2.5), [0, 0, 0, T]],
  ["f32x4.le", f32x4.le(copy(u), 2.5), [T, T, T, 0]],
  ["f32x4.ge", f32x4.ge(copy(u), 2.5), [0, T, 0, T]],
  ["const", i32x4.const(0xffffffff), [-1, -1, -1, -1]],
  ["splat", i32x4.splat(i32.const(-7)), [-7, -7, -7, -7]],
  ["eq", i32x4.eq(copy(n), 5), [0, 0, T, 0]],
  ["ne", i32x4.ne(copy(n), 5), [T, T, 0, T]],
  ["lt_s", i32x4.lt_s(copy(n), 0), [T, T, 0, T]],
  ["lt_u", i32x4.lt_u(copy(n), 7), [0, 0, T, 0]],
  ["gt_s", i32x4.gt_s(copy(n), 0), [0, 0, T, 0]],
  ["gt_u", i32x4.gt_u(copy(n), 7), [T, T, 0, T]],
  ["not", i32x4.not(copy(n)), [15, 15, -6, 15]],
  ["and", i32x4.and(copy(n), 0xff), [240, 240, 5, 240]],
  ["andnot", i32x4.andnot(0xff, copy(n)), [15, 15, 250, 15]],
  ["or", i32x4.or(copy(n), 2), [-14, -14, 7, -14]],
  ["xor", i32x4.xor(copy(n), 1), [-15, -15, 4, -15]],
  ["bitselect", i32x4.bitselect(i32x4.const(0xff), 0x1234, 0x5678), [0x5634, 0x5634, 0x5634, 0x5634]],
  ["neg", i32x4.neg(copy(n)), [16, 16, -5, 16]],
  ["shl", i32x4.shl(copy(n), 1), [-32, -32, 10, -32]],
  ["shr_s", i32x4.shr_s(copy(n), 2), [-4, -4, 1, -4]],
  ["shr_u", i32x4.shr_u(copy(n), 28), [15, 15, 0, 15]],
  ["add", i32x4.add(copy(n), 1), [-15, -15, 6, -15]],
  ["sub", i32x4.sub(copy(n), 1), [-17, -17, 4, -17]],
  ["mul", i32x4.mul(copy(n), 3), [-48, -48, 15, -48]],
  ["trunc_sat_f32x4_s", i32x4.trunc_sat_f32x4_s(copy(u)), [-1, 2, -1, 16]],
  ["from_bits", i32x4.from_bits(f32x4.const(2)), Array<number>(4).fill(0x40000000)],
];

const doubleRows: [string, Value<"f64x2">, number[]][] = [
  ["const", f64x2.const(0.1), [0.1, 0.1]],
  ["splat", f64x2.splat(f64.const(3)), [3, 3]],
  ["floor", f64x2.floor(copy(v)), [-2, 4]],
  ["abs", f64x2.abs(copy(v)), [1.5, 4]],
  ["neg", f64x2.neg(copy(v)), [1.5, -4]],
  ["sqrt", f64x2.sqrt(copy(v)), [NaN, 2]],
  ["add", f64x2.add(copy(v), 0.1), [-1.5 + 0.1, 4.1]],
  ["sub", f64x2.sub(1, copy(v)), [2.5, -3]],
  ["mul", f64x2.mul(copy(v), 0.1), [-1.5 * 0.1, 0.4]],
  ["div", f64x2.div(copy(v), 3), [-0.5, 4 / 3]],
  ["pmin", f64x2.pmin(copy(v), 1), [-1.5, 1]],
  ["pmax", f64x2.pmax(copy(v), 1), [1, 4]],
  ["bitselect, gt", f64x2.bitselect(f64x2.gt(copy(v), 0), 7, copy(v)), [-1.5, 7]],
  ["bitselect, lt", f64x2.bitselect(f64x2.lt(copy(v), 0), 7, copy(v)), [7, 4]],
  ["bitselect, le", f64x2.bitselect(f64x2.le(copy(v), 4), 7, 8), [7, 7]],
  ["bitselect, ge", f64x2.bitselect(f64x2.ge(copy(v), 4), 7, 8), [8, 7]],
  ["bitselect, eq", f64x2.bitselect(f64x2.eq(copy(v), 4), 7, 8), [8, 7]],
  ["promote_low_f32x4", f64x2.promote_low_f32x4(copy(u)), [-1.5, 2.5]],
  ["from_bits", f64x2.from_bits(i64x2.const(0x3ff0000000000000n)), [1, 1]],
];

const wideRows: [string, Value<"i64x2">, bigint[]][] = [
  ["const", i64x2.const(-5n), [-5n, -5n]],
  ["splat", i64x2.splat(i64.const(2n ** 40n)), [2n ** 40n, 2n ** 40n]],
  ["and", i64x2.and(12n, 10n), [8n, 8n]],
  ["or", i64x2.or(12n, 10n), [14n, 14n]],
  ["xor", i64x2.xor(12n, 10n), [6n, 6n]],
  ["shl", i64x2.shl(3n, 40), [3n * 2n ** 40n, 3n * 2n ** 40n]],
  ["shr_u", i64x2.shr_u(-1n, 60), [15n, 15n]],
  ["add", i64x2.add(2n ** 32n, 5n), [2n ** 32n + 5n, 2n ** 32n + 5n]],
  ["sub", i64x2.sub(2n, 5n), [-3n, -3n]],
  ["from_bits", i64x2.from_bits(f64x2.const(1)), [0x3ff0000000000000n, 0x3ff0000000000000n]],
];

describe("vectors", () => {
  test.each(floatRows)("f32x4: %s", (_name, value, expected) => {
    expect([...lanesOf(value, Float32Array, 4)]).toEqual(expected);
  });

  test.each(integerRows)("i32x4: %s", (_name, value, expected) => {
    expect([...lanesOf(value, Int32Array, 4)]).toEqual(expected);
  });

  test.each(doubleRows)("f64x2: %s", (_name, value, expected) => {
    expect([...lanesOf(value, Float64Array, 2)]).toEqual(expected);
  });

  test.each(wideRows)("i64x2: %s", (_name, value, expected) => {
    expect([...lanesOf(value, BigInt64Array, 2)]).toEqual(expected);
  });

  test.each<ScalarRow>([
    ["f32x4.extract_lane", f32x4.extract_lane(copy(u), 1), 2.5],
    ["f64x2.extract_lane", f64x2.extract_lane(copy(v), 1), 4],
    ["i32x4.extract_lane", i32x4.extract_lane(copy(n), 2), 5],
    ["i64x2.extract_lane", i64x2.extract_lane(i64x2.const(7n), 1), 7n],
    ["i32x4.any_true", i32x4.any_true(f32x4.lt(copy(u), 0)), 1],
    ["i32x4.all_true", i32x4.all_true(f32x4.lt(copy(u), 0)), 0],
    ["i32x4.bitmask", i32x4.bitmask(f32x4.lt(copy(u), 0)), 0b101],
  ])("%s", (_name, value, expected) => {
    expect(evaluate(value)).toBe(expected);
  });
});

describe("numbers in binary form", () => {
  test("the specification's examples of LEB128 and the corners", () => {
    expect(unsignedLeb(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(unsignedLeb(0)).toEqual([0]);
    expect(unsignedLeb(0xffffffff)).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
    expect(signedLeb(-123456n)).toEqual([0xc0, 0xbb, 0x78]);
    expect(signedLeb(63n)).toEqual([0x3f]);
    expect(signedLeb(64n)).toEqual([0xc0, 0x00]);
    expect(signedLeb(-64n)).toEqual([0x40]);
    expect(signedLeb(-65n)).toEqual([0xbf, 0x7f]);
  });

  test("a constant that no i32 can hold is refused", () => {
    expect(() => i32.const(2 ** 32)).toThrow("i32 constant 4294967296; expected a whole number");
    expect(() => i32.const(0.5)).toThrow("i32 constant 0.5");
  });
});
