/** Acceptance rates and moments of long runs from exact draws, against the truth, by the spread between chains. */
import { describe, expect, test } from "vitest";
import { emitRandomWalk, type KernelEnsemble } from "../../../src/core/kernels";
import type { Target } from "../../../src/core/targets";
import { presetVariants } from "../../contract/variants";
import { createStandardNormal } from "../samplers/adHocTargets";
import { ensembleOf, exactPositions, kernels, stepFor } from "./kernelRuns";

const NUM_CHAINS = 12_000;
const NUM_STEPS = 300;

interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

function estimateOf(sums: Float64Array, numSteps: number): Estimate {
  const means = sums.map((sum) => sum / numSteps);
  const value = means.reduce((sum, x) => sum + x, 0) / means.length;
  const squares = means.reduce((sum, x) => sum + (x - value) ** 2, 0);
  return { value, standardError: Math.sqrt(squares / (means.length - 1) / means.length) };
}

function acceptanceOf(ensemble: KernelEnsemble): Estimate {
  const { numAccepted, numSteps } = ensemble.moments();
  return estimateOf(numAccepted, numSteps);
}

/** Distance of an estimate from the truth in standard errors, less what the truth itself is uncertain by. */
function zScore({ value, standardError }: Estimate, truth: number, error = 0): number {
  return Math.max(0, Math.abs(value - truth) - error) / standardError;
}

/** Stationary acceptance of the random walk on a standard normal: Student's t with d degrees of freedom. */
function rateOnNormal(dimension: number, stepSize: number): number {
  const theta = Math.atan(stepSize / 2);
  if (dimension === 1) return 1 - (2 / Math.PI) * theta;
  if (dimension === 2) return 1 - Math.sin(theta);
  return 1 - (2 / Math.PI) * (theta + Math.sin(theta) * Math.cos(theta));
}

function walk(target: Target, stepSize: number, isRelaxed: boolean): KernelEnsemble {
  const module = emitRandomWalk(target.density, { isRelaxed });
  const ensemble = ensembleOf(module, target, { numChains: NUM_CHAINS, stepSize });
  ensemble.start(exactPositions(target, NUM_CHAINS, 51), 52);
  ensemble.run(NUM_STEPS);
  return ensemble;
}

/** |z| < 5 in each of some 100 comparisons: a false alarm of 6e-5 for all together. Seeds 51 to 54. */
export function describeMoments(isRelaxed: boolean): void {
  const word = isRelaxed ? "relaxed" : "plain";
  const tabulated = presetVariants.flatMap(({ name, target }) =>
    target.truth.acceptanceRates.map((rate) => ({ name, target, ...rate })),
  );

  test("there are tabulated rates, that of the equal mixture at step 0.3 among them", () => {
    expect(tabulated.map(({ value }) => value)).toContain(0.8623);
  });

  test.each(tabulated)(`acceptance, ${word}: $name at $stepSize`, ({ target, stepSize, value, error }) => {
    const rate = acceptanceOf(walk(target, stepSize, isRelaxed));
    expect(rate.standardError).toBeLessThan(0.002);
    expect(zScore(rate, value, error)).toBeLessThan(5);
    // Negative control: a step 5 % longer has another rate.
    expect(zScore(acceptanceOf(walk(target, 1.05 * stepSize, isRelaxed)), value, error)).toBeGreaterThan(5);
  });

  test.each([1, 2, 3])(`acceptance, ${word}: the standard normal in dimension %i`, (dimension) => {
    const rate = acceptanceOf(walk(createStandardNormal(dimension), 1.5, isRelaxed));
    expect(zScore(rate, rateOnNormal(dimension, 1.5))).toBeLessThan(5);
    expect(zScore(rate, 1.01 * rateOnNormal(dimension, 1.5))).toBeGreaterThan(5);
  });

  describe.each(presetVariants)(`moments, ${word}: $name`, (variant) => {
    test.each(kernels)("$key keeps mean and standard deviation", (kernel) => {
      const { target } = variant;
      const { mean, sd } = target.truth;
      const module = kernel.emit(target.density, { isRelaxed });
      const ensemble = ensembleOf(module, target, {
        numChains: NUM_CHAINS,
        stepSize: stepFor(kernel, variant),
      });
      ensemble.setCentre(mean);
      ensemble.start(exactPositions(target, NUM_CHAINS, 53), 54);
      ensemble.run(NUM_STEPS / 3);
      const { sums, squares, numSteps, centre } = ensemble.moments();
      const of = (array: Float64Array, axis: number): Float64Array =>
        array.subarray(axis * NUM_CHAINS, (axis + 1) * NUM_CHAINS);
      sd.forEach((spread, axis) => {
        expect(zScore(estimateOf(of(sums, axis), numSteps), mean[axis] - centre[axis])).toBeLessThan(5);
        const second = estimateOf(of(squares, axis), numSteps);
        expect(zScore(second, spread ** 2)).toBeLessThan(5);
        // The estimate would tell a spread that is a tenth too large.
        expect(zScore(second, 1.21 * spread ** 2)).toBeGreaterThan(2);
      });
    });
  });
}
