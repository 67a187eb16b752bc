/** Values for the settings of a table, whatever it holds. */
import * as fc from "fast-check";
import {
  defaultsOf,
  isInUse,
  type Setting,
  type SettingValue,
  type SettingValues,
} from "../../src/core/settings";

/** Doubles that a careless way of writing them changes: subnormals, a zero with a sign, all 17 digits. */
const AWKWARD = [-0, 5e-324, -5e-324, 2.2250738585072014e-308, 0.1 + 0.2, 1 / 3, 1e-7, 123456789.12345679];

/** Every value that a setting allows, those that are hard to write among them. */
export function valuesOf(setting: Setting): fc.Arbitrary<SettingValue> {
  switch (setting.kind) {
    case "number":
      return setting.integer ? integers(setting) : doubles(setting);
    case "choice":
      return fc.constantFrom(...setting.choices.map(({ value }) => value));
    case "toggle":
      return fc.boolean();
    case "text":
      return fc
        .string({ unit: "grapheme", maxLength: setting.maxLength })
        .filter((text) => text.length <= setting.maxLength);
    case "vector": {
      const { length } = setting;
      return fc.oneof(fc.constant([]), fc.array(doubles(setting), { minLength: length, maxLength: length }));
    }
  }
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function integers({ min, max }: Range): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max, ...(min <= 0 && max >= 0 ? [-0] : [])));
}

function doubles({ min, max }: Range): fc.Arbitrary<number> {
  const inside = AWKWARD.filter((value) => value >= min && value <= max);
  return fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max, ...inside));
}

/** Some of the settings changed, the others at their defaults. */
export function tableValues(settings: readonly Setting[]): fc.Arbitrary<SettingValues> {
  const anyOf = Object.fromEntries(settings.map((setting) => [setting.key, valuesOf(setting)]));
  return fc
    .record(anyOf, { requiredKeys: [] })
    .map((changed) => ({ ...defaultsOf(settings), ...changed }) as SettingValues);
}

/** What comes back from a link: settings that are not in use have their defaults. */
export function asLinked(settings: readonly Setting[], values: SettingValues): Record<string, SettingValue> {
  return Object.fromEntries(
    settings.map((setting) => [
      setting.key,
      isInUse(setting, values) ? values[setting.key] : setting.default,
    ]),
  );
}
