import { describe, expect, test } from "vitest";
import {
  clamp,
  dot,
  evaluateNodes,
  Graph,
  gradientOf,
  logAddExp,
  logSumExp,
  type Node,
  rowCount,
  softplus,
  square,
  sum,
  within,
} from "../../../src/core/density";

/** Value and gradient of an expression in the parameters. */
function at(make: (graph: Graph, x: Node[]) => Node, position: readonly number[]): number[] {
  const graph = new Graph();
  const root = make(
    graph,
    position.map((_, i) => graph.parameter(i)),
  );
  return [...evaluateNodes(graph, [root, ...gradientOf(graph, root, position.length)], { position })];
}

const relative = (value: number, truth: number): number => Math.abs(value - truth) / (1 + Math.abs(truth));

describe("logSumExp and logAddExp", () => {
  const lists = [
    [0.5, -1],
    [3, 3],
    [700, 710],
    [1e3, -1e3],
    [-1e3, -1001],
    [1, 2, 3],
    [1e3, 999.5, -4, 1000.2],
    [-1e3, -1001, -1e5],
    [0, 0, 0, 0, 0],
  ];
  test.each(lists.map((list) => [list]))("%j: value and softmax as gradient", (list) => {
    const largest = Math.max(...list);
    const shares = list.map((x) => Math.exp(x - largest));
    const total = shares.reduce((a, b) => a + b);
    const [value, ...gradient] = at((graph, x) => logSumExp(graph, x), list);
    expect(relative(value, largest + Math.log(total))).toBeLessThan(4e-16);
    gradient.forEach((slope, i) => expect(relative(slope, shares[i] / total)).toBeLessThan(1e-15));
  });

  const [inf, none] = [Infinity, -Infinity];
  test.each([
    [[none, none], none],
    [[none, none, none], none],
    [[none, 2], 2],
    [[2, none], 2],
    [[inf, 2], inf],
    [[inf, inf], inf],
    [[inf, none], inf],
    [[inf, 1, inf], inf],
    [[NaN, 1], NaN],
    [[NaN, none, 1], NaN],
  ])("%j gives %d, and no NaN in the gradient", (list, expected) => {
    const [value, ...gradient] = at((graph, x) => logSumExp(graph, x), list);
    expect(value).toBe(expected);
    if (!Number.isNaN(expected)) for (const slope of gradient) expect(slope).not.toBeNaN();
  });

  test("one infinite term among three", () => {
    const [value, ...gradient] = at((graph, x) => logSumExp(graph, x), [-Infinity, 2, 2]);
    expect(relative(value, 2 + Math.LN2)).toBeLessThan(4e-16);
    expect(gradient).toEqual([0, 0.5, 0.5]);
  });

  test("short lists", () => {
    const graph = new Graph();
    expect(logSumExp(graph, [])).toBe(graph.constant(-Infinity));
    expect(logSumExp(graph, [graph.parameter(0)])).toBe(graph.parameter(0));
    const pair = [graph.parameter(0), graph.parameter(1)];
    expect(logSumExp(graph, pair)).toBe(logAddExp(graph, pair[1], pair[0]));
  });
});

describe("other builders", () => {
  test.each([-1e3, -40, -1, 0, 1e-9, 2, 40, 1e3])("softplus at %d", (x) => {
    const [value, slope] = at((graph, [node]) => softplus(graph, node), [x]);
    const truth = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    expect(Math.abs(value - truth)).toBeLessThanOrEqual(1e-15 * truth);
    expect(Math.abs(slope - 1 / (1 + Math.exp(-x)))).toBeLessThan(3e-16);
  });

  test("sum, dot, square, clamp, rowCount", () => {
    expect(at((graph, x) => sum(graph, x), [1, 2, 4])).toEqual([7, 1, 1, 1]);
    expect(at((graph) => sum(graph, []), [])).toEqual([0]);
    expect(at((graph, [a, b, c, d]) => dot(graph, [a, b], [c, d]), [1, 2, 3, 5])).toEqual([13, 3, 5, 1, 2]);
    expect(at((graph, [x]) => square(graph, x), [3])).toEqual([9, 6]);
    const clamped = [-2, 0.5, 2].map((x) => at((graph, [node]) => clamp(graph, node, -1, 1), [x])[0]);
    expect(clamped).toEqual([-1, 0.5, 1]);
    const graph = new Graph();
    const inputs = { position: [], columns: [[5, 6, 7]] };
    expect(evaluateNodes(graph, [rowCount(graph)], inputs)[0]).toBe(3);
    expect(() => dot(graph, [1], [2, 3])).toThrow(
      new RangeError("dot: lists of 1 and 2; expected two of one length"),
    );
  });

  test("within: all conditions or -Infinity, with gradient 0 there", () => {
    const make = (graph: Graph, [x]: Node[]): Node =>
      within(graph, [graph.less(0, x), graph.less(x, 2)], graph.log(x));
    expect(at(make, [1])).toEqual([0, 1]);
    for (const outside of [-1, 0, 2, 3]) expect(at(make, [outside])).toEqual([-Infinity, 0]);
  });
});
