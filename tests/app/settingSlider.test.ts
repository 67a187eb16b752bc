/** How a slider's positions and a setting's values belong together. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromSlider, nextValue, SLIDER_STEPS, toSlider } from "../../src/app/settingSlider";
import { isValid, type NumberSetting } from "../../src/core/settings";
import { madeSetting as made, numberSettings } from "./numberSettings";
import { explorerSettings } from "../../src/labs/explorer/explorerSettings";

const table = explorerSettings.filter((setting): setting is NumberSetting => setting.kind === "number");

const positions = fc.double({ min: 0, max: SLIDER_STEPS, noNaN: true });
const anyValue = (setting: NumberSetting): fc.Arbitrary<number> =>
  setting.integer
    ? fc.integer({ min: setting.min, max: setting.max })
    : fc.double({ min: setting.min, max: setting.max, noNaN: true });

/** Half of what fromSlider rounds away around a value. */
function roundingAt({ scale, step, integer }: NumberSetting, value: number): number {
  if (scale !== "log") return step / 2;
  const twoDigits = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1) / 2;
  return integer ? Math.max(0.5, twoDigits) : twoDigits;
}

const seeds = { numRuns: 500, seed: 1 };

describe("a slider", () => {
  test("begins and ends at the setting's own ends, to the bit", () => {
    fc.assert(
      fc.property(numberSettings, (setting) => {
        const { min, max } = setting;
        expect([fromSlider(setting, 0), fromSlider(setting, SLIDER_STEPS)]).toEqual([min, max]);
        expect(toSlider(setting, min)).toBe(0);
        expect(toSlider(setting, max)).toBeCloseTo(SLIDER_STEPS, 9);
      }),
      seeds,
    );
  });

  test("gives valid values only, whole ones where the setting wants them", () => {
    fc.assert(
      fc.property(numberSettings, fc.double({ min: -50, max: 1050, noNaN: true }), (setting, position) => {
        expect(isValid(setting, fromSlider(setting, position))).toBe(true);
      }),
      seeds,
    );
  });

  test("rises with its position", () => {
    fc.assert(
      fc.property(numberSettings, positions, positions, (setting, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(fromSlider(setting, low)).toBeLessThanOrEqual(fromSlider(setting, high));
        expect(toSlider(setting, fromSlider(setting, low))).toBeLessThanOrEqual(
          toSlider(setting, fromSlider(setting, high)),
        );
      }),
      seeds,
    );
  });

  test("stands where its value is: there and back loses no more than the rounding", () => {
    const pairs = numberSettings.chain((setting) =>
      anyValue(setting).map((value) => [setting, value] as const),
    );
    fc.assert(
      fc.property(pairs, ([setting, value]) => {
        const back = fromSlider(setting, toSlider(setting, value));
        const rounding = roundingAt(setting, value);
        expect(Math.abs(back - value)).toBeLessThanOrEqual(rounding * (1 + 1e-9) + 1e-9 * Math.abs(value));
        // What was rounded once stays where it is.
        const again = fromSlider(setting, toSlider(setting, back));
        expect(Math.abs(again - back)).toBeLessThanOrEqual(1e-11 * Math.abs(back));
      }),
      seeds,
    );
  });

  test("lies in the middle of a range where its logarithm does", () => {
    const speed = made({ min: 1, max: 10_000, step: 1, scale: "log" });
    expect(fromSlider(speed, 500)).toBe(100);
    expect(fromSlider(made({ min: 0, max: 10, step: 0.5 }), 333)).toBe(3.5);
    expect(fromSlider(made({ min: 0, max: 0.3, step: 0.1 }), 667)).toBe(0.2);
  });
});

describe("a key press", () => {
  const steps = fc.constantFrom(1, -1, 10, -10);

  test("moves on by what it says, and stays within the range", () => {
    const cases = fc.tuple(numberSettings, steps).chain(([setting, by]) => {
      return anyValue(setting).map((value) => ({ setting, by, value }));
    });
    fc.assert(
      fc.property(cases, ({ setting, by, value }) => {
        const next = nextValue(setting, value, by);
        expect(isValid(setting, next)).toBe(true);
        const end = by > 0 ? setting.max : setting.min;
        if (value !== end) expect(Math.sign(next - value)).toBe(Math.sign(by));
      }),
      seeds,
    );
  });

  test.each([
    [0.3, 1, 0.4],
    [0.4, -1, 0.3],
    [9.95, 1, 10],
    [0.2, 10, 1.2],
  ])("on a linear slider takes %f by %i steps to %f", (value, by, next) => {
    expect(nextValue(made({ min: 0, max: 10, step: 0.1 }), value, by)).toBe(next);
  });

  test("reaches every end of the explorer's sliders", () => {
    for (const setting of table.filter(({ scale }) => scale === "log")) {
      let value = setting.min;
      let presses = 0;
      while (value < setting.max && presses < 100) {
        value = nextValue(setting, value, 1);
        presses += 1;
      }
      expect(value).toBe(setting.max);
      expect(presses).toBeGreaterThan(20);
    }
  });
});
