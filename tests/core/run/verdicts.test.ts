import { describe, expect, test } from "vitest";
import {
  advanceRange,
  beginRange,
  createRunTotals,
  MAX_RHAT,
  MAX_Z,
  MIN_ESS,
  MIN_ESS_OF_ERROR,
  isIatKnown,
  summarizeRun,
  verdictOf,
  type Estimate,
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
  // Too far off is too far off, converged or not, as soon as the error itself is known.
  [100, 2, MIN_ESS_OF_ERROR, "off"],
  [-100, Infinity, MIN_ESS_OF_ERROR, "off"],
  [100, 2, MIN_ESS_OF_ERROR - 0.01, "pending"],
  [Infinity, 1, 0, "pending"],
  [0, 1, MIN_ESS_OF_ERROR - 0.01, "pending"],
  [0, 1, MIN_ESS_OF_ERROR, "notYet"],
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

test("an error is known from an ESS of 50 on", () => {
  expect(MIN_ESS_OF_ERROR).toBe(50);
});

function summaryOf(target: Target, start: Start, stepSize: number, numSteps = 2000): RunSummary {
  const [numChains, numWarmup] = [64, 200];
  const step = samplerByKey("rwm").createStep(target, { stepSize });
  const range = beginRange(target, { seed: 96, numChains, start }, 0, numChains);
  for (let done = 0; done < numSteps; done += 100) advanceRange(target, step, range, 100, numWarmup);
  return summarizeRun(target, range.totals, null);
}

const judged = ({ z, rhat, ess }: Estimate): string => verdictOf(z, rhat, ess);

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

  test("off in mean, sd and share after 300 draws of 64 chains that all began in one of two modes", () => {
    const apart = definition.create({ ...definition.presets[0].values, separation: 10 });
    const { parameters, firstMode, shareInAMode } = summaryOf(apart, { kind: "mode", mode: 0 }, 0.5, 500);
    const [x] = parameters;
    if (!firstMode) throw new Error("a mixture has modes");
    expect([judged(x.mean), judged(x.sd), judged(firstMode)]).toEqual(["off", "off", "off"]);
    // They know the one mode well, and nothing of the distance to the other.
    expect([x.sd.value < 0.5 * x.sd.truth, firstMode.value > 0.999, shareInAMode]).toEqual([true, true, 1]);
    expect([x.mean.z < -MAX_Z, x.sd.z < -MAX_Z, firstMode.z > MAX_Z]).toEqual([true, true, true]);
  });

  test("nothing of modes, where the modes are one and the same", () => {
    const merged = definition.create({ ...definition.presets[0].values, separation: 0 });
    const summary = summaryOf(merged, { kind: "spread" }, 1, 500);
    expect(summary).toMatchObject({ shareInAMode: 0, shareNeverSwitched: 1, stepsPerModeSwitch: Infinity });
    expect(summary.firstMode?.value).toBe(0.5);
  });

  test.each([0.3, 0.37, 0.5])("agrees, where the share is %f whatever the chains do", (weight) => {
    const merged = definition.create({ ...definition.presets[0].values, separation: 0, weight });
    const { firstMode } = summaryOf(merged, { kind: "spread" }, 1);
    if (!firstMode) throw new Error("a mixture has modes");
    // It differs by rounding alone, and so does each chain's from the others'.
    expect([firstMode.z, judged(firstMode)]).toEqual([0, "agrees"]);
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
    totals.numSwitched.set([0, 1, 0, 1]);
    totals.numInAMode.set([0, 1, 1, 1]);
    const summary = summarizeRun(target, totals, null);
    expect(summary.stepsPerModeSwitch).toBe(50);
    expect(summary.shareNeverSwitched).toBe(0.5);
    expect(summary.shareInAMode).toBe(0.75);
  });

  test("are counted over all draws, their shares over the looks alone", () => {
    const { target } = presetVariant("mixture, Equal mixture");
    const totals = createRunTotals(4, 2);
    totals.numDraws = 160;
    totals.numLooks = 10;
    totals.firstMode.set([4, 6, 5, 5]);
    totals.modeSwitches.set([1, 1, 0, 0]);
    const summary = summarizeRun(target, totals, null);
    expect([summary.firstMode?.value, summary.stepsPerModeSwitch]).toEqual([0.5, 320]);
    expect([summary.numDraws, summary.numLooks]).toEqual([160, 10]);
  });

  test("are none where there is one mode", () => {
    const target = targetByKey("meanLogSd").create({});
    const totals = createRunTotals(4, 2);
    totals.numDraws = 100;
    const summary = summarizeRun(target, totals, null);
    const { firstMode, stepsPerModeSwitch, shareNeverSwitched, shareInAMode } = summary;
    expect([firstMode, stepsPerModeSwitch, shareNeverSwitched, shareInAMode]).toEqual(Array(4).fill(null));
  });
});

test("divergent paths are those of all chains, and unknown where nobody counts them", () => {
  const { target } = presetVariant("mixture, Equal mixture");
  const totals = createRunTotals(4, 2);
  totals.divergent.set([1, 0, 2, 0]);
  expect(summarizeRun(target, totals, null).divergent).toBeNull();
  totals.isDivergenceKnown = true;
  expect(summarizeRun(target, totals, null).divergent).toBe(3);
});

test("an autocorrelation time is known where a run is ten of them long, for every parameter", () => {
  const known = (numDraws: number, times: readonly number[]): boolean => {
    const { target } = presetVariant("mixture, Equal mixture");
    const plain = summarizeRun(target, createRunTotals(4, 2), null);
    const parameters = plain.parameters.map((parameter, i) => ({
      ...parameter,
      autocorrelationTime: times[i],
    }));
    return isIatKnown({ ...plain, numDraws, parameters });
  };
  expect([known(100, [10, 1]), known(99, [10, 1]), known(100, [1, 10.1])]).toEqual([true, false, false]);
  expect([known(100, [NaN, 1]), known(100, [1, NaN]), known(100, [1, Infinity])]).toEqual(
    Array(3).fill(false),
  );
});
