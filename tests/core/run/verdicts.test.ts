import { describe, expect, test } from "vitest";
import {
  advanceRange,
  beginRange,
  createRunTotals,
  MAX_RHAT,
  MAX_Z,
  MIN_ESS,
  summarizeRun,
  verdictOf,
  type RunSummary,
  type Start,
} from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import { targetByKey, type Target } from "../../../src/core/targets";
import { presetVariant } from "../../contract/variants";

test.each([
  // z, R-hat, ESS
  [NaN, 1, 1000, "pending"],
  [0, 1, NaN, "pending"],
  [NaN, NaN, NaN, "pending"],
  [MAX_Z + 0.01, 1, 1000, "off"],
  [-MAX_Z - 0.01, 1, 1000, "off"],
  [Infinity, 1, 1000, "off"],
  // Too far off is too far off, converged or not.
  [100, 2, 10, "off"],
  [MAX_Z, MAX_RHAT, MIN_ESS, "agrees"],
  [-MAX_Z, 1, 1000, "agrees"],
  [0, MAX_RHAT + 0.001, 1000, "notYet"],
  [0, Infinity, 1000, "notYet"],
  [0, NaN, 1000, "notYet"],
  [0, 1, MIN_ESS - 1, "notYet"],
] as const)("z %f, R-hat %f, ESS %f: %s", (z, rhat, ess, verdict) => {
  expect(verdictOf(z, rhat, ess)).toBe(verdict);
});

test("the thresholds are those of Vehtari et al. (2021)", () => {
  expect([MAX_RHAT, MIN_ESS]).toEqual([1.01, 400]);
});

function summaryOf(target: Target, start: Start, stepSize: number): RunSummary {
  const [numChains, numSteps, numWarmup] = [64, 2000, 200];
  const step = samplerByKey("rwm").createStep(target, { stepSize });
  const range = beginRange(target, { seed: 96, numChains, start }, 0, numChains);
  for (let done = 0; done < numSteps; done += 100) advanceRange(target, step, range, 100, numWarmup);
  return summarizeRun(target, range.totals, null);
}

const verdictOfMean = ({ parameters: [{ mean, rhat, ess }] }: RunSummary): string =>
  verdictOf(mean.z, rhat, ess);

describe("a run says of itself (seed 96)", () => {
  const { target, definition } = presetVariant("mixture, Equal mixture");

  test("agrees, where it mixes", () => {
    const summary = summaryOf(target, { kind: "spread" }, 2.4);
    expect(verdictOfMean(summary)).toBe("agrees");
    expect(Math.abs(summary.firstMode?.z ?? NaN)).toBeLessThan(MAX_Z);
  });

  test("off, where every chain stays in one of two modes", () => {
    const apart = definition.create({ ...definition.presets[0].values, separation: 12 });
    const summary = summaryOf(apart, { kind: "mode", mode: 0 }, 0.5);
    expect(verdictOfMean(summary)).toBe("off");
    expect(Math.abs(summary.firstMode?.z ?? NaN)).toBeGreaterThan(MAX_Z);
    expect(summary.shareNeverSwitched).toBe(1);
    expect(summary.stepsPerModeSwitch).toBe(Infinity);
  });

  test("not yet, where chains remember where they began", () => {
    const apart = definition.create({ ...definition.presets[0].values, separation: 12 });
    expect(verdictOfMean(summaryOf(apart, { kind: "spread" }, 0.5))).toBe("notYet");
  });
});

describe("changes of mode in a summary", () => {
  test("are averaged over the chains", () => {
    const { target } = presetVariant("mixture, Equal mixture");
    const totals = createRunTotals(4, 2);
    totals.numDraws = 100;
    totals.modeSwitches.set([0, 5, 0, 3]);
    const summary = summarizeRun(target, totals, null);
    expect(summary.stepsPerModeSwitch).toBe(50);
    expect(summary.shareNeverSwitched).toBe(0.5);
  });

  test("are none where there is one mode", () => {
    const target = targetByKey("meanLogSd").create({});
    const totals = createRunTotals(4, 2);
    totals.numDraws = 100;
    const { firstMode, stepsPerModeSwitch, shareNeverSwitched } = summarizeRun(target, totals, null);
    expect([firstMode, stepsPerModeSwitch, shareNeverSwitched]).toEqual([null, null, null]);
  });
});
