import { describe, expect, test } from "vitest";
import { nestedRhat, summarizeDraws, type DrawMatrix, type DrawSummary } from "../../../src/core/diagnostics";
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
import { chainMeans, meanOf, standardErrorOf } from "./naiveStatistics";

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

function quantitiesOf(target: Target, block: DrawBlock): DrawMatrix[] {
  const { numChains } = block;
  return rankQuantities(target, block.positions).map((values) => ({
    values,
    numChains,
    numDraws: NUM_STEPS,
  }));
}

/** What holds however R-hat and ESS are found. */
function expectPlainParts(target: Target, summary: RunSummary, block: DrawBlock): void {
  const { dimension, truth, modes } = target;
  const quantities = quantitiesOf(target, block);
  const [numChains, numDraws] = [block.numChains, NUM_STEPS];
  expect(summary).toMatchObject({ numChains, numDraws });
  const accepted = chainMeans({ values: Float64Array.from(block.isAccepted), numChains, numDraws });
  close(summary.acceptanceRate.value, meanOf(accepted));
  close(summary.acceptanceRate.standardError, standardErrorOf(accepted));
  summary.parameters.forEach((parameter, i) => {
    const mean = meanOf(quantities[i].values);
    expect(parameter.name).toBe(target.parameterNames[i]);
    close(parameter.mean.value, mean);
    close(parameter.sd.value, Math.sqrt(meanOf(quantities[i].values.map((value) => (value - mean) ** 2))));
    expect(parameter.mean.truth).toBe(truth.mean[i]);
    expect(parameter.sd.truth).toBe(truth.sd[i]);
    close(parameter.mean.z, (mean - truth.mean[i]) / parameter.mean.mcse);
    // The z of the sd is that of the second moment about the true mean, whose expectation is exact.
    const second = meanOf(quantities[dimension + i].values);
    close(parameter.sd.z, (second - truth.sd[i] ** 2) / (2 * parameter.sd.value * parameter.sd.mcse));
    close(parameter.autocorrelationTime, (numChains * numDraws) / parameter.ess);
  });
  expect(summary.firstMode?.truth ?? null).toBe(modes?.shares[0] ?? null);
  close(summary.firstMode?.value ?? 0, modes ? meanOf(quantities[2 * dimension].values) : 0);
}

describe.each(presetVariants)("summary of a run on $name", ({ target }) => {
  const { dimension } = target;

  test("of many chains: errors from the chains, nested R-hat", () => {
    const { totals, block } = runOf(target, 50);
    const summary = summarizeRun(target, totals, null);
    expectPlainParts(target, summary, block);
    expect(summary.method).toBe("manyChains");
    const quantities = quantitiesOf(target, block);
    summary.parameters.forEach((parameter, i) => {
      close(parameter.mean.mcse, standardErrorOf(chainMeans(quantities[i])));
      const second = standardErrorOf(chainMeans(quantities[dimension + i]));
      close(parameter.sd.mcse, second / (2 * parameter.sd.value));
      close(parameter.rhat, nestedRhat(quantities[i], numSuperchainsOf(50)));
      const variance = meanOf(quantities[i].values.map((value) => (value - parameter.mean.value) ** 2));
      const total = 50 * NUM_STEPS;
      close(parameter.ess, (variance * total) / (total - 1) / parameter.mean.mcse ** 2);
    });
    const shares = target.modes ? chainMeans(quantities[2 * dimension]) : [0, 0];
    close(summary.firstMode?.mcse ?? 0, standardErrorOf(shares));
  });

  test("of a few chains: errors, R-hat and ESS from ranks", () => {
    const { totals, block } = runOf(target, 4);
    const ranks = quantitiesOf(target, block).map((quantity) => summarizeDraws(quantity));
    const summary = summarizeRun(target, totals, ranks);
    expectPlainParts(target, summary, block);
    expect(summary.method).toBe("ranks");
    summary.parameters.forEach((parameter, i) => {
      const { rhat, essBulk, essTail, mcseMean } = ranks[i];
      close(parameter.mean.mcse, mcseMean);
      close(parameter.sd.mcse, ranks[dimension + i].mcseMean / (2 * parameter.sd.value));
      close(parameter.rhat, rhat);
      close(parameter.ess, Math.min(essBulk, essTail, (ranks[i].sd / mcseMean) ** 2));
    });
    close(summary.firstMode?.mcse ?? 0, target.modes ? ranks[2 * dimension].mcseMean : 0);
  });

  test("of a few chains: the ESS is the least of mean, bulk and tail", () => {
    const { totals, block } = runOf(target, 4);
    const ranks = quantitiesOf(target, block).map((quantity) => summarizeDraws(quantity));
    const essWith = (changes: Partial<DrawSummary>): number =>
      summarizeRun(target, totals, [{ ...ranks[0], ...changes }, ...ranks.slice(1)]).parameters[0].ess;
    const { sd } = ranks[0];
    expect(essWith({ essBulk: 12, essTail: 13, mcseMean: sd / 10 })).toBe(12);
    expect(essWith({ essBulk: 13, essTail: 12, mcseMean: sd / 10 })).toBe(12);
    close(essWith({ essBulk: 900, essTail: 900, mcseMean: sd / 10 }), 100);
  });

  test("of a few chains without ranks: values, but no errors yet", () => {
    const { totals } = runOf(target, 4);
    const summary = summarizeRun(target, totals, null);
    for (const { mean, sd, rhat, ess } of summary.parameters) {
      expect(Number.isFinite(mean.value) && Number.isFinite(sd.value)).toBe(true);
      expect([mean.mcse, mean.z, sd.mcse, sd.z, rhat, ess]).toEqual(Array.from({ length: 6 }, () => NaN));
      expect(verdictOf(mean.z, rhat, ess)).toBe("pending");
    }
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
