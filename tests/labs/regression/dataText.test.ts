import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import {
  areArticlePoints,
  articlePoints,
  formatPoints,
  MAX_POINTS,
  parsePoints,
  rounded,
  type Point,
} from "../../../src/labs/regression/dataText";
import {
  addPoint,
  movePoint,
  removePoint,
  seenSetting,
  shufflePoints,
} from "../../../src/labs/regression/pointEdits";
import { ALL_SEEN, regressionSettings } from "../../../src/labs/regression/regressionSettings";
import { faultsOf } from "../settingsContract";

test("the table of settings keeps the contract", () => {
  expect(faultsOf(regressionSettings)).toEqual([]);
});

describe("points as text", () => {
  test.each<[string, Point[]]>([
    [
      "1,2; 3,4",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "1 2\n3\t4\n",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "1,2 3,4",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["−1.5,+.25;", [[-1.5, 0.25]]],
    ["1e-3,2E2", [[0.001, 200]]],
    ["none", []],
    [" None ", []],
  ])("%j", (text, points) => {
    expect(parsePoints(text)).toEqual(points);
  });

  test("an empty text is the article's", () => {
    expect(parsePoints("  ")).toEqual(articlePoints());
    expect(formatPoints(articlePoints())).toBe("");
    expect(articlePoints()).toHaveLength(20);
  });

  test("what is written is read back to the bit", () => {
    const points: Point[] = [
      [0.1 + 0.2, -1 / 3],
      [0, 1e-300],
      [1e6, -1e6],
    ];
    expect(parsePoints(formatPoints(points))).toEqual(points);
    expect(formatPoints([])).toBe("none");
    expect(parsePoints(formatPoints([]))).toEqual([]);
  });

  test.each([
    ["abc", "Point 1 of the data is “abc”"],
    [";;", "hold no point"],
    ["1,2; 3", "Point 2 of the data is “3”"],
    ["1,2; 3,4,5", "Point 2 of the data is “3 4 5”"],
    ["1,2; NaN,4", "has “NaN”"],
    ["1,Infinity", "has “Infinity”"],
    ["1,2e6", "from −1,000,000 to 1,000,000"],
    ["0x10,1", "has “0x10”"],
    ["1,2,3", "Point 2 of the data is “3”"],
    ["a text, with words; in it", "Point 1 of the data is “a text with words”"],
  ])("%j is refused", (text, message) => {
    expect(() => parsePoints(text)).toThrow(RangeError);
    expect(() => parsePoints(text)).toThrow(message);
  });

  test("a million points are refused, by the reader and by the setting", () => {
    const text = "1,2;".repeat(1_000_000);
    expect(() => parsePoints(text)).toThrow("The data have 1,000,000 points; expected at most 200.");
    const store = new SettingsStore(regressionSettings);
    expect(() => store.set({ data: text })).toThrow("expected a text of at most 10000 letters");
    expect(store.text("data")).toBe("");
  });

  test("as many points as there may be fit into the setting with all their digits", () => {
    const points = Array.from({ length: MAX_POINTS }, (_, i): Point => [
      (-Math.PI * 1e5 * (i + 1)) / 200,
      -1e-7 / (i + 3),
    ]);
    const store = new SettingsStore(regressionSettings);
    store.set({ data: formatPoints(points) });
    expect(parsePoints(store.text("data"))).toEqual(points);
  });

  test("the article's points are known in any order, and no others are", () => {
    expect(areArticlePoints([...articlePoints()].reverse())).toBe(true);
    expect(areArticlePoints(articlePoints().slice(1))).toBe(false);
    expect(areArticlePoints(articlePoints().with(0, [-1.9, -2.9]))).toBe(false);
  });

  test("a dragged place has as many digits as a hand can mean", () => {
    expect(rounded(1.23456789, 8)).toBe(1.235);
    expect(rounded(12345.678, 5000)).toBe(12346);
    expect(rounded(1.23456789e-9, 1e-8)).toBe(1.23e-9);
  });
});

describe("gestures", () => {
  const points: Point[] = [
    [1, 1],
    [2, 2],
    [3, 3],
  ];

  test("a moved point keeps its place in the order", () => {
    expect(movePoint(points, 1, [5, 6])).toEqual({ data: "1,1;5,6;3,3" });
  });

  test("an added point is seen at once, before those that wait", () => {
    expect(addPoint(points, 1, [9, 9])).toEqual({ data: "1,1;9,9;2,2;3,3", seen: 2 });
    expect(addPoint(points, 3, [9, 9])).toEqual({ data: "1,1;2,2;3,3;9,9", seen: ALL_SEEN });
    const most = Array.from({ length: MAX_POINTS }, (): Point => [0, 0]);
    expect(() => addPoint(most, 0, [1, 1])).toThrow("There are 200 points");
  });

  test("a removed point is no longer counted as seen", () => {
    expect(removePoint(points, 2, 0)).toEqual({ data: "2,2;3,3", seen: 1 });
    expect(removePoint(points, 2, 2)).toEqual({ data: "1,1;2,2", seen: ALL_SEEN });
    expect(removePoint([[1, 1]], 1, 0)).toEqual({ data: "none", seen: ALL_SEEN });
  });

  test("shuffled points are the same points, from the first on", () => {
    const { data, seen } = shufflePoints(articlePoints(), 1);
    expect(seen).toBe(0);
    const shuffled = parsePoints(String(data));
    expect(shuffled).not.toEqual(articlePoints());
    expect(areArticlePoints(shuffled)).toBe(true);
    expect(shufflePoints(articlePoints(), 1)).toEqual({ data, seen });
    expect(shufflePoints([], 1)).toEqual({ data: "none", seen: ALL_SEEN });
  });

  test("all seen stays all seen", () => {
    expect(seenSetting(3, 3)).toBe(ALL_SEEN);
    expect(seenSetting(2, 3)).toBe(2);
  });
});
