/** logGamma and digamma: the operations of src/core/math/logGamma.ts and digamma.ts in the same order. */
import { DIGAMMA_TERMS } from "../../math/digamma";
import { HALF_LOG_TWO_PI, ONE_MINUS_EULER, STIRLING, ZETA_TERMS } from "../../math/logGamma";
import type { FunctionBody } from "../functionBody";
import { f64, i32 } from "../scalar";
import type { F64 } from "../value";
import type { Emit1 } from "./float64Math";

const { add, sub, mul, div } = f64;

function stirlingRemainder(body: FunctionBody, x: F64): F64 {
  const inverseSquare = body.let(div(1, mul(x, x)));
  const series = STIRLING.reduceRight((sum, term) => add(mul(sum, inverseSquare), term), f64.const(0));
  return div(series, x);
}

/** log Gamma(2 + z) for |z| <= 1/2. */
function logGammaNearTwo(body: FunctionBody, z: F64): F64 {
  const series = ZETA_TERMS.reduceRight((sum, term) => add(mul(sum, z), term), f64.const(0));
  return mul(z, add(ONE_MINUS_EULER, mul(z, body.let(series))));
}

export const logGamma: Emit1 = (math, body, x) => {
  body.if(i32.eqz(f64.gt(x, 0)), () => body.return(f64.select(f64.eq(x, 0), Infinity, NaN)));
  body.if(f64.eq(x, Infinity), () => body.return(x));
  body.if(f64.ge(x, 10), () => {
    const main = mul(sub(x, 0.5), sub(math.log(x), 1));
    body.return(add(add(main, HALF_LOG_TWO_PI - 0.5), stirlingRemainder(body, x)));
  });
  body.if(f64.lt(x, 0.5), () => {
    const near = logGammaNearTwo(body, x);
    body.return(sub(sub(near, math.log1p(x)), math.log(x)));
  });
  body.if(f64.lt(x, 1.5), () => {
    const z = body.let(sub(x, 1));
    body.return(sub(logGammaNearTwo(body, z), math.log1p(z)));
  });
  const product = body.variable(f64.const(1));
  body.block((done) => {
    body.loop((again) => {
      body.branchIf(done, i32.eqz(f64.gt(x, 2.5)));
      body.set(x, sub(x, 1));
      body.set(product, mul(product, x));
      body.branch(again);
    });
  });
  const z = body.let(sub(x, 2));
  return add(logGammaNearTwo(body, z), math.log(product));
};

export const digamma: Emit1 = (math, body, x) => {
  body.if(i32.eqz(f64.gt(x, 0)), () => body.return(f64.select(f64.eq(x, 0), -Infinity, NaN)));
  const shift = body.variable(f64.const(0));
  body.block((done) => {
    body.loop((again) => {
      body.branchIf(done, i32.eqz(f64.lt(x, 10)));
      body.set(shift, add(shift, div(1, x)));
      body.set(x, add(x, 1));
      body.branch(again);
    });
  });
  const inverseSquare = body.let(div(1, mul(x, x)));
  const series = DIGAMMA_TERMS.reduceRight((sum, term) => mul(add(sum, term), inverseSquare), f64.const(0));
  return sub(sub(sub(math.log(x), div(0.5, x)), series), shift);
};
