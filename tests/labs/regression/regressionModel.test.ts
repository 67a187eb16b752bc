import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { evaluatePolynomial, predict, weightCovariance } from "../../../src/core/regression";
import { articlePoints, type Point } from "../../../src/labs/regression/dataText";
import {
  formatFive,
  formatShort,
  percentOf,
  readoutsOf,
  sentenceOf,
} from "../../../src/labs/regression/readouts";
import {
  COVERAGE,
  regressionModel,
  weightsThrough,
  type RegressionModel,
} from "../../../src/labs/regression/regressionModel";
import { regressionSettings } from "../../../src/labs/regression/regressionSettings";
import { expectAllClose, expectClose, seedNumbers } from "../../core/seedNumbers";

interface Section {
  x: number[];
  y: number[];
  sigma_noise: number;
  sigma_prior: number;
  true: { intercept: number; slope: number };
  mu_post: number[];
  Sigma_post: number[][];
  sd_post: number[];
  corr: number;
  ols: number[];
  log_evidence: number;
  z_of_truth: number[];
  x_test: number[];
  predictive_mean: number[];
  predictive_sd: number[];
  epistemic_sd: number[];
  avg_predictive_sd_in: number;
  avg_predictive_sd_out: number;
  avg_epistemic_sd_in: number;
  avg_epistemic_sd_out: number;
  ratio_predictive: number;
  ratio_epistemic: number;
  normal_coverage_of_2sd: number;
  printed: string[];
}

const stored = seedNumbers("bayesian_linear_regression") as Section;

function modelWith(values: Readonly<Record<string, number>>, points: readonly Point[] = articlePoints()) {
  const store = new SettingsStore(regressionSettings);
  store.set(values);
  return regressionModel(store, points);
}
const model = modelWith({});

describe("at the defaults, every exact number of the reference", () => {
  test("no key of the reference is left out", () => {
    const tested = [
      "x y sigma_noise sigma_prior true mu_post Sigma_post sd_post corr ols log_evidence z_of_truth x_test",
      "predictive_mean predictive_sd epistemic_sd avg_predictive_sd_in avg_predictive_sd_out",
      "avg_epistemic_sd_in avg_epistemic_sd_out ratio_predictive ratio_epistemic normal_coverage_of_2sd printed",
    ];
    expect(Object.keys(stored).sort()).toEqual(tested.join(" ").split(" ").sort());
  });

  test("data and prior", () => {
    expectAllClose(
      model.points.map(([x]) => x),
      stored.x,
    );
    expectAllClose(
      model.points.map(([, y]) => y),
      stored.y,
    );
    expect(model.numSeen).toBe(20);
    expect(model.posterior.sigmaNoise).toBe(stored.sigma_noise);
    expect(model.posterior.sigmaWeights).toBe(stored.sigma_prior);
    expect(model.truth?.weights).toEqual([stored.true.intercept, stored.true.slope]);
  });

  test("posterior of the weights", () => {
    expectAllClose(model.weights, stored.mu_post);
    expectAllClose(model.sds, stored.sd_post);
    expectAllClose(model.pair.mean, stored.mu_post);
    expectAllClose(model.pair.sds, stored.sd_post);
    expectAllClose(weightCovariance(model.posterior), stored.Sigma_post.flat());
    expectClose(model.pair.correlation, stored.corr);
    expectAllClose(model.leastSquares ?? [], stored.ols);
    expectClose(model.logEvidence, stored.log_evidence);
    expectClose(model.evidence[1].logEvidence, stored.log_evidence);
    expectAllClose(model.truth?.z ?? [], stored.z_of_truth);
  });

  test("prediction, place by place and on average", () => {
    expectAllClose(model.x, stored.x_test);
    expectAllClose(model.prediction.mean, stored.predictive_mean);
    expectAllClose(model.prediction.predictiveSd, stored.predictive_sd);
    expectAllClose(model.prediction.epistemicSd, stored.epistemic_sd);
    const { predictiveSd, epistemicSd } = model;
    expectClose(predictiveSd.inside, stored.avg_predictive_sd_in);
    expectClose(predictiveSd.outside, stored.avg_predictive_sd_out);
    expectClose(epistemicSd.inside, stored.avg_epistemic_sd_in);
    expectClose(epistemicSd.outside, stored.avg_epistemic_sd_out);
    expectClose(predictiveSd.outside / predictiveSd.inside, stored.ratio_predictive);
    expectClose(epistemicSd.outside / epistemicSd.inside, stored.ratio_epistemic);
  });

  test("bands of two sds", () => {
    expectClose(COVERAGE, stored.normal_coverage_of_2sd);
    const limit = (sds: number[], sign: number) =>
      stored.predictive_mean.map((mean, i) => mean + 2 * sign * sds[i]);
    expectAllClose(model.bands.curve.lower, limit(stored.epistemic_sd, -1));
    expectAllClose(model.bands.observation.upper, limit(stored.predictive_sd, 1));
  });

  test("what the article prints", () => {
    const [inside, outside] = [model.predictiveSd.inside, model.predictiveSd.outside].map((sd) =>
      sd.toFixed(3),
    );
    expect(stored.printed).toEqual([
      `Posterior weights: intercept=${model.weights[0].toFixed(2)}, slope=${model.weights[1].toFixed(2)}`,
      `Avg uncertainty in data range:    ${inside}`,
      `Avg uncertainty in extrapolation: ${outside}`,
    ]);
  });
});

describe("seen one by one", () => {
  test("without a point there is the prior", () => {
    const none = modelWith({ seen: 0 });
    expect([...none.weights]).toEqual([0, 0]);
    expectAllClose(none.sds, [2, 2], 1e-15);
    expect(none.logEvidence).toBeCloseTo(0, 14);
    expect(none.leastSquares).toBeNull();
    expectClose(
      none.evidence.reduce((sum, { probability }) => sum + probability, 0),
      1,
      1e-14,
    );
    expectClose(none.prediction.predictiveSd[0], Math.sqrt(0.25 + 4 + 4 * 16), 1e-14);
  });

  test("the first so many are in, the axes stay", () => {
    const three = modelWith({ seen: 3 });
    expect(three.posterior.system.numRows).toBe(3);
    expect(three.view).toEqual(model.view);
    expect(three.weights).toEqual(modelWith({}, articlePoints().slice(0, 3)).weights);
    expect(three.weights).not.toEqual(model.weights);
  });

  test("no more are seen than there are", () => {
    expect(modelWith({ seen: 150 }, [[1, 2]]).numSeen).toBe(1);
  });
});

describe("lines", () => {
  test("the same seed draws the same, another one others", () => {
    expect(modelWith({}).lines).toEqual(model.lines);
    expect(modelWith({ seed: 2 }).lines[0]).not.toEqual(model.lines[0]);
    expect(modelWith({ numLines: 3 }).lines).toEqual(model.lines.slice(0, 3));
    expect(modelWith({ numLines: 0 }).lines).toEqual([]);
  });

  test("come from the posterior: chi-squared distance over 200 of them", () => {
    const { lines, pair } = modelWith({ numLines: 200 });
    const top = pair.logDensity(...pair.mean);
    const total = lines.reduce((sum, [first, second]) => sum + 2 * (top - pair.logDensity(first, second)), 0);
    // Chi-squared with 400 degrees of freedom: outside these once in 10,000 seeds; the seed is 1.
    expect(total).toBeGreaterThan(297);
    expect(total).toBeLessThan(517);
  });
});

describe("the line at a place of the surface", () => {
  test("is that line for degree 1", () => {
    expect([...weightsThrough(model, [0.7, 1.1])]).toEqual([0.7, 1.1]);
  });

  test("has the likeliest other weights for degree 3", () => {
    const cubic = modelWith({ degree: 3 });
    expectAllClose(weightsThrough(cubic, [cubic.weights[0], cubic.weights[1]]), cubic.weights, 1e-12);
    const weights = weightsThrough(cubic, [0.2, 1.9]);
    const penalty = (list: ArrayLike<number>): number =>
      articlePoints().reduce((sum, [x, y]) => sum + (y - evaluatePolynomial(list, x)) ** 2 / 0.25, 0) +
      Array.from(list).reduce((sum, weight) => sum + weight ** 2 / 4, 0);
    const least = penalty(weights);
    for (const k of [2, 3]) {
      for (const step of [-1e-3, 1e-3]) {
        expect(penalty(weights.with(k, weights[k] + step))).toBeGreaterThan(least);
      }
    }
  });
});

/** Every number that is shown. */
function numbersOf(shown: RegressionModel): number[] {
  return [
    ...shown.weights,
    ...shown.sds,
    ...shown.prediction.mean,
    ...shown.prediction.predictiveSd,
    ...shown.view.x,
    ...shown.view.y,
    ...shown.lines.flatMap((line) => [...line]),
    ...shown.evidence.map(({ logEvidence }) => logEvidence),
    shown.logEvidence,
    shown.pair.correlation,
  ];
}

describe("data at the edge", () => {
  const cases: readonly (readonly [string, highestDegree: number, readonly Point[]])[] = [
    ["none", 10, []],
    ["one point", 10, [[2, 3]]],
    [
      "all equal",
      10,
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ],
    [
      "one x",
      1,
      [
        [1e6, 0],
        [1e6, 5],
        [1e6, -5],
      ],
    ],
    [
      "large",
      1,
      [
        [-1e6, -1e6],
        [1e6, 1e6],
        [3, 2],
      ],
    ],
    [
      "small",
      10,
      [
        [1e-9, 1e-9],
        [2e-9, -1e-9],
      ],
    ],
    [
      "far off",
      1,
      [
        [999_999, 5],
        [1_000_000, 6],
      ],
    ],
    [
      "years",
      2,
      [
        [1990, 5],
        [2024, 6],
      ],
    ],
  ];
  test.each(cases)(
    "%s: every number is one, up to degree %i, at the settings' extremes",
    (_, most, points) => {
      for (const degree of [1, 2, 5, 10].filter((one) => one <= most)) {
        for (const sigmaNoise of [0.05, 5]) {
          for (const sigmaPrior of [0.05, 50]) {
            const shown = modelWith({ degree, sigmaNoise, sigmaPrior }, points);
            expect(numbersOf(shown).every(Number.isFinite)).toBe(true);
            expect(shown.view.x[0]).toBeLessThan(shown.view.x[1]);
            expect(shown.view.y[0]).toBeLessThan(shown.view.y[1]);
            expect(sentenceOf(shown)).not.toMatch(/NaN|undefined|Infinity/);
            expect(JSON.stringify(readoutsOf(shown))).not.toMatch(/NaN|undefined|Infinity/);
          }
        }
      }
    },
  );

  test("powers that would drown the noise are refused, and are not compared", () => {
    const points: Point[] = [
      [1990, 5],
      [2024, 6],
    ];
    expect(() => modelWith({ degree: 5 }, points)).toThrow(
      "x as large as 2,024 leaves no digits for the noise at degree 5; expected at most 410",
    );
    expect(modelWith({}, points).evidence.map(({ degree }) => degree)).toEqual([0, 1, 2, 3]);
    expect(model.evidence).toHaveLength(11);
  });

  test("at the largest x that is allowed, the curve is as sure of a point as its noise", () => {
    for (const sigmaPrior of [0.05, 2, 50]) {
      for (const x of [10, 16, 27]) {
        const point: Point = [x, 1];
        try {
          const shown = modelWith({ degree: 10, sigmaPrior }, [point, [x / 2, 0]]);
          const { mean, epistemicSd } = predict(shown.posterior, [x]);
          expect(Math.abs(mean[0] - 1)).toBeLessThan(0.1);
          expectClose(epistemicSd[0], 0.5, 0.1);
        } catch (error) {
          expect(String(error)).toContain("leaves no digits");
        }
      }
    }
    expect(() => modelWith({ degree: 10 }, [[10, 1]])).not.toThrow();
  });
});

test("the numbers as they are written", () => {
  const rows = new Map(readoutsOf(model).map((row) => [row.name, row]));
  const value = (name: string) => rows.get(name)?.value;
  expect(value("intercept")).toBe("0.36889");
  expect(value("slope")).toBe("1.53812");
  expect(rows.get("slope")).toMatchObject({ reference: "1.5 true", state: "good" });
  expect(value("log evidence")).toBe("−18.6768");
  expect(value("y sd inside")).toBe("0.52371");
  expect(sentenceOf(model)).toContain("intercept 0.37 ± 0.11, slope 1.54 ± 0.09");
  expect(sentenceOf(modelWith({ sigmaPrior: 0.05, sigmaNoise: 5 }, [[-1, -0.001]]))).toContain(
    "intercept 0.00 ± 0.05",
  );
  expect(formatFive(-2.5e9)).toBe("−2.50e9");
  expect(formatShort(1.26e-7)).toBe("1.3e−7");
  expect(formatShort(2_740_000)).toBe("2.7e6");
});

test("what is nearly certain is not called certain", () => {
  const shown = modelWith({ degree: 2, sigmaNoise: 0.1 }, PARABOLA);
  const best = shown.evidence[2].probability;
  expect(best).toBeGreaterThan(0.995);
  expect(best).toBeLessThan(1);
  expect(sentenceOf(shown)).toContain("favours degree 2, with over 99 %.");
  expect(percentOf({ degree: 1, logEvidence: 0, probability: 1 })).toBe("100 %");
  expect(percentOf({ degree: 1, logEvidence: 0, probability: 0.625 })).toBe("63 %");
});

/** y = x², 41 points: all higher powers only cost. */
const PARABOLA: readonly Point[] = Array.from({ length: 41 }, (_, i) => [i / 2 - 10, (i / 2 - 10) ** 2]);
