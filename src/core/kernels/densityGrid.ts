import { writeInputs } from "../density/wasm";
import { compile } from "../wasm";
import type { GridModule } from "./emitGrid";

export interface GridOptions {
  readonly settings?: ArrayLike<number>;
  readonly columns?: readonly ArrayLike<number>[];
}

interface GridExports {
  prepare(): void;
  run(...call: number[]): void;
}

const PAGE = 65536;

/** A grid module with its memory, which grows as grids do. Evaluates on this thread and at once. */
export class DensityGrid {
  private readonly module: GridModule;
  private readonly columns: readonly ArrayLike<number>[];
  private readonly memory: WebAssembly.Memory;
  private readonly exports: GridExports;
  private readonly gridAddress: number;

  /** @throws RangeError where inputs do not fit the density */
  constructor(module: GridModule, { settings = [], columns = [] }: GridOptions = {}) {
    this.module = module;
    this.columns = columns;
    const numRows = columns.length === 0 ? 0 : columns[0].length;
    const bytesOfData = 32 + numRows * (8 * columns.length + module.inputs.bytesOfRow);
    this.gridAddress = 16 * Math.ceil((module.endAddress + bytesOfData) / 16);
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(this.gridAddress / PAGE) });
    const instance = new WebAssembly.Instance(compile(module.bytes), { env: { memory: this.memory } });
    this.exports = instance.exports as unknown as GridExports;
    this.setSettings(settings);
  }

  /** Moves sliders: what is worked out from settings and data is worked out anew. */
  setSettings(settings: ArrayLike<number>): void {
    const { inputs, endAddress } = this.module;
    writeInputs(inputs, this.memory.buffer, endAddress, settings, this.columns);
    this.exports.prepare();
  }

  /**
   * Log densities at every pair of a column's and a row's value, [row][column]; -Infinity is outside.
   * @param rowValues one value, which does not count, where the density has one parameter
   * @param fixed a value for every parameter, of which those of the axes do not count
   */
  evaluate(
    columnValues: ArrayLike<number>,
    rowValues: ArrayLike<number>,
    fixed: ArrayLike<number> = [],
  ): Float32Array {
    const { module, gridAddress } = this;
    const [numColumns, numRows] = [columnValues.length, rowValues.length];
    if (numColumns === 0 || numRows === 0) {
      throw new RangeError(`grid of ${numColumns} columns and ${numRows} rows; expected at least 1 of each`);
    }
    if (module.numParameters > 2 && fixed.length !== module.numParameters) {
      throw new RangeError(`fixed: ${fixed.length} values; expected ${module.numParameters}`);
    }
    const numBlocks = Math.ceil(numColumns / module.columnsInBlock);
    const numPadded = numBlocks * module.columnsInBlock;
    const rowsAddress = gridAddress + 4 * numPadded;
    const output = rowsAddress + 16 * Math.ceil(numRows / 4);
    const missing = output + 4 * numPadded * numRows - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    const { buffer } = this.memory;
    const padded = new Float32Array(buffer, gridAddress, numPadded);
    padded.set(columnValues);
    padded.fill(columnValues[numColumns - 1], numColumns);
    new Float32Array(buffer, rowsAddress, numRows).set(rowValues);
    new Float32Array(buffer, module.fixedAddress, fixed.length).set(fixed);
    this.exports.run(gridAddress, numBlocks, rowsAddress, numRows, output);
    const values = new Float32Array(buffer, output, numPadded * numRows);
    if (numPadded === numColumns) return values.slice();
    const result = new Float32Array(numColumns * numRows);
    for (let row = 0; row < numRows; row++) {
      result.set(values.subarray(row * numPadded, row * numPadded + numColumns), row * numColumns);
    }
    return result;
  }
}
