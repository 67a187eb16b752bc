import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { evaluatePolynomial, meanSquaredError } from "../../../src/core/regression";
import { articlePoints, testData, TRUE_WEIGHTS } from "../../../src/labs/map/articleParabola";
import { curveOf, mapModel } from "../../../src/labs/map/mapModel";
import { mapSettings } from "../../../src/labs/map/mapSettings";
import type { Point } from "../../../src/labs/points/pointText";
import { expectAllClose, expectClose, seedNumbers } from "../../core/seedNumbers";
import { modelWith } from "./modelWith";

interface Section {
  x: number[];
  y: number[];
  y_true: number[];
  x_test: number[];
  y_truth_test: number[];
  degree: number;
  true_coef_low_to_high: number[];
  noise_sd: number;
  fits: {
    lam: number;
    weights: number[];
    max_abs_weight: number;
    test_mse: number;
    test_max_abs_error: number;
    train_mse: number;
  }[];
  numpy: Record<"mle_mse" | "map_mse" | "mle_max" | "map_max", number>;
  condition_number_X: number;
  right_degree_mle: { degree: number; weights: number[]; test_mse: number };
  mean_of_y_predictor_test_mse: number;
  evidence: {
    sigma_n: number;
    sigma_w: number;
    by_degree: {
      degree: number;
      log_evidence: number;
      posterior_mean: number[];
      posterior_sd: number[];
      max_log_likelihood: number;
      posterior_model_probability_uniform_prior: number;
    }[];
    best_degree: number;
  };
}

const stored = seedNumbers("map_vs_mle") as Section;

describe("at its defaults the lab is the article's", () => {
  const model = modelWith();

  test("data, truth and test data", () => {
    expectAllClose(
      model.points.map(([x]) => x),
      stored.x,
    );
    expectAllClose(
      model.points.map(([, y]) => y),
      stored.y,
    );
    expect([...TRUE_WEIGHTS]).toEqual(stored.true_coef_low_to_high);
    expect([...(model.truth ?? [])].slice(0, 3)).toEqual(stored.true_coef_low_to_high);
    expectAllClose(curveOf(TRUE_WEIGHTS, Float64Array.from(stored.x)), stored.y_true);
    expectAllClose(testData().x, stored.x_test);
    expectAllClose(testData().y, stored.y_truth_test);
    expect([model.degree, model.sigmaNoise]).toEqual([stored.degree, stored.noise_sd]);
    expectClose(model.conditionNumber, stored.condition_number_X);
  });

  test("both fits, as numpy has them", () => {
    expectClose(model.mle?.testError ?? NaN, stored.numpy.mle_mse);
    expectClose(model.map.testError ?? NaN, stored.numpy.map_mse);
    expectClose(model.mle?.largest ?? NaN, stored.numpy.mle_max);
    expectClose(model.map.largest, stored.numpy.map_max);
    expectClose(model.priorScale, 0.15, 1e-15);
  });

  test("the degree that the evidence picks, and its own least squares", () => {
    expect(model.best.degree).toBe(stored.evidence.best_degree);
    expect(stored.right_degree_mle.degree).toBe(model.best.degree);
    expectAllClose(model.bestFit?.weights ?? [], stored.right_degree_mle.weights);
    expectClose(model.bestFit?.testError ?? NaN, stored.right_degree_mle.test_mse);
  });

  test.each(stored.evidence.by_degree)("evidence of degree $degree", (expected) => {
    const row = model.evidence[expected.degree];
    expect([model.sigmaNoise, model.sigmaEvidence]).toEqual([
      stored.evidence.sigma_n,
      stored.evidence.sigma_w,
    ]);
    expectClose(row.logEvidence, expected.log_evidence);
    expectClose(row.maxLogLikelihood, expected.max_log_likelihood);
    expectClose(row.probability, expected.posterior_model_probability_uniform_prior);
  });
});

describe("against the reference at other settings", () => {
  test.each(stored.fits)("lambda = $lam", (fit) => {
    const model = modelWith({ lambda: fit.lam || 1 });
    const shown = fit.lam === 0 ? model.mle : model.map;
    expectAllClose(shown?.weights ?? [], fit.weights);
    expectClose(shown?.largest ?? NaN, fit.max_abs_weight);
    expectClose(shown?.testError ?? NaN, fit.test_mse);
    expectClose(shown?.trainError ?? NaN, fit.train_mse);
    const errors = stored.x_test.map((x, i) =>
      Math.abs(evaluatePolynomial(shown?.weights ?? [], x) - stored.y_truth_test[i]),
    );
    expectClose(Math.max(...errors), fit.test_max_abs_error);
  });

  test("the path passes through them, and its errors are theirs", () => {
    const { path, pathErrors } = modelWith();
    for (const fit of stored.fits.filter(({ lam }) => [1e-4, 1e-3, 0.01, 0.1, 1, 10].includes(lam))) {
      const at = path.lambdas.findIndex((lambda) => Math.abs(lambda / fit.lam - 1) < 1e-9);
      expectAllClose(path.weights[at], fit.weights, 1e-8);
      expectClose(pathErrors.train[at], fit.train_mse, 1e-8);
      expectClose(pathErrors.test?.[at] ?? NaN, fit.test_mse, 1e-8);
    }
  });

  test.each(stored.evidence.by_degree)("posterior of degree $degree at the evidence's prior", (expected) => {
    const { sigma_n, sigma_w } = stored.evidence;
    const model = modelWith({ degree: expected.degree, lambda: (sigma_n / sigma_w) ** 2 });
    expectAllClose(model.map.weights, expected.posterior_mean);
    expectAllClose(model.sds ?? [], expected.posterior_sd);
  });

  test("degree 0 is the mean of y", () => {
    const model = modelWith({ degree: 0 });
    expectClose(model.mle?.testError ?? NaN, stored.mean_of_y_predictor_test_mse);
    expect(model.plane).toBeNull();
  });

  test("at sigma_w = 0.15 no degree stands out", () => {
    expect(modelWith({ sigmaEvidence: 0.15 }).best.probability).toBeLessThan(0.3);
  });
});

describe("lasso", () => {
  test.each([1e-6, 0.01, 0.3, 1, 5, 8.7, 1000])("meets its conditions at lambda %d", (lambda) => {
    const model = modelWith({ penalty: "L1", lambda });
    const { weights } = model.map;
    const slopes = Array.from(weights, (_, k) =>
      model.points.reduce((sum, [x, y]) => sum + 2 * x ** k * (y - evaluatePolynomial(weights, x)), 0),
    );
    weights.forEach((weight, k) => {
      if (weight === 0) expect(Math.abs(slopes[k])).toBeLessThanOrEqual(lambda * (1 + 1e-9) + 1e-12);
      else expect(Math.abs(slopes[k] - lambda * Math.sign(weight))).toBeLessThan(1e-9 * lambda + 1e-12);
    });
    expect(model.kktViolation).toBeLessThan(1e-6);
    expect(model.sds).toBeNull();
  });

  test("stands for a Laplace prior of scale 2 sigma^2 / lambda, and sets weights to 0", () => {
    const model = modelWith({ penalty: "L1" });
    expectClose(model.priorScale, 0.045, 1e-14);
    expect([...model.map.weights.keys()].filter((k) => model.map.weights[k] !== 0)).toEqual([0, 1, 2]);
    expect(modelWith({ penalty: "L1", lambda: 1000 }).map.largest).toBe(0);
  });

  test("is refused where its conditions are lost in rounding", () => {
    const wide = Array.from({ length: 20 }, (_, i): Point => [i / 1.8, 10 * Math.sin(i)]);
    expect(() => modelWith({ penalty: "L1", lambda: 1e-6 }, wide)).toThrow("lost in rounding: at degree 10");
    expect(modelWith({ penalty: "L1", degree: 1 }, wide).kktViolation).toBeLessThan(1e-6);
  });
});

describe("data of all kinds", () => {
  test("no points are refused", () => {
    expect(() => modelWith({}, [])).toThrow(RangeError);
    expect(() => modelWith({}, [])).toThrow("no points left");
  });

  test.each<[string, Point[], number]>([
    ["one point", [[0.5, 0.3]], 1],
    ["equal points", Array.from({ length: 12 }, (): Point => [0.5, 0.3]), 1],
    ["equal x", Array.from({ length: 12 }, (_, i): Point => [0.5, i / 12]), 1],
    ["fewer points than weights", articlePoints().slice(0, 5), 5],
  ])("%s: no MLE, but a MAP", (_name, points, rank) => {
    for (const penalty of ["L2", "L1"]) {
      const model = modelWith({ penalty }, points);
      expect(model.mle).toBeNull();
      expect([...model.map.weights].every(Number.isFinite)).toBe(true);
      const fixed = model.evidence.filter(({ maxLogLikelihood }) => Number.isFinite(maxLogLikelihood));
      expect(fixed).toHaveLength(rank);
      expect(model.evidence.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    }
  });

  test("x whose powers leave nothing of the prior are refused, and degrees that have such are not compared", () => {
    const years = Array.from({ length: 20 }, (_, i): Point => [1990 + i, Math.sin(i)]);
    expect(() => modelWith({}, years)).toThrow(
      "x as large as 2,009 leaves no digits for the prior at degree 10; expected at most 11.6,",
    );
    const line = modelWith({ degree: 1 }, years);
    expect(line.evidence).toHaveLength(4);
    expect(Array.from(line.map.weights).every(Number.isFinite)).toBe(true);
    expect(modelWith({}, [[11.5, 1]]).evidence).toHaveLength(11);
  });

  test("the article's curve is no truth for data elsewhere, nor where it is switched off", () => {
    const moved = articlePoints().map(([x, y]): Point => [x + 10, y]);
    for (const model of [modelWith({ degree: 2 }, moved), modelWith({ truth: "none" })]) {
      expect([model.truth, model.map.testError, model.pathErrors.test]).toEqual([null, null, null]);
    }
  });

  test("train error is that of the points given", () => {
    const points: Point[] = [...articlePoints(), [0.9, 1.2]];
    const { map } = modelWith({}, points);
    const [x, y] = [points.map((point) => point[0]), points.map((point) => point[1])];
    expectClose(map.trainError, meanSquaredError(map.weights, x, y), 1e-14);
    expect(map.trainError).toBeGreaterThan(modelWith().map.trainError);
  });
});

test("what is kept from before is what would be computed anew", () => {
  const store = new SettingsStore(mapSettings);
  const points = articlePoints();
  let last = mapModel(store, points);
  for (const change of [
    { lambda: 0.01 },
    { penalty: "L1" },
    { degree: 4 },
    { sigmaNoise: 0.3 },
    { sigmaEvidence: 0.2 },
    { truth: "none" },
  ]) {
    store.set(change);
    const next = mapModel(store, points, last);
    expect(next).toEqual(mapModel(store, points));
    last = next;
  }
  const others = points.slice(2);
  expect(mapModel(store, others, last)).toEqual(mapModel(store, others));
  store.set({ lambda: 3 });
  expect(mapModel(store, points, last).path).toBe(last.path);
});
