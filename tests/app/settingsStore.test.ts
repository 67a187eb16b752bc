import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { SettingsStore } from "../../src/app/settingsStore";
import { defaultsOf, isValid, type Setting } from "../../src/core/settings";
import { explorerSettings } from "../../src/labs/explorer/explorerSettings";
import { tableValues } from "./settingTables";

const base = { label: "made", description: "Made up.", group: "Made", restartsRun: false };
const settings: readonly Setting[] = [
  { ...base, kind: "number", key: "count", default: 3, min: 0, max: 10, step: 1, integer: true },
  { ...base, kind: "number", key: "size", default: 0, min: -1, max: 1, step: 0.1 },
  {
    ...base,
    kind: "choice",
    key: "colour",
    default: "red",
    choices: ["red", "blue"].map((value) => ({ value, label: value })),
  },
  { ...base, kind: "toggle", key: "shown", default: false },
  { ...base, kind: "toggle", key: "last", default: false },
  { ...base, kind: "vector", key: "place", default: [], length: 2, min: -9, max: 9 },
];

let store: SettingsStore;
let heard: [changed: string[], isLive: boolean][];

beforeEach(() => {
  store = new SettingsStore(settings);
  heard = [];
  store.subscribe((changed, isLive) => heard.push([[...changed], isLive]));
});

test("begins with the defaults, each under its kind", () => {
  expect(store.values).toEqual({ count: 3, size: 0, colour: "red", shown: false, last: false, place: [] });
  expect([store.number("count"), store.text("colour"), store.toggle("shown"), store.vector("place")]).toEqual(
    [3, "red", false, []],
  );
});

describe("setting", () => {
  test("tells of what changed, once, when all of it is set", () => {
    store.subscribe(() => expect(store.values).toMatchObject({ count: 4, colour: "blue" }));
    store.set({ count: 4, colour: "blue", shown: false });
    expect(heard).toEqual([[["count", "colour"], false]]);
  });

  test("of the same value is told at the end of a gesture only, which may change nothing", () => {
    store.set({ size: 0.5 }, true);
    store.set({ size: 0.5 }, true);
    store.set({ size: 0.5 });
    expect(heard).toEqual([
      [["size"], true],
      [[], false],
    ]);
  });

  test("tells 0 from -0, and a vector by its numbers", () => {
    store.set({ size: -0, place: [1, 2] });
    store.set({ place: [1, 2] });
    store.set({ place: [1, 3] });
    store.set({ place: [] });
    expect(heard.map(([changed]) => changed)).toEqual([["size", "place"], [], ["place"], ["place"]]);
  });

  test("keeps a vector as it was given, whatever becomes of the array", () => {
    const place = [1, 2];
    store.set({ place });
    place[0] = 5;
    expect(store.vector("place")).toEqual([1, 2]);
    store.set({ place });
    expect(heard).toEqual([
      [["place"], false],
      [["place"], false],
    ]);
  });

  test("leaves a snapshot of before as it was", () => {
    const before = store.values;
    store.set({ count: 9 });
    expect(before.count).toBe(3);
  });
});

describe("a wrong value", () => {
  test.each([
    [{ count: 11 }, "count = 11; expected a whole number from 0 to 10"],
    [{ count: 2.5 }, "count = 2.5; expected a whole number from 0 to 10"],
    [{ size: NaN }, "size = NaN; expected a number from -1 to 1"],
    [{ size: "0" }, "size = 0; expected a number from -1 to 1"],
    [{ colour: "green" }, "colour = green; expected one of red, blue"],
    [{ shown: 1 }, "shown = 1; expected true or false"],
    [{ place: [1] }, "place = 1; expected 2 numbers from -9 to 9, separated by commas"],
    [{ place: [1, NaN] }, "place = 1,NaN; expected 2 numbers from -9 to 9, separated by commas"],
    [{ colours: "red" }, "colours is not a setting; expected one of count, size, colour, shown, last, place"],
    [{ toString: 1 }, "toString is not a setting; expected one of"],
  ])("%j: none is set, nobody is told, and a RangeError says why", (wrong, message) => {
    const before = { ...store.values };
    const attempt = (): void => store.set({ count: 7, ...wrong, last: true });
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
    expect(store.values).toEqual(before);
    expect(heard).toEqual([]);
  });

  test("of any type is a RangeError, and any other is taken", () => {
    const anySetting = fc.constantFrom(...settings);
    fc.assert(
      fc.property(
        anySetting,
        fc.anything({ withBigInt: true, withNullPrototype: true }),
        (setting, value) => {
          const attempt = (): void => new SettingsStore(settings).set({ [setting.key]: value });
          if (isValid(setting, value)) expect(attempt).not.toThrow();
          else expect(attempt).toThrow(RangeError);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});

test("whatever valid values are set, those are the values", () => {
  fc.assert(
    fc.property(tableValues(explorerSettings), (values) => {
      const filled = new SettingsStore(explorerSettings);
      filled.set(values);
      expect(filled.values).toStrictEqual(values);
      filled.set(defaultsOf(explorerSettings));
      expect(filled.values).toStrictEqual(defaultsOf(explorerSettings));
    }),
    { numRuns: 100, seed: 2 },
  );
});

test("who has unsubscribed is not told any more", () => {
  const told: string[] = [];
  const end = store.subscribe(() => told.push("first"));
  store.subscribe(() => told.push("second"));
  store.set({ count: 1 });
  end();
  end();
  store.set({ count: 2 });
  expect(told).toEqual(["first", "second", "second"]);
});
