import { call, type FunctionHandle, type ModuleBuilder } from "../moduleBuilder";
import type { FunctionBody } from "../functionBody";
import type { F64, Variable } from "../value";
import { exp, expm1, tanh } from "./exponential";
import { digamma, logGamma } from "./gamma";
import { log, log1p, logAddExp } from "./logarithm";
import { power } from "./power";
import { cos, cosTwoPi, sin, sinTwoPi } from "./trigonometric";

/** Functions of src/core/math in a module, equal to them in every bit. Each makes a call. */
export interface Float64Math {
  readonly exp: (x: F64) => F64;
  readonly expm1: (x: F64) => F64;
  readonly tanh: (x: F64) => F64;
  readonly log: (x: F64) => F64;
  readonly log1p: (x: F64) => F64;
  readonly logAddExp: (a: F64, b: F64) => F64;
  readonly sinTwoPi: (u: F64) => F64;
  readonly cosTwoPi: (u: F64) => F64;
  readonly sin: (x: F64) => F64;
  readonly cos: (x: F64) => F64;
  readonly logGamma: (x: F64) => F64;
  readonly digamma: (x: F64) => F64;
  readonly power: (x: F64, y: F64) => F64;
}

/** The body of one function; what it needs of the others comes from `math`. */
export type Emit1 = (math: Float64Math, body: FunctionBody, x: Variable<"f64">) => F64;
export type Emit2 = (math: Float64Math, body: FunctionBody, x: Variable<"f64">, y: Variable<"f64">) => F64;

/** The functions for one module; what is never called is not part of it. */
export function float64Math(module: ModuleBuilder): Float64Math {
  const unary = (emit: Emit1): ((x: F64) => F64) => {
    let handle: FunctionHandle<readonly ["f64"], "f64"> | undefined;
    return (x) => {
      handle ??= module.define({ parameters: ["f64"], result: "f64" }, (body, a) => emit(math, body, a));
      return call(handle, x);
    };
  };
  const binary = (emit: Emit2): ((x: F64, y: F64) => F64) => {
    let handle: FunctionHandle<readonly ["f64", "f64"], "f64"> | undefined;
    return (x, y) => {
      const signature = { parameters: ["f64", "f64"], result: "f64" } as const;
      handle ??= module.define(signature, (body, a, b) => emit(math, body, a, b));
      return call(handle, x, y);
    };
  };
  const math: Float64Math = {
    exp: unary(exp),
    expm1: unary(expm1),
    tanh: unary(tanh),
    log: unary(log),
    log1p: unary(log1p),
    logAddExp: binary(logAddExp),
    sinTwoPi: unary(sinTwoPi),
    cosTwoPi: unary(cosTwoPi),
    sin: unary(sin),
    cos: unary(cos),
    logGamma: unary(logGamma),
    digamma: unary(digamma),
    power: binary(power),
  };
  return math;
}
