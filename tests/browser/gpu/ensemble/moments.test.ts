/** Acceptance rates and moments of runs from exact draws, against the truth, by the spread between groups of chains. */
import { describe, expect, test } from "vitest";
import { presetVariant, presetVariants } from "../../../contract/variants";
import { exactPositions } from "../../../core/kernels/kernelRuns";
import { gpuEnsembleOf, samplers, startState } from "./gpuRuns";

const GROUP = 64;
const NUM_CHAINS = 192 * GROUP;
const NUM_STEPS = 100;

/** Distance of the mean over groups from the truth in standard errors, less what the truth is uncertain by. */
function zScore(sums: Float64Array, truth: number, error = 0): number {
  const means = sums.map((sum) => sum / (NUM_STEPS * GROUP));
  const mean = means.reduce((sum, x) => sum + x, 0) / means.length;
  const squares = means.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (means.length - 1) / means.length);
  return Math.max(0, Math.abs(mean - truth) - error) / standardError;
}

// |z| < 5 in each of some 60 comparisons: a false alarm of 4e-5 for all together. Seeds 51 to 54.
describe.each(presetVariants)("$name", (variant) => {
  const { target } = variant;
  const { mean, sd } = target.truth;
  const centre = target.box.map(([low, high]) => (low + high) / 2);
  const starts = exactPositions(target, NUM_CHAINS, 53);

  test.each(samplers)("%s keeps mean, standard deviation and shares of modes", async (sampler) => {
    const ensemble = await gpuEnsembleOf(variant, { sampler, numChains: NUM_CHAINS });
    ensemble.restore(startState(starts, NUM_CHAINS, 54));
    const { sums, squares, modes, numGroups } = await ensemble.advance(NUM_STEPS);
    const of = (array: Float64Array, axis: number): Float64Array =>
      array.subarray(axis * numGroups, (axis + 1) * numGroups);
    sd.forEach((spread, axis) => {
      const offset = mean[axis] - centre[axis];
      expect(zScore(of(sums, axis), offset)).toBeLessThan(5);
      expect(zScore(of(squares, axis), spread ** 2 + offset ** 2)).toBeLessThan(5);
      // The estimate would tell a spread that is a tenth too large.
      expect(zScore(of(squares, axis), 1.21 * spread ** 2 + offset ** 2)).toBeGreaterThan(2);
    });
    if (modes && target.modes) {
      const [share] = target.modes.shares;
      expect(zScore(modes.firstMode, share)).toBeLessThan(5);
      expect(zScore(modes.firstMode, 1.1 * share)).toBeGreaterThan(2);
    }
    ensemble.destroy();
  });
});

const tabulated = ["mixture, Equal mixture", "mixture, Unequal mixture"].flatMap((name) => {
  const variant = presetVariant(name);
  return variant.target.truth.acceptanceRates.map((rate) => ({ name, variant, ...rate }));
});

test.each(tabulated)("acceptance: $name at $stepSize", async ({ variant, stepSize, value, error }) => {
  const starts = exactPositions(variant.target, NUM_CHAINS, 51);
  const acceptedAt = async (step: number): Promise<Float64Array> => {
    const ensemble = await gpuEnsembleOf(variant, { sampler: "rwm", numChains: NUM_CHAINS, stepSize: step });
    ensemble.restore(startState(starts, NUM_CHAINS, 52));
    const { accepted } = await ensemble.advance(NUM_STEPS);
    ensemble.destroy();
    return accepted;
  };
  expect(zScore(await acceptedAt(stepSize), value, error)).toBeLessThan(5);
  // Negative control: a step 5 % longer has another rate.
  expect(zScore(await acceptedAt(1.05 * stepSize), value, error)).toBeGreaterThan(5);
});
