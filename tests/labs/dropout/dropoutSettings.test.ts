import { expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { decodeLink, encodeLink } from "../../../src/app/link";
import { isInUse } from "../../../src/core/settings";
import {
  courseKeys,
  dropoutSettings,
  restartKeys,
  transientKeys,
} from "../../../src/labs/dropout/dropoutSettings";
import { chosenInput, problemOf, rateOf } from "../../../src/labs/dropout/problem";
import { courseOf, inputsOf, jobOf } from "../../../src/labs/dropout/trainingJob";
import { faultsOf } from "../settingsContract";

test("every setting is described and can be carried by a link", () => {
  expect(faultsOf(dropoutSettings)).toEqual([]);
  const keys = new Set(dropoutSettings.map(({ key }) => key));
  for (const key of [...transientKeys, ...restartKeys, ...courseKeys]) expect(keys.has(key), key).toBe(true);
});

test("a link brings back points, rates and the chosen input to the bit", () => {
  const store = new SettingsStore(dropoutSettings);
  store.set({
    data: "own",
    points: "0.1,0.30000000000000004;-2,1e-7",
    ownRate: true,
    rate: 0.45,
    trainRate: 0.15,
    inputAt: -1.25,
    sharing: "perPoint",
    noise: "given",
    noiseSd: 0.2,
  });
  const link = encodeLink("dropout", dropoutSettings, store.values);
  const { values, problems } = decodeLink(link, "dropout", dropoutSettings);
  expect(problems).toEqual([]);
  const inUse = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      dropoutSettings.filter((setting) => isInUse(setting, store.values)).map(({ key }) => [key, from[key]]),
    );
  expect(inUse(values)).toEqual(inUse(store.values));
});

test("passes drop as training does, the article's as the article does, unless told otherwise", () => {
  const store = new SettingsStore(dropoutSettings);
  expect(rateOf(store)).toBe(store.number("trainRate"));
  store.set({ trainRate: 0.25 });
  expect(rateOf(store)).toBe(0.25);
  store.set({ data: "article" });
  expect(rateOf(store)).toBe(0.3);
  store.set({ ownRate: true, rate: 0.6 });
  expect(rateOf(store)).toBe(0.6);
  expect(courseOf(store, problemOf(store)).dropoutRate).toBe(0.25);
});

test("the chosen input is held within the picture and is the last one asked", () => {
  const store = new SettingsStore(dropoutSettings);
  store.set({ inputAt: 1e6 });
  const problem = problemOf(store);
  expect(chosenInput(problem, store)).toEqual([5]);
  expect(inputsOf(store, problem).at(-1)).toBe(5);
  store.set({ data: "arcs", inputAt: 0.5, inputAtY: -9 });
  expect(inputsOf(store, problemOf(store)).slice(-2)).toEqual(Float64Array.of(0.5, -2.5));
});

test("there is nothing to train for the article's network and without points", () => {
  const store = new SettingsStore(dropoutSettings);
  expect(jobOf(store, problemOf(store))?.sizes).toEqual([1, 32, 32, 1]);
  store.set({ layers: "1", width: 1, data: "arcs" });
  expect(jobOf(store, problemOf(store))?.sizes).toEqual([2, 1, 1]);
  store.set({ data: "article" });
  expect(jobOf(store, problemOf(store))).toBeNull();
  store.set({ data: "own", points: "none" });
  expect(jobOf(store, problemOf(store))).toBeNull();
});
