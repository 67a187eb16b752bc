/**
 * Densities as WGSL in float32: `emitWgsl` makes the code, `deriveInputs` and `packInputs` what it reads, and
 * `float32ErrorBound` says how far its values may be from float64. Must not know devices, grids or samplers.
 */
export { deriveInputs, type DensityArguments, type DerivedInputs } from "./deriveInputs";
export { ORDINARY_REACH, type InputKind } from "./emitNodes";
export { emitWgsl, type WgslDensity, type WgslOptions } from "./emitWgsl";
export { float32ErrorBound } from "./float32ErrorBound";
export { packInputs, type PackedInputs } from "./packInputs";
export { partOfPlan, planFloat32, planRoots, type Float32Plan } from "./plan";
export { shiftedSettings, shiftOrigin } from "./shiftOrigin";
export type { Bounded } from "./rounding";
