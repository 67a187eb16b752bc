import { f32, f64 } from "../scalar";
import { f32x4 } from "../simd";
import type { F64 } from "../value";
import type { VectorArithmetic, Vectors } from "./vectors";

/** Applies a float64 function lane by lane: exact to a rounding, four times the work. For rare functions. */
export function perLane(v: VectorArithmetic, x: Vectors, f: (x: F64) => F64): Vectors {
  const given = v.let(x);
  return v.let(
    given.map((vector) =>
      [0, 1, 2, 3].reduce((sum, lane) => {
        const value = f(f64.promote_f32(f32x4.extract_lane(vector, lane)));
        return f32x4.replace_lane(sum, lane, f32.demote_f64(value));
      }, f32x4.const(0)),
    ),
  );
}
