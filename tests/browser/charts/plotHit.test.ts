import { describe, expect, test } from "vitest";
import { clampTo, nearestPoint, nextDraggable, type PointId } from "../../../src/charts/plotHit";
import type { Points } from "../../../src/charts/plotContent";

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const set = (x: Float64Array, y: Float64Array, isDraggable = true): Points => ({
  label: "",
  colour: "red",
  x,
  y,
  isDraggable,
});

describe("nearestPoint", () => {
  /** 100 pixels a unit, y downwards from 1. */
  const hit = (sets: Points[], left: number, top: number, reach = 12): PointId | null =>
    nearestPoint(
      sets,
      { left, top, reach },
      (x) => 100 * x,
      (y) => 100 * (1 - y),
      [0, 1],
      [0, 1],
    );

  test("takes the nearest in both directions, within reach", () => {
    const sets = [set(of(0.2, 0.3), of(0.5, 0.5)), set(of(0.25), of(0.7))];
    expect(hit(sets, 24, 50)).toEqual({ set: 0, index: 0 });
    expect(hit(sets, 26, 50)).toEqual({ set: 0, index: 1 });
    expect(hit(sets, 25, 32)).toEqual({ set: 1, index: 0 });
    expect(hit(sets, 20, 62)).toEqual({ set: 0, index: 0 });
    expect(hit(sets, 20, 62.5)).toBeNull();
    expect(hit(sets, 60, 60, 100)).toEqual({ set: 0, index: 1 });
  });

  test("takes the one on top of two at the same place", () => {
    expect(hit([set(of(0.5, 0.5), of(0.5, 0.5))], 50, 50)).toEqual({ set: 0, index: 1 });
    expect(hit([set(of(0.5), of(0.5)), set(of(0.5), of(0.5))], 48, 50)).toEqual({ set: 1, index: 0 });
  });

  test("passes over gaps and what lies outside the plot", () => {
    expect(hit([set(of(0.5, 1.02, Number.NaN), of(Number.NaN, 0.5, 0.5))], 100, 50)).toBeNull();
    expect(hit([set(of(1), of(1))], 100, 0)).toEqual({ set: 0, index: 0 });
    expect(hit([], 0, 0)).toBeNull();
  });
});

test("clampTo keeps a value within a range", () => {
  expect([-3, -2, 0.5, 4, 5].map((value) => clampTo([-2, 4], value))).toEqual([-2, -2, 0.5, 4, 4]);
});

describe("nextDraggable", () => {
  const sets = [set(of(0.5, 0.1, Number.NaN), of(0, 0, 0)), set(of(0.3), of(0), false), set(of(0.2), of(0))];

  test("goes from left to right, set by set, and round", () => {
    let point: PointId | null = null;
    const visited: (PointId | null)[] = [];
    for (let i = 0; i < 4; i++) visited.push((point = nextDraggable(sets, point, 1)));
    expect(visited).toEqual([
      { set: 0, index: 1 },
      { set: 0, index: 0 },
      { set: 2, index: 0 },
      { set: 0, index: 1 },
    ]);
    expect(nextDraggable(sets, { set: 0, index: 1 }, -1)).toEqual({ set: 2, index: 0 });
  });

  test("begins anew after a point that is gone, and knows when there is none", () => {
    expect(nextDraggable(sets, { set: 7, index: 0 }, -1)).toEqual({ set: 2, index: 0 });
    expect(nextDraggable([sets[1]], null, 1)).toBeNull();
  });
});
