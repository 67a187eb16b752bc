/**
 * A density as WebAssembly that runs: one module and one memory a density, however many targets share it. The
 * inputs of the target that was evaluated last are in the memory; another target first puts its own there. So a
 * slider compiles nothing. Must not know what a target is.
 */
import type { Density } from "../density";
import { emitScalar, writeInputs, type InputsLayout, type ScalarExports } from "../density/wasm";
import { compile } from "../wasm";

/** What a density takes besides the position. */
export interface DensityInputs {
  readonly settingValues: Float64Array;
  /** All of one length. */
  readonly columns: readonly Float64Array[];
}

/** The density of some inputs; positions are copied in, gradients out. */
export interface DensityFunctions {
  readonly logDensity: (position: ArrayLike<number>) => number;
  readonly logDensityAndGradient: (position: ArrayLike<number>, gradient: Float64Array) => number;
}

/** The exports as functions that stand for themselves. */
type Exports = {
  readonly [K in keyof ScalarExports]: (
    ...given: Parameters<ScalarExports[K]>
  ) => ReturnType<ScalarExports[K]>;
};

const BYTES_PER_PAGE = 65_536;

const roundedUp = (bytes: number): number => 16 * Math.ceil(bytes / 16);

/** A running module. */
class RunningDensity {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  readonly exports: Exports;
  readonly positionAddress: number;
  readonly gradientAddress: number;
  position: Float64Array;
  gradient: Float64Array;
  inputs: DensityInputs | null = null;
  readonly #layout: InputsLayout;
  readonly #dimension: number;

  constructor(density: Density) {
    const { bytes, layout } = emitScalar(density);
    this.#layout = layout;
    this.#dimension = density.numParameters;
    this.positionAddress = layout.endAddress;
    this.gradientAddress = this.positionAddress + roundedUp(8 * this.#dimension);
    this.#makeRoom(this.#dataAddress);
    this.position = this.#numbersAt(this.positionAddress);
    this.gradient = this.#numbersAt(this.gradientAddress);
    const instance = new WebAssembly.Instance(compile(bytes), { env: { memory: this.memory } });
    this.exports = instance.exports as unknown as Exports;
  }

  /** @throws RangeError where they are not those that the density names, or columns differ in length */
  take(inputs: DensityInputs): void {
    const { settingValues, columns } = inputs;
    const numRows = columns.length === 0 ? 0 : columns[0].length;
    const end = this.#dataAddress + roundedUp(8 * numRows * columns.length);
    this.#makeRoom(end + roundedUp(this.#layout.bytesOfRow * numRows));
    writeInputs(this.#layout, this.memory.buffer, this.#dataAddress, settingValues, columns);
    this.exports.prepare();
    this.inputs = inputs;
  }

  get #dataAddress(): number {
    return this.gradientAddress + roundedUp(8 * this.#dimension);
  }

  #makeRoom(bytes: number): void {
    const missing = bytes - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    this.memory.grow(Math.ceil(missing / BYTES_PER_PAGE));
    // Growing takes the old buffer away.
    this.position = this.#numbersAt(this.positionAddress);
    this.gradient = this.#numbersAt(this.gradientAddress);
  }

  #numbersAt(address: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, this.#dimension);
  }
}

const running = new WeakMap<Density, RunningDensity | null>();

/** Null where it cannot be compiled: a page's policy forbids it, or an old browser finds the module too large. */
function runningDensityOf(density: Density): RunningDensity | null {
  const known = running.get(density);
  if (known !== undefined) return known;
  let made: RunningDensity | null = null;
  try {
    made = new RunningDensity(density);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError || error instanceof RangeError)) throw error;
  }
  running.set(density, made);
  return made;
}

/**
 * The functions of a density for some inputs, to the interpreter's bits; null where WebAssembly is not to be had.
 * @throws RangeError where the inputs are not those that the density names, or columns differ in length
 */
export function compiledDensity(density: Density, inputs: DensityInputs): DensityFunctions | null {
  const module = runningDensityOf(density);
  if (!module) return null;
  const { positionAddress, gradientAddress } = module;
  const dimension = density.numParameters;
  const { logDensity, logDensityAndGradient } = module.exports;
  module.take(inputs);
  return {
    logDensity: (position) => {
      if (module.inputs !== inputs) module.take(inputs);
      const given = module.position;
      for (let i = 0; i < dimension; i++) given[i] = position[i];
      return logDensity(positionAddress);
    },
    logDensityAndGradient: (position, gradient) => {
      if (module.inputs !== inputs) module.take(inputs);
      const given = module.position;
      for (let i = 0; i < dimension; i++) given[i] = position[i];
      const value = logDensityAndGradient(positionAddress, gradientAddress);
      const found = module.gradient;
      for (let i = 0; i < dimension; i++) gradient[i] = found[i];
      return value;
    },
  };
}
