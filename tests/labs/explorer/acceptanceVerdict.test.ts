/** The verdict on the acceptance rate of few chains: there is one, and it is no false alarm. */
import { expect, test } from "vitest";
import { summarizeDraws } from "../../../src/core/diagnostics";
import {
  advanceRange,
  beginRange,
  rankQuantities,
  summarizeRun,
  type RunSummary,
} from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import type { Target } from "../../../src/core/targets";
import type { ExactAcceptance } from "../../../src/labs/explorer/exactAcceptance";
import { readoutsOf } from "../../../src/labs/explorer/readouts";
import { withAcceptance } from "../../../src/labs/explorer/withAcceptance";
import { presetVariant } from "../../contract/variants";

const STEP_SIZE = 2.4;
const [NUM_WARMUP, NUM_DRAWS, NUM_SEEDS] = [200, 2000, 40];
const { target } = presetVariant("mixture, Equal mixture");

function exactOf({ truth }: Target): ExactAcceptance {
  const rate = truth.acceptanceRates.find(({ stepSize }) => stepSize === STEP_SIZE);
  if (!rate) throw new Error(`no rate is tabulated for a step of ${STEP_SIZE}`);
  return { value: rate.value, error: rate.error, source: "tabulated" };
}

/** What the numbers are made of for so many chains, up to 16: totals, and ranks of all draws after warm-up. */
function summaryOf(seed: number, numChains: number): RunSummary {
  const step = samplerByKey("rwm").createStep(target, { stepSize: STEP_SIZE });
  const range = beginRange(target, { seed, numChains, start: { kind: "spread" } }, 0, numChains);
  advanceRange(target, step, range, NUM_WARMUP, NUM_WARMUP);
  const before = range.ensemble.positions.slice();
  const { positions } = advanceRange(target, step, range, NUM_DRAWS, NUM_WARMUP);
  const chains = Array.from({ length: numChains }, (_, chain) => chain);
  const draws = withAcceptance(positions, chains, before, target.dimension);
  const ranks = rankQuantities(target, draws).map((values) =>
    summarizeDraws({ values, numChains, numDraws: NUM_DRAWS }),
  );
  return summarizeRun(target, range.totals, ranks);
}

/**
 * Seeds 1 to 40. A cross means more than 4 standard errors: 6e-5 for a normal value, so the false-alarm rate is
 * about 0.3 % for the 40 seeds of each number of chains, 1 % for all four. That the mean of z² lies outside
 * 0.4 to 2 has a probability of about 5e-4 (chi-squared, 40 degrees of freedom), 0.2 % for all four; an
 * error too small by half is found.
 */
test.each([1, 2, 3, 4])("%i chains: always a verdict, never a cross", (numChains) => {
  const exact = exactOf(target);
  let meanSquare = 0;
  for (let seed = 1; seed <= NUM_SEEDS; seed++) {
    const summary = summaryOf(seed, numChains);
    const { value, standardError, ess } = summary.acceptanceRate;
    const [row] = readoutsOf(summary, exact, 6000, false);
    expect([row.name, row.state], `seed ${seed}: ${row.explanation}`).toEqual(["acceptance", "good"]);
    expect(ess).toBeLessThanOrEqual(2 * numChains * NUM_DRAWS);
    meanSquare += ((value - exact.value) / standardError) ** 2 / NUM_SEEDS;
  }
  expect(meanSquare).toBeGreaterThan(0.4);
  expect(meanSquare).toBeLessThan(2);
});

test("a rate that is not this step's gets a cross, even of one chain (seed 1)", () => {
  const exact = exactOf(target);
  const wrong = { ...exact, value: exact.value + 0.12 };
  expect(readoutsOf(summaryOf(1, 1), wrong, 6000, false)[0].state).toBe("bad");
});
