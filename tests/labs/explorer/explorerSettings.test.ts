/** The explorer's table of settings, from which panel, link and validation are made. */
import { describe, expect, test } from "vitest";
import { samplers } from "../../../src/core/samplers";
import { conditionsOf, type Setting } from "../../../src/core/settings";
import { targets } from "../../../src/core/targets";
import { explorerSettings, transientKeys } from "../../../src/labs/explorer/explorerSettings";
import { faultsOf } from "../settingsContract";

const byKey = new Map(explorerSettings.map((setting) => [setting.key, setting]));

test("nothing is wrong with it", () => {
  expect(faultsOf(explorerSettings)).toEqual([]);
});

describe("the check itself finds", () => {
  const base = { label: "made", description: "Made up.", group: "Made", restartsRun: false };
  const sound: Setting = { ...base, kind: "number", key: "made", default: 1, min: 1, max: 200, step: 1 };
  const shade: Setting = {
    ...base,
    kind: "choice",
    key: "shade",
    default: "dim",
    choices: [{ value: "dim", label: "dim" }],
  };
  const cases: [string, Setting | Setting[]][] = [
    ["made: has the key of another one", [{ ...sound }, sound]],
    ["v: has a key that a link cannot have", { ...sound, key: "v" }],
    ["two words: has a key that a link cannot have", { ...sound, key: "two words" }],
    ["made: has no label", { ...sound, label: " " }],
    ["made: has no group", { ...sound, group: "" }],
    ["made: is not described by one sentence", { ...sound, description: "No full stop" }],
    ["made: is not described by one sentence", { ...sound, description: "One. Two." }],
    ["made: has a default that is not valid", { ...sound, default: 0 }],
    ["made: has an empty range", { ...sound, min: 1, max: 1, step: 0 }],
    ["made: has a step that does not fit into its range", { ...sound, step: 500 }],
    ["made: has a bound that is not finite", { ...sound, max: Infinity }],
    ["made: is whole, but its bounds are not", { ...sound, integer: true, max: 99.5 }],
    ["made: is logarithmic over less than two decades above 0", { ...sound, min: 0, scale: "log" }],
    ["made: is logarithmic over less than two decades above 0", { ...sound, max: 50, scale: "log" }],
    ["shade: has no clear choices", { ...shade, choices: [] }],
    ["shade: has no clear choices", { ...shade, choices: [...shade.choices, ...shade.choices] }],
    ["made: depends on a setting that there is not", { ...sound, only: { key: "banana", values: ["true"] } }],
    [
      "made: depends on a value that there is not",
      [shade, { ...sound, only: { key: "shade", values: ["bright"] } }],
    ],
    ["made: depends on no value", [shade, { ...sound, only: { key: "shade", values: [] } }]],
  ];
  test.each(cases)("%s", (fault, table) => {
    expect(faultsOf(Array.isArray(table) ? table : [table])).toContain(fault);
  });

  test("nothing in a sound table", () => {
    expect(faultsOf([shade, { ...sound, only: { key: "shade", values: ["dim"] } }])).toEqual([]);
  });
});

describe.each([
  ["target", targets],
  ["sampler", samplers],
] as const)("every %s", (choiceKey, registry) => {
  test("can be chosen, by its own name", () => {
    const choice = byKey.get(choiceKey);
    expect(choice).toMatchObject({ kind: "choice", restartsRun: true });
    const offered = choice?.kind === "choice" ? choice.choices : [];
    // A formula of one's own is no target of the registry.
    expect(offered.filter(({ value }) => value !== "formula")).toEqual(
      registry.map(({ key, label }) => ({ value: key, label })),
    );
  });

  test.each(registry.map((entry) => [entry.key, entry] as const))(
    "%s has its settings there",
    (key, { settings }) => {
      for (const { only: _, ...setting } of settings) {
        const found = byKey.get(setting.key);
        expect(found).toMatchObject(setting);
        expect(conditionsOf(found ?? {})).toContainEqual({ key: choiceKey, values: [key] });
      }
      for (const setting of settings) expect(setting.restartsRun).toBe(true);
    },
  );
});

test("a target's presets are valid values of its settings", () => {
  for (const { settings, presets } of targets) {
    for (const { values } of presets) {
      expect(new Set(Object.keys(values))).toEqual(new Set(settings.map(({ key }) => key)));
      for (const [key, value] of Object.entries(values)) {
        const setting = byKey.get(key);
        if (setting?.kind !== "number") throw new Error(`${key} is no number setting`);
        expect(value).toBeGreaterThanOrEqual(setting.min);
        expect(value).toBeLessThanOrEqual(setting.max);
      }
    }
  }
});

test("what does not make another run is what the draws do not depend on, and only that is transient", () => {
  const free = explorerSettings.filter(({ restartsRun }) => !restartsRun).map(({ key }) => key);
  expect(free).toEqual(
    expect.arrayContaining(["speed", "pauseAt", "numWorkers", "view", "trail", "showProposals", "camera"]),
  );
  for (const key of ["target", "sampler", "numChains", "numWarmup", "seed", "start", "startX", "startY"]) {
    expect(byKey.get(key)?.restartsRun).toBe(true);
  }
  for (const key of transientKeys) expect(free).toContain(key);
});
