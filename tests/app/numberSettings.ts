import * as fc from "fast-check";
import type { NumberSetting } from "../../src/core/settings";
import { explorerSettings } from "../../src/labs/explorer/explorerSettings";

const table = explorerSettings.filter((setting): setting is NumberSetting => setting.kind === "number");

/** A number setting made up for a test. */
export const madeSetting = (
  changes: Pick<NumberSetting, "min" | "max" | "step"> & Partial<NumberSetting>,
): NumberSetting => ({
  kind: "number",
  key: "made",
  label: "made",
  description: "Made up.",
  group: "Made",
  restartsRun: false,
  default: changes.min,
  ...changes,
});

/** Number settings of all sorts; a logarithmic one spans two to twelve decades. */
export const numberSettings = fc.oneof(
  fc.constantFrom(...table),
  fc
    .record({
      min: fc.integer({ min: -5000, max: 5000 }),
      numSteps: fc.integer({ min: 1, max: 100_000 }),
      step: fc.constantFrom(0.01, 0.05, 0.1, 1, 10),
    })
    .map(({ min, numSteps, step }) => madeSetting({ min: min * step, max: (min + numSteps) * step, step })),
  fc
    .record({
      min: fc.double({ min: 1e-6, max: 10, noNaN: true }),
      ratio: fc.double({ min: 100, max: 1e12, noNaN: true }),
    })
    .map(({ min, ratio }) => madeSetting({ min, max: min * ratio, step: min, scale: "log" })),
  fc
    .record({ min: fc.integer({ min: 1, max: 50 }), max: fc.integer({ min: 5000, max: 1e9 }) })
    .map(({ min, max }) => madeSetting({ min, max, step: 1, scale: "log", integer: true })),
);
