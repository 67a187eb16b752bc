/**
 * A small WebAssembly assembler: functions are written as typed expressions and statements, a module comes out
 * as bytes. Expressions (`f64.add(x, 1)`, `f32x4.mul(u, v)`) are pure descriptions; statements (`let`, `set`,
 * `store`, `repeat`, `if`) belong to a `FunctionBody` and evaluate them in order. Numbers in place of operands
 * are constants. Also the elementary functions of core emitted into a module: `float64Math` to the same bits, and
 * the folder float32x4, with an index of its own, for four chains at once; narrow.ts has bytes and half words. Knows
 * nothing of densities and samplers.
 */
export { compile, supportsRelaxedSimd, supportsSimd } from "./features";
export { float64Math, type Float64Math } from "./float64/float64Math";
export { FunctionBody, type Label } from "./functionBody";
export {
  call,
  callForEffect,
  ModuleBuilder,
  type FunctionHandle,
  type MemoryDescription,
} from "./moduleBuilder";
export type { Operand } from "./operations";
export { f32, f64, i32, i64 } from "./scalar";
export { f32x4, f64x2, i32x4, i64x2 } from "./simd";
export { isReusable } from "./value";
export type { F32, F32x4, F64, F64x2, I32, I32x4, I64, I64x2, Value, ValueType, Variable } from "./value";
