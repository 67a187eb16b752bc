import { describe, expect, test } from "vitest";
import { areaPath } from "../../../src/charts/areaPath";
import { logTicks } from "../../../src/charts/logTicks";
import { placeMarkLabels } from "../../../src/charts/markLabels";
import { axisContent, type Curve } from "../../../src/charts/plotContent";
import { plotKeyAction } from "../../../src/charts/plotKeyboard";
import { plotInWords, plotLegend } from "../../../src/charts/plotLegend";
import { curvesRead, readoutAt, valueAt } from "../../../src/charts/plotReadout";

const of = (...values: number[]): Float64Array => Float64Array.from(values);

test("areaPath outlines every stretch on its own and keeps within the limits", () => {
  const calls: string[] = [];
  const pen = {
    moveTo: (x: number, y: number) => calls.push(`M${x},${y}`),
    lineTo: (x: number, y: number) => calls.push(`L${x},${y}`),
    closePath: () => calls.push("Z"),
  };
  const identity = { offset: 0, scale: 1 };
  const lows = of(0, 1, Number.NaN, -90);
  areaPath(pen, of(0, 1, 2, 3), lows, of(5, 6, 7, 90), identity, identity, [-50, 50]);
  expect(calls.join(" ")).toBe("M0,5 L1,6 L1,1 L0,0 Z M3,50 L3,-50 Z");
});

describe("logTicks", () => {
  const space = { length: 600, labelSize: (label: string) => 7 * label.length, gap: 16 };

  test("writes 1, 2 and 5 where there is room", () => {
    const { labels, positions } = logTicks(-1, 1, space);
    expect(labels).toEqual(["0.1", "0.2", "0.5", "1", "2", "5", "10"]);
    expect(positions[1]).toBeCloseTo(Math.log10(0.2), 12);
  });

  test("writes whole decades where there is less, and powers where numbers are long", () => {
    expect(logTicks(-3, 3, { ...space, length: 300 }).labels).toEqual([
      "0.001",
      "0.01",
      "0.1",
      "1",
      "10",
      "100",
      "1,000",
    ]);
    expect(logTicks(-6, 5, { ...space, length: 260 }).labels).toEqual([
      "10⁻⁶",
      "10⁻⁴",
      "10⁻²",
      "1",
      "10²",
      "10⁴",
    ]);
  });

  test("has the round numbers of a linear axis over a short stretch", () => {
    const { labels, positions } = logTicks(Math.log10(20), Math.log10(45), { ...space, length: 300 });
    expect(labels).toEqual(["20", "25", "30", "35", "40", "45"]);
    expect(10 ** positions[2]).toBeCloseTo(30, 9);
  });

  test("has none without a range", () => {
    expect(logTicks(1, 1, space).labels).toEqual([]);
  });
});

describe("placeMarkLabels", () => {
  test("stands right of its line, left at the right edge", () => {
    const places = placeMarkLabels(
      [
        { at: 20, width: 40 },
        { at: 190, width: 40 },
      ],
      200,
      3,
      5,
    );
    expect(places).toEqual([
      { left: 25, row: 0 },
      { left: 145, row: 0 },
    ]);
  });

  test("prefers the side that no other line crosses", () => {
    const lines = [
      { at: 100, width: 40 },
      { at: 110, width: 30 },
    ];
    expect(placeMarkLabels(lines, 200, 3, 5)).toEqual([
      { left: 55, row: 0 },
      { left: 115, row: 0 },
    ]);
  });

  test("goes down a row where labels would meet, and leaves out what fits nowhere", () => {
    const line = { at: 10, width: 80 };
    expect(placeMarkLabels([line, line, line], 100, 2, 5)).toEqual([
      { left: 15, row: 0 },
      { left: 15, row: 1 },
      null,
    ]);
    expect(placeMarkLabels([{ at: 50, width: 120 }], 100, 2, 5)).toEqual([null]);
    expect(
      placeMarkLabels(
        [
          { at: -1, width: 10 },
          { at: Number.NaN, width: 1 },
        ],
        100,
        2,
        5,
      ),
    ).toEqual([null, null]);
  });
});

describe("readings", () => {
  const curve = (label: string, ...y: number[]): Curve => ({
    label,
    colour: "red",
    x: of(0, 1, 2),
    y: of(...y),
  });
  const frame = { xName: "x", yName: "y", isLogX: false, xRange: [0, 3], yRange: [0, 3] } as const;
  const toY = (value: number): number => 100 - 10 * value;

  test("interpolates between nodes, not over gaps, not beyond the ends", () => {
    const ys = of(0, 4, Number.NaN);
    const at = (x: number): number => valueAt(of(0, 1, 2), ys, x);
    expect([at(0), at(0.25), at(1)]).toEqual([0, 1, 4]);
    expect([at(1.5), at(2), at(-0.1), at(2.1), at(Number.NaN)]).toEqual(Array(5).fill(Number.NaN));
    expect(valueAt(of(), of(), 0)).toBeNaN();
  });

  test("reads all of few curves with a name of their own", () => {
    const curves = [
      curve("draws", 1, 1, 1),
      curve("draws", 2, 2, 2),
      curve("mean", 1, 2, 3),
      curve("", 0, 0, 0),
    ];
    expect(curvesRead(curves, 0.5, toY, 0, 10).map(({ label }) => label)).toEqual(["mean"]);
  });

  test("reads of many only the nearest within reach", () => {
    const curves = [0, 1, 2, 3, 4].map((level) => curve(`w${level}`, level, level, level));
    const read = (top: number): string[] => curvesRead(curves, 1, toY, top, 12).map(({ label }) => label);
    expect(read(82)).toEqual(["w2"]);
    expect(read(78)).toEqual(["w2"]);
    expect(read(74)).toEqual(["w3"]);
    expect(read(47)).toEqual([]);
  });

  test("writes x, curves, the bar and the band there", () => {
    const content = axisContent({
      xName: "x",
      yName: "y",
      bars: [{ label: "bar", colour: "red", x: of(0, 1), height: of(5, 7), width: 1 }],
      bands: [{ label: "band", colour: "red", x: of(0, 1), low: of(0, 1), high: of(2, 3) }],
    });
    const parts = readoutAt(content, { ...frame, xRange: [0, 3], yRange: [0, 3] }, 0.5, [
      curve("c", 1, 2, 3),
    ]);
    expect(parts.map(({ label, value }) => `${label} ${value}`)).toEqual([
      "x 0.50",
      "c 1.50",
      "bar 7.00",
      "band 0.50 to 2.50",
    ]);
  });

  test("reads x on a logarithmic axis as precisely as its size allows", () => {
    const content = axisContent({ xName: "λ", yName: "y" });
    const read = (position: number): string =>
      readoutAt(content, { ...frame, isLogX: true, xRange: [-4, 3], yRange: [0, 1] }, position, [])[0].value;
    expect(read(Math.log10(0.0123))).toBe("0.0123");
    expect(read(Math.log10(456))).toBe("456");
  });
});

test("plotLegend has every label once, and what may be left out", () => {
  const content = axisContent({
    xName: "x",
    yName: "y",
    bands: [{ label: "band", colour: "grey", x: of(), low: of(), high: of() }],
    curves: [
      { label: "draws", colour: "red", x: of(), y: of(), isOptional: true },
      { label: "draws", colour: "red", x: of(), y: of(), isOptional: true },
      { label: "truth", colour: "blue", x: of(), y: of(), isDashed: true },
      { label: "", colour: "blue", x: of(), y: of() },
    ],
    points: [{ label: "data", colour: "green", x: of(1), y: of(1), shape: "ring" }],
    marks: [{ label: "mean", colour: "red", x: 1 }],
  });
  expect(
    plotLegend(content).map(({ label, shape, isOptional }) => [label, shape, isOptional === true]),
  ).toEqual([
    ["draws", "line", true],
    ["truth", "dashes", false],
    ["data", "ring", false],
    ["band", "block", true],
  ]);
  expect(plotInWords(content, "x", "y")).toBe(
    "y against x. Curves: draws, truth. Bands: band. Points: 1 data. Marks: mean.",
  );
});

test("plotKeyAction knows its keys and leaves the others alone", () => {
  expect(plotKeyAction("ArrowUp", false)).toEqual({ kind: "move", x: 0, y: 0.01 });
  expect(plotKeyAction("ArrowLeft", true)).toEqual({ kind: "move", x: -0.05, y: 0 });
  expect(plotKeyAction("]", false)).toEqual({ kind: "choose", by: 1 });
  expect(plotKeyAction("[", false)).toEqual({ kind: "choose", by: -1 });
  expect(plotKeyAction("Delete", false)).toEqual({ kind: "remove" });
  expect(plotKeyAction("Tab", false)).toBeNull();
  expect(plotKeyAction("a", false)).toBeNull();
});
