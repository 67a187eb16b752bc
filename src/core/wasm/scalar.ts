/**
 * Operations on single numbers, named as in the WebAssembly specification. Operands may be JavaScript
 * numbers (bigint for i64), which become constants.
 */
import { float32Bytes, float64Bytes, signedLeb } from "./encoding";
import { binary, convert, load, select, unary, type Operand } from "./operations";
import { literal, type F32, type F64, type I32, type I64 } from "./value";

function i32Value(operand: Operand<"i32">): I32 {
  if (typeof operand !== "number") return operand;
  if (!Number.isInteger(operand) || operand < -0x80000000 || operand > 0xffffffff) {
    throw new RangeError(`i32 constant ${operand}; expected a whole number from -2^31 to 2^32 - 1`);
  }
  return literal("i32", [0x41, ...signedLeb(BigInt(operand | 0))]);
}

function i64Value(operand: Operand<"i64">): I64 {
  return typeof operand === "bigint"
    ? literal("i64", [0x42, ...signedLeb(BigInt.asIntN(64, operand))])
    : operand;
}

function f32Value(operand: Operand<"f32">): F32 {
  return typeof operand === "number" ? literal("f32", [0x43, ...float32Bytes(operand)]) : operand;
}

function f64Value(operand: Operand<"f64">): F64 {
  return typeof operand === "number" ? literal("f64", [0x44, ...float64Bytes(operand)]) : operand;
}

export const i32 = {
  const: i32Value,
  eqz: unary([0x45], i32Value, "i32"),
  eq: binary([0x46], i32Value, "i32"),
  ne: binary([0x47], i32Value, "i32"),
  lt_s: binary([0x48], i32Value, "i32"),
  lt_u: binary([0x49], i32Value, "i32"),
  gt_s: binary([0x4a], i32Value, "i32"),
  gt_u: binary([0x4b], i32Value, "i32"),
  le_s: binary([0x4c], i32Value, "i32"),
  le_u: binary([0x4d], i32Value, "i32"),
  ge_s: binary([0x4e], i32Value, "i32"),
  ge_u: binary([0x4f], i32Value, "i32"),
  clz: unary([0x67], i32Value, "i32"),
  popcnt: unary([0x69], i32Value, "i32"),
  add: binary([0x6a], i32Value, "i32"),
  sub: binary([0x6b], i32Value, "i32"),
  mul: binary([0x6c], i32Value, "i32"),
  div_u: binary([0x6e], i32Value, "i32"),
  rem_u: binary([0x70], i32Value, "i32"),
  and: binary([0x71], i32Value, "i32"),
  or: binary([0x72], i32Value, "i32"),
  xor: binary([0x73], i32Value, "i32"),
  shl: binary([0x74], i32Value, "i32"),
  shr_s: binary([0x75], i32Value, "i32"),
  shr_u: binary([0x76], i32Value, "i32"),
  rotl: binary([0x77], i32Value, "i32"),
  select: select(i32Value, "i32"),
  wrap_i64: convert<"i64", "i32">([0xa7], "i32"),
  reinterpret_f32: convert<"f32", "i32">([0xbc], "i32"),
  trunc_sat_f32_s: convert<"f32", "i32">([0xfc, 0], "i32"),
  trunc_sat_f64_s: convert<"f64", "i32">([0xfc, 2], "i32"),
  load: load([0x28], 2, i32Value, "i32"),
};

export const i64 = {
  const: i64Value,
  eq: binary([0x51], i64Value, "i32"),
  lt_s: binary([0x53], i64Value, "i32"),
  add: binary([0x7c], i64Value, "i64"),
  sub: binary([0x7d], i64Value, "i64"),
  mul: binary([0x7e], i64Value, "i64"),
  and: binary([0x83], i64Value, "i64"),
  or: binary([0x84], i64Value, "i64"),
  xor: binary([0x85], i64Value, "i64"),
  shl: binary([0x86], i64Value, "i64"),
  shr_s: binary([0x87], i64Value, "i64"),
  shr_u: binary([0x88], i64Value, "i64"),
  select: select(i64Value, "i64"),
  extend_i32_s: convert<"i32", "i64">([0xac], "i64"),
  extend_i32_u: convert<"i32", "i64">([0xad], "i64"),
  reinterpret_f64: convert<"f64", "i64">([0xbd], "i64"),
  load: load([0x29], 3, i32Value, "i64"),
};

export const f32 = {
  const: f32Value,
  eq: binary([0x5b], f32Value, "i32"),
  lt: binary([0x5d], f32Value, "i32"),
  gt: binary([0x5e], f32Value, "i32"),
  abs: unary([0x8b], f32Value, "f32"),
  neg: unary([0x8c], f32Value, "f32"),
  floor: unary([0x8e], f32Value, "f32"),
  sqrt: unary([0x91], f32Value, "f32"),
  add: binary([0x92], f32Value, "f32"),
  sub: binary([0x93], f32Value, "f32"),
  mul: binary([0x94], f32Value, "f32"),
  div: binary([0x95], f32Value, "f32"),
  select: select(f32Value, "f32"),
  convert_i32_s: convert<"i32", "f32">([0xb2], "f32"),
  demote_f64: convert<"f64", "f32">([0xb6], "f32"),
  reinterpret_i32: convert<"i32", "f32">([0xbe], "f32"),
  load: load([0x2a], 2, i32Value, "f32"),
};

export const f64 = {
  const: f64Value,
  eq: binary([0x61], f64Value, "i32"),
  ne: binary([0x62], f64Value, "i32"),
  lt: binary([0x63], f64Value, "i32"),
  gt: binary([0x64], f64Value, "i32"),
  le: binary([0x65], f64Value, "i32"),
  ge: binary([0x66], f64Value, "i32"),
  abs: unary([0x99], f64Value, "f64"),
  neg: unary([0x9a], f64Value, "f64"),
  ceil: unary([0x9b], f64Value, "f64"),
  floor: unary([0x9c], f64Value, "f64"),
  trunc: unary([0x9d], f64Value, "f64"),
  nearest: unary([0x9e], f64Value, "f64"),
  sqrt: unary([0x9f], f64Value, "f64"),
  add: binary([0xa0], f64Value, "f64"),
  sub: binary([0xa1], f64Value, "f64"),
  mul: binary([0xa2], f64Value, "f64"),
  div: binary([0xa3], f64Value, "f64"),
  min: binary([0xa4], f64Value, "f64"),
  max: binary([0xa5], f64Value, "f64"),
  copysign: binary([0xa6], f64Value, "f64"),
  select: select(f64Value, "f64"),
  convert_i32_s: convert<"i32", "f64">([0xb7], "f64"),
  convert_i32_u: convert<"i32", "f64">([0xb8], "f64"),
  convert_i64_s: convert<"i64", "f64">([0xb9], "f64"),
  promote_f32: convert<"f32", "f64">([0xbb], "f64"),
  reinterpret_i64: convert<"i64", "f64">([0xbf], "f64"),
  load: load([0x2b], 3, i32Value, "f64"),
};
