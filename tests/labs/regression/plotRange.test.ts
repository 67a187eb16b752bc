import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { logDensityOfWeights } from "../../../src/core/regression";
import { articlePoints, type Point } from "../../../src/labs/regression/dataText";
import { contentOf } from "../../../src/labs/regression/dataView";
import { plotViewOf, roundOut } from "../../../src/labs/regression/plotRange";
import { regressionModel } from "../../../src/labs/regression/regressionModel";
import { regressionSettings } from "../../../src/labs/regression/regressionSettings";
import { densityGrid, isNear, stepTowards, surfaceRanges } from "../../../src/labs/regression/surfaceGrid";

describe("axes of the data", () => {
  const usual = { x: [-4, 4], y: [-8, 10] };

  test("the article's stay while points are added or dragged within them", () => {
    expect(plotViewOf(articlePoints(), 0.5)).toEqual(usual);
    expect(plotViewOf([...articlePoints(), [3.9, -7.5]], 0.5)).toEqual(usual);
    expect(plotViewOf([], 0.5)).toEqual(usual);
    expect(plotViewOf([[3, 3]], 0.5)).toEqual(usual);
  });

  test("data beyond them, and many points in a corner, get axes of their own", () => {
    expect(
      plotViewOf(
        [
          [0, 0],
          [100, 30],
        ],
        0.5,
      ),
    ).toEqual({ x: [-50, 150], y: [-30, 60] });
    const corner = [0.1, 0.2, 0.3, 0.4].map((x): Point => [x, 1 + x]);
    const { x, y } = plotViewOf(corner, 0.05);
    expect(x[0]).toBeCloseTo(-0.1, 12);
    expect(x[1]).toBeCloseTo(0.6, 12);
    expect(y[0]).toBeGreaterThan(0.7);
    expect(y[1]).toBeLessThan(1.9);
  });

  test("are widened to round numbers, never narrowed", () => {
    expect(roundOut(-3.82, 3.78)).toEqual([-4, 4]);
    const [low, high] = roundOut(0.0123, 0.0456);
    expect(low).toBeLessThanOrEqual(0.0123);
    expect(high).toBeGreaterThanOrEqual(0.0456);
    expect(high - low).toBeLessThan(1.4 * (0.0456 - 0.0123));
  });
});

function modelWith(values: Readonly<Record<string, number>> = {}) {
  const store = new SettingsStore(regressionSettings);
  store.set(values);
  return regressionModel(store, articlePoints());
}

describe("surface", () => {
  const model = modelWith();
  const ranges = surfaceRanges(model, "posterior");

  test("is the posterior's log density over four sds each way", () => {
    const { nx, xRange, yRange, logDensity } = densityGrid(model.pair, ranges, "posterior");
    expect(xRange[0]).toBeCloseTo(0.36888949583792124 - 4 * 0.11272807766772061, 12);
    expect(yRange[1]).toBeCloseTo(1.5381187216307062 + 4 * 0.09309787539919209, 12);
    for (const [ix, iy] of [
      [0, 0],
      [40, 40],
      [80, 3],
    ]) {
      const place = [xRange, yRange].map(([from, to], axis) => from + ((to - from) * [ix, iy][axis]) / 80);
      const exact = logDensityOfWeights(model.posterior, place);
      expect(Math.abs(logDensity[iy * nx + ix] - exact)).toBeLessThan(1e-5);
    }
    expect(Math.max(...logDensity)).toBe(logDensity[40 * nx + 40]);
  });

  test("has the intercept along a row and the slope from row to row", () => {
    const { nx, logDensity } = densityGrid(model.pair, { x: [0, 1], y: [1, 3] }, "posterior");
    expect(logDensity[5 * nx + 30]).toBeCloseTo(model.pair.logDensity(30 / 80, 1 + 10 / 80), 3);
  });

  test("may keep the prior's axes", () => {
    expect(surfaceRanges(model, "prior")).toEqual({ x: [-6, 6], y: [-6, 6] });
  });

  test("its axes glide all the way", () => {
    let moving = surfaceRanges(modelWith({ seen: 0 }), "posterior");
    expect(isNear(moving, ranges)).toBe(false);
    const first = stepTowards(moving, ranges, 16);
    expect(first.x[0]).toBeGreaterThan(moving.x[0]);
    expect(first.x[0]).toBeLessThan(ranges.x[0]);
    let frames = 0;
    for (; !isNear(moving, ranges) && frames < 1000; frames++) moving = stepTowards(moving, ranges, 16);
    expect(frames).toBeLessThan(150);
  });
});

describe("plot", () => {
  test("points seen, and those that wait, in their order", () => {
    const { points } = contentOf(modelWith({ seen: 3 }), null);
    expect(points?.map(({ label, x }) => [label, x.length])).toEqual([
      ["seen", 3],
      ["not yet", 17],
    ]);
    expect(contentOf(modelWith({ seen: 0 }), null).points).toHaveLength(1);
    expect(contentOf(modelWith(), null).points).toHaveLength(1);
  });

  test("the band's parts touch and add up", () => {
    const model = modelWith();
    const [own, above, below] = contentOf(model, null).bands ?? [];
    expect(own.high).toEqual(above.low);
    expect(own.low).toEqual(below.high);
    const { mean, predictiveSd } = model.prediction;
    for (const i of [0, 100, 199]) expect(above.high[i]).toBeCloseTo(mean[i] + 2 * predictiveSd[i], 12);
  });

  test("the truth is drawn for the article's line only, the line pointed at on top of all", () => {
    const labels = (content: ReturnType<typeof contentOf>) => content.curves?.map(({ label }) => label) ?? [];
    expect(labels(contentOf(modelWith(), null))).toContain("truth");
    // Keys of curves stay where those of bands go.
    expect(labels(contentOf(modelWith(), null)).filter((label) => /model|noise/.test(label))).toEqual([
      "model",
      "model",
      "noise",
      "noise",
    ]);
    expect(labels(contentOf(modelWith({ degree: 2 }), null))).not.toContain("truth");
    expect(labels(contentOf(modelWith(), Float64Array.of(0, 1))).at(-1)).toBe("pointed at");
  });
});
