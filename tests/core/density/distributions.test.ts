import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluateNodes, Graph, gradientOf, type Node, type Operand } from "../../../src/core/density";
import * as distributions from "../../../src/core/density/distributions";

type Builder = (graph: Graph, ...operands: Operand[]) => Node;
/** Rows of arguments, then the log density; see `meta` in the file. */
type Rows = number[][];
const file = new URL("../../reference/distributions.json", import.meta.url);
const reference = JSON.parse(readFileSync(file, "utf8")) as Record<string, Rows>;
const multivariate = JSON.parse(readFileSync(file, "utf8")).multivariateNormal as {
  x: number[];
  mean: number[];
  covariance: number[][];
  value: number;
}[];

const { bernoulliLogit, beta, binomial, cauchy, exponential, gamma, halfCauchy } = distributions;
const { inverseGamma, laplace, normal, poisson, poissonLog, studentT, uniform } = distributions;
/** Each with its support: arguments outside of it for the first operand, beside good parameters. */
const families: { name: string; build: Builder; inside: number[]; outside: number[] }[] = [
  { name: "normal", build: normal, inside: [0.3, 0.5, 1.5], outside: [] },
  { name: "studentT", build: studentT, inside: [0.3, 4.5, 0.5, 1.5], outside: [] },
  { name: "cauchy", build: cauchy, inside: [0.3, 0.5, 1.5], outside: [] },
  { name: "laplace", build: laplace, inside: [0.3, 0.5, 1.5], outside: [] },
  { name: "uniform", build: uniform, inside: [0.3, -0.5, 1.5], outside: [-0.6, 1.6] },
  { name: "halfCauchy", build: halfCauchy, inside: [0.3, 1.5], outside: [-0.1] },
  { name: "exponential", build: exponential, inside: [0.3, 1.5], outside: [-0.1] },
  { name: "gamma", build: gamma, inside: [0.3, 2.5, 1.5], outside: [-0.1, 0] },
  { name: "inverseGamma", build: inverseGamma, inside: [0.3, 2.5, 1.5], outside: [-0.1, 0] },
  { name: "beta", build: beta, inside: [0.3, 2.5, 1.5], outside: [-0.1, 0, 1, 1.1] },
  { name: "poisson", build: poisson, inside: [3, 1.5], outside: [-1, 2.5] },
  { name: "poissonLog", build: poissonLog, inside: [3, 1.5], outside: [-1, 2.5] },
  { name: "binomial", build: binomial, inside: [3, 7, 0.4], outside: [-1, 2.5, 8] },
  { name: "bernoulliLogit", build: bernoulliLogit, inside: [1, 0.4], outside: [-1, 0.5, 2] },
];
const isCount = new Set(["poisson", "poissonLog", "binomial", "bernoulliLogit"]);

/** Value and gradient by all arguments. */
function at(build: Builder, args: readonly number[]): number[] {
  const graph = new Graph();
  const root = build(graph, ...args.map((_, i) => graph.parameter(i)));
  const gradient = gradientOf(graph, root, args.length);
  return [...evaluateNodes(graph, [root, ...gradient], { position: args })];
}

/** @param size of the terms that may cancel in the value */
function error(value: number, truth: number, size: number): number {
  return Math.abs(value - truth) / (1 + Math.abs(truth) + size);
}

/** Size of logGamma of the largest argument. */
function sizeOf(args: readonly number[]): number {
  const largest = Math.max(...args.map(Math.abs), 1);
  return largest * Math.log(largest);
}

describe.each(families)("$name", ({ name, build, inside, outside }) => {
  const rows = reference[name];

  test("has the reference's log density, its arguments known or not", () => {
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const [args, truth] = [row.slice(0, -1), row[row.length - 1]];
      const graph = new Graph();
      const known = build(graph, ...args);
      if (known.kind !== "constant") throw new Error(`${name}: ${known.kind}; expected a constant`);
      expect(error(known.value, truth, 0.01 * sizeOf(args))).toBeLessThan(1e-14);
      expect(error(at(build, args)[0], truth, sizeOf(args))).toBeLessThan(1e-14);
    }
  });

  test("has the gradient of central differences", () => {
    const [, ...gradient] = at(build, inside);
    inside.forEach((_, i) => {
      if (i === 0 && isCount.has(name)) return;
      // A binomial's trials are whole as well.
      if (i === 1 && name === "binomial") return;
      const moved = (change: number): number =>
        at(
          build,
          inside.map((value, j) => (j === i ? value + change : value)),
        )[0];
      const difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
      expect(Math.abs(gradient[i] - difference)).toBeLessThan(1e-8 * (1 + Math.abs(difference)));
    });
  });

  test("outside of the support: -Infinity, and a gradient of 0", () => {
    for (const x of [...outside, ...(outside.length > 0 ? [NaN] : [])]) {
      const [value, ...gradient] = at(build, [x, ...inside.slice(1)]);
      expect(value).toBe(-Infinity);
      expect(gradient.map(Math.abs)).toEqual(inside.map(() => 0));
    }
  });

  test("far tails: finite or outside, never NaN or +Infinity, the gradient finite", () => {
    for (const x of [-1e3, -100, 100, 1e3, 1e-100]) {
      const [value, ...gradient] = at(build, [x, ...inside.slice(1)]);
      expect(value).toBeLessThan(Infinity);
      for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(Infinity);
    }
  });
});

describe("shares add up to 1", () => {
  const total = (build: (graph: Graph, k: number) => Node, count: number): number => {
    const graph = new Graph();
    const roots = Array.from({ length: count }, (_, k) => graph.exp(build(graph, k)));
    return evaluateNodes(graph, roots, { position: [] }).reduce((a, b) => a + b);
  };
  test("binomial, Poisson, Bernoulli", () => {
    expect(total((graph, k) => binomial(graph, k, 12, 0.3), 13)).toBeCloseTo(1, 13);
    expect(total((graph, k) => poisson(graph, k, 6.5), 60)).toBeCloseTo(1, 13);
    expect(total((graph, k) => poissonLog(graph, k, 1.2), 60)).toBeCloseTo(1, 13);
    expect(total((graph, k) => bernoulliLogit(graph, k, -1.7), 2)).toBeCloseTo(1, 14);
  });
});

describe("multivariate normal", () => {
  test("has the reference's log density", () => {
    expect(multivariate.length).toBeGreaterThan(10);
    for (const { x, mean, covariance, value } of multivariate) {
      const cholesky = distributions.choleskyRows(covariance);
      const [own] = at(
        (graph, ...nodes) => distributions.multivariateNormal(graph, nodes, mean, cholesky),
        x,
      );
      expect(error(own, value, 0)).toBeLessThan(1e-13);
    }
  });

  test("with a factor of nodes, and its gradient by mean and factor", () => {
    const build: Builder = (graph, x, y, meanX, meanY, a, b, c) =>
      distributions.multivariateNormal(graph, [x, y], [meanX, meanY], [[a], [b, c]]);
    const args = [0.4, -1, 0.1, 0.2, 1.2, 0.5, 0.8];
    const [value, ...gradient] = at(build, args);
    // z = L^-1 (0.3, -1.2) = (0.25, -1.65625)
    const truth = -0.5 * (0.25 ** 2 + 1.65625 ** 2) - Math.log(1.2 * 0.8) - Math.log(2 * Math.PI);
    expect(error(value, truth, 0)).toBeLessThan(1e-15);
    args.forEach((_, i) => {
      const moved = (change: number): number =>
        at(
          build,
          args.map((arg, j) => (j === i ? arg + change : arg)),
        )[0];
      expect(gradient[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 8);
    });
  });

  test("refuses what does not fit", () => {
    const graph = new Graph();
    const { choleskyRows, multivariateNormal } = distributions;
    expect(() => multivariateNormal(graph, [1, 2], [0], [[1], [0, 1]])).toThrow(
      /2 coordinates, 1 means and 2 rows/,
    );
    expect(() => multivariateNormal(graph, [1, 2], [0, 0], [[1], [0]])).toThrow(
      /row 1 has 1 entries; expected 2/,
    );
    expect(() => multivariateNormal(graph, [1], [0], [[-1]])).toThrow(
      new RangeError("multivariateNormal: cholesky[0][0] = -1; expected a finite number above 0"),
    );
    expect(() => choleskyRows([[1, 2]])).toThrow(/row 0 has 2 entries; expected 1/);
    expect(() =>
      choleskyRows([
        [1, 0.5],
        [0.4, 1],
      ]),
    ).toThrow(/expected a symmetric matrix/);
    expect(() =>
      choleskyRows([
        [1, 2],
        [2, 1],
      ]),
    ).toThrow(/expected a positive definite matrix/);
  });
});

describe("parameters out of their domain", () => {
  const withoutDomain = new Set(["poissonLog", "bernoulliLogit"]);
  test.each(families.filter(({ name }) => !withoutDomain.has(name)))(
    "$name: refused where known, outside where not",
    ({ name, build, inside }) => {
      const bad = [...inside];
      if (name === "uniform") bad[1] = 2;
      else bad[bad.length - 1] = -1;
      expect(() => build(new Graph(), ...bad)).toThrow(new RegExp(`^${name}: .*; expected`));
      // The last step of `evaluate` makes -Infinity of NaN.
      const [value] = at(build, bad);
      expect(Number.isNaN(value) || value === -Infinity).toBe(true);
    },
  );
});
