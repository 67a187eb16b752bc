import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, evaluateWithGradient, Graph, type Inputs } from "../../../../src/core/density";
import { emitScalar, writeInputs } from "../../../../src/core/density/wasm";
import { anyFormula, build } from "../randomExpressions";
import { densityOf, RunningScalar } from "./scalarModule";

const number = fc.oneof(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, 2, 0.5, 1e3, -1e3, 1e-300),
);
const rows = fc.array(fc.tuple(number, number), { maxLength: 6 });

describe("emitScalar", () => {
  test("random formulas: log density and gradient equal the interpreter's in every bit", () => {
    const property = fc.property(
      anyFormula,
      fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 4 }),
      fc.tuple(number, number),
      rows,
      (formula, positions, settings, data) => {
        const graph = new Graph();
        const density = densityOf(graph, build(graph, formula));
        const running = new RunningScalar(density);
        const columns = [data.map(([u]) => u), data.map(([, v]) => v)];
        running.setInputs(settings, columns);
        for (const position of positions) {
          const inputs: Inputs = { position, settings, columns };
          const gradient = new Float64Array(3);
          const expected = [evaluateWithGradient(density, inputs, gradient), ...gradient];
          expect(running.logDensityAndGradient(position)).toEqual(expected);
          expect(running.logDensity(position)).toBe(evaluate(density, inputs));
        }
      },
    );
    fc.assert(property, { seed: 20, numRuns: 400 });
  });

  test("moving a setting or changing the data compiles nothing anew", () => {
    const graph = new Graph();
    const residual = graph.subtract(graph.column(0), graph.multiply(graph.parameter(0), graph.column(1)));
    const scaled = graph.divide(residual, graph.exp(graph.setting(0)));
    const logDensity = graph.add(
      graph.rowSum(graph.multiply(-0.5, graph.multiply(scaled, scaled))),
      graph.rowSum(graph.logGamma(graph.add(graph.abs(graph.column(0)), graph.setting(1)))),
    );
    const density = densityOf(graph, logDensity);
    const running = new RunningScalar(density);
    const position = [0.7, 0, 0];
    for (const [settings, columns] of [
      [
        [0.3, 2],
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      [
        [-0.4, 3],
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      [
        [-0.4, 3],
        [[0.1], [0.2]],
      ],
      [
        [-0.4, 3],
        [[], []],
      ],
    ] as const) {
      running.setInputs(settings, columns);
      expect(running.logDensity(position)).toBe(evaluate(density, { position, settings, columns }));
    }
  });

  test("a formula of ten thousand terms in one line compiles", () => {
    const graph = new Graph();
    let sum = graph.parameter(0);
    for (let i = 0; i < 10_000; i++) sum = graph.add(graph.multiply(sum, 0.999), graph.parameter(i % 3));
    const density = densityOf(graph, sum);
    const running = new RunningScalar(density);
    running.setInputs([0, 0], [[], []]);
    const position = [1, 2, 3];
    expect(running.logDensity(position)).toBe(
      evaluate(density, { position, settings: [0, 0], columns: [[], []] }),
    );
  });

  test("NaN is outside, +Infinity is not hidden", () => {
    const graph = new Graph();
    const running = new RunningScalar(densityOf(graph, graph.divide(graph.parameter(0), graph.parameter(1))));
    running.setInputs([0, 0], [[], []]);
    expect(running.logDensity([0, 0, 0])).toBe(-Infinity);
    expect(running.logDensity([1, 0, 0])).toBe(Infinity);
  });

  test("inputs that do not fit are refused", () => {
    const graph = new Graph();
    const { layout } = emitScalar(densityOf(graph, graph.parameter(0)));
    const memory = new ArrayBuffer(256);
    expect(() => writeInputs(layout, memory, 64, [1], [[], []])).toThrow(
      "1 settings and 2 columns given; expected 2 and 2",
    );
    expect(() => writeInputs(layout, memory, 64, [1, 2], [[1, 2], [1]])).toThrow(
      "column 1 has 1 rows; expected 2",
    );
    expect(() =>
      writeInputs(layout, memory, 64, [1, 2], [Array<number>(20).fill(0), Array<number>(20).fill(0)]),
    ).toThrow("256 bytes of memory; expected at least 384");
    expect(() => emitScalar(densityOf(graph, graph.parameter(0)), undefined, 8)).toThrow(
      "address of the inputs = 8",
    );
  });
});
