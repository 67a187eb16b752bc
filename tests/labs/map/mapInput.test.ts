import { describe, expect, test } from "vitest";
import { decodeLink, encodeLink } from "../../../src/app/link";
import { SettingsStore } from "../../../src/app/settingsStore";
import { articlePoints } from "../../../src/labs/map/articleParabola";
import { mapSettings, transientKeys } from "../../../src/labs/map/mapSettings";
import { addPoint, dataSetting, movePoint, removePoint } from "../../../src/labs/map/pointEdits";
import { MAX_POINTS, parsePoints, type Point } from "../../../src/labs/points/pointText";
import { faultsOf } from "../settingsContract";

test("the table of settings keeps the contract", () => {
  expect(faultsOf(mapSettings)).toEqual([]);
  const keys = mapSettings.map(({ key }) => key);
  expect(transientKeys.filter((key) => !keys.includes(key))).toEqual([]);
});

describe("points as text", () => {
  test("an empty text is the article's 15 points, and they are an empty text", () => {
    expect(parsePoints("", articlePoints())).toEqual(articlePoints());
    expect(dataSetting(articlePoints())).toEqual({ data: "" });
    expect(articlePoints()).toHaveLength(15);
  });

  test.each([
    ["words", "Point 1 of the data is “words”"],
    ["1,2; NaN,3", "has “NaN”"],
    ["0.1 0.2 0.3", "Point 2 of the data is “0.3”"],
    ["1,1e300", "from −1,000,000 to 1,000,000"],
  ])("%j is refused", (text, message) => {
    expect(() => parsePoints(text, articlePoints())).toThrow(RangeError);
    expect(() => parsePoints(text, articlePoints())).toThrow(message);
  });

  test("a million points are refused by the setting, which stays as it was", () => {
    const store = new SettingsStore(mapSettings);
    expect(() => store.set({ data: "1,2;".repeat(1_000_000) })).toThrow("at most 10000 letters");
    expect(store.text("data")).toBe("");
  });

  test("the data come back from a link to the bit", () => {
    const points: Point[] = [
      [0.1 + 0.2, -1 / 3],
      [-1, 1e-300],
      [0.5, 2],
    ];
    const store = new SettingsStore(mapSettings);
    store.set({ ...dataSetting(points), penalty: "L1", lambda: 0.0225, first: 3 });
    const link = encodeLink("map", mapSettings, store.values);
    const { values, problems } = decodeLink(link, "map", mapSettings);
    expect(problems).toEqual([]);
    const other = new SettingsStore(mapSettings);
    other.set(values);
    expect(other.values).toEqual(store.values);
    expect(parsePoints(other.text("data"), articlePoints())).toEqual(points);
  });
});

describe("gestures", () => {
  const points: Point[] = [
    [1, 1],
    [2, 2],
  ];

  test("move, add and remove", () => {
    expect(movePoint(points, 1, [5, 6])).toEqual({ data: "1,1;5,6" });
    expect(addPoint(points, [9, 9])).toEqual({ data: "1,1;2,2;9,9" });
    expect(removePoint(points, 0)).toEqual({ data: "2,2" });
  });

  test("not beyond what a link holds, nor to nothing", () => {
    const most = Array.from({ length: MAX_POINTS }, (): Point => [0, 0]);
    expect(() => addPoint(most, [1, 1])).toThrow("There are 200 points");
    expect(() => removePoint([[1, 1]], 0)).toThrow("This is the last point");
  });
});
