import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateNodes, Graph, type Node, reachableNodes } from "../../../src/core/density";
import { exp } from "../../../src/core/math/elementary";
import { logGamma } from "../../../src/core/math/logGamma";
import {
  type AllInputs,
  anyFormula,
  build,
  NUM_COLUMNS,
  NUM_PARAMETERS,
  NUM_SETTINGS,
  valueOf,
} from "./randomExpressions";

const anyNumber = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 2, Infinity, -Infinity, NaN, 1e-320, 1e200),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double(),
);
const numbers = (length: number): fc.Arbitrary<number[]> =>
  fc.array(anyNumber, { minLength: length, maxLength: length });
const anyInputs: fc.Arbitrary<AllInputs> = fc.nat(3).chain((numRows) =>
  fc.record({
    position: numbers(NUM_PARAMETERS),
    settings: numbers(NUM_SETTINGS),
    columns: fc.array(numbers(numRows), { minLength: NUM_COLUMNS, maxLength: NUM_COLUMNS }),
  }),
);

// Seed 4: 4000 random formulas at inputs with zeros of both signs, infinities and NaN among them.
test("a simplified expression has the value of the formula as it was written, to the bit", () => {
  let numFinite = 0;
  const property = fc.property(anyFormula, anyInputs, (formula, inputs) => {
    const graph = new Graph();
    const [value] = evaluateNodes(graph, [build(graph, formula)], inputs);
    const truth = valueOf(formula, inputs);
    expect(value).toBe(truth);
    if (Number.isFinite(truth)) numFinite++;
  });
  fc.assert(property, { seed: 4, numRuns: 4000 });
  expect(numFinite).toBeGreaterThan(1000);
});

describe("what is simplified", () => {
  const graph = new Graph();
  const x = graph.parameter(0);
  const y = graph.parameter(1);
  const cases: [string, Node, Node][] = [
    ["x * 1", graph.multiply(x, 1), x],
    ["x * -1", graph.multiply(x, -1), graph.negate(x)],
    ["x - 0", graph.subtract(x, 0), x],
    ["x + -0", graph.add(x, -0), x],
    ["e^x + 0", graph.add(graph.exp(x), 0), graph.exp(x)],
    ["x / 1", graph.divide(x, 1), x],
    ["x / 4", graph.divide(x, 4), graph.multiply(0.25, x)],
    ["-(-x)", graph.negate(graph.negate(x)), x],
    ["x + (-y)", graph.add(x, graph.negate(y)), graph.subtract(x, y)],
    ["x - (-y)", graph.subtract(x, graph.negate(y)), graph.add(x, y)],
    ["(-x) (-y)", graph.multiply(graph.negate(x), graph.negate(y)), graph.multiply(x, y)],
    ["-(3 x)", graph.negate(graph.multiply(3, x)), graph.multiply(-3, x)],
    ["|-x|", graph.abs(graph.negate(x)), graph.abs(x)],
    ["x^1", graph.power(x, 1), x],
    ["x^2", graph.power(x, 2), graph.multiply(x, x)],
    ["x^-1", graph.power(x, -1), graph.divide(1, x)],
    ["min(x, x)", graph.min(x, x), x],
    ["select(1, x, y)", graph.select(1, x, y), x],
    ["select(0, x, y)", graph.select(0, x, y), y],
    ["select(x, y, y)", graph.select(x, y, y), y],
    ["2 + 3", graph.add(2, 3), graph.constant(5)],
    ["-0 as a constant", graph.multiply(-1, 0), graph.constant(-0)],
  ];
  test.each(cases)("%s", (_, simplified, expected) => {
    expect(simplified).toBe(expected);
  });

  test("x^15 takes six multiplications", () => {
    expect(reachableNodes([graph.power(x, 15)])).toHaveLength(7);
  });

  test("constants fold with core's own functions", () => {
    expect(graph.exp(0.1)).toBe(graph.constant(exp(0.1)));
    expect(graph.logGamma(0.1)).toBe(graph.constant(logGamma(0.1)));
  });
});

describe("what is not, for it would make numbers of NaN, infinity or -0", () => {
  const graph = new Graph();
  const x = graph.parameter(0);
  test.each([
    ["0 x", graph.multiply(0, x), NaN, Infinity],
    ["x - x", graph.subtract(x, x), NaN, Infinity],
    ["x / x", graph.divide(x, x), NaN, 0],
    ["x + 0", graph.add(x, 0), 0, -0],
    ["0 - x", graph.subtract(0, x), 0, 0],
    ["log(e^x)", graph.log(graph.exp(x)), Infinity, 1000],
  ])("%s", (_, node, value, at) => {
    expect(evaluateNodes(graph, [node], { position: [at] })[0]).toBe(value);
  });
});
