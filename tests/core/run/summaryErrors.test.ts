/**
 * The errors of a summary are right: over repetitions with independent exact draws, z behaves as a standard
 * normal value does.
 */
import { describe, expect, test } from "vitest";
import { summarizeDraws } from "../../../src/core/diagnostics";
import { Stream, StreamPurpose } from "../../../src/core/random";
import {
  addBlock,
  createDrawBlock,
  createRunTotals,
  rankQuantities,
  summarizeRun,
  type DrawBlock,
  type RunSummary,
} from "../../../src/core/run";
import type { Target } from "../../../src/core/targets";
import { presetVariants } from "../../contract/variants";
import { withAcceptedColumn } from "./naiveStatistics";

const NUM_REPETITIONS = 200;

/** Exact draws in the place of a run's; every other one counts as accepted. */
function exactBlock(target: Target, numChains: number, numSteps: number, stream: Stream): DrawBlock {
  const block = createDrawBlock(numChains, numSteps, target.dimension);
  const draw = new Float64Array(target.dimension);
  for (let at = 0; at < numChains * numSteps; at++) {
    target.truth.drawExact(stream, draw);
    block.positions.set(draw, at * target.dimension);
    block.isAccepted[at] = stream.uniform() < ACCEPTANCE ? 1 : 0;
  }
  return block;
}

const ACCEPTANCE = 0.3;

function exactSummary(target: Target, numChains: number, numSteps: number, stream: Stream): RunSummary {
  const block = exactBlock(target, numChains, numSteps, stream);
  const totals = createRunTotals(numChains, target.dimension);
  addBlock(target, totals, block, 0);
  const ranks =
    numChains > 16
      ? null
      : rankQuantities(target, withAcceptedColumn(block)).map((values) =>
          summarizeDraws({ values, numChains, numDraws: numSteps }),
        );
  return summarizeRun(target, totals, ranks);
}

/** Every z that a summary has, by name. */
function zsOf({ parameters, firstMode, acceptanceRate }: RunSummary): [string, number][] {
  return [
    ...parameters.flatMap(({ name, mean, sd }): [string, number][] => [
      [`mean of ${name}`, mean.z],
      [`sd of ${name}`, sd.z],
    ]),
    ...(firstMode ? [["share", firstMode.z] satisfies [string, number]] : []),
    ["acceptance", (acceptanceRate.value - ACCEPTANCE) / acceptanceRate.standardError],
  ];
}

/**
 * Seed 97. Of 200 values of z, the sum of squares follows chi-squared with 200 degrees of freedom (nearly: Student's
 * t with 63 for 64 chains), so their mean square lies outside 0.6 to 1.5 with a probability below 1e-4; over the
 * 74 quantities tested the false-alarm rate is below 0.8 %. An error too small by 30 % or too large by 50 % is
 * found. The funnel is left out: the tails of its x are so long that no sample of ordinary size knows the error of
 * their sd.
 */
describe.each(presetVariants.filter(({ definition }) => definition.key !== "funnel"))(
  "errors of exact draws of $name",
  ({ target }) => {
    test.each([
      ["64 chains of 40 draws, by moments", 64, 40],
      ["4 chains of 400 draws, by ranks", 4, 400],
    ])("%s", (_name, numChains, numSteps) => {
      const squares = new Map<string, number>();
      const stream = Stream.from(97, numChains, StreamPurpose.test);
      for (let i = 0; i < NUM_REPETITIONS; i++) {
        for (const [name, z] of zsOf(exactSummary(target, numChains, numSteps, stream))) {
          squares.set(name, (squares.get(name) ?? 0) + (z * z) / NUM_REPETITIONS);
        }
      }
      expect(squares.size).toBe(2 * target.dimension + (target.modes ? 2 : 1));
      for (const [name, meanSquare] of squares) {
        expect(meanSquare, `mean of z² for ${name}`).toBeGreaterThan(0.6);
        expect(meanSquare, `mean of z² for ${name}`).toBeLessThan(1.5);
      }
    });
  },
);
