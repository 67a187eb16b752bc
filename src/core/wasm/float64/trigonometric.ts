/** Sines and cosines: the operations of src/core/math/elementary.ts and trigonometric.ts in the same order. */
import type { FunctionBody } from "../functionBody";
import { f64, i32 } from "../scalar";
import type { F64, I32 } from "../value";
import type { Emit1 } from "./float64Math";

const { add, sub, mul } = f64;

const TWO_PI = 6.283185307179586;
const TWO_OVER_PI = 0.6366197723675814;
const LARGEST_ANGLE = 134217728 * 1.5707963267948966;
const HALF_PI_PARTS = [
  1.5707963109016418, 1.5893254712295857e-8, 6.123233932053594e-17, 6.36831716351095e-25,
] as const;

const SIN_TURN = [
  -1 / 6,
  1 / 120,
  -1 / 5040,
  1 / 362880,
  -1 / 39916800,
  1 / 6227020800,
  -1 / 1307674368000,
  1 / 355687428096000,
];
const COS_TURN = [
  -1 / 2,
  1 / 24,
  -1 / 720,
  1 / 40320,
  -1 / 3628800,
  1 / 479001600,
  -1 / 87178291200,
  1 / 20922789888000,
];

/** c0 + z (c1 + z (c2 + ...)) */
function horner(z: F64, coefficients: readonly number[]): F64 {
  return coefficients
    .slice(0, -1)
    .reduceRight((sum, coefficient) => add(coefficient, mul(z, sum)), f64.const(coefficients.at(-1) ?? 0));
}

/** The remainder of a whole number by 4, from 0 to 3, without leaving float64 (which has larger ones). */
function remainderByFour(body: FunctionBody, whole: F64): I32 {
  const n = body.let(whole);
  return i32.trunc_sat_f64_s(sub(n, mul(f64.floor(mul(n, 0.25)), 4)));
}

/** Places the sine or the cosine of a reduced angle, as the quarter turn asks, with its sign. */
function byQuarter(body: FunctionBody, quarter: I32, sine: () => F64, cosine: () => F64): F64 {
  const value = body.variable(f64.const(0));
  body.if(
    i32.and(quarter, 1),
    () => body.set(value, cosine()),
    () => body.set(value, sine()),
  );
  return f64.select(i32.gt_u(quarter, 1), f64.neg(value), value);
}

function sinTwoPiShifted(quarters: number): Emit1 {
  return (_math, body, u) => {
    const nearest = body.let(f64.floor(add(mul(u, 4), 0.5)));
    const t = body.let(mul(sub(u, mul(nearest, 0.25)), TWO_PI));
    const z = body.let(mul(t, t));
    return byQuarter(
      body,
      body.let(remainderByFour(body, add(nearest, quarters))),
      () => add(t, mul(mul(t, z), horner(z, SIN_TURN))),
      () => add(1, mul(z, horner(z, COS_TURN))),
    );
  };
}

export const sinTwoPi = sinTwoPiShifted(0);
export const cosTwoPi = sinTwoPiShifted(1);

/** c0 + z c1 + z2 (c2 + z c3) */
function cubic(z: F64, z2: F64, [c0, c1, c2, c3]: readonly [number, number, number, number]): F64 {
  return add(add(c0, mul(z, c1)), mul(z2, add(c2, mul(z, c3))));
}

function sinReduced(body: FunctionBody, t: F64): F64 {
  const z = body.let(mul(t, t));
  const z2 = body.let(mul(z, z));
  const z4 = mul(z2, z2);
  const low = cubic(z, z2, [-1 / 6, 1 / 120, -1 / 5040, 1 / 362880]);
  const high = cubic(z, z2, [-1 / 39916800, 1 / 6227020800, -1 / 1307674368000, 1 / 355687428096000]);
  return add(t, mul(mul(t, z), add(low, mul(z4, high))));
}

function cosReduced(body: FunctionBody, t: F64): F64 {
  const z = body.let(mul(t, t));
  const z2 = body.let(mul(z, z));
  const z4 = mul(z2, z2);
  const low = cubic(z, z2, [1 / 24, -1 / 720, 1 / 40320, -1 / 3628800]);
  const high = cubic(z, z2, [1 / 479001600, -1 / 87178291200, 1 / 20922789888000, -1 / 6402373705728000]);
  const half = body.let(mul(0.5, z));
  const head = body.let(sub(1, half));
  return add(head, add(sub(sub(1, head), half), mul(z2, add(low, mul(z4, high)))));
}

function sinShifted(quarters: number): Emit1 {
  return (_math, body, x) => {
    body.if(i32.eqz(f64.le(f64.abs(x), LARGEST_ANGLE)), () => body.return(f64.const(NaN)));
    const k = body.let(f64.floor(add(mul(x, TWO_OVER_PI), 0.5)));
    const exact = body.let(sub(sub(x, mul(k, HALF_PI_PARTS[0])), mul(k, HALF_PI_PARTS[1])));
    const third = body.let(mul(k, HALF_PI_PARTS[2]));
    const head = body.let(sub(exact, third));
    const tail = sub(sub(sub(exact, head), third), mul(k, HALF_PI_PARTS[3]));
    const t = body.let(add(head, tail));
    return byQuarter(
      body,
      body.let(remainderByFour(body, add(k, quarters))),
      () => sinReduced(body, t),
      () => cosReduced(body, t),
    );
  };
}

export const sin: Emit1 = (math, body, x) => {
  body.if(f64.eq(x, 0), () => body.return(x));
  return sinShifted(0)(math, body, x);
};

export const cos = sinShifted(1);
