/**
 * Operations on vectors of 128 bits, named as in the WebAssembly specification. A JavaScript number as operand
 * is a constant in every lane. `relaxed_*` needs the relaxed SIMD proposal and may round once less.
 */
import { float32Bytes, float64Bytes, integerBytes } from "./encoding";
import {
  binary,
  convert,
  extractLane,
  load,
  maskedSelect,
  replaceLane,
  shift,
  ternary,
  unary,
  vector,
  type Operand,
} from "./operations";
import { f32, f64, i32, i64 } from "./scalar";
import {
  consume,
  expression,
  literal,
  reinterpret,
  type F32x4,
  type F64x2,
  type I32x4,
  type I64x2,
  type ValueType,
} from "./value";

/** The constant that repeats some bytes over all 16. */
function repeated<T extends ValueType>(type: T, bytes: number[]) {
  const code = [...vector(12)];
  for (let i = 0; i < 16; i++) code.push(bytes[i % bytes.length]);
  return literal(type, code);
}

function f32x4Value(operand: Operand<"f32x4">): F32x4 {
  return typeof operand === "number" ? repeated("f32x4", float32Bytes(operand)) : operand;
}

function f64x2Value(operand: Operand<"f64x2">): F64x2 {
  return typeof operand === "number" ? repeated("f64x2", float64Bytes(operand)) : operand;
}

function i32x4Value(operand: Operand<"i32x4">): I32x4 {
  return typeof operand === "number" ? repeated("i32x4", integerBytes(BigInt(operand), 4)) : operand;
}

function i64x2Value(operand: Operand<"i64x2">): I64x2 {
  return typeof operand === "bigint" ? repeated("i64x2", integerBytes(operand, 8)) : operand;
}

export const f32x4 = {
  const: f32x4Value,
  splat: unary(vector(19), f32.const, "f32x4"),
  extract_lane: extractLane<"f32x4", "f32">(vector(31), "f32"),
  replace_lane: replaceLane(vector(32), f32.const, "f32x4"),
  eq: binary(vector(65), f32x4Value, "i32x4"),
  ne: binary(vector(66), f32x4Value, "i32x4"),
  lt: binary(vector(67), f32x4Value, "i32x4"),
  gt: binary(vector(68), f32x4Value, "i32x4"),
  le: binary(vector(69), f32x4Value, "i32x4"),
  ge: binary(vector(70), f32x4Value, "i32x4"),
  floor: unary(vector(104), f32x4Value, "f32x4"),
  abs: unary(vector(224), f32x4Value, "f32x4"),
  neg: unary(vector(225), f32x4Value, "f32x4"),
  sqrt: unary(vector(227), f32x4Value, "f32x4"),
  add: binary(vector(228), f32x4Value, "f32x4"),
  sub: binary(vector(229), f32x4Value, "f32x4"),
  mul: binary(vector(230), f32x4Value, "f32x4"),
  div: binary(vector(231), f32x4Value, "f32x4"),
  min: binary(vector(232), f32x4Value, "f32x4"),
  max: binary(vector(233), f32x4Value, "f32x4"),
  /** b < a ? b : a, one instruction where min takes several. */
  pmin: binary(vector(234), f32x4Value, "f32x4"),
  /** a < b ? b : a */
  pmax: binary(vector(235), f32x4Value, "f32x4"),
  bitselect: maskedSelect<"f32x4", "i32x4">(vector(82), f32x4Value, "f32x4"),
  convert_i32x4_s: convert<"i32x4", "f32x4">(vector(250), "f32x4"),
  convert_i32x4_u: convert<"i32x4", "f32x4">(vector(251), "f32x4"),
  /** Lanes 0 and 1 from the two float64 lanes, lanes 2 and 3 zero. */
  demote_f64x2_zero: convert<"f64x2", "f32x4">(vector(94), "f32x4"),
  /** a b + c */
  relaxed_madd: ternary(vector(0x105), f32x4Value, "f32x4"),
  /** c - a b */
  relaxed_nmadd: ternary(vector(0x106), f32x4Value, "f32x4"),
  relaxed_min: binary(vector(0x10d), f32x4Value, "f32x4"),
  relaxed_max: binary(vector(0x10e), f32x4Value, "f32x4"),
  /** As bitselect, where each lane of the mask is all ones or all zeros. */
  relaxed_laneselect: maskedSelect<"f32x4", "i32x4">(vector(0x10b), f32x4Value, "f32x4"),
  load: load(vector(0), 4, i32.const, "f32x4"),
  load_splat: load(vector(9), 2, i32.const, "f32x4"),
  /** The bits of an integer vector read as floats; costs nothing. */
  from_bits: (bits: I32x4): F32x4 => reinterpret(bits, "f32x4"),
  /** Four lanes out of eight: 0 to 3 name those of `left`, 4 to 7 those of `right`. */
  shuffle: (left: F32x4, right: F32x4, lanes: readonly [number, number, number, number]): F32x4 => {
    const bytes = lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]);
    return expression("f32x4", [consume(left), consume(right), ...vector(13), ...bytes]);
  },
};

export const f64x2 = {
  const: f64x2Value,
  splat: unary(vector(20), f64.const, "f64x2"),
  extract_lane: extractLane<"f64x2", "f64">(vector(33), "f64"),
  replace_lane: replaceLane(vector(34), f64.const, "f64x2"),
  eq: binary(vector(71), f64x2Value, "i64x2"),
  lt: binary(vector(73), f64x2Value, "i64x2"),
  gt: binary(vector(74), f64x2Value, "i64x2"),
  le: binary(vector(75), f64x2Value, "i64x2"),
  ge: binary(vector(76), f64x2Value, "i64x2"),
  floor: unary(vector(117), f64x2Value, "f64x2"),
  abs: unary(vector(236), f64x2Value, "f64x2"),
  neg: unary(vector(237), f64x2Value, "f64x2"),
  sqrt: unary(vector(239), f64x2Value, "f64x2"),
  add: binary(vector(240), f64x2Value, "f64x2"),
  sub: binary(vector(241), f64x2Value, "f64x2"),
  mul: binary(vector(242), f64x2Value, "f64x2"),
  div: binary(vector(243), f64x2Value, "f64x2"),
  pmin: binary(vector(246), f64x2Value, "f64x2"),
  pmax: binary(vector(247), f64x2Value, "f64x2"),
  bitselect: maskedSelect<"f64x2", "i64x2">(vector(82), f64x2Value, "f64x2"),
  promote_low_f32x4: convert<"f32x4", "f64x2">(vector(95), "f64x2"),
  relaxed_madd: ternary(vector(0x107), f64x2Value, "f64x2"),
  relaxed_nmadd: ternary(vector(0x108), f64x2Value, "f64x2"),
  load: load(vector(0), 4, i32.const, "f64x2"),
  load_splat: load(vector(10), 3, i32.const, "f64x2"),
  from_bits: (bits: I64x2): F64x2 => reinterpret(bits, "f64x2"),
};

export const i32x4 = {
  const: i32x4Value,
  splat: unary(vector(17), i32.const, "i32x4"),
  extract_lane: extractLane<"i32x4", "i32">(vector(27), "i32"),
  replace_lane: replaceLane(vector(28), i32.const, "i32x4"),
  eq: binary(vector(55), i32x4Value, "i32x4"),
  ne: binary(vector(56), i32x4Value, "i32x4"),
  lt_s: binary(vector(57), i32x4Value, "i32x4"),
  lt_u: binary(vector(58), i32x4Value, "i32x4"),
  gt_s: binary(vector(59), i32x4Value, "i32x4"),
  gt_u: binary(vector(60), i32x4Value, "i32x4"),
  not: unary(vector(77), i32x4Value, "i32x4"),
  and: binary(vector(78), i32x4Value, "i32x4"),
  /** a and not b */
  andnot: binary(vector(79), i32x4Value, "i32x4"),
  or: binary(vector(80), i32x4Value, "i32x4"),
  xor: binary(vector(81), i32x4Value, "i32x4"),
  bitselect: maskedSelect<"i32x4", "i32x4">(vector(82), i32x4Value, "i32x4"),
  any_true: unary(vector(83), i32x4Value, "i32"),
  all_true: unary(vector(163), i32x4Value, "i32"),
  bitmask: unary(vector(164), i32x4Value, "i32"),
  neg: unary(vector(161), i32x4Value, "i32x4"),
  shl: shift(vector(171), i32x4Value, i32.const, "i32x4"),
  shr_s: shift(vector(172), i32x4Value, i32.const, "i32x4"),
  shr_u: shift(vector(173), i32x4Value, i32.const, "i32x4"),
  add: binary(vector(174), i32x4Value, "i32x4"),
  sub: binary(vector(177), i32x4Value, "i32x4"),
  mul: binary(vector(181), i32x4Value, "i32x4"),
  trunc_sat_f32x4_s: convert<"f32x4", "i32x4">(vector(248), "i32x4"),
  relaxed_trunc_f32x4_s: convert<"f32x4", "i32x4">(vector(0x101), "i32x4"),
  load: load(vector(0), 4, i32.const, "i32x4"),
  load_splat: load(vector(9), 2, i32.const, "i32x4"),
  /** The bits of floats read as integers; costs nothing. */
  from_bits: (x: F32x4): I32x4 => reinterpret(x, "i32x4"),
};

export const i64x2 = {
  const: i64x2Value,
  splat: unary(vector(18), i64.const, "i64x2"),
  extract_lane: extractLane<"i64x2", "i64">(vector(29), "i64"),
  and: binary(vector(78), i64x2Value, "i64x2"),
  or: binary(vector(80), i64x2Value, "i64x2"),
  xor: binary(vector(81), i64x2Value, "i64x2"),
  shl: shift(vector(203), i64x2Value, i32.const, "i64x2"),
  shr_u: shift(vector(205), i64x2Value, i32.const, "i64x2"),
  add: binary(vector(206), i64x2Value, "i64x2"),
  sub: binary(vector(209), i64x2Value, "i64x2"),
  from_bits: (x: F64x2): I64x2 => reinterpret(x, "i64x2"),
};
