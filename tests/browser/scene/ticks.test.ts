import { expect, it } from "vitest";
import { formatTick, roundTicks } from "../../../src/scene/ticks";

it.each([
  {
    min: -6,
    max: 6,
    maxCount: 12,
    step: 1,
    words: ["−6", "−5", "−4", "−3", "−2", "−1", "0", "1", "2", "3", "4", "5", "6"],
  },
  { min: 0, max: 1, maxCount: 5, step: 0.2, words: ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"] },
  { min: -0.31, max: 0.07, maxCount: 4, step: 0.1, words: ["−0.3", "−0.2", "−0.1", "0.0"] },
  { min: 950, max: 2600, maxCount: 4, step: 500, words: ["1000", "1500", "2000", "2500"] },
  { min: -2e6, max: 2e6, maxCount: 4, step: 1e6, words: ["−2e+6", "−1e+6", "0", "1e+6", "2e+6"] },
])("ticks of [$min, $max]", ({ min, max, maxCount, step, words }) => {
  const ticks = roundTicks(min, max, maxCount);
  expect(ticks.step).toBeCloseTo(step, 12);
  expect(ticks.values.map((value) => formatTick(value, ticks.step))).toEqual(words);
});
