import { describe, expect, test } from "vitest";
import { samplerByKey, samplers } from "../../src/core/samplers";
import { checkedNumbers, defaultsOf, isValid } from "../../src/core/settings";
import { targetByKey, targets } from "../../src/core/targets";

const definitions = [...targets, ...samplers];

describe("registries", () => {
  test("keys of targets and samplers are unique, and so are those of all their settings", () => {
    const keys = [
      ...targets.map(({ key }) => key),
      ...samplers.map(({ key }) => key),
      ...definitions.flatMap(({ settings }) => settings.map(({ key }) => key)),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    // They stand in links as they are.
    for (const key of keys) expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  test("everything is found by its key", () => {
    for (const target of targets) expect(targetByKey(target.key)).toBe(target);
    for (const sampler of samplers) expect(samplerByKey(sampler.key)).toBe(sampler);
  });

  test("an unknown key is refused with the keys there are", () => {
    for (const [find, known] of [
      [targetByKey, targets],
      [samplerByKey, samplers],
    ] as const) {
      expect(() => find("nobody")).toThrow(RangeError);
      expect(() => find("nobody")).toThrow("= nobody; expected one of");
      for (const { key } of known) expect(() => find("nobody")).toThrow(key);
    }
  });
});

describe.each(definitions)("$key", ({ label, description, settings }) => {
  test("has words for the panel", () => {
    expect(label).not.toBe("");
    expect(description).toMatch(/\.$/);
    for (const setting of settings) {
      expect(setting.label).not.toBe("");
      expect(setting.group).not.toBe("");
      expect(setting.description).toMatch(/\.$/);
    }
  });

  test("has settings with a range that holds their default, and steps that fit into it", () => {
    for (const { key, min, max, step, default: initial, scale } of settings) {
      expect([key, min < max]).toEqual([key, true]);
      expect([key, min <= initial && initial <= max]).toEqual([key, true]);
      expect([key, step > 0 && step < max - min]).toEqual([key, true]);
      expect([key, scale !== "log" || min > 0]).toEqual([key, true]);
    }
  });

  test("takes its defaults and fills in what is missing", () => {
    expect(checkedNumbers(settings, {})).toEqual(defaultsOf(settings));
  });

  test("refuses what lies outside the range or is no number, naming key, value and expectation", () => {
    for (const setting of settings) {
      const { key, min, max } = setting;
      const kind = setting.integer ? "a whole number" : "a number";
      expect(isValid(setting, min) && isValid(setting, max)).toBe(true);
      for (const value of [min - 1e-6, max + 1e-6, NaN, Infinity, -Infinity]) {
        const attempt = (): unknown => checkedNumbers(settings, { [key]: value });
        expect(attempt).toThrow(RangeError);
        expect(attempt).toThrow(`${key} = ${value}; expected ${kind} from ${min} to ${max}`);
      }
    }
    expect(() => checkedNumbers(settings, { nobody: 1 })).toThrow("nobody is not a setting here");
  });
});

test("presets name every setting and are valid", () => {
  const presets = targets.flatMap(({ settings, presets: all }) =>
    all.map((preset) => ({ settings, ...preset })),
  );
  expect(presets.length).toBeGreaterThan(0);
  for (const { settings, label, values } of presets) {
    expect(label).not.toBe("");
    expect(checkedNumbers(settings, values)).toEqual(values);
  }
});
