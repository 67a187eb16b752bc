import { describe, expect, test } from "vitest";
import { expectAllClose, expectClose } from "../../core/seedNumbers";
import { readoutsOf, sentenceOf } from "../../../src/labs/conjugate/readouts";
import { modelWith } from "./lab";

/** Midpoint rule; its error here is far below the tolerances. */
function integral(f: (x: number) => number, from: number, to: number, numPanels = 40_000): number {
  const width = (to - from) / numPanels;
  let sum = 0;
  for (let i = 0; i < numPanels; i++) sum += f(from + (i + 0.5) * width);
  return sum * width;
}

describe("a flat prior that ends at one half", () => {
  test("evidence, mean and prediction of ten flips are integrals over what is left", () => {
    const { update, next } = modelWith({ biasTo: 0.5 });
    const likelihood = (x: number): number => x ** 6 * (1 - x) ** 4;
    const evidence = integral((x) => 2 * likelihood(x), 0, 0.5);
    expectClose(update.logEvidence, Math.log(evidence), 1e-8);
    const mean = integral((x) => 2 * x * likelihood(x), 0, 0.5) / evidence;
    expectClose(next.mean, mean, 1e-8);
    const choose = [1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1];
    const heads = choose.map(
      (ways, k) =>
        integral((x) => 2 * likelihood(x) * ways * x ** k * (1 - x) ** (10 - k), 0, 0.5) / evidence,
    );
    expectAllClose(update.predictive("posterior"), heads, 1e-7);
  });

  test("more data press the posterior to the edge, never past it", () => {
    const gaps = ["10", "100", "1000"].map((numFlips) => {
      const { update, region, interval } = modelWith({ numFlips, biasTo: 0.5 });
      expect(update.posterior.mode).toBe(0.5);
      expect(update.posterior.pdf(0.5001)).toBe(0);
      expect(Math.max(interval[1], region[0][1])).toBeLessThanOrEqual(0.5);
      return 0.5 - update.posterior.mean;
    });
    expect(gaps[0]).toBeGreaterThan(3 * gaps[1]);
    expect(gaps[1]).toBeGreaterThan(3 * gaps[2]);
    expect(gaps[2]).toBeGreaterThan(0);
    expect(gaps[2]).toBeLessThan(0.002);
  });

  test("is said in words and in the table", () => {
    const model = modelWith({ numFlips: "1000", biasTo: 0.5 });
    expect(sentenceOf(model)).toContain("point to 0.703, where the prior has no mass");
    expect(sentenceOf(model)).toContain("piles up at 0.5");
    const rows = readoutsOf(model);
    expect(rows.find(({ name }) => name === "kept by the cut")?.value).toBe("4.8·10⁻³⁹");
    expect(rows.find(({ name }) => name === "posterior, cut")).toBeDefined();
  });
});

test("a posterior that the prior keeps away from the edge is not said to pile up there", () => {
  const sentence = sentenceOf(modelWith({ alpha: 2, beta: 80, biasTo: 0.5 }));
  expect(sentence).toContain("point to 0.600, where the prior has no mass");
  expect(sentence).toContain("highest at 0.0778");
  expect(sentence).not.toContain("piles up");
});

test("words and names have true minus signs", () => {
  const model = modelWith({ pair: "normal", priorMean: -150, meanTo: -100, ownMeasurements: "-0.75" });
  const rows = readoutsOf(model).map(({ value }) => value);
  expect(rows[0]).toBe("N(−150, 10²)");
  expect(rows.concat(sentenceOf(model)).join(" ")).not.toMatch(/-\d/);
});

test("a limit that leaves out nothing changes nothing", () => {
  const [whole, cut] = [modelWith({ pair: "normal" }), modelWith({ pair: "normal", meanTo: 199 })];
  expect(cut.update.limits).toEqual([-Infinity, 199]);
  expectClose(cut.update.posterior.mean, whole.update.posterior.mean);
  expectClose(cut.update.logEvidence, whole.update.logEvidence);
  expectAllClose(cut.update.predictive("posterior"), whole.update.predictive("posterior"));
});

test.each([
  ["normal", { pair: "normal", meanTo: 4 }, 4],
  ["gamma", { pair: "gamma", rateTo: 2 }, 2],
  ["normal, far off", { pair: "normal", meanTo: -100 }, -100],
  ["gamma from below", { pair: "gamma", rateFrom: 5 }, 5],
  ["gamma, far above", { pair: "gamma", rateFrom: 60 }, 60],
] as const)("%s piles up at the edge and still predicts", (_, values, edge) => {
  const { update } = modelWith(values);
  expect(update.posterior.mode).toBe(edge);
  const shares = update.predictive("posterior");
  const { outcomes } = update;
  const width = update.prediction.isDiscrete ? 1 : outcomes[1] - outcomes[0];
  const sum = shares.reduce((total, share) => total + share * width, 0);
  expect(sum).toBeGreaterThan(0.99);
  expect(sum).toBeLessThan(1 + 1e-6);
  expect(update.predictive("prior").every(Number.isFinite)).toBe(true);
});

test("limits that cannot be are refused in words", () => {
  expect(() => modelWith({ biasFrom: 0.6, biasTo: 0.6 })).toThrow(/leave the prior no mass/);
  expect(() => modelWith({ alpha: 0.5, biasTo: 0.5 })).toThrow(/set alpha, beta or shape to 1 or more/);
  expect(() => modelWith({ alpha: 0.5, beta: 0.5, biasFrom: 0.1, biasTo: 0.5 })).toThrow(/1 or more/);
  expect(() => modelWith({ pair: "gamma", shape: 0.5, rateTo: 2 })).toThrow(/1 or more/);
  // The end that goes may have been infinite.
  expect(modelWith({ alpha: 0.5, biasFrom: 0.1 }).update.limits).toEqual([0.1, Infinity]);
});
