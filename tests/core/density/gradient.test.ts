import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clamp,
  evaluateNodes,
  Graph,
  gradientOf,
  logAddExp,
  logSumExp,
  type Node,
  reachableNodes,
  rowCount,
  square,
} from "../../../src/core/density";
import { dualOf } from "./dualNumbers";
import {
  type AllInputs,
  anyFormula,
  build,
  type Formula,
  NUM_COLUMNS,
  NUM_PARAMETERS,
  NUM_SETTINGS,
  valueOf,
} from "./randomExpressions";

const numbers = (length: number, one = fc.double({ min: -4, max: 4, noNaN: true })): fc.Arbitrary<number[]> =>
  fc.array(one, { minLength: length, maxLength: length });
const inputsAt = (position: fc.Arbitrary<number[]>): fc.Arbitrary<AllInputs> =>
  fc.integer({ min: 1, max: 4 }).chain((numRows) =>
    fc.record({
      position,
      settings: numbers(NUM_SETTINGS),
      columns: fc.array(numbers(numRows), { minLength: NUM_COLUMNS, maxLength: NUM_COLUMNS }),
    }),
  );
const anyInputs = inputsAt(numbers(NUM_PARAMETERS));
/** Beside the places where formulas like to jump. */
const roughInputs = inputsAt(
  numbers(NUM_PARAMETERS, fc.integer({ min: -4000, max: 4000 })).map((values) =>
    values.map((value, i) => (value + 0.1234 * (i + 1)) / 1000),
  ),
);

function gradientAt(formula: Formula, inputs: AllInputs): Float64Array {
  const graph = new Graph();
  return evaluateNodes(graph, gradientOf(graph, build(graph, formula), NUM_PARAMETERS), inputs);
}

describe("gradients of random formulas", () => {
  // Seed 5: 3000 formulas; those at a kink or with sizes above 1e20 on the way say nothing about rounding.
  test("agree with dual numbers to rounding", () => {
    let numCompared = 0;
    const property = fc.property(anyFormula, anyInputs, (formula, inputs) => {
      const gradient = gradientAt(formula, inputs);
      for (let by = 0; by < NUM_PARAMETERS; by++) {
        const dual = dualOf(formula, by, inputs);
        if (!(dual.largest < 1e20 && dual.slopeSize < Infinity)) continue;
        expect(Math.abs(gradient[by] - dual.slope)).toBeLessThanOrEqual(1e-12 * dual.slopeSize + 1e-200);
        if (dual.slope !== 0) numCompared++;
      }
    });
    fc.assert(property, { seed: 5, numRuns: 3000 });
    expect(numCompared).toBeGreaterThan(500);
  });

  // Seed 5 again, 2000 formulas. A step crosses a kink or a jump now and then: three must agree to be believed.
  test("agree with central differences", () => {
    let numCompared = 0;
    const property = fc.property(anyFormula, roughInputs, (formula, inputs) => {
      const gradient = gradientAt(formula, inputs);
      for (let by = 0; by < NUM_PARAMETERS; by++) {
        const difference = (step: number): number => {
          const [up, down] = [step, -step].map((change) => {
            const position = Array.from(inputs.position, (x, i) => (i === by ? x + change : x));
            return valueOf(formula, { ...inputs, position });
          });
          return (up - down) / (2 * step);
        };
        const [fine, middle, coarse] = [1e-5, 1.7e-5, 3.1e-5].map(difference);
        const spread = Math.max(Math.abs(fine - middle), Math.abs(middle - coarse));
        if (!(spread < 1e-6 * (1 + Math.abs(fine))) || Math.abs(valueOf(formula, inputs)) > 1e3) continue;
        if (!(dualOf(formula, by, inputs).largest < 1e3)) continue;
        expect(Math.abs(gradient[by] - fine)).toBeLessThan(1e-5 * (1 + Math.abs(fine)));
        if (fine !== 0) numCompared++;
      }
    });
    fc.assert(property, { seed: 5, numRuns: 2000 });
    expect(numCompared).toBeGreaterThan(300);
  });
});

describe("conventions where a derivative does not exist", () => {
  const slopeAt = (make: (graph: Graph, x: Node) => Node, at: number): number => {
    const graph = new Graph();
    const [slope] = gradientOf(graph, make(graph, graph.parameter(0)), 1);
    return evaluateNodes(graph, [slope], { position: [at] })[0];
  };

  test("abs: 0 at 0", () => {
    expect([-2, -0, 0, 2].map((at) => slopeAt((graph, x) => graph.abs(x), at))).toEqual([-1, 0, 0, 1]);
  });

  test("floor and comparisons: 0 everywhere", () => {
    expect(slopeAt((graph, x) => graph.floor(x), 1)).toBe(0);
    expect(slopeAt((graph, x) => graph.less(x, 1), 1)).toBe(0);
  });

  test("min and max: at a tie min has the constant, or the node made first, and max the other", () => {
    expect([1, 2, 3].map((at) => slopeAt((graph, x) => graph.max(x, 2), at))).toEqual([0, 1, 1]);
    expect([1, 2, 3].map((at) => slopeAt((graph, x) => graph.min(x, 2), at))).toEqual([1, 0, 0]);
    const graph = new Graph();
    const [first, second] = [graph.parameter(1), graph.parameter(0)];
    const slopes = (node: Node): number[] => [
      ...evaluateNodes(graph, gradientOf(graph, node, 2), { position: [5, 5] }),
    ];
    expect(slopes(graph.min(second, first))).toEqual([0, 1]);
    expect(slopes(graph.max(second, first))).toEqual([1, 0]);
    expect(slopes(logAddExp(graph, first, second))).toEqual([0.5, 0.5]);
  });

  test("clamp: 1 inside, 0 outside", () => {
    const slopes = [-3, 0.5, 3].map((at) => slopeAt((graph, x) => clamp(graph, x, -1, 1), at));
    expect(slopes).toEqual([0, 1, 0]);
  });

  test("0 to a power that moves: 0", () => {
    const graph = new Graph();
    const [, slope] = gradientOf(graph, graph.power(graph.parameter(0), graph.parameter(1)), 2);
    expect(evaluateNodes(graph, [slope], { position: [0, 1.5] })[0]).toBe(0);
  });
});

describe("branches that are not chosen leave no NaN in the gradient", () => {
  const graph = new Graph();
  const [x, y] = [graph.parameter(0), graph.parameter(1)];
  const sign = graph.less(0, x);
  const root = graph.sqrt(x);
  const cases: [string, Node, readonly number[]][] = [
    ["true branch", graph.select(sign, graph.multiply(root, y), y), [0, 1]],
    ["false branch", graph.select(graph.lessOrEqual(x, 0), y, graph.multiply(root, y)), [0, 1]],
    ["both branches", graph.select(sign, graph.log(x), graph.multiply(y, x)), [2, -1]],
    ["nested", graph.select(graph.less(y, 9), graph.select(sign, root, graph.multiply(2, x)), 0), [2, 0]],
    ["in a sum with itself", graph.add(graph.select(sign, root, 0), square(graph, x)), [-2, 0]],
    ["under min", graph.min(graph.select(sign, graph.log(root), 0), graph.add(y, 9)), [0, 0]],
  ];
  test.each(cases)("%s", (_, node, expected) => {
    const gradient = gradientOf(graph, node, 2);
    expect([...evaluateNodes(graph, gradient, { position: [-1, 2] })]).toEqual(expected);
  });

  test("in the rows of a sum", () => {
    const own = new Graph();
    const [mu, c] = [own.parameter(0), own.column(0)];
    const above = own.subtract(c, mu);
    const term = own.select(own.less(0, above), own.log(above), own.multiply(3, mu));
    const slope = gradientOf(own, own.multiply(mu, own.rowSum(term)), 1);
    // Rows 1, 2, 4 at mu = 2: terms 6, 6, log 2; slopes 3, 3, -1 / 2.
    const [value] = evaluateNodes(own, slope, { position: [2], columns: [[1, 2, 4]] });
    expect(value).toBeCloseTo(12 + Math.log(2) + 2 * 5.5, 14);
  });
});

test("a row sum in which no row chose a branch leaves no NaN of that branch", () => {
  const graph = new Graph();
  const [x, c] = [graph.parameter(0), graph.column(0)];
  const term = graph.select(graph.less(c, 0), graph.log(graph.sqrt(x)), graph.multiply(c, x));
  const slope = gradientOf(graph, graph.rowSum(term), 1);
  expect([...evaluateNodes(graph, slope, { position: [-1], columns: [[1, 2]] })]).toEqual([3]);
  expect([...evaluateNodes(graph, slope, { position: [4], columns: [[1, -2]] })]).toEqual([1.125]);
});

describe("row sums", () => {
  const graph = new Graph();
  const [mu, logSd] = [graph.parameter(0), graph.parameter(1)];
  const z = graph.divide(graph.subtract(graph.column(0), mu), graph.exp(logSd));
  const squares = graph.rowSum(square(graph, z));

  test("the gradient is sums of one loop, none in another", () => {
    const logDensity = graph.subtract(graph.log(squares), graph.multiply(rowCount(graph), logSd));
    const gradient = gradientOf(graph, logDensity, 2);
    const sums = reachableNodes(gradient).filter((node) => node.kind === "rowSum");
    expect(sums.length).toBeGreaterThanOrEqual(3);
    const inputs = { position: [0.5, 0.2], columns: [[1, -2, 3]] };
    const [byMu, byLogSd] = evaluateNodes(graph, gradient, inputs);
    // sum (y - mu) = 0.5; sum (y - mu)^2 = 12.75; d log S / d mu = -2 * 0.5 / 12.75.
    expect(byMu).toBeCloseTo(-1 / 12.75, 14);
    expect(byLogSd).toBeCloseTo(-2 - 3, 13);
  });

  test("a division by what no row changes is done once", () => {
    const gradient = gradientOf(graph, squares, 2);
    const divisions = reachableNodes(gradient).filter(
      (node) => node.kind === "binary" && node.operation === "divide",
    );
    // (y - mu) / sd itself, and 1 / sd.
    expect(divisions).toHaveLength(2);
  });
});

describe("the size of the gradient is linear in the size of the expression", () => {
  const sizes = (make: (graph: Graph, depth: number) => Node): number[] =>
    [20, 40, 80].map((depth) => {
      const graph = new Graph();
      return reachableNodes(gradientOf(graph, make(graph, depth), 2)).length;
    });
  const cases: [string, (graph: Graph, depth: number) => Node][] = [
    [
      "a chain that uses each node twice",
      (graph, depth) => {
        let node = graph.parameter(0);
        for (let i = 0; i < depth; i++) node = graph.multiply(graph.sin(node), graph.add(node, i));
        return node;
      },
    ],
    [
      "a mixture",
      (graph, depth) =>
        logSumExp(
          graph,
          Array.from({ length: depth }, (_, i) =>
            graph.negate(graph.add(square(graph, graph.subtract(graph.parameter(0), i)), graph.parameter(1))),
          ),
        ),
    ],
    [
      "nested selects",
      (graph, depth) => {
        const [x, y] = [graph.parameter(0), graph.parameter(1)];
        let node = graph.exp(x);
        for (let i = 0; i < depth; i++) {
          node = graph.select(graph.less(x, i), node, graph.multiply(graph.sin(graph.add(y, i)), x));
        }
        return node;
      },
    ],
  ];
  test.each(cases)("%s", (_, make) => {
    const [small, medium, large] = sizes(make);
    expect(large - medium).toBeLessThanOrEqual(2.2 * (medium - small));
  });
});
