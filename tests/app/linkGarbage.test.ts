/** Whatever stands in the address, it is read without a throw, and every broken key is named. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLink, encodeLink, labOf } from "../../src/app/link";
import { SettingsStore } from "../../src/app/settingsStore";
import { isSameValue, isValid } from "../../src/core/settings";
import { explorerSettings } from "../../src/labs/explorer/explorerSettings";

const settings = explorerSettings;

const decode = (query: string): ReturnType<typeof decodeLink> =>
  decodeLink(`#explorer?${query}`, "explorer", settings);

/** What every fragment must come to: valid values, and a sentence for each key that is not as it was given. */
function expectSound(hash: string): void {
  const { values, problems } = decodeLink(hash, "explorer", settings);
  expect(Object.keys(values)).toEqual(settings.map(({ key }) => key));
  for (const setting of settings) expect(isValid(setting, values[setting.key])).toBe(true);
  new SettingsStore(settings).set(values);
  for (const problem of problems) expect(problem.length).toBeLessThan(400);
  expect(typeof labOf(hash, "explorer")).toBe("string");
  expect(decodeLink(encodeLink("explorer", settings, values), "explorer", settings).problems).toEqual([]);
}

const junk = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("%", "=", "&", "?", "#", "+", "-", ".", ",", "0", "7", "e", "v", "\u0000"),
  }),
  fc.constantFrom(
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-1e999",
    "",
    " ",
    "0x",
    "%",
    "%E0%A4%A",
    "null",
    "[object Object]",
  ),
  fc.double().map(String),
);
const keys = fc.oneof(
  fc.constantFrom(
    ...settings.map(({ key }) => key),
    "v",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
  ),
  junk,
);

describe("garbage", () => {
  test("of any kind gives sound settings", () => {
    fc.assert(fc.property(junk, expectSound), { numRuns: 300, seed: 1 });
  });

  test("behind known and unknown keys gives sound settings", () => {
    const pairs = fc.array(fc.tuple(keys, junk).map(([key, value]) => `${key}=${value}`));
    const query = fc
      .tuple(fc.constantFrom("#explorer?", "#?", "?", "#/x?y?"), pairs)
      .map(([head, all]) => head + all.join("&"));
    fc.assert(fc.property(query, expectSound), { numRuns: 300, seed: 2 });
  });

  test("in one setting is named, costs that setting only, and gives its default", () => {
    const broken = fc.constantFrom(...settings).chain((setting) => {
      return junk.map((text) => ({ setting, text }));
    });
    fc.assert(
      fc.property(broken, ({ setting, text }) => {
        const { values, problems } = decode(
          `seed=7&${setting.key}=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ""))}&trail=9`,
        );
        const others = { seed: 7, trail: 9 };
        for (const [key, value] of Object.entries(others))
          if (key !== setting.key) expect(values[key]).toBe(value);
        const isDefault = isSameValue(values[setting.key], setting.default);
        if (problems.length === 0) return;
        expect(problems).toHaveLength(1);
        expect(isDefault).toBe(true);
        expect(problems[0].startsWith(`${setting.key} `)).toBe(true);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
