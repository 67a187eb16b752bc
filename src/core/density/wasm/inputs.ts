import type { Density } from "../density";
import { Dependency } from "../graph";
import { operandsOf, type Node } from "../node";
import { reachableNodes } from "../order";

/**
 * Where a density's code finds what does not depend on the position, from `address` on (bytes, little-endian):
 *
 * | offset                | what                                                                    |
 * | --------------------- | ----------------------------------------------------------------------- |
 * | 0, i32                | number of data rows                                                     |
 * | 4, i32                | address of the columns: all of column 0, then all of column 1, ... (f64)|
 * | 8, i32                | address of the prepared rows, `bytesOfRow` times the number of rows     |
 * | 16, f64 each          | settings                                                                |
 * | then, f64 each        | prepared values                                                         |
 *
 * What is prepared is worked out by the module's function `prepare`, to be called after anything of the other
 * inputs has changed.
 */
export interface InputsLayout {
  readonly address: number;
  readonly settingsAddress: number;
  readonly preparedAddress: number;
  /** The first address behind the inputs, a multiple of 16. */
  readonly endAddress: number;
  readonly numSettings: number;
  readonly numColumns: number;
  /** Bytes of one prepared row. */
  readonly bytesOfRow: number;
  /** Nodes whose value is prepared. */
  readonly values: readonly Node[];
  /** Nodes that have a prepared value in every row. */
  readonly rowValues: readonly Node[];
}

/** How the prepared rows are stored. */
export type RowPrecision = "f32" | "f64";

/**
 * Finds what can be prepared for some roots: the largest parts of the expression that hold no parameter.
 * @throws RangeError unless the address is a multiple of 16
 */
export function planInputs(
  density: Density,
  roots: readonly Node[],
  address: number,
  precision: RowPrecision,
): InputsLayout {
  if (!(Number.isInteger(address / 16) && address >= 0)) {
    throw new RangeError(`address of the inputs = ${address}; expected a multiple of 16 from 0 up`);
  }
  const { graph } = density;
  const isFree = (node: Node): boolean =>
    node.kind !== "constant" && (graph.dependencies(node) & Dependency.parameter) === 0;
  const used = new Set(roots.filter(isFree));
  for (const node of reachableNodes(roots)) {
    if (!isFree(node)) for (const operand of operandsOf(node)) if (isFree(operand)) used.add(operand);
  }
  const sorted = [...used].sort((a, b) => a.id - b.id);
  const isInRow = (node: Node): boolean => (graph.dependencies(node) & Dependency.column) !== 0;
  const values = sorted.filter((node) => !isInRow(node));
  const rowValues = sorted.filter(isInRow);
  const settingsAddress = address + 16;
  const preparedAddress = settingsAddress + 8 * density.settingNames.length;
  return {
    address,
    settingsAddress,
    preparedAddress,
    endAddress: 16 * Math.ceil((preparedAddress + 8 * values.length) / 16),
    numSettings: density.settingNames.length,
    numColumns: density.columnNames.length,
    bytesOfRow: rowValues.length * (precision === "f32" ? 4 : 8),
    values,
    rowValues,
  };
}

/**
 * Writes settings and data to where the code expects them; the module's `prepare` is to be called then.
 * @param freeAddress where the columns go and, behind them, the prepared rows; a multiple of 16
 * @returns the first address behind the rows, a multiple of 16
 * @throws RangeError where counts do not fit the density, columns differ in length, or the memory is too small
 */
export function writeInputs(
  layout: InputsLayout,
  memory: ArrayBufferLike,
  freeAddress: number,
  settings: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
): number {
  const { address, settingsAddress, numSettings, numColumns, bytesOfRow } = layout;
  if (settings.length !== numSettings || columns.length !== numColumns) {
    throw new RangeError(
      `inputs: ${settings.length} settings and ${columns.length} columns given; expected ${numSettings} and ${numColumns}`,
    );
  }
  const numRows = columns.length === 0 ? 0 : columns[0].length;
  const shorter = columns.findIndex((column) => column.length !== numRows);
  if (shorter >= 0) {
    throw new RangeError(
      `inputs: column ${shorter} has ${columns[shorter].length} rows; expected ${numRows}, as many as column 0`,
    );
  }
  const rowsAddress = freeAddress + 16 * Math.ceil((8 * numRows * numColumns) / 16);
  const end = rowsAddress + 16 * Math.ceil((numRows * bytesOfRow) / 16);
  if (end > memory.byteLength) {
    throw new RangeError(`inputs: ${memory.byteLength} bytes of memory; expected at least ${end}`);
  }
  new Int32Array(memory, address, 3).set([numRows, freeAddress, rowsAddress]);
  new Float64Array(memory, settingsAddress, numSettings).set(settings);
  columns.forEach((column, i) =>
    new Float64Array(memory, freeAddress + 8 * numRows * i, numRows).set(column),
  );
  return end;
}
