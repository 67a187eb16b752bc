import { MOST_ROWS } from "./accumulators";
import type { DerivedInputs } from "./deriveInputs";
import { ORDINARY_REACH, type InputKind } from "./emitNodes";
import { asFloat32 } from "./literal";
import { NOT_A_NUMBER } from "./ranges";

/** The contents of the buffers that emitted code reads. */
export interface PackedInputs {
  /** The number of rows, then the derived settings. */
  readonly parameters: Float32Array<ArrayBuffer>;
  /** Rows in vectors of four: for each four rows the derived columns one after the other; the last row fills up. */
  readonly data: Float32Array<ArrayBuffer>;
  /** Which code these inputs ask for. */
  readonly kind: InputKind;
}

/**
 * Derived inputs as the buffers of emitted code.
 * @throws RangeError where there are more rows than emitted code can sum
 */
export function packInputs({ numRows, settings, columns }: DerivedInputs): PackedInputs {
  if (numRows > MOST_ROWS) {
    throw new RangeError(`${numRows} data rows; expected at most ${MOST_ROWS} on a graphics card`);
  }
  let isOrdinary = true;
  const pack = (value: number): number => {
    // NaN is not below either.
    if (!(Math.abs(value) <= ORDINARY_REACH)) isOrdinary = false;
    return value === value ? asFloat32(value) : NOT_A_NUMBER;
  };
  const parameters = Float32Array.from([numRows, ...Array.from(settings, pack)]);
  const numVectors = Math.ceil(numRows / 4);
  const data = new Float32Array(4 * numVectors * columns.length);
  columns.forEach((column, i) => {
    for (let row = 0; row < 4 * numVectors; row++) {
      const at = 4 * ((row >> 2) * columns.length + i) + (row & 3);
      data[at] = pack(column[Math.min(row, numRows - 1)]);
    }
  });
  return { parameters, data, kind: isOrdinary ? "ordinary" : "any" };
}
