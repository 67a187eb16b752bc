/** Densities in float32 vectors against the interpreter, for plain and for relaxed arithmetic. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gradientOf, Graph, logSumExp, type Node } from "../../../../src/core/density";
import { anyFormula, build } from "../randomExpressions";
import { errorBounds } from "./float32Error";
import { densityOf } from "./scalarModule";
import { RunningVectors } from "./vectorModule";

const number = fc.oneof(
  fc.float({ min: -5, max: 5, noNaN: true }),
  fc.constantFrom(0, 1, -1, 2, 0.5, 10, -10),
);
const rows = fc.array(fc.tuple(number, number), { maxLength: 6 });

const RUNS = 300;

export function describeVectorAgreement(isRelaxed: boolean): void {
  describe(`emitVectors, ${isRelaxed ? "relaxed" : "plain"}`, () => {
    test("random formulas: values and gradients keep within their error bounds", () => {
      const counts = { bounded: 0, all: 0 };
      const property = fc.property(
        anyFormula,
        fc.array(fc.tuple(number, number, number), { minLength: 8, maxLength: 8 }),
        fc.tuple(number, number),
        rows,
        (formula, positions, settings, data) => {
          const graph = new Graph();
          const density = densityOf(graph, build(graph, formula));
          const columns = [data.map(([u]) => u), data.map(([, w]) => w)];
          const running = new RunningVectors(density, isRelaxed);
          running.setInputs(settings, columns);
          const roots = [density.logDensity, ...gradientOf(graph, density.logDensity, 3)];
          running.evaluate(positions).forEach((values, chain) => {
            const bounds = errorBounds(graph, roots, { position: positions[chain], settings, columns });
            bounds.forEach(({ value, error }, i) => {
              counts.all += 1;
              if (error === Infinity) return;
              counts.bounded += 1;
              const difference = Math.abs(values[i] - value);
              if (!(difference <= 2 * error)) {
                throw new Error(`root ${i}: ${values[i]}; expected ${value} within ${2 * error}`);
              }
            });
          });
        },
      );
      fc.assert(property, { seed: 21, numRuns: RUNS });
      // The bounds must say something about most of what is tested.
      expect(counts.all).toBe(RUNS * 8 * 4);
      expect(counts.bounded).toBeGreaterThan(0.5 * counts.all);
    });

    test("a mixture of two Gaussians, each chain its own value", () => {
      const graph = new Graph();
      const component = (centre: number): Node => {
        const x = graph.subtract(graph.parameter(0), centre);
        const y = graph.parameter(1);
        return graph.multiply(-0.5, graph.add(graph.multiply(x, x), graph.multiply(y, y)));
      };
      const density = densityOf(graph, logSumExp(graph, [component(-2), component(2)]));
      const running = new RunningVectors(density, isRelaxed);
      running.setInputs([0, 0], [[], []]);
      const positions = Array.from({ length: 200 }, (_, i) => [(i - 100) / 8, (i % 16) / 4 - 2, 0]);
      running.evaluate(positions).forEach(([value, dx, dy, dz], chain) => {
        const [x, y] = positions[chain];
        const [a, b] = [-0.5 * ((x + 2) ** 2 + y * y), -0.5 * ((x - 2) ** 2 + y * y)];
        const weight = 1 / (1 + Math.exp(a - b));
        expect(value).toBeCloseTo(Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))), 4);
        expect(dx).toBeCloseTo(-(x + 2) * (1 - weight) - (x - 2) * weight, 4);
        expect(dy).toBeCloseTo(-y, 4);
        expect(dz).toBe(0);
      });
    });

    test("a sum over ten thousand rows loses no more than its terms do", () => {
      const graph = new Graph();
      const residual = graph.subtract(graph.column(0), graph.parameter(0));
      const density = densityOf(graph, graph.rowSum(graph.multiply(residual, residual)));
      const column = Float32Array.from({ length: 10_000 }, (_, i) => Math.sin(i));
      const running = new RunningVectors(density, isRelaxed);
      running.setInputs([0, 0], [column, column]);
      const [[value, derivative]] = running.evaluate([[0.25, 0, 0]]);
      const sum = column.reduce((total, y) => total + (y - 0.25) ** 2, 0);
      const slope = column.reduce((total, y) => total - 2 * (y - 0.25), 0);
      // In float32 alone the sum would be off by some 1e-5 of itself.
      expect(Math.abs(value / sum - 1)).toBeLessThan(2 ** -23);
      expect(Math.abs(derivative / slope - 1)).toBeLessThan(2 ** -22);
    });

    test("NaN is outside, and the branch that is not chosen does not count", () => {
      const graph = new Graph();
      const x = graph.parameter(0);
      const root = graph.select(graph.less(x, 0), graph.negate(graph.sqrt(graph.negate(x))), graph.log(x));
      const density = densityOf(
        graph,
        graph.add(root, graph.multiply(0, graph.divide(1, graph.parameter(1)))),
      );
      const running = new RunningVectors(density, isRelaxed);
      running.setInputs([0, 0], [[], []]);
      const values = running
        .evaluate([
          [-4, 1, 0],
          [0, 1, 0],
          [1, 1, 0],
          [1, 0, 0],
        ])
        .map(([value]) => value);
      expect(values).toEqual([-2, -Infinity, 0, -Infinity]);
    });
  });
}
