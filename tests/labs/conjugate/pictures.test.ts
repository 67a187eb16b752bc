import { describe, expect, test } from "vitest";
import type { SettingValues } from "../../../src/core/settings";
import { digits, fromLog, span } from "../../../src/labs/conjugate/format";
import {
  beliefPicture,
  predictionPicture,
  stripPicture,
  stripRange,
} from "../../../src/labs/conjugate/pictures";
import { readoutsOf, sentenceOf } from "../../../src/labs/conjugate/readouts";
import { modelWith } from "./lab";

const cases: readonly (readonly [string, SettingValues])[] = [
  ["the start", {}],
  ["a prior highest at both ends", { alpha: 0.1, beta: 0.1, ownFlips: "1" }],
  ["a thousand flips at an edge", { numFlips: "1000", biasTo: 0.5 }],
  ["a sharp prior far off", { pair: "normal", priorMean: -200, priorSd: 0.01 }],
  ["a vague prior", { pair: "normal", priorSd: 1000, sigma: 0.01 }],
  ["large measurements", { pair: "normal", ownMeasurements: "-1000000 1000000" }],
  ["a mean cut off on both sides", { pair: "normal", meanFrom: 1, meanTo: 2 }],
  ["measurements far apart", { pair: "normal", ownMeasurements: "1e6 -1e6 3", sigma: 0.01 }],
  ["a sharp prior far off data in order", { pair: "normal", ownMeasurements: "1 500 1000", priorSd: 0.01 }],
  ["counts of nothing", { pair: "gamma", ownCounts: "0 0 0", shape: 0.1 }],
  ["large counts", { pair: "gamma", ownCounts: "10000 9000" }],
  ["a rate cut off", { pair: "gamma", rateTo: 2 }],
];

describe.each(cases)("%s", (_, values) => {
  const model = modelWith(values);

  test("curves rise along x, are finite and fit the picture", () => {
    const { xRange, yRange, curves = [], bands = [] } = beliefPicture(model);
    expect(xRange?.every(Number.isFinite)).toBe(true);
    expect(yRange?.[1]).toBeGreaterThan(0);
    expect(yRange?.[1]).toBeLessThan(Infinity);
    for (const { x } of curves) {
      for (let i = 1; i < x.length; i++) expect(x[i]).toBeGreaterThanOrEqual(x[i - 1]);
      expect([x[0], x[x.length - 1]]).toEqual(xRange);
    }
    // The posterior's hill is drawn where it stands, not between two nodes.
    const posterior = curves.find(({ label }) => label.startsWith("posterior"));
    const { mode, pdf } = model.update.posterior;
    if (Number.isFinite(pdf(mode)) && mode >= 0) expect(Math.max(...(posterior?.y ?? []))).toBe(pdf(mode));
    expect(bands).toHaveLength(model.region.length);
  });

  test("predictions are shares or a density", () => {
    const { bars = [], curves = [] } = predictionPicture(model);
    const { outcomes } = model.update;
    const { isDiscrete } = model.update.prediction;
    const heights = isDiscrete ? bars[0].height : curves[2].y;
    const sum = heights.reduce((total, height) => total + height, 0);
    expect(sum * (isDiscrete ? 1 : outcomes[1] - outcomes[0])).toBeGreaterThan(0.98);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
  });

  test("the small pictures share one axis that holds the truth's neighbourhood", () => {
    const range = stripRange(model);
    expect(range[1]).toBeGreaterThan(range[0]);
    for (const { update } of model.strip) {
      const { mean, pdf, mode } = update.posterior;
      expect(mean).toBeGreaterThan(range[0]);
      expect(mean).toBeLessThan(range[1]);
      const { yRange = [0, 0] } = stripPicture(update, range, "x", null);
      expect(yRange[1]).toBeLessThan(Infinity);
      if (Number.isFinite(pdf(mode))) expect(yRange[1]).toBeGreaterThan(pdf(mode));
    }
  });

  test("numbers and sentence hold nothing broken", () => {
    const text = readoutsOf(model)
      .map(({ value, explanation }) => `${value} ${explanation}`)
      .concat(sentenceOf(model))
      .join(" ");
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});

test("the picture of the next data has its own words", () => {
  const words = (values: SettingValues) => sentenceOf(modelWith({ ...values, view: "prediction" }));
  // Beta(7, 5): 7 / 12; of ten flips 6 heads are likeliest, 210 B(13, 9) / B(7, 5) = 0.1834.
  expect(words({})).toBe(
    "After the data (10 flips, 6 heads) the next flip is heads with probability 0.583. Of the next 10, 6 heads are likeliest, with probability 0.183.",
  );
  expect(words({ pair: "normal" })).toBe(
    "After the data (50 measurements, mean 5.71) the next measurement is expected at 5.71 ± 2.02; were the mean known to be 5.71, at ± 2.00.",
  );
  // Gamma(78, 26): variance 3 + 3 / 26.
  expect(words({ pair: "gamma", rateTo: 99 })).toBe(
    "After the data (25 counts, total 76) the next count is expected at 3.00 ± 1.77; were the rate known to be 3.00, at ± 1.73. The prior and the posterior are cut off at the limits.",
  );
});

test("the region is the filled stretch", () => {
  const model = modelWith();
  const [band] = beliefPicture(model).bands ?? [];
  expect([band.x[0], band.x[band.x.length - 1]]).toEqual([...model.region[0]]);
});

test("numbers in words", () => {
  expect(digits(-0.81353)).toBe("−0.8135");
  expect(digits(1234.5678)).toBe("1235");
  expect(digits(1.5e-7)).toBe("1.50e−7");
  expect(span([0.30790471, 0.832511905])).toBe("0.308 to 0.833");
  expect(span([0.30790471, 0.832511905], true)).toBe("0.308–0.833");
  expect(span([-1.2, 3.4], true)).toBe("−1.20 to 3.40");
  expect(fromLog(Math.log(2))).toBe("2.00");
  expect(fromLog(-100)).toBe("3.7·10⁻⁴⁴");
  expect(fromLog(Math.log(9.97e-40))).toBe("1.0·10⁻³⁹");
});
