import { describe, expect, test } from "vitest";
import { observe, pairOfWeights, polynomialSystem, priorOfWeights } from "../../../src/core/regression";
import { articlePoints } from "../../../src/labs/map/articleParabola";
import type { MapModel, Plane } from "../../../src/labs/map/mapModel";
import { planeContent, planeRanges } from "../../../src/labs/map/planeContent";
import {
  contourOf,
  freeBowl,
  heightAt,
  heldBowl,
  priorContour,
  priorRadius,
  thinned,
  type Bowl,
} from "../../../src/labs/map/weightPlane";
import { modelWith } from "./modelWith";

const points = articlePoints();
const data = { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
const system = polynomialSystem(data, 10);

function planeOf(model: MapModel): Plane {
  if (!model.plane) throw new Error("expected a plane");
  return model.plane;
}

function known(bowl: Bowl | null): Bowl {
  if (!bowl) throw new Error("expected a bowl");
  return bowl;
}

const sumOfSquares = (weights: ArrayLike<number>): number =>
  points.reduce((sum, [x, y]) => {
    const fit = Array.from(weights).reduce((value, weight, k) => value + weight * x ** k, 0);
    return sum + (y - fit) ** 2;
  }, 0);

describe("likelihood of two weights", () => {
  test("held: the sum of squares as it is, up to a constant", () => {
    const { weights } = modelWith().map;
    const bowl = known(heldBowl(system, weights, [4, 1]));
    const at = (first: number, second: number): number =>
      sumOfSquares(weights.with(4, first).with(1, second)) - heightAt(bowl, [first, second]) ** 2;
    for (const [first, second] of [
      [0.3, -0.7],
      [-2, 1],
    ])
      expect(at(first, second)).toBeCloseTo(at(0, 0), 10);
  });

  test("held: at the MAP its contour and the prior's touch", () => {
    for (const pair of [
      [0, 1],
      [1, 2],
      [3, 10],
    ] as const) {
      const { weights } = modelWith().map;
      const at = [weights[pair[0]], weights[pair[1]]] as const;
      const {
        centre,
        corner: [a, b, d],
      } = known(heldBowl(system, weights, pair));
      const [u, v] = [at[0] - centre[0], at[1] - centre[1]];
      const top = a * u + b * v;
      // Half the slope of the bowl is -lambda w, with lambda 1.
      expect(a * top).toBeCloseTo(-at[0], 9);
      expect(b * top + d * d * v).toBeCloseTo(-at[1], 9);
    }
  });

  test("free: the margin, as the full posterior has it", () => {
    const posterior = observe(priorOfWeights(10, 0.15, 0.15), data);
    const bowl = known(freeBowl(system, [6, 2], 1));
    const { mean, logDensity } = pairOfWeights(posterior, 6, 2);
    bowl.centre.forEach((value, axis) => expect(value).toBeCloseTo(mean[axis], 10));
    const top = logDensity(mean[0], mean[1]);
    for (const [first, second] of [
      [0.1, 0.2],
      [-0.3, 0],
    ]) {
      const drop = heightAt(bowl, [first, second]) ** 2 / (2 * 0.15 ** 2);
      expect(top - logDensity(first, second)).toBeCloseTo(drop, 9);
    }
  });

  test("free without a prior: the MLE is its centre", () => {
    const { mle, plane } = modelWith({ others: "free", first: 2, second: 6 });
    const { centre } = known(plane?.likelihood ?? null);
    expect(centre[0]).toBeCloseTo(mle?.weights[2] ?? NaN, 8);
    expect(centre[1]).toBeCloseTo(mle?.weights[6] ?? NaN, 8);
  });

  test("none where the data do not fix the two", () => {
    const one = polynomialSystem({ x: [0.5], y: [1] }, 3);
    expect(heldBowl(one, [0, 0, 0, 0], [0, 1])).toBeNull();
    expect(freeBowl(one, [0, 1], 0)).toBeNull();
    expect(freeBowl(one, [0, 1], 0.5)).not.toBeNull();
  });
});

describe("contours", () => {
  test("have one height, and close", () => {
    const bowl: Bowl = { centre: [1, -2], corner: [2, 0.7, 0.3] };
    const { x, y } = contourOf(bowl, 0.4);
    x.forEach((first, i) => expect(heightAt(bowl, [first, y[i]])).toBeCloseTo(0.4, 12));
    expect([x[0], y[0]]).toEqual([x.at(-1), y.at(-1)]);
  });

  test.each(["L2", "L1"] as const)("of the prior have one radius: %s", (kind) => {
    const { x, y } = priorContour(kind, 0.3);
    x.forEach((first, i) => expect(priorRadius(kind, [first, y[i]])).toBeCloseTo(0.3, 12));
    expect(Math.max(...x)).toBeCloseTo(0.3, 12);
  });

  test("thinned: a closed part of themselves, ends and corners kept, no step too short", () => {
    for (const kind of ["L2", "L1"] as const) {
      const whole = priorContour(kind, 1);
      const { x, y } = thinned(whole, 0.02);
      expect([Math.min(...x), Math.max(...x)]).toEqual([Math.min(...whole.x), Math.max(...whole.x)]);
      expect([x[0], y[0]]).toEqual([x.at(-1), y.at(-1)]);
      for (let i = 1; i < x.length; i++) expect(Math.abs(x[i] - x[i - 1])).toBeGreaterThanOrEqual(0.02);
      expect(Math.max(...y)).toBeGreaterThan(0.97);
      expect(Math.min(...y)).toBeLessThan(-0.97);
    }
  });
});

describe("the picture", () => {
  test("has equal units on both axes, holds 0 and the MAP, and stays still while lambda changes", () => {
    for (const penalty of ["L1", "L2"]) {
      for (const aspect of [0.4, 1.5]) {
        const model = modelWith({ penalty });
        const { x, y } = planeRanges(model, planeOf(model), aspect);
        expect((x[1] - x[0]) / (y[1] - y[0])).toBeCloseTo(aspect, 12);
        expect(x[0]).toBeLessThan(Math.min(0, model.map.weights[1]));
        expect(x[1]).toBeGreaterThan(-0.6 * model.map.weights[1]);
        expect(y[1]).toBeGreaterThan(Math.max(0, model.map.weights[2]));
        const other = modelWith({ penalty, lambda: 50 });
        expect(planeRanges(other, planeOf(other), aspect)).toEqual({ x, y });
      }
    }
  });

  test("two weights exist whatever is asked for", () => {
    expect(modelWith({ first: 3, second: 3 }).plane?.pair).toEqual([3, 4]);
    expect(modelWith({ first: 10, second: 10 }).plane?.pair).toEqual([10, 9]);
    expect(modelWith({ degree: 1, first: 7, second: 9 }).plane?.pair).toEqual([1, 0]);
  });

  test("the likelihood's bold contour runs through the MAP only while the others are held", () => {
    const bold = (model: MapModel): number =>
      planeContent(model, planeOf(model), { width: 300, height: 200 }).curves?.filter(
        ({ width }) => (width ?? 0) > 2,
      ).length ?? 0;
    expect(bold(modelWith())).toBe(2);
    expect(bold(modelWith({ others: "free" }))).toBe(0);
  });
});
