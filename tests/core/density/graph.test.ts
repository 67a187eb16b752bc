import { describe, expect, test } from "vitest";
import {
  createDensity,
  Dependency,
  evaluate,
  evaluateNodes,
  evaluateWithGradient,
  evaluationOrder,
  Graph,
  gradientOf,
} from "../../../src/core/density";

describe("equal subexpressions are one node", () => {
  test("whatever they are made of", () => {
    const graph = new Graph();
    const make = () => {
      const [x, s, c] = [graph.parameter(0), graph.setting(0), graph.column(0)];
      const sum = graph.rowSum(graph.multiply(graph.subtract(c, x), s));
      return graph.select(graph.less(sum, 0.5), graph.log(sum), graph.power(x, s));
    };
    const first = make();
    const { size } = graph;
    expect(make()).toBe(first);
    expect(graph.size).toBe(size);
  });

  test("for commutative operations in either order, and for those alone", () => {
    const graph = new Graph();
    const [x, y] = [graph.parameter(0), graph.parameter(1)];
    for (const operation of ["add", "multiply", "min", "max", "equal"] as const) {
      expect(graph.binary(operation, y, x)).toBe(graph.binary(operation, x, y));
      expect(graph.binary(operation, x, 3)).toBe(graph.binary(operation, 3, x));
    }
    for (const operation of ["subtract", "divide", "power", "less", "lessOrEqual"] as const) {
      expect(graph.binary(operation, y, x)).not.toBe(graph.binary(operation, x, y));
    }
  });

  test("constants by their bits", () => {
    const graph = new Graph();
    expect(graph.constant(0.1)).toBe(graph.constant(0.1));
    expect(graph.constant(NaN)).toBe(graph.constant(0 / 0));
    expect(graph.constant(0)).not.toBe(graph.constant(-0));
    expect(graph.constant(0.3)).not.toBe(graph.constant(0.1 + 0.2));
  });

  test("ids grow, operands before users", () => {
    const graph = new Graph();
    const node = graph.add(graph.exp(graph.parameter(0)), graph.parameter(1));
    expect(node.kind === "binary" && node.left.id < node.id && node.right.id < node.id).toBe(true);
  });
});

describe("order of evaluation", () => {
  test("all row sums share one loop; what the row does not change stays out of it", () => {
    const graph = new Graph();
    const [x, s, c] = [graph.parameter(0), graph.setting(0), graph.column(0)];
    const rate = graph.exp(x);
    const width = graph.sqrt(s);
    const data = graph.log(c);
    const scaled = graph.multiply(c, rate);
    const first = graph.rowSum(scaled);
    const second = graph.rowSum(graph.add(scaled, data));
    const root = graph.multiply(graph.divide(first, second), width);
    const order = evaluationOrder(graph, [root]);
    expect(order.settingNodes).toEqual([s, width]);
    expect(order.beforeRows).toEqual([x, rate]);
    expect(order.dataNodes).toEqual([c, data]);
    expect(order.inRows).toEqual([scaled, graph.add(scaled, data)]);
    expect(order.rowSums).toEqual([first, second]);
    expect(order.afterRows).toEqual([graph.divide(first, second), root]);
    expect(graph.dependencies(root)).toBe(Dependency.parameter | Dependency.setting | Dependency.rowSum);
    // Rows 2 and 3 at x = 0, s = 4: 5 / (5 + log 6) * 2.
    const [value] = evaluateNodes(graph, [root], { position: [0], settings: [4], columns: [[2, 3]] });
    expect(value).toBeCloseTo(10 / (5 + Math.log(6)), 14);
  });

  test("no rows: sums are 0", () => {
    const graph = new Graph();
    const root = graph.add(1, graph.rowSum(graph.column(0)));
    expect(evaluateNodes(graph, [root], { position: [], columns: [[]] })[0]).toBe(1);
  });
});

describe("select: the branch that is not chosen never counts", () => {
  test("neither its NaN nor its infinity", () => {
    const graph = new Graph();
    const x = graph.parameter(0);
    const logDensity = graph.select(graph.less(0, x), graph.log(x), -1);
    const density = createDensity({ graph, parameterNames: ["x"], logDensity });
    const gradient = new Float64Array(1);
    for (const at of [-2, 0, -0]) {
      expect(evaluateWithGradient(density, { position: [at] }, gradient)).toBe(-1);
      expect(gradient[0]).toBe(0);
    }
    expect(evaluateWithGradient(density, { position: [4] }, gradient)).toBeCloseTo(Math.log(4), 15);
    expect(gradient[0]).toBe(0.25);
  });
});

describe("what a density's value becomes", () => {
  const graph = new Graph();
  const logDensity = graph.divide(graph.parameter(0), graph.parameter(1));
  const density = createDensity({ graph, parameterNames: ["a", "b"], logDensity });
  test("NaN is outside, +Infinity stays", () => {
    expect(evaluate(density, { position: [0, 0] })).toBe(-Infinity);
    expect(evaluate(density, { position: [1, 0] })).toBe(Infinity);
    expect(evaluate(density, { position: [1, 4] })).toBe(0.25);
    const gradient = new Float64Array(2);
    expect(evaluateWithGradient(density, { position: [0, 0] }, gradient)).toBe(-Infinity);
  });
});

describe("errors name what was wrong, given and expected", () => {
  const graph = new Graph();
  const x = graph.parameter(0);
  const column = graph.column(1);

  test("a column outside of a row sum", () => {
    const logDensity = graph.multiply(x, column);
    const names = { graph, parameterNames: ["x"], columnNames: ["age", "height"] };
    expect(() => createDensity({ ...names, logDensity })).toThrow(
      new RangeError("column height stands outside of any sum over rows; expected it inside a rowSum"),
    );
    expect(() => evaluationOrder(graph, [logDensity])).toThrow(/^a data column stands outside/);
    expect(() => gradientOf(graph, logDensity, 1)).toThrow(/^gradient: a data column stands outside/);
  });

  test("nested row sums", () => {
    const inner = graph.rowSum(column);
    expect(() => graph.rowSum(graph.multiply(inner, 2))).toThrow(
      new RangeError("rowSum: its term holds a sum over rows; expected sums side by side, not nested"),
    );
  });

  test("indices", () => {
    expect(() => graph.parameter(-1)).toThrow(
      new RangeError("parameter index = -1; expected a whole number from 0 up"),
    );
    expect(() => graph.column(0.5)).toThrow(/^column index = 0.5; expected/);
    expect(() => createDensity({ graph, parameterNames: ["x"], logDensity: graph.setting(2) })).toThrow(
      new RangeError("setting index = 2; expected below 0: (none)"),
    );
    expect(() =>
      createDensity({ graph, parameterNames: ["x"], logDensity: graph.exp(graph.parameter(1)) }),
    ).toThrow(new RangeError("parameter index = 1; expected below 1: x"));
    expect(() => gradientOf(graph, graph.parameter(3), 2)).toThrow(
      new RangeError("gradient: parameter index = 3; expected below 2"),
    );
  });

  test("a sum over rows without columns", () => {
    expect(() => createDensity({ graph, parameterNames: ["x"], logDensity: graph.rowSum(x) })).toThrow(
      new RangeError("a sum over rows, and 0 data columns; expected at least one column"),
    );
  });

  test("inputs that do not fit", () => {
    const density = createDensity({
      graph,
      parameterNames: ["x"],
      columnNames: ["age", "height"],
      logDensity: graph.rowSum(graph.multiply(x, column)),
    });
    expect(() => evaluate(density, { position: [1], columns: [[1, 2], [3]] })).toThrow(
      new RangeError("column 1 has 1 rows; expected 2 rows, as many as column 0"),
    );
    expect(() => evaluate(density, { position: [1], columns: [[1]] })).toThrow(
      new RangeError("columns: 1 given; expected 2: age, height"),
    );
    expect(() => evaluate(density, { position: [1, 2], columns: [[], []] })).toThrow(
      new RangeError("position: 2 given; expected 1: x"),
    );
    expect(() => evaluate(density, { position: [1], settings: [1], columns: [[], []] })).toThrow(
      new RangeError("settings: 1 given; expected 0: (none)"),
    );
    const columns = [[1], [2]];
    expect(() => evaluateWithGradient(density, { position: [1], columns }, new Float64Array(2))).toThrow(
      new RangeError("gradient: room for 2 given; expected 1"),
    );
  });

  test("a node of another graph", () => {
    const other = new Graph();
    expect(() => other.exp(column)).toThrow(
      new TypeError(`exp: node ${column.id} (column) is of another graph; expected this graph's`),
    );
  });

  test("a gradient of a gradient of logGamma", () => {
    expect(() => gradientOf(graph, graph.digamma(x), 1)).toThrow(TypeError);
    expect(gradientOf(graph, graph.logGamma(x), 1)).toEqual([graph.digamma(x)]);
  });
});
