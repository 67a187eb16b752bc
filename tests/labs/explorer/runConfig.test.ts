import { beforeEach, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { startPositions } from "../../../src/core/run";
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
    const choice = targetChoice(store);
    expect(choice.key).toBe(key);
    expect(Object.keys(choice.values)).toEqual(settings.map((setting) => setting.key));
  }
  store.set({ target: "mixture", separation: 7.5, stepSize: 2 });
  expect(runConfigOf(store)).toMatchObject({
    target: { key: "mixture", values: { separation: 7.5, width1: 1 } },
    sampler: { key: "rwm", values: { stepSize: 2 } },
  });
});

test("every setting that makes another run changes it, and no other does", () => {
  store.set({ start: "point" });
  const before = runConfigOf(store);
  for (const setting of explorerSettings) {
    const other = new SettingsStore(explorerSettings);
    other.set({ start: "point" });
    if (setting.kind === "number")
      other.set({ [setting.key]: setting.default === setting.max ? setting.min : setting.max });
    else if (setting.kind === "choice")
      other.set({ [setting.key]: setting.choices.at(setting.key === "start" ? 0 : -1)?.value });
    else if (setting.kind === "toggle") other.set({ [setting.key]: !setting.default });
    else if (setting.kind === "text") other.set({ [setting.key]: `${setting.default}1` });
    else other.set({ [setting.key]: Array<number>(setting.length).fill(1) });
    // With a single sampler there is no other choice.
    if (other.values[setting.key] === store.values[setting.key]) continue;
    const after = JSON.stringify(runConfigOf(other));
    expect([setting.key, after !== JSON.stringify(before)]).toEqual([setting.key, setting.restartsRun]);
  }
});

test("each start says where the chains begin", () => {
  const target = targetByKey("mixture").create(targetChoice(store).values);
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
