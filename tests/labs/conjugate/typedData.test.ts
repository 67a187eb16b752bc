import { expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { conjugateSettings } from "../../../src/labs/conjugate/conjugateSettings";
import { TypedData } from "../../../src/labs/conjugate/typedData";

function typed() {
  const store = new SettingsStore(conjugateSettings);
  const problems: string[] = [];
  return { store, problems, data: new TypedData(store, (problem) => problems.push(problem)) };
}

test("a bad text leaves the last good one in use and is complained of once", () => {
  const { store, problems, data } = typed();
  store.set({ ownFlips: "1101" });
  expect(Array.from(data.read()?.values ?? [])).toEqual([1, 1, 0, 1]);
  store.set({ ownFlips: "11x1" });
  for (const alpha of [2, 3, 4]) {
    store.set({ alpha });
    expect(data.read()?.values.length).toBe(4);
  }
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain("“x” is no flip");
  expect(data.good()).toEqual({ ownFlips: "1101" });
  store.set({ ownFlips: "" });
  expect(data.read()).toBeNull();
  store.set({ ownFlips: "11x1" });
  expect(data.read()).toBeNull();
  expect(problems).toHaveLength(2);
});

test("a bad text from the start leaves the ready data, and pairs do not share their texts", () => {
  const { store, problems, data } = typed();
  store.set({ ownFlips: "?", pair: "normal", ownMeasurements: "7" });
  expect(data.read()?.values[0]).toBe(7);
  store.set({ pair: "beta" });
  expect(data.read()).toBeNull();
  store.set({ pair: "normal" });
  expect(data.read()?.values[0]).toBe(7);
  expect(problems).toHaveLength(1);
  expect(data.good()).toEqual({ ownMeasurements: "7", ownFlips: "" });
});
