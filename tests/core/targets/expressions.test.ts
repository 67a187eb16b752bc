import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Density, evaluate, evaluateWithGradient } from "../../../src/core/density";
import { gaussianMixture } from "../../../src/core/targets/gaussianMixture";
import {
  createBananaDensity,
  createBimodal1dDensity,
  createCorrelatedGaussianDensity,
  createFunnelDensity,
  createMeanLogSdDensity,
  createMixtureDensity,
  createRingDensity,
  createRosenbrockDensity,
  mixtureSettingNames,
} from "../../../src/core/targets/expressions";
import { statisticsOf } from "../../../src/core/targets";

const TOLERANCE = 1e-12;

interface Points {
  readonly rows: readonly (readonly number[])[];
}
function readReference(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../reference/${name}.json`, import.meta.url), "utf8"));
}
const truth = readReference("bimodal_truth") as { targets: { name: string; points: Points }[] };
const posterior = readReference("gaussian_mu_logsigma_posterior") as { data: number[]; points: Points };

const [equal, unequal] = gaussianMixture.presets.map(({ values }) =>
  mixtureSettingNames.map((name) => values[name]),
);

function statisticsFor(data: readonly number[]): number[] {
  const { n, mean, scatter } = statisticsOf(Float64Array.from(data));
  return [n, mean, scatter];
}

/** The settings are the parameters that the reference states. */
const targets: readonly { name: string; density: Density; settings: number[]; columns: number[][] }[] = [
  { name: "mixture_equal", density: createMixtureDensity(), settings: equal, columns: [] },
  { name: "mixture_unequal", density: createMixtureDensity(), settings: unequal, columns: [] },
  { name: "banana_twisted", density: createBananaDensity(), settings: [2, 0.5], columns: [] },
  { name: "rosenbrock", density: createRosenbrockDensity(), settings: [1, 100, 20], columns: [] },
  { name: "funnel_2d", density: createFunnelDensity(), settings: [3], columns: [] },
  { name: "ring", density: createRingDensity(), settings: [3, 0.5], columns: [] },
  { name: "bimodal_1d", density: createBimodal1dDensity(), settings: [0.4, -1.5, 0.5, 2, 0.8], columns: [] },
  {
    name: "gaussian_corr",
    density: createCorrelatedGaussianDensity(),
    settings: [0.5, -1, 1, 1, 0.95],
    columns: [],
  },
  {
    name: "meanLogSd",
    density: createMeanLogSdDensity(),
    settings: statisticsFor(posterior.data),
    columns: [],
  },
];

/** |value - truth| / (1 + |truth|); Infinity for NaN. */
function relativeError(value: number, expected: number): number {
  const error = Math.abs(value - expected) / (1 + Math.abs(expected));
  return Number.isNaN(error) ? Infinity : error;
}

test("all eight targets of the reference are here", () => {
  const names = targets.map(({ name }) => name);
  expect(truth.targets).toHaveLength(8);
  for (const { name } of truth.targets) expect(names).toContain(name);
});

describe.each(targets)("$name", ({ name, density, settings, columns }) => {
  const { rows } = truth.targets.find((target) => target.name === name)?.points ?? posterior.points;
  const dimension = density.numParameters;

  test("log density and gradient at the 200 reference points", () => {
    expect(rows).toHaveLength(200);
    const gradient = new Float64Array(dimension);
    for (const row of rows) {
      const inputs = { position: row.slice(0, dimension), settings, columns };
      gradient.fill(NaN);
      const value = evaluateWithGradient(density, inputs, gradient);
      expect(value).toBe(evaluate(density, inputs));
      expect(relativeError(value, row[dimension])).toBeLessThan(TOLERANCE);
      gradient.forEach((slope, i) =>
        expect(relativeError(slope, row[dimension + 1 + i])).toBeLessThan(TOLERANCE),
      );
    }
  });

  test("far tails: finite or outside, and where finite up to 1e3 so is the gradient", () => {
    const gradient = new Float64Array(dimension);
    const sizes = [-1e3, -100, -10, -0.001, 0, 0.001, 10, 100, 1e3, 1e160, -1e300];
    let numFinite = 0;
    for (const x of sizes) {
      for (const y of dimension === 1 ? [0] : sizes) {
        const inputs = { position: [x, y].slice(0, dimension), settings, columns };
        const value = evaluateWithGradient(density, inputs, gradient);
        expect(value).toBeLessThan(Infinity);
        if (value === -Infinity) continue;
        numFinite++;
        // Farther out a slope of the funnel overflows on the way.
        if (Math.max(Math.abs(x), Math.abs(y)) > 1e3) continue;
        for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(Infinity);
      }
    }
    expect(numFinite).toBeGreaterThan(4);
  });
});

describe("what is special", () => {
  test("the ring has gradient 0 at the origin", () => {
    const gradient = new Float64Array(2).fill(NaN);
    const value = evaluateWithGradient(
      createRingDensity(),
      { position: [0, 0], settings: [3, 0.5] },
      gradient,
    );
    expect(value).toBe(-18);
    expect([...gradient]).toEqual([0, 0]);
  });

  test("the equal mixture has gradient 0 midway, where its components tie", () => {
    const gradient = new Float64Array(2).fill(NaN);
    evaluateWithGradient(createMixtureDensity(), { position: [0, 0], settings: equal }, gradient);
    expect([...gradient].map(Math.abs)).toEqual([0, 0]);
  });
});
