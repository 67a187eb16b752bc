import { expect, test } from "vitest";
import { createDensity, Graph, square } from "../../../src/core/density";
import { DensityGrid, emitGrid } from "../../../src/core/kernels";
import { createRingDensity } from "../../../src/core/targets/expressions";
import { describeGrids } from "./grids";

describeGrids(false);

test("moving a slider moves the grid", () => {
  const grid = new DensityGrid(emitGrid(createRingDensity()), { settings: [3, 0.5] });
  expect(grid.evaluate([3], [0])[0]).toBeCloseTo(0, 12);
  grid.setSettings([1, 0.5]);
  expect(grid.evaluate([3], [0])[0]).toBe(-8);
});

test("data that are no numbers are outside everywhere", () => {
  const graph = new Graph();
  const squares = graph.rowSum(square(graph, graph.subtract(graph.column(0), graph.parameter(0))));
  const density = createDensity({ graph, parameterNames: ["x"], columnNames: ["y"], logDensity: squares });
  const grid = new DensityGrid(emitGrid(density), { columns: [[1, NaN, 2, 3, 4]] });
  expect([...grid.evaluate([0, 1], [0])]).toEqual([-Infinity, -Infinity]);
});

test("what does not fit is named", () => {
  const ring = createRingDensity();
  expect(() => emitGrid(ring, { axes: { column: 0, row: 2 } })).toThrow("rows of 2");
  expect(() => emitGrid(ring, { axes: { column: 1, row: 1 } })).toThrow("columns of parameter 1");
  const grid = new DensityGrid(emitGrid(ring), { settings: [3, 0.5] });
  expect(() => grid.evaluate([], [0])).toThrow("0 columns");
  expect(() => new DensityGrid(emitGrid(ring), { settings: [3] })).toThrow("1 settings");
});
