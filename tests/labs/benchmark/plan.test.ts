import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { browserOf } from "../../../src/labs/benchmark/machine";
import {
  benchmarkSettings,
  optionsOf,
  type BenchmarkOptions,
} from "../../../src/labs/benchmark/benchmarkSettings";
import { checkedOptions } from "../../../src/labs/benchmark/handle";
import { numRepeatsOf, planOf, secondsOf, workerCounts } from "../../../src/labs/benchmark/plan";
import { faultsOf } from "../settingsContract";

const defaults = optionsOf(new SettingsStore(benchmarkSettings).values);
const idsOf = (options: Partial<BenchmarkOptions>, cores = 4): string[] =>
  planOf({ ...defaults, ...options }, cores).flatMap(({ rows }) => rows.map(({ id }) => id));

test("the settings keep the contract", () => expect(faultsOf(benchmarkSettings)).toEqual([]));

describe("a plan", () => {
  test("has every workload on every backend that runs it, the reference first", () => {
    const groups = planOf(defaults, 4).filter(({ rows }) => rows[0].purpose === "backend");
    expect(groups.map(({ rows }) => rows.map(({ workload, backend }) => `${workload} ${backend}`))).toEqual([
      ["rwm float64", "rwm tuned", "rwm simd", "rwm relaxed", "rwm webgpu"],
      ["mala float64", "mala simd", "mala relaxed", "mala webgpu"],
      ["hmc float64", "hmc simd", "hmc relaxed", "hmc webgpu"],
      ["grid float64", "grid simd", "grid relaxed", "grid webgpu"],
      ["dropoutSmall float64", "dropoutSmall simd", "dropoutSmall webgpu"],
      ["dropoutLarge float64", "dropoutLarge simd", "dropoutLarge webgpu"],
    ]);
  });

  test("names every row once", () => {
    const ids = idsOf({}, 16);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("scales the fastest backend of the workers, up to all cores", () => {
    const ids = idsOf({ workloads: ["rwm"], backends: ["float64", "simd"], scaleChains: false }, 6);
    expect(ids.filter((id) => id.startsWith("workers"))).toEqual(
      [1, 2, 4, 6].map((count) => `workers: rwm simd ${count}w 768c`),
    );
    expect(idsOf({ workloads: ["grid"], backends: ["webgpu"] })).toEqual(["backend: grid webgpu adapter"]);
    expect([1, 2, 8].map(workerCounts)).toEqual([[1], [1, 2], [1, 2, 4, 8]]);
  });

  test("scales passes over workers, and over chains that they have none of not", () => {
    expect(idsOf({ workloads: ["dropoutLarge"], backends: ["simd", "relaxed"] }, 2)).toEqual([
      "backend: dropoutLarge simd 1w",
      "workers: dropoutLarge simd 1w",
      "workers: dropoutLarge simd 2w",
    ]);
  });

  test("gives the adapter thousands of chains, in whole groups of 64", () => {
    const idOf = (numChains: number): string =>
      idsOf({ workloads: ["mala"], backends: ["webgpu"], numChains })[0];
    expect([64, 8192, 8193].map(idOf)).toEqual(
      [8192, 8192, 8256].map((count) => `backend: mala webgpu adapter ${count}c`),
    );
  });

  test("leaves the scaling away where nobody wants it, and over workers where there is one core", () => {
    expect(idsOf({ scaleWorkers: false, scaleChains: false }).every((id) => id.startsWith("backend"))).toBe(
      true,
    );
    expect(idsOf({ scaleChains: false }, 1).some((id) => id.startsWith("workers"))).toBe(false);
  });

  test("takes the time of its rows", () => {
    const groups = planOf({ ...defaults, scaleWorkers: false, scaleChains: false }, 4);
    expect(
      secondsOf(groups, { ...defaults, seconds: 2 }) - secondsOf(groups, { ...defaults, seconds: 1 }),
    ).toBeCloseTo(23, 9);
  });

  test("has nine repeats or as many as keep each within a quarter of a second", () => {
    expect([0.1, 1, 2.25, 2.3, 30].map((seconds) => numRepeatsOf({ seconds }))).toEqual([9, 9, 9, 10, 120]);
  });

  test("is refused where nothing is chosen, or nothing that there is", () => {
    expect(() => idsOf({ workloads: [] })).toThrow("choose a workload");
    expect(() => idsOf({ workloads: ["mala"], backends: ["tuned"] })).toThrow(RangeError);
    expect(() => idsOf({ workloads: ["chess"] })).toThrow("chess");
  });
});

describe("options of the handle", () => {
  const store = new SettingsStore(benchmarkSettings);

  test("take the place of settings", () => {
    expect(checkedOptions(store, { numChains: 64, workloads: ["hmc"] })).toEqual({
      ...defaults,
      numChains: 64,
      workloads: ["hmc"],
    });
  });

  test("are refused by name where they cannot be used", () => {
    expect(() => checkedOptions(store, { numChains: 3 })).toThrow("numChains = 3");
    expect(() => checkedOptions(store, { numberOfChains: 64 } as never)).toThrow("numberOfChains");
  });
});

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    "Chromium 156",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/131.0",
    "Edge 131",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140"],
  [
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15",
    "Safari 18",
  ],
  ["curl/8", "unknown browser"],
])("the browser of %s is %s", (userAgent, name) => expect(browserOf(userAgent)).toBe(name));
