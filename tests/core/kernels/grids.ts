/** Log densities on grids against the interpreter, for plain and for relaxed arithmetic. */
import { describe, expect, test } from "vitest";
import { createDensity, evaluate, Graph, square, type Density } from "../../../src/core/density";
import { ROWS_AT_ONCE, ROWS_IN_BLOCK } from "../../../src/core/density/wasm";
import { DensityGrid, emitGrid } from "../../../src/core/kernels";
import { surfaceVariants } from "../../contract/variants";

/** Sum over rows of a square, and of a product, on top of what needs no rows. */
function createRegression(): Density {
  const graph = new Graph();
  const [slope, offset] = [graph.parameter(0), graph.parameter(1)];
  const line = graph.add(graph.multiply(slope, graph.column(0)), offset);
  const squares = graph.rowSum(square(graph, graph.subtract(graph.column(1), line)));
  const products = graph.rowSum(graph.multiply(graph.column(0), graph.subtract(slope, graph.column(1))));
  return createDensity({
    graph,
    parameterNames: ["slope", "offset", "weight"],
    columnNames: ["u", "w"],
    logDensity: graph.add(graph.multiply(-0.5, squares), graph.multiply(graph.parameter(2), products)),
  });
}

export function describeGrids(isRelaxed: boolean): void {
  describe(`grids, ${isRelaxed ? "relaxed" : "plain"}`, () => {
    test.each(surfaceVariants)("$name, at every node", ({ target }) => {
      const { density, settingValues: settings, columns, box, dimension } = target;
      const grid = new DensityGrid(emitGrid(density, { isRelaxed }), { settings, columns });
      const axis = (i: number, count: number): Float32Array =>
        Float32Array.from({ length: count }, (_, k) => box[i][0] + ((box[i][1] - box[i][0]) * k) / count);
      const [across, up] = [axis(0, 37), dimension > 1 ? axis(1, 11) : Float32Array.of(0)];
      const values = grid.evaluate(across, up);
      expect(values).toHaveLength(across.length * up.length);
      let worst = 0;
      values.forEach((value, i) => {
        const position = [across[i % 37], up[Math.floor(i / 37)]].slice(0, dimension);
        const truth = evaluate(density, { position, settings, columns });
        worst = Math.max(worst, Math.abs(value - truth) / (1 + Math.abs(truth)));
      });
      // Some ten operations with sums of terms that cancel.
      expect(worst).toBeLessThan(1e-5);
      expect(worst).toBeGreaterThan(0);
    });

    test.each([0, 1, 2, 3, 4, 63, 64, 65, 1000])("sums over %i rows keep their bound", (numRows) => {
      const density = createRegression();
      const columns = [
        Float32Array.from({ length: numRows }, (_, i) => Math.sin(i)),
        Float32Array.from({ length: numRows }, (_, i) => 3 * Math.sin(i * i) + 1),
      ];
      const axes = { column: 1, row: 0 };
      for (const numVectors of [1, 2, 4]) {
        const grid = new DensityGrid(emitGrid(density, { isRelaxed, numVectors, axes }), { columns });
        const [across, up] = [Float32Array.of(-1, 0, 0.3, 4, 9), Float32Array.of(0.5, -2, 1.25)];
        const values = grid.evaluate(across, up, [NaN, NaN, 0.75]);
        values.forEach((value, i) => {
          const [slope, offset] = [up[Math.floor(i / 5)], across[i % 5]];
          const truth = evaluate(density, { position: [slope, offset, 0.75], columns });
          let sizes = 0;
          for (let row = 0; row < numRows; row++) {
            const [u, w] = [columns[0][row], columns[1][row]];
            // A residual is off by what its parts are, and counts twice in its square.
            const [parts, residual] = [
              Math.abs(w) + Math.abs(slope * u) + Math.abs(offset),
              w - slope * u - offset,
            ];
            sizes +=
              0.5 * residual ** 2 + 3 * parts * Math.abs(residual) * (1 / (ROWS_IN_BLOCK / ROWS_AT_ONCE + 2));
            sizes += 0.75 * Math.abs(u) * (Math.abs(slope) + Math.abs(w));
          }
          const bound = (ROWS_IN_BLOCK / ROWS_AT_ONCE + 2 + 3) * 2 ** -24 * (sizes + Math.abs(truth));
          expect(Math.abs(value - truth)).toBeLessThanOrEqual(bound);
        });
      }
    });
  });
}
