/** logGamma and digamma: the operations of src/core/math/logGamma.ts and digamma.ts in the same order. */
import type { FunctionBody } from "../functionBody";
import { f64, i32 } from "../scalar";
import type { F64 } from "../value";
import type { Emit1 } from "./float64Math";

const { add, sub, mul, div } = f64;

const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
const HALF_LOG_TWO_PI = 0.9189385332046728;
const ONE_MINUS_EULER = 0.42278433509846713;
/** (-1)^k (zeta(k) - 1) / k for k = 2, 3, ..., from mpmath 1.3.0 at 40 digits (series: NIST DLMF 5.7.3). */
const ZETA_TERMS = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10,
];
const DIGAMMA_TERMS = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

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
