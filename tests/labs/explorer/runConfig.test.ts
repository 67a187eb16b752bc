import { beforeEach, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { startPositions } from "../../../src/core/run";
import { conditionsOf, type Setting, type SettingValue } from "../../../src/core/settings";
import { targetByKey, targets } from "../../../src/core/targets";
import { explorerSettings } from "../../../src/labs/explorer/explorerSettings";
import { runConfigOf, targetChoice } from "../../../src/labs/explorer/runConfig";

let store: SettingsStore;

beforeEach(() => {
  store = new SettingsStore(explorerSettings);
});

test("holds the chosen target's and sampler's settings, and no others", () => {
  for (const { key, settings } of targets) {
    store.set({ target: key });
    const choice = targetChoice(store.values);
    expect(choice.key).toBe(key);
    expect(Object.keys(choice.values)).toEqual(settings.map((setting) => setting.key));
  }
  store.set({ target: "mixture", separation: 7.5, stepSize: 2 });
  expect(runConfigOf(store)).toMatchObject({
    target: { key: "mixture", values: { separation: 7.5, width1: 1 } },
    sampler: { key: "rwm", values: { stepSize: 2 } },
  });
});

/** Texts that each setting of that kind can be. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  ownData: "1 2 4",
  formula: "-(x^2 + y^2)",
  formulaSliders: "k=2",
  formulaData: "u,v\n1,2",
  shown: "y,x",
};

/** Another value of a setting. */
function otherValue(setting: Setting): SettingValue {
  switch (setting.kind) {
    case "number":
      return setting.default === setting.max ? setting.min : setting.max;
    case "choice":
      return setting.choices.at(setting.key === "start" ? 0 : -1)?.value ?? "";
    case "toggle":
      return !setting.default;
    case "text":
      return OTHER_TEXTS[setting.key];
    case "vector":
      return Array<number>(setting.length).fill(1);
  }
}

test("every setting that makes another run changes it where it applies, and no other does", () => {
  for (const setting of explorerSettings) {
    const conditions = conditionsOf(setting).map(({ key, values }) => [key, values[0]]);
    const base = { start: "point", ...(Object.fromEntries(conditions) as Record<string, string>) };
    const [before, after] = [base, { ...base, [setting.key]: otherValue(setting) }].map((values) => {
      const each = new SettingsStore(explorerSettings);
      each.set(values);
      return { value: each.values[setting.key], run: JSON.stringify(runConfigOf(each)) };
    });
    // With a single sampler there is no other choice.
    if (after.value === before.value) continue;
    // Your own data are the simulated ones at first, and numpy's stream makes the same of a target without data.
    if (setting.key === "data") continue;
    expect([setting.key, after.run !== before.run]).toEqual([setting.key, setting.restartsRun]);
  }
});

test("numpy's stream goes on where it has drawn the data, and begins anew for one's own", () => {
  store.set({ target: "meanLogSd", generator: "numpy", numPoints: 70 });
  expect(runConfigOf(store).generator).toEqual({ kind: "numpy", skippedNormals: 70 });
  store.set({ data: "own" });
  expect(runConfigOf(store).generator).toEqual({ kind: "numpy", skippedNormals: 70 });
  store.set({ ownData: "1 2 4" });
  expect(runConfigOf(store).generator).toEqual({ kind: "numpy", skippedNormals: 0 });
  store.set({ target: "mixture" });
  expect(runConfigOf(store).generator).toEqual({ kind: "numpy", skippedNormals: 0 });
  store.set({ generator: "xoshiro" });
  expect(runConfigOf(store).generator).toEqual({ kind: "xoshiro" });
});

test("one's own data go to the target, and what is no data is refused", () => {
  store.set({ target: "meanLogSd", data: "own", ownData: "1, 2; 4.5" });
  expect([...(targetChoice(store.values).data ?? [])]).toEqual([1, 2, 4.5]);
  for (const [bad, message] of [
    ["1 2 x", "“x” is not a number"],
    ["1", "a single point; expected at least two"],
    ["3 3 3", "All 3 points of the data are 3"],
    ["1 NaN", "“NaN” is not a number"],
    [",", "no measurements"],
  ]) {
    store.set({ ownData: bad });
    expect(() => targetChoice(store.values)).toThrow(RangeError);
    expect(() => targetChoice(store.values)).toThrow(message);
  }
  store.set({ target: "mixture" });
  expect(targetChoice(store.values)).not.toHaveProperty("data");
});

test("each start says where the chains begin", () => {
  const target = targetByKey("mixture").create(targetChoice(store.values).values);
  const run = { seed: 1, numChains: 4 };
  const expected: Record<string, number[] | null> = {
    mode1: [-2, 0],
    mode2: [2, 0],
    point: [1.5, -0.25],
    spread: null,
  };
  store.set({ startX: 1.5, startY: -0.25 });
  const setting = explorerSettings.find(({ key }) => key === "start");
  if (setting?.kind !== "choice") throw new Error("start is no choice");
  expect(setting.choices.map(({ value }) => value).sort()).toEqual(Object.keys(expected).sort());
  for (const { value } of setting.choices) {
    store.set({ start: value });
    const positions = startPositions(target, runConfigOf(store).start, run, 0, 4);
    const starts = new Set([0, 1, 2, 3].map((chain) => positions.subarray(2 * chain, 2 * chain + 2).join()));
    if (value === "spread") expect(starts.size).toBe(4);
    else expect([...starts]).toEqual([(expected[value] as number[]).join()]);
  }
});
