/** The kernels against the float64 samplers, driven by the same random numbers. */
import { describe, expect, test } from "vitest";
import { KernelNumbers } from "../../../src/core/kernels";
import { seedWords, Stream, StreamPurpose } from "../../../src/core/random";
import { createStepInfo, initState, samplerByKey } from "../../../src/core/samplers";
import { checkedNumbers } from "../../../src/core/settings";
import { presetVariant, presetVariants } from "../../contract/variants";
import { ensembleOf, exactPositions, kernels, stepFor } from "./kernelRuns";

const NUM_CHAINS = 50;
const NUM_STEPS = 12;
const SEED = 5;
/** The stream of a seed that all chains share; see `KernelEnsemble`. */
const PATHS = 4294967295;

export function describeFirstSteps(isRelaxed: boolean): void {
  describe.each(presetVariants)(`first steps, ${isRelaxed ? "relaxed" : "plain"}: $name`, (variant) => {
    test.each(kernels)("$key goes where the float64 sampler goes", (kernel) => {
      const { key, emit } = kernel;
      const { target } = variant;
      const { dimension } = target;
      const stepSize = Math.fround(0.5 * stepFor(kernel, variant));
      const pathLength = 3 * stepSize;
      const ensemble = ensembleOf(emit(target.density, { isRelaxed }), target, {
        numChains: NUM_CHAINS,
        stepSize,
        pathLength,
        numOutputs: NUM_STEPS,
      });
      const starts = exactPositions(target, NUM_CHAINS, 3);
      ensemble.start(starts, SEED);
      ensemble.run(NUM_STEPS, 1);
      const outputs = ensemble.outputs(NUM_STEPS);
      const { numPadded } = ensemble;

      const sampler = samplerByKey(key);
      const hasPath = sampler.settings.some((setting) => setting.key === "pathLength");
      const values = { [sampler.stepSizeKey]: stepSize, ...(hasPath ? { pathLength } : {}) };
      const step = sampler.createStep(target, checkedNumbers(sampler.settings, values));
      const info = createStepInfo(dimension);
      const counts = { accepted: 0, apart: 0 };
      for (let chain = 0; chain < NUM_CHAINS; chain++) {
        const start = Array.from({ length: dimension }, (_, i) => starts[i * NUM_CHAINS + chain]);
        const state = initState(target, start);
        const paths = hasPath ? new Stream(seedWords(SEED, PATHS, StreamPurpose.sampler)) : undefined;
        const numbers = new KernelNumbers(seedWords(SEED, chain, StreamPurpose.sampler), paths);
        for (let t = 0; t < NUM_STEPS; t++) {
          step(state, numbers, info);
          counts.accepted += Number(info.isAccepted);
          const isNear = state.position.every((x, i) => {
            const own = outputs[(t * dimension + i) * numPadded + chain];
            return Math.abs(own - x) <= 2e-4 * (1 + Math.abs(x));
          });
          if (!isNear) {
            counts.apart += 1;
            break;
          }
        }
      }
      expect(counts.apart).toBe(0);
      const all = NUM_CHAINS * NUM_STEPS;
      expect(counts.accepted).toBeGreaterThan(0.05 * all);
      expect(counts.accepted).toBeLessThan(all);
      expect(ensemble.moments().numAccepted.reduce((sum, n) => sum + n, 0)).toBe(counts.accepted);
      const { positions } = ensemble.state();
      ensemble.logDensities().forEach((value, chain) => {
        const position = Array.from({ length: dimension }, (_, i) => positions[i * NUM_CHAINS + chain]);
        const truth = target.logDensity(position);
        expect(Math.abs(value - truth)).toBeLessThan(2e-5 * (1 + Math.abs(truth)) * 10);
      });
    });
  });

  test(`paths that diverge, ${isRelaxed ? "relaxed" : "plain"}: those that the float64 sampler calls so`, () => {
    const { target } = presetVariant("mixture, Equal mixture");
    const [hmc] = kernels.filter(({ key }) => key === "hmc");
    // Each path is one step, so coarse that its energy error is often near the threshold.
    const [stepSize, numChains] = [7, 4000];
    const choice = { numChains, stepSize, pathLength: stepSize };
    const ensemble = ensembleOf(hmc.emit(target.density, { isRelaxed }), target, choice);
    const starts = exactPositions(target, numChains, 4);
    ensemble.start(starts, SEED);
    ensemble.run(1);
    const { numDivergent } = ensemble.moments();
    const step = samplerByKey("hmc").createStep(target, { hmcStepSize: stepSize, pathLength: stepSize });
    const info = createStepInfo(2);
    const counts = { divergent: 0, apart: 0, nearby: 0 };
    for (let chain = 0; chain < numChains; chain++) {
      const state = initState(target, [starts[chain], starts[numChains + chain]]);
      const paths = new Stream(seedWords(SEED, PATHS, StreamPurpose.sampler));
      step(state, new KernelNumbers(seedWords(SEED, chain, StreamPurpose.sampler), paths), info);
      if (info.isDivergent) counts.divergent += 1;
      if (Number(info.isDivergent) !== numDivergent[chain]) counts.apart += 1;
      if (Math.abs(info.energyError - 1000) < 10) counts.nearby += 1;
    }
    // The kernel leaves the logarithm of the mass out, at most log 2: it may judge a few of those nearby otherwise.
    expect(counts.apart).toBeLessThanOrEqual(Math.ceil(counts.nearby / 10));
    expect(counts.divergent).toBeGreaterThan(0.05 * numChains);
    expect(counts.divergent).toBeLessThan(0.95 * numChains);
  });
}
