import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDensity, evaluate, Graph, reachableNodes, square } from "../../../../src/core/density";
import {
  deriveInputs,
  packInputs,
  planFloat32,
  shiftedSettings,
  shiftOrigin,
} from "../../../../src/core/density/wgsl";
import { anyFormula, build } from "../randomExpressions";

const number = fc.float({ min: -5, max: 5, noNaN: true });
const triple = fc.tuple(number, number, number);

describe("shiftOrigin", () => {
  test("random formulas keep their value", () => {
    const counts = { close: 0, all: 0 };
    const property = fc.property(
      anyFormula,
      triple,
      triple,
      fc.tuple(number, number),
      fc.array(fc.tuple(number, number), { maxLength: 5 }),
      number,
      (formula, origin, difference, settings, rows, offset) => {
        const graph = new Graph();
        const density = createDensity({
          graph,
          parameterNames: ["x", "y", "z"],
          settingNames: ["s", "t"],
          columnNames: ["u", "w"],
          logDensity: build(graph, formula),
        });
        const columns = [rows.map(([u]) => u), rows.map(([, w]) => w)];
        // Sums of such floats are exact.
        const position = origin.map((at, i) => at + difference[i]);
        const expected = evaluate(density, { position, settings, columns }) - offset;
        const value = evaluate(shiftOrigin(density), {
          position: difference,
          settings: shiftedSettings(settings, origin, offset),
          columns,
        });
        counts.all += 1;
        const error = Math.abs(value - expected) / (1 + Math.abs(expected) + Math.abs(offset));
        if (value === expected || error < 1e-9) counts.close += 1;
      },
    );
    fc.assert(property, { seed: 3, numRuns: 1500 });
    // The others stand beside a jump, or cancel: 1e-16 of what they are made of is much of what is left.
    expect(counts.close).toBeGreaterThan(0.97 * counts.all);
  });

  test("what data and origin have in common is taken off beforehand", () => {
    const graph = new Graph();
    const residual = graph.subtract(graph.column(0), graph.add(graph.parameter(0), graph.setting(0)));
    const density = createDensity({
      graph,
      parameterNames: ["mean"],
      settingNames: ["shift"],
      columnNames: ["data"],
      logDensity: graph.negate(graph.rowSum(square(graph, residual))),
    });
    const plan = planFloat32(density);
    const given = { settings: [0.5], columns: [[1e6 + 1, 1e6 + 3]], origin: [1e6], offset: 0 };
    const { settings, columns } = deriveInputs(plan, given);
    // Twice the residual at the origin, and the sum of its square.
    expect(columns.map((column) => [...column])).toEqual([[1, 5]]);
    expect([...settings]).toContain(-(0.25 + 6.25));
    expect(plan.inRows).toHaveLength(2);
    expect(plan.rowSums).toHaveLength(1);
  });

  test("a division by what is no parameter becomes a product", () => {
    const graph = new Graph();
    const density = createDensity({
      graph,
      parameterNames: ["x"],
      settingNames: ["width"],
      logDensity: graph.abs(graph.divide(graph.parameter(0), graph.setting(0))),
    });
    const plan = planFloat32(density);
    const operations = [...plan.beforeRows, ...plan.afterRows].map((node) =>
      node.kind === "binary" ? node.operation : node.kind,
    );
    expect(operations).toContain("multiply");
    expect(operations).not.toContain("divide");
  });

  test("leaves the density's own graph as it is", () => {
    const graph = new Graph();
    const logDensity = graph.exp(graph.parameter(0));
    const { size } = graph;
    const shifted = shiftOrigin(createDensity({ graph, parameterNames: ["x"], logDensity }));
    expect(graph.size).toBe(size);
    expect(reachableNodes([shifted.logDensity]).length).toBeGreaterThan(size);
  });
});

describe("the inputs", () => {
  const graph = new Graph();
  const slope = graph.multiply(graph.log(graph.column(0)), graph.parameter(0));
  const density = createDensity({
    graph,
    parameterNames: ["x"],
    settingNames: ["s"],
    columnNames: ["u"],
    logDensity: graph.rowSum(graph.abs(graph.subtract(slope, graph.log(graph.setting(0))))),
  });
  const plan = planFloat32(density);
  const given = { settings: [1], columns: [[1, 2, 3, 4, 5]], origin: [0], offset: 0 };

  test("come in vectors of four rows, filled up with the last", () => {
    const { parameters, data, kind } = packInputs(deriveInputs(plan, given));
    expect(parameters[0]).toBe(5);
    expect(kind).toBe("ordinary");
    expect(data).toHaveLength(8 * plan.derivedColumns.length);
    const at = plan.derivedColumns.findIndex((node) => node.kind === "unary");
    const column = [0, 1, 2, 3, 4, 5, 6, 7].map(
      (row) => data[4 * ((row >> 2) * plan.derivedColumns.length + at) + (row & 3)],
    );
    expect(column).toEqual([1, 2, 3, 4, 5, 5, 5, 5].map((u) => Math.fround(Math.log(u))));
  });

  test("say when they are out of the ordinary, and mark what is no number", () => {
    for (const setting of [0, -1]) {
      const { parameters, data, kind } = packInputs(deriveInputs(plan, { ...given, settings: [setting] }));
      expect(kind).toBe("any");
      const all = [...parameters, ...data];
      expect(all.every(Number.isFinite)).toBe(true);
      if (setting < 0) expect(all).toContain(Math.fround(3.3e38));
    }
  });

  test("are refused where they do not fit", () => {
    expect(() => deriveInputs(plan, { ...given, settings: [] })).toThrow("settings: 0 given; expected 1");
    expect(() => deriveInputs(plan, { ...given, origin: [1, 2] })).toThrow("origin: 2 given; expected 1");
    expect(() => deriveInputs(plan, { ...given, columns: [] })).toThrow("columns: 0 given; expected 1");
  });
});
