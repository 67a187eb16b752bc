/** exp, expm1 and tanh: the operations of src/core/math/elementary.ts and hyperbolic.ts in the same order. */
import type { FunctionBody } from "../functionBody";
import { f64, i32, i64 } from "../scalar";
import type { F64, I64 } from "../value";
import type { Emit1 } from "./float64Math";

const { add, sub, mul, div } = f64;

const LOG2_E = 1.4426950408889634;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LARGEST_FINITE_EXP = 1.7976931348622732e308;
const TWO_TO_MINUS_60 = 8.673617379884035e-19;

/** 2^k from a whole number k with -1023 < k < 1024, by writing its exponent. */
export function powerOfTwo(k: I64): F64 {
  return f64.reinterpret_i64(i64.shl(i64.add(k, 1023n), 52n));
}

/** exp(r) - 1 for |r| <= ln(2)/2. */
function expm1Reduced(body: FunctionBody, reduced: F64): F64 {
  const r = body.let(reduced);
  const r2 = body.let(mul(r, r));
  const r4 = body.let(mul(r2, r2));
  const cubic = (c0: number, c1: number, c2: number, c3: number): F64 =>
    add(add(c0, mul(r, c1)), mul(r2, add(c2, mul(r, c3))));
  const low = cubic(1 / 2, 1 / 6, 1 / 24, 1 / 120);
  const middle = cubic(1 / 720, 1 / 5040, 1 / 40320, 1 / 362880);
  const high = cubic(1 / 3628800, 1 / 39916800, 1 / 479001600, 1 / 6227020800);
  return add(r, mul(r2, add(low, mul(r4, add(middle, mul(r4, high))))));
}

export const exp: Emit1 = (_math, body, x) => {
  body.if(i32.eqz(f64.lt(x, 709.782712893384)), () => {
    body.if(f64.gt(x, 709.782712893384), () => body.return(f64.const(Infinity)));
    body.return(f64.select(f64.eq(x, x), LARGEST_FINITE_EXP, x));
  });
  body.if(f64.lt(x, -745.2), () => body.return(f64.const(0)));
  const k = body.let(f64.floor(add(mul(x, LOG2_E), 0.5)));
  const wholeK = body.let(i32.trunc_sat_f64_s(k));
  const y = body.let(add(1, expm1Reduced(body, sub(sub(x, mul(k, LN2_HIGH)), mul(k, LN2_LOW)))));
  const exponent = body.let(i64.extend_i32_s(wholeK));
  body.if(i32.lt_u(i32.add(wholeK, 1021), 2045), () => body.return(mul(y, powerOfTwo(exponent))));
  body.if(i32.gt_s(wholeK, 0), () => body.return(mul(mul(y, 2), powerOfTwo(i64.sub(exponent, 1n)))));
  return mul(mul(y, powerOfTwo(i64.add(exponent, 60n))), TWO_TO_MINUS_60);
};

export const expm1: Emit1 = (math, body, x) => {
  body.if(i32.and(f64.gt(x, -0.34), f64.lt(x, 0.34)), () => body.return(expm1Reduced(body, x)));
  body.if(i32.and(f64.gt(x, 0), f64.lt(x, 0.7)), () => {
    const half = body.let(expm1Reduced(body, mul(0.5, x)));
    body.return(add(mul(2, half), mul(half, half)));
  });
  return sub(math.exp(x), 1);
};

export const tanh: Emit1 = (math, body, x) => {
  body.if(f64.eq(x, 0), () => body.return(x));
  const e = body.let(math.expm1(mul(-2, f64.abs(x))));
  const size = body.let(div(f64.neg(e), add(2, e)));
  return f64.select(f64.lt(x, 0), f64.neg(size), size);
};
