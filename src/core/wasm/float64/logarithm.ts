/** log, log1p and logAddExp: the operations of src/core/math/elementary.ts in the same order. */
import { f64, i32, i64 } from "../scalar";
import type { F64 } from "../value";
import type { Emit1, Emit2 } from "./float64Math";

const { add, sub, mul, div } = f64;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SQRT_TWO = 1.4142135623730951;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;
const FRACTION_BITS = 0xfffffffffffffn;
const BITS_OF_ONE = 0x3ff0000000000000n;

export const log: Emit1 = (_math, body, x) => {
  body.if(i32.eqz(f64.gt(x, 0)), () => body.return(f64.select(f64.eq(x, 0), -Infinity, NaN)));
  body.if(f64.eq(x, Infinity), () => body.return(x));
  const bias = body.variable(i32.const(-1023));
  body.if(f64.lt(x, SMALLEST_NORMAL), () => {
    body.set(x, mul(x, TWO_TO_54));
    body.set(bias, i32.const(-1023 - 54));
  });
  const bits = body.let(i64.reinterpret_f64(x));
  const m = body.variable(f64.reinterpret_i64(i64.or(i64.and(bits, FRACTION_BITS), BITS_OF_ONE)));
  const isUpperHalf = body.let(f64.gt(m, SQRT_TWO));
  const exponent = i32.add(i32.add(bias, i32.wrap_i64(i64.shr_u(bits, 52n))), isUpperHalf);
  const k = body.let(f64.convert_i32_s(exponent));
  body.set(m, f64.select(isUpperHalf, mul(m, 0.5), m));
  const f = body.let(sub(m, 1));
  const s = body.let(div(f, add(2, f)));
  const z = body.let(mul(s, s));
  const z2 = body.let(mul(z, z));
  const z4 = body.let(mul(z2, z2));
  const linear = (c0: number, c1: number): F64 => add(c0, mul(z, c1));
  const low = add(linear(2 / 3, 2 / 5), mul(z2, linear(2 / 7, 2 / 9)));
  const middle = add(linear(2 / 11, 2 / 13), mul(z2, linear(2 / 15, 2 / 17)));
  const high = add(linear(2 / 19, 2 / 21), mul(z2, 2 / 23));
  const series = mul(z, add(low, mul(z4, add(middle, mul(z4, high)))));
  return add(mul(k, LN2_HIGH), sub(f, sub(mul(s, sub(f, series)), mul(k, LN2_LOW))));
};

export const log1p: Emit1 = (math, body, x) => {
  const sum = body.let(add(1, x));
  body.if(f64.eq(sum, 1), () => body.return(x));
  body.if(i32.or(f64.eq(sum, 0), f64.eq(sum, Infinity)), () => body.return(math.log(sum)));
  return add(math.log(sum), div(sub(x, sub(sum, 1)), sum));
};

export const logAddExp: Emit2 = (math, body, a, b) => {
  const isFirstHigher = body.let(f64.gt(a, b));
  const high = body.let(f64.select(isFirstHigher, a, b));
  const low = f64.select(isFirstHigher, b, a);
  body.if(f64.eq(high, -Infinity), () => body.return(high));
  return add(high, math.log(add(1, math.exp(sub(low, high)))));
};
