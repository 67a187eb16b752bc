import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { dropoutSettings } from "../../../src/labs/dropout/dropoutSettings";
import { firstModel, pictureOf } from "../../../src/labs/dropout/dropoutModel";
import type { Picture } from "../../../src/labs/dropout/picture";
import { problemOf } from "../../../src/labs/dropout/problem";
import { MOST_DOTS, thinningOf } from "../../../src/labs/dropout/thinning";
import { firstNetwork } from "../../../src/labs/dropout/trainingJob";

const NONE = { areShown: false, single: null };

function picturesOf(values: Readonly<Record<string, unknown>>): readonly [Picture, Picture] {
  const store = new SettingsStore(dropoutSettings);
  store.set(values);
  const problem = problemOf(store);
  const picture = () => pictureOf(firstModel(store, problem, firstNetwork(store, problem)), null, NONE);
  return [picture(), picture()];
}

/** x and y in turn, in single precision. */
function dotsIn(picture: Picture): Float32Array {
  return picture.stage.points?.positions ?? new Float32Array(0);
}

test("so many of a hundred as are needed to stay below the most", () => {
  expect([0, 1, MOST_DOTS, MOST_DOTS + 1, 10_000].map(thinningOf)).toEqual([1, 1, 1, 2, 7]);
});

describe("a curve's data", () => {
  test("few are all drawn, without a key, and can be dragged", () => {
    const [{ plot, dataSet, stage }] = picturesOf({ data: "gap", numPoints: 60 });
    const data = plot.points?.[dataSet];
    expect([data?.label, data?.x.length, data?.isDraggable]).toEqual(["", 60, true]);
    expect(stage.points?.positions).toHaveLength(120);
    expect(stage.legend.join()).not.toContain("1 of");
  });

  test("of many every seventh is drawn, which both halves say", () => {
    const [{ plot, dataSet, stage }] = picturesOf({ data: "gap", numPoints: 10_000 });
    const data = plot.points?.[dataSet];
    expect([data?.label, data?.x.length, data?.isDraggable]).toEqual(["data, 1 of 7", 1429, false]);
    expect(stage.legend).toContain("dots: data, 1 of 7");
  });

  test("those drawn reach from end to end in both halves", () => {
    const [picture] = picturesOf({ data: "gap", numPoints: 10_000 });
    const dots = dotsIn(picture);
    const data = picture.plot.points?.[picture.dataSet];
    expect(dots).toHaveLength(2 * 1429);
    const pairs = Array.from(data?.x ?? [], (x, i) => [x, data?.y[i] ?? NaN].map(Math.fround));
    expect([...dots]).toEqual(pairs.flat());
    // The gap set lies on both sides of 0, and is in order of x: the first or the last 1429 lie on one.
    const numLeft = dots.filter((x, i) => i % 2 === 0 && x < 0).length;
    expect(numLeft).toBeGreaterThan(500);
    expect(numLeft).toBeLessThan(929);
  });

  test("two pictures of a problem share the dots, so that the stage need not take them again", () => {
    const [first, second] = picturesOf({ data: "gap", numPoints: 10_000 });
    expect(first.stage.points).not.toBeNull();
    expect(second.stage.points).toBe(first.stage.points);
    const [other] = picturesOf({ data: "gap", numPoints: 10_000, seed: 2 });
    expect(other.stage.points).not.toBe(first.stage.points);
  });
});

describe("two classes", () => {
  test("are thinned alike, in plot and stage", () => {
    const [{ plot, stage }, second] = picturesOf({ data: "arcs", numPoints: 10_000 });
    const sets = plot.points?.filter(({ label }) => label.startsWith("class")) ?? [];
    expect(sets.map(({ label }) => label)).toEqual(["class 0, 1 of 7", "class 1, 1 of 7"]);
    const classes = [...(stage.points?.classes ?? [])];
    for (const [wanted, { x }] of sets.entries()) {
      expect(x.length).toBeGreaterThan(600);
      expect(classes.filter((each) => each === wanted)).toHaveLength(x.length);
    }
    expect(stage.points?.positions).toHaveLength(2 * classes.length);
    expect(stage.legend).toContain("dots: data, 1 of 7");
    expect(second.stage.points).toBe(stage.points);
  });

  test("few are all drawn", () => {
    const [{ plot, stage }] = picturesOf({ data: "arcs", numPoints: 60 });
    expect(stage.points?.classes).toHaveLength(60);
    expect(plot.points?.map(({ label }) => label)).toEqual(["class 0", "class 1", "chosen"]);
  });
});
