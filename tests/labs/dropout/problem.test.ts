import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { lineData } from "../../../src/core/article";
import { dropoutSettings } from "../../../src/labs/dropout/dropoutSettings";
import { addPoint, movePoint, removePoint } from "../../../src/labs/dropout/pointEdits";
import { problemOf, snapshotOf } from "../../../src/labs/dropout/problem";
import { emptyStretches, regionMeans, regionsOf } from "../../../src/labs/dropout/regions";

function storeOf(values: Readonly<Record<string, unknown>> = {}): SettingsStore {
  const store = new SettingsStore(dropoutSettings);
  store.set(values);
  return store;
}

describe("points", () => {
  test("of the regression lab are the article's 20, with the line that made them", () => {
    const problem = problemOf(storeOf({ data: "regression" }));
    expect([...problem.data.inputs]).toEqual([...lineData().x]);
    expect(problem.truth?.truth(1)).toBe(2);
    expect(problem.truth?.noiseSd(0)).toBe(0.5);
  });

  test("of a set replay with the seed, and 10,000 of them are fine", () => {
    const [a, b, c] = [1, 1, 2].map((seed) => problemOf(storeOf({ seed, numPoints: 10_000 })));
    expect(a.data).toEqual(b.data);
    expect(a.data.inputs[0]).not.toBe(c.data.inputs[0]);
    expect(a.points).toHaveLength(10_000);
  });

  test("that are edited become one's own, all the others as they were", () => {
    const store = storeOf({ data: "sine", numPoints: 5 });
    const problem = problemOf(store);
    store.set(movePoint(problem, 2, [0.25, -1]));
    const moved = problemOf(store);
    expect(store.text("data")).toBe("own");
    expect(moved.points).toEqual(problem.points.with(2, [0.25, -1]));
    store.set(removePoint(moved, 0));
    expect(problemOf(store).points).toEqual(moved.points.slice(1));
    store.set(addPoint(problemOf(store), [3, 3]));
    expect(problemOf(store).points.at(-1)).toEqual([3, 3]);
  });

  test("that no link can carry are not taken as one's own", () => {
    const problem = problemOf(storeOf({ numPoints: 201 }));
    expect(() => movePoint(problem, 0, [0, 0])).toThrow("201 points");
    expect(() => removePoint(problem, 0)).not.toThrow();
  });

  test.each([
    ["garbage", "abc", "“abc”"],
    ["half a point", "1,2;3", "Point 2"],
    ["no numbers", "1,2;NaN,4", "“NaN”"],
    ["10,000 of them", "1,2;".repeat(2400), "2,400 points"],
  ])("that cannot be read are refused in words: %s", (_name, points, words) => {
    expect(() => problemOf(storeOf({ data: "own", points }))).toThrow(words);
  });

  test.each([
    ["one", "0.5,1"],
    ["all the same", "1,1;1,1;1,1"],
    ["all at one x", "2,0;2,1;2,5"],
    ["far out", "100000,3;100001,4"],
    ["none", "none"],
  ])("can be %s, and the axes hold them", (_name, points) => {
    const problem = problemOf(storeOf({ data: "own", points }));
    const { x, y } = problem.view;
    for (const [px, py] of problem.points) {
      expect(px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1]).toBe(true);
    }
    expect(problem.places[0]).toBe(x[0]);
    expect(problem.places.at(-1)).toBe(x[1]);
  });

  test("a snapshot stays as it was", () => {
    const store = storeOf();
    const values = snapshotOf(store);
    store.set({ trainRate: 0.5, data: "arcs", ensemble: true });
    expect([values.number("trainRate"), values.text("data"), values.toggle("ensemble")]).toEqual([
      0.1,
      "gap",
      false,
    ]);
  });
});

describe("regions", () => {
  const places = Float64Array.from({ length: 21 }, (_, i) => i - 10);

  test("are at the data, between and beyond", () => {
    const regions = regionsOf(places, Float64Array.of(-5, -4, 4, 5));
    const at = (region: Uint8Array): number[] => [...places].filter((_, i) => region[i] === 1);
    expect(at(regions.inside)).toEqual([-5, -4, 4, 5]);
    expect(at(regions.gap)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(at(regions.beyond)).toEqual([-10, -9, -8, -7, -6, 6, 7, 8, 9, 10]);
    expect(regionMeans(places.map(Math.abs), regions)).toEqual({ inside: 4.5, gap: 12 / 7, beyond: 8 });
    expect(emptyStretches(places, regions)).toEqual([
      [-10, -5.5],
      [-3.5, 3.5],
      [5.5, 10],
    ]);
  });

  test("are all beyond without data, and there is no gap around one point", () => {
    expect(regionMeans(places, regionsOf(places, new Float64Array(0)))).toEqual({
      inside: NaN,
      gap: NaN,
      beyond: 0,
    });
    expect(regionMeans(places, regionsOf(places, Float64Array.of(0))).gap).toBeNaN();
  });
});
