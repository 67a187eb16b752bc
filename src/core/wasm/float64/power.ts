import { f64, i32 } from "../scalar";
import type { F64 } from "../value";
import type { Emit2 } from "./float64Math";

const { sub, mul, div } = f64;

/** As in src/core/math/power.ts. */
const LARGEST_WHOLE_EXPONENT = 64;

/** x^y: the operations of src/core/math/power.ts in the same order. */
export const power: Emit2 = (math, body, x, y) => {
  body.if(f64.eq(y, 0), () => body.return(f64.const(1)));
  const isWhole = body.let(f64.eq(f64.floor(y), y));
  const exponentSize = body.let(f64.abs(y));
  body.if(i32.and(isWhole, f64.le(exponentSize, LARGEST_WHOLE_EXPONENT)), () => {
    const rest = body.variable(i32.trunc_sat_f64_s(exponentSize));
    const product = body.variable(f64.const(1));
    const square = body.variable(x);
    body.loop((again) => {
      body.if(i32.and(rest, 1), () => body.set(product, mul(product, square)));
      body.set(square, mul(square, square));
      body.set(rest, i32.shr_u(rest, 1));
      body.branchIf(again, rest);
    });
    body.return(f64.select(f64.gt(y, 0), product, div(1, product)));
  });
  const size = body.let(math.exp(mul(y, math.log(f64.abs(x)))));
  body.if(f64.ge(x, 0), () => body.return(size));
  body.if(i32.eqz(isWhole), () => body.return(f64.const(NaN)));
  return f64.select(isOdd(exponentSize), f64.neg(size), size);
};

/** Whether a whole number >= 0 is odd; false for infinity. */
function isOdd(whole: F64) {
  return f64.eq(sub(whole, mul(2, f64.floor(mul(whole, 0.5)))), 1);
}
