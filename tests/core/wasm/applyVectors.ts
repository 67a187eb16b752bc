import { compile, f32x4, i32, ModuleBuilder } from "../../../src/core/wasm";
import { vectorArithmetic, type VectorArithmetic, type Vectors } from "../../../src/core/wasm/float32x4";

/** Vectors side by side in the modules made here. */
const NUM_VECTORS = 3;

export type Emit = (v: VectorArithmetic, x: Vectors, y: Vectors, module: ModuleBuilder) => Vectors;

/**
 * Compiles a function of one or two float32 numbers, and gives its values.
 * @param ys as many numbers as `xs`, for a function of two
 */
export function applyVectors(emit: Emit, isRelaxed: boolean, xs: Float32Array, ys = xs): Float32Array {
  const bytesOfStep = 16 * NUM_VECTORS;
  const numSteps = Math.ceil((xs.length * 4) / bytesOfStep);
  const numBytes = numSteps * bytesOfStep;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((3 * numBytes) / 65536) });
  const module = new ModuleBuilder({ kind: "imported", initialPages: 1 });
  module.defineProcedure({ parameters: [], exportName: "run" }, (body) => {
    const v = vectorArithmetic(body, isRelaxed);
    const at = Array.from({ length: NUM_VECTORS }, (_, i) => 16 * i);
    body.repeat(numSteps, (step) => {
      const address = body.let(i32.mul(step, bytesOfStep));
      const x = v.let(at.map((offset) => f32x4.load(address, offset)));
      const y = v.let(at.map((offset) => f32x4.load(address, offset + numBytes)));
      const values = emit(v, x, y, module);
      at.forEach((offset, i) => body.store(address, values[i], offset + 2 * numBytes));
    });
  });
  const { exports } = new WebAssembly.Instance(compile(module.toBytes()), { env: { memory } });
  new Float32Array(memory.buffer).set(xs);
  new Float32Array(memory.buffer, numBytes).set(ys);
  (exports.run as () => void)();
  return new Float32Array(memory.buffer, 2 * numBytes, xs.length).slice();
}

/** Numbers evenly spread over an interval, ends included. */
export function sweep(low: number, high: number, count = 20_001): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

/** Largest |value - truth(x)| / scale(truth(x)); Infinity where a value is NaN. */
export function worst(
  xs: Float32Array,
  values: Float32Array,
  truth: (x: number) => number,
  scale: (truth: number, x: number) => number,
): number {
  let largest = 0;
  xs.forEach((x, i) => {
    const error = Math.abs(values[i] - truth(x)) / scale(truth(x), x);
    if (!(error <= largest)) largest = error === error ? error : Infinity;
  });
  return largest;
}
