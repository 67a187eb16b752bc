import type { Density } from "../density";
import { emitVectors, type InputsLayout } from "../density/wasm";
import { f32x4, i32, ModuleBuilder } from "../wasm";
import { vectorArithmetic } from "../wasm/float32x4";
import type { KernelOptions } from "./kernelModule";

/** Two parameters by index: that of the columns and that of the rows of a grid. */
export interface GridAxes {
  readonly column: number;
  readonly row: number;
}

export interface GridModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly inputs: InputsLayout;
  /** Values of the parameters that are no axis, float32 by parameter; those of the axes are not read. */
  readonly fixedAddress: number;
  /** The first address that the module does not use, a multiple of 16. */
  readonly endAddress: number;
  readonly numParameters: number;
  readonly axes: GridAxes;
  /** Columns go so many at a time. */
  readonly columnsInBlock: number;
}

/**
 * Log densities on a rectangular grid, in float32; sums over data rows are made in blocks (`SumKind`). Exports
 * `prepare()` (see `InputsLayout`) and `run(columnValues, numBlocks, rowValues, numRows, output)`: addresses of the
 * axes' float32 values, and of the float32 output [row][column], whose rows hold whole blocks.
 * A density of one parameter has one row, and no row parameter.
 * @throws RangeError where an axis is no parameter, or both are the same
 */
export function emitGrid(
  density: Density,
  options: KernelOptions & { readonly axes?: GridAxes } = {},
): GridModule {
  const { isRelaxed = false, address = 0 } = options;
  // Rows of data take four partial sums for each vector, see `SumKind`.
  const { numVectors = density.columnNames.length > 0 ? 2 : 4 } = options;
  const { numParameters } = density;
  const axes = options.axes ?? { column: 0, row: 1 };
  const isAxis = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < numParameters;
  if (!isAxis(axes.column) || (numParameters > 1 && (!isAxis(axes.row) || axes.row === axes.column))) {
    throw new RangeError(
      `axes: columns of parameter ${axes.column}, rows of ${axes.row}; expected two of ${numParameters} parameters`,
    );
  }
  const module = new ModuleBuilder(options.memory ?? { kind: "imported", initialPages: 1 });
  const vectors = emitVectors(module, density, { address, withGradient: false, sums: "blocked" });
  const fixedAddress = vectors.layout.endAddress;
  const lanes = Array.from({ length: numVectors }, (_, i) => i);
  const columnsInBlock = 4 * numVectors;

  module.defineProcedure(
    { parameters: ["i32", "i32", "i32", "i32", "i32"], exportName: "run" },
    (body, columnValues, numBlocks, rowValues, numRows, output) => {
      const v = vectorArithmetic(body, isRelaxed);
      const target = vectors.enter(v);
      const fixed = Array.from({ length: numParameters }, (_, i) =>
        body.let(f32x4.load_splat(fixedAddress, 4 * i)),
      );
      const to = body.variable(output);
      body.repeat(numRows, (row) => {
        const rowValue = body.let(f32x4.load_splat(i32.add(rowValues, i32.shl(row, 2))));
        body.repeat(numBlocks, (block) => {
          const from = body.let(i32.add(columnValues, i32.mul(block, 4 * columnsInBlock)));
          const position = fixed.map((value, i) => {
            if (i === axes.column) return lanes.map((lane) => body.let(f32x4.load(from, 16 * lane)));
            return lanes.map(() => (i === axes.row ? rowValue : value));
          });
          target.logDensity(position).forEach((value, lane) => body.store(to, value, 16 * lane));
          body.set(to, i32.add(to, 4 * columnsInBlock));
        });
      });
    },
  );
  return {
    bytes: module.toBytes(),
    inputs: vectors.layout,
    fixedAddress,
    endAddress: fixedAddress + 16 * Math.ceil(numParameters / 4),
    numParameters,
    axes,
    columnsInBlock,
  };
}
