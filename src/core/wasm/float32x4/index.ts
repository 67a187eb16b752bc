/**
 * Elementary functions and random streams in float32, four chains in a vector and several vectors side by side,
 * emitted in line where they are used. Their accuracy is held by tests/core/wasm/float32x4*.
 */
export { exp, expm1, tanh } from "./exponential";
export { log, log1p, logOfPositive } from "./logarithm";
export { perLane } from "./perLane";
export { power, wholePower } from "./power";
export {
  FOUR_STREAMS_BYTES,
  loadStreams,
  nextWords,
  normalPair24,
  storeStreams,
  uniform24,
  type FourStreams,
} from "./random";
export { sinCos, sinCosTwoPi } from "./trigonometric";
export {
  vectorArithmetic,
  type VectorArithmetic,
  type VectorOperand,
  type Vectors,
  type Words,
} from "./vectors";
