import { describe, expect, test } from "vitest";
import { nestedRhat, summarizeDraws, type DrawSummary } from "../../../src/core/diagnostics";
import {
  addBlock,
  advanceRange,
  beginRange,
  createRunTotals,
  numSuperchainsOf,
  rankQuantities,
  summarizeRun,
  verdictOf,
  type DrawBlock,
  type RunSummary,
  type RunTotals,
} from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import type { Target } from "../../../src/core/targets";
import { presetVariants } from "../../contract/variants";
import { scaleOf } from "../samplers/invarianceTier";
import { chainMeans, meanOf, naiveQuantities, standardErrorOf, withAcceptedColumn } from "./naiveStatistics";

const NUM_STEPS = 400;

/** A run of random-walk Metropolis from spread starts, nothing thrown away. */
function runOf(target: Target, numChains: number): { totals: RunTotals; block: DrawBlock } {
  const range = beginRange(target, { seed: 95, numChains, start: { kind: "spread" } }, 0, numChains);
  const step = samplerByKey("rwm").createStep(target, { stepSize: scaleOf(target) });
  const block = advanceRange(target, step, range, NUM_STEPS, 0);
  return { totals: range.totals, block };
}

const close = (value: number, expected: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));

/** What holds however R-hat and ESS are found. */
function expectPlainParts(target: Target, summary: RunSummary, block: DrawBlock): void {
  const { dimension, truth, modes } = target;
  const quantities = naiveQuantities(target, block);
  const [numChains, numDraws] = [block.numChains, NUM_STEPS];
  expect(summary).toMatchObject({ numChains, numDraws });
  const accepted = chainMeans({ values: Float64Array.from(block.isAccepted), numChains, numDraws });
  close(summary.acceptanceRate.value, meanOf(accepted));
  summary.parameters.forEach((parameter, i) => {
    const mean = meanOf(quantities[i].values);
    expect(parameter.name).toBe(target.parameterNames[i]);
    close(parameter.mean.value, mean);
    close(parameter.sd.value, Math.sqrt(meanOf(quantities[i].values.map((value) => (value - mean) ** 2))));
    expect(parameter.mean.truth).toBe(truth.mean[i]);
    expect(parameter.sd.truth).toBe(truth.sd[i]);
    close(parameter.mean.z, (mean - truth.mean[i]) / parameter.mean.mcse);
    close(parameter.sd.z, (parameter.sd.value - truth.sd[i]) / parameter.sd.mcse);
    close(parameter.autocorrelationTime, (numChains * numDraws) / parameter.ess);
  });
  if (modes && summary.firstMode) {
    const { value, mcse, truth: share, z } = summary.firstMode;
    expect(share).toBe(modes.shares[0]);
    close(value, meanOf(quantities[2 * dimension + 1].values));
    close(z, (value - share) / mcse);
  } else expect([modes, summary.firstMode]).toEqual([null, null]);
}

/** By ranks, every quantity has an R-hat and an ESS of its own. */
function expectOwnBasis(found: { readonly rhat: number; readonly ess: number }, rank: DrawSummary): void {
  const known = [(rank.sd / rank.mcseMean) ** 2, rank.essBulk, rank.essTail].filter((ess) => ess > 0);
  expect(known.length).toBeGreaterThan(1);
  expect(found.rhat).toBe(rank.rhat);
  close(found.ess, Math.min(...known));
}

describe.each(presetVariants)("quantities of a run on $name", ({ target }) => {
  test("are the parameters, their squared distances from their mean, the accepted ones, the first mode", () => {
    const { block } = runOf(target, 3);
    const found = rankQuantities(target, withAcceptedColumn(block));
    const expected = naiveQuantities(target, block);
    expect(found).toHaveLength(2 * target.dimension + (target.modes ? 2 : 1));
    expect(found).toHaveLength(expected.length);
    found.forEach((values, k) => {
      expect(values).toHaveLength(3 * NUM_STEPS);
      values.forEach((value, n) => close(value, expected[k].values[n]));
    });
    // Some were accepted and some were not.
    expect(new Set(found[2 * target.dimension])).toEqual(new Set([0, 1]));
  });
});

/** On a ridge as thin as Rosenbrock's a chain stands still with such a step, and R-hat has nothing to say. */
const notTooThin = presetVariants.filter(({ definition }) => definition.key !== "rosenbrock");

describe.each(notTooThin)("summary of a run on $name", ({ target }) => {
  const { dimension } = target;

  test("of many chains: errors from the chains, nested R-hat", () => {
    const { totals, block } = runOf(target, 50);
    const summary = summarizeRun(target, totals, null);
    expectPlainParts(target, summary, block);
    expect(summary.method).toBe("manyChains");
    const quantities = naiveQuantities(target, block);
    summary.parameters.forEach((parameter, i) => {
      close(parameter.mean.mcse, standardErrorOf(chainMeans(quantities[i])));
      const second = standardErrorOf(chainMeans(quantities[dimension + i]));
      close(parameter.sd.mcse, second / (2 * parameter.sd.value));
      close(parameter.rhat, nestedRhat(quantities[i], numSuperchainsOf(50)));
      const variance = meanOf(quantities[i].values.map((value) => (value - parameter.mean.value) ** 2));
      const total = 50 * NUM_STEPS;
      close(parameter.ess, (variance * total) / (total - 1) / parameter.mean.mcse ** 2);
    });
    // What has no R-hat and no ESS of its own has the worst of the parameters'.
    const worstRhat = Math.max(...summary.parameters.map((parameter) => parameter.rhat));
    const worstEss = Math.min(...summary.parameters.map((parameter) => parameter.ess));
    for (const { mean, sd, rhat, ess } of summary.parameters) {
      expect([mean.rhat, mean.ess, sd.rhat, sd.ess]).toEqual([rhat, ess, rhat, ess]);
    }
    const { standardError, ...behind } = summary.acceptanceRate;
    close(standardError, standardErrorOf(chainMeans(quantities[2 * dimension])));
    expect(behind).toMatchObject({ rhat: worstRhat, ess: worstEss });
    if (!summary.firstMode) return;
    close(summary.firstMode.mcse, standardErrorOf(chainMeans(quantities[2 * dimension + 1])));
    expect(summary.firstMode).toMatchObject({ rhat: worstRhat, ess: worstEss });
  });

  test("of a few chains: errors, R-hat and ESS from ranks", () => {
    const { totals, block } = runOf(target, 4);
    const ranks = naiveQuantities(target, block).map((quantity) => summarizeDraws(quantity));
    const summary = summarizeRun(target, totals, ranks);
    expectPlainParts(target, summary, block);
    expect(summary.method).toBe("ranks");
    summary.parameters.forEach((parameter, i) => {
      const { rhat, essBulk, essTail, mcseMean } = ranks[i];
      close(parameter.mean.mcse, mcseMean);
      close(parameter.sd.mcse, ranks[dimension + i].mcseMean / (2 * parameter.sd.value));
      close(parameter.rhat, rhat);
      close(parameter.ess, Math.min(essBulk, essTail, (ranks[i].sd / mcseMean) ** 2));
      expect(parameter.mean).toMatchObject({ rhat: parameter.rhat, ess: parameter.ess });
      expectOwnBasis(parameter.sd, ranks[dimension + i]);
    });
    close(summary.acceptanceRate.standardError, ranks[2 * dimension].mcseMean);
    expectOwnBasis(summary.acceptanceRate, ranks[2 * dimension]);
    if (!summary.firstMode) return;
    close(summary.firstMode.mcse, ranks[2 * dimension + 1].mcseMean);
    expectOwnBasis(summary.firstMode, ranks[2 * dimension + 1]);
  });

  test("of a few chains: the ESS is the least of mean, bulk and tail", () => {
    const { totals, block } = runOf(target, 4);
    const ranks = naiveQuantities(target, block).map((quantity) => summarizeDraws(quantity));
    const essWith = (changes: Partial<DrawSummary>): number =>
      summarizeRun(target, totals, [{ ...ranks[0], ...changes }, ...ranks.slice(1)]).parameters[0].ess;
    const { sd } = ranks[0];
    expect(essWith({ essBulk: 12, essTail: 13, mcseMean: sd / 10 })).toBe(12);
    expect(essWith({ essBulk: 13, essTail: 12, mcseMean: sd / 10 })).toBe(12);
    close(essWith({ essBulk: 900, essTail: 900, mcseMean: sd / 10 }), 100);
    // What takes few values, as accepted or not, has no tail.
    expect(essWith({ essBulk: 12, essTail: NaN, mcseMean: sd / 10 })).toBe(12);
    expect(essWith({ essBulk: NaN, essTail: NaN, mcseMean: NaN })).toBeNaN();
  });

  test("of a few chains without ranks: values, but no errors yet", () => {
    const { totals } = runOf(target, 4);
    const summary = summarizeRun(target, totals, null);
    for (const { mean, sd, rhat, ess } of summary.parameters) {
      expect(Number.isFinite(mean.value) && Number.isFinite(sd.value)).toBe(true);
      expect([mean.mcse, mean.z, sd.mcse, sd.z, rhat, ess]).toEqual(Array.from({ length: 6 }, () => NaN));
      expect(verdictOf(mean.z, rhat, ess)).toBe("pending");
    }
    const { acceptanceRate, firstMode } = summary;
    expect(Number.isFinite(acceptanceRate.value)).toBe(true);
    const { standardError, rhat, ess } = acceptanceRate;
    expect([standardError, rhat, ess]).toEqual([NaN, NaN, NaN]);
    if (firstMode) expect(firstMode).toMatchObject({ mcse: NaN, z: NaN, rhat: NaN, ess: NaN });
  });

  test("before the first draw: nothing is finite, and nothing throws", () => {
    for (const numChains of [1, 4, 50]) {
      const totals = createRunTotals(numChains, dimension);
      addBlock(target, totals, runOf(target, numChains).block, NUM_STEPS);
      const { parameters } = summarizeRun(target, totals, null);
      for (const { mean, rhat, ess } of parameters) expect(verdictOf(mean.z, rhat, ess)).toBe("pending");
    }
  });
});
