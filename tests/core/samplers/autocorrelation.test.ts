import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { manyChainEss } from "../../../src/core/diagnostics";
import { targetByKey, type Target } from "../../../src/core/targets";
import { createStandardNormal } from "./adHocTargets";
import { NUM_CHAINS, walkOnTheLine, type LineWalk } from "./lineWalk";

/** Exact facts of random-walk Metropolis on the line, from the eigenvalues of its transition operator. */
interface ExactFacts {
  acceptance: number;
  iat_of_x: number;
  iat_of_indicator_x_positive: number;
  lag1_autocorrelation_of_x: number;
  sign_change_probability_per_step: number;
}

interface BimodalTruth {
  targets: {
    name: string;
    params: { weights: number[]; means: number[][]; covariances: number[][][] };
    rwm_exact_1d: Record<string, ExactFacts>;
  }[];
  rwm_standard_normal: { exact: Record<string, ExactFacts>; values: [number, number][] };
}

const file = new URL("../../reference/bimodal_truth.json", import.meta.url);
const truth = JSON.parse(readFileSync(file, "utf8")) as BimodalTruth;
const onTheLine = truth.targets.filter(({ name }) => name === "bimodal_1d");

function casesOf(name: string, target: Target, exact: Record<string, ExactFacts>): object[] {
  return Object.entries(exact).map(([stepSize, facts]) => ({
    name,
    target,
    stepSize: Number(stepSize),
    facts,
  }));
}

const cases = [
  ...onTheLine.flatMap(({ params, rwm_exact_1d }) => {
    const sds = params.covariances.map(([[variance]]) => Math.sqrt(variance));
    const [[mean1], [mean2]] = params.means;
    const target = targetByKey("bimodal1d").create({
      lineWeight: params.weights[0],
      lineMean1: mean1,
      lineSd1: sds[0],
      lineMean2: mean2,
      lineSd2: sds[1],
    });
    return casesOf("bimodal_1d", target, rwm_exact_1d);
  }),
  ...casesOf("the standard normal", createStandardNormal(1), truth.rwm_standard_normal.exact),
] as { name: string; target: Target; stepSize: number; facts: ExactFacts }[];

/** (mean over independent chains - expected) / its standard error */
function zOf(perChain: Float64Array, expected: number): number {
  const { mean, mcseMean } = manyChainEss({ means: perChain, variances: perChain.map(() => 0), numDraws: 1 });
  return (mean - expected) / mcseMean;
}

// Six comparisons a case at five standard errors: a false alarm of 3.4e-6 a case. Seed 41.
describe.each(cases)("random walk on $name at step $stepSize", ({ target, stepSize, facts }) => {
  const numSteps = Math.max(1000, Math.ceil(20 * facts.iat_of_x));
  let walk: LineWalk;
  beforeAll(() => {
    walk = walkOnTheLine(target, stepSize, numSteps, 41);
  });

  test("has the exact acceptance rate and rate of sign changes", () => {
    expect(Math.abs(zOf(walk.acceptance, facts.acceptance))).toBeLessThan(5);
    expect(Math.abs(zOf(walk.signChanges, facts.sign_change_probability_per_step))).toBeLessThan(5);
  });

  test("has the exact lag-1 autocorrelation", () => {
    // E (next - x)^2 = 2 variance (1 - correlation), far less noisy than a mean of products.
    const variance = target.truth.sd[0] ** 2;
    const z = zOf(walk.squaredJumps, 2 * variance * (1 - facts.lag1_autocorrelation_of_x));
    expect(Math.abs(z)).toBeLessThan(5);
  });

  // In n steps the slowest mode, of decay time iat / 2, shortens the time by iat / (2 n), here 2.5 %;
  // how far that is off is small beside the 4.5 % of one standard error.
  test.each(["x", "isPositive"] as const)("has the exact autocorrelation time of %s", (quantity) => {
    const exact = quantity === "x" ? facts.iat_of_x : facts.iat_of_indicator_x_positive;
    const { ess, essRelativeError } = manyChainEss({ ...walk[quantity], numDraws: numSteps });
    const time = (NUM_CHAINS * numSteps) / ess / (1 - exact / (2 * numSteps));
    expect(Math.abs(time / exact - 1)).toBeLessThan(5 * essRelativeError);
    expect(essRelativeError).toBeLessThan(0.045);
  });
});

test("negative control: on bimodal_1d a step of 1.3 is not taken for one of 1 (seed 42)", () => {
  const { target, facts } = cases.find(({ stepSize }) => stepSize === 1) ?? cases[0];
  const walk = walkOnTheLine(target, 1.3, 1000, 42);
  const jumps = 2 * target.truth.sd[0] ** 2 * (1 - facts.lag1_autocorrelation_of_x);
  expect(Math.abs(zOf(walk.acceptance, facts.acceptance))).toBeGreaterThan(5);
  expect(Math.abs(zOf(walk.signChanges, facts.sign_change_probability_per_step))).toBeGreaterThan(5);
  expect(Math.abs(zOf(walk.squaredJumps, jumps))).toBeGreaterThan(5);
  const { ess, essRelativeError } = manyChainEss({ ...walk.x, numDraws: 1000 });
  expect(Math.abs((NUM_CHAINS * 1000) / ess / facts.iat_of_x - 1)).toBeGreaterThan(5 * essRelativeError);
});

test("the reference has the autocorrelation time of 734 steps at step 0.3", () => {
  expect(onTheLine[0].rwm_exact_1d["0.3"].iat_of_x).toBeCloseTo(734.17, 2);
});

test("acceptance on the standard normal is (2 / pi) atan(2 / s) in the reference", () => {
  for (const [stepSize, value] of truth.rwm_standard_normal.values) {
    expect((2 / Math.PI) * Math.atan(2 / stepSize)).toBeCloseTo(value, 14);
  }
});
