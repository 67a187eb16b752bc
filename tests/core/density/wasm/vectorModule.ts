import type { Density } from "../../../../src/core/density";
import { emitVectors, writeInputs, type InputsLayout } from "../../../../src/core/density/wasm";
import { compile, f32x4, i32, ModuleBuilder } from "../../../../src/core/wasm";
import { vectorArithmetic } from "../../../../src/core/wasm/float32x4";

/** Two vectors side by side, so chains come in blocks of eight. */
const NUM_VECTORS = 2;
const CHAINS_IN_BLOCK = 4 * NUM_VECTORS;
const ADDRESS = 32;

interface Exports {
  prepare(): void;
  run(numBlocks: number, address: number): void;
}

/** A kernel that works out log densities and gradients of many positions. */
export class RunningVectors {
  private readonly memory = new WebAssembly.Memory({ initial: 8 });
  private readonly exports: Exports;
  private readonly layout: InputsLayout;
  private readonly numParameters: number;
  private freeAddress = 0;

  constructor(density: Density, isRelaxed: boolean) {
    const { numParameters } = density;
    this.numParameters = numParameters;
    const module = new ModuleBuilder({ kind: "imported", initialPages: 1 });
    const vectors = emitVectors(module, density, { address: ADDRESS, withGradient: true });
    this.layout = vectors.layout;
    const bytesOfBlock = 4 * CHAINS_IN_BLOCK * (2 * numParameters + 1);
    module.defineProcedure({ parameters: ["i32", "i32"], exportName: "run" }, (body, numBlocks, address) => {
      const v = vectorArithmetic(body, isRelaxed);
      const target = vectors.enter(v);
      body.repeat(numBlocks, (index) => {
        const block = body.let(i32.add(address, i32.mul(index, bytesOfBlock)));
        const lanes = Array.from({ length: NUM_VECTORS }, (_, i) => 16 * i);
        const group = (i: number): number => 4 * CHAINS_IN_BLOCK * i;
        const position = Array.from({ length: numParameters }, (_, i) =>
          v.let(lanes.map((offset) => f32x4.load(block, group(i) + offset))),
        );
        const { logDensity, gradient } = target.logDensityAndGradient(position);
        [logDensity, ...gradient].forEach((values, i) => {
          lanes.forEach((offset, j) => body.store(block, values[j], group(numParameters + i) + offset));
        });
      });
    });
    const instance = new WebAssembly.Instance(compile(module.toBytes()), { env: { memory: this.memory } });
    this.exports = instance.exports as unknown as Exports;
  }

  setInputs(settings: ArrayLike<number>, columns: readonly ArrayLike<number>[]): void {
    const { layout, memory } = this;
    this.freeAddress = writeInputs(layout, memory.buffer, layout.endAddress, settings, columns);
    this.exports.prepare();
  }

  /** For each position, the log density and behind it the gradient. */
  evaluate(positions: readonly ArrayLike<number>[]): number[][] {
    const { numParameters, freeAddress } = this;
    const numBlocks = Math.ceil(positions.length / CHAINS_IN_BLOCK);
    const numbers = new Float32Array(this.memory.buffer, freeAddress);
    const at = (chain: number, group: number): number => {
      const block = Math.floor(chain / CHAINS_IN_BLOCK);
      return (block * (2 * numParameters + 1) + group) * CHAINS_IN_BLOCK + (chain % CHAINS_IN_BLOCK);
    };
    positions.forEach((position, chain) => {
      for (let i = 0; i < numParameters; i++) numbers[at(chain, i)] = position[i];
    });
    this.exports.run(numBlocks, freeAddress);
    return positions.map((_, chain) =>
      Array.from({ length: numParameters + 1 }, (_value, i) => numbers[at(chain, numParameters + i)]),
    );
  }
}
