/**
 * Densities as WebAssembly: `emitScalar` makes a float64 module, `emitVectors` places float32 code for many chains
 * into a kernel. Settings and data are read from memory (`InputsLayout`), so that moving a slider compiles nothing.
 * Must not know samplers or workers.
 */
export { emitScalar, type ScalarExports, type ScalarModule } from "./emitScalar";
export { emitVectors, type EnteredDensity, type VectorDensity } from "./emitVectors";
export { writeInputs, type InputsLayout } from "./inputs";
export { ROWS_AT_ONCE, ROWS_IN_BLOCK, type SumKind } from "./vectorSums";
