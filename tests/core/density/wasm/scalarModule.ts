import { createDensity, type Density, type Graph, type Node } from "../../../../src/core/density";
import {
  emitScalar,
  writeInputs,
  type ScalarExports,
  type ScalarModule,
} from "../../../../src/core/density/wasm";
import { compile } from "../../../../src/core/wasm";

export const PARAMETER_NAMES = ["x", "y", "z"];
export const SETTING_NAMES = ["s", "t"];
export const COLUMN_NAMES = ["u", "v"];

/** A density over three parameters, two settings and two columns. */
export function densityOf(graph: Graph, logDensity: Node): Density {
  return createDensity({
    graph,
    parameterNames: PARAMETER_NAMES,
    settingNames: SETTING_NAMES,
    columnNames: COLUMN_NAMES,
    logDensity,
  });
}

/** A density's module with memory and inputs. */
export class RunningScalar {
  private readonly memory = new WebAssembly.Memory({ initial: 4 });
  private readonly exports: ScalarExports;
  private readonly module: ScalarModule;
  private readonly numParameters: number;

  constructor(density: Density, address = 48) {
    this.module = emitScalar(density, { kind: "imported", initialPages: 1 }, address);
    this.numParameters = density.numParameters;
    const instance = new WebAssembly.Instance(compile(this.module.bytes), { env: { memory: this.memory } });
    this.exports = instance.exports as unknown as ScalarExports;
  }

  setInputs(settings: ArrayLike<number>, columns: readonly ArrayLike<number>[]): void {
    writeInputs(this.module.layout, this.memory.buffer, this.positionAddress + 64, settings, columns);
    this.exports.prepare();
  }

  logDensity(position: ArrayLike<number>): number {
    this.writePosition(position);
    return this.exports.logDensity(this.positionAddress);
  }

  /** The log density and, behind it, the gradient. */
  logDensityAndGradient(position: ArrayLike<number>): number[] {
    this.writePosition(position);
    const gradientAddress = this.positionAddress + 32;
    const value = this.exports.logDensityAndGradient(this.positionAddress, gradientAddress);
    return [value, ...new Float64Array(this.memory.buffer, gradientAddress, this.numParameters)];
  }

  private get positionAddress(): number {
    return this.module.layout.endAddress;
  }

  private writePosition(position: ArrayLike<number>): void {
    new Float64Array(this.memory.buffer, this.positionAddress, this.numParameters).set(position);
  }
}
