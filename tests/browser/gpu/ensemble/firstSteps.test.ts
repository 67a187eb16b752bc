/** GPU chains against the float64 samplers and the SIMD kernels, driven by the same random numbers. */
import { describe, expect, test } from "vitest";
import { KernelNumbers } from "../../../../src/core/kernels";
import { seedWords, Stream, StreamPurpose } from "../../../../src/core/random";
import { createStepInfo, initState, samplerByKey } from "../../../../src/core/samplers";
import { checkedNumbers } from "../../../../src/core/settings";
import { presetVariants } from "../../../contract/variants";
import { ensembleOf, exactPositions, stepFor } from "../../../core/kernels/kernelRuns";
import { gpuEnsembleOf, kernelOf, samplers, startState } from "./gpuRuns";

const NUM_CHAINS = 50;
const NUM_STEPS = 12;
const SEED = 5;
/** The stream of a seed that all chains share; see `KernelEnsemble`. */
const PATHS = 4294967295;

describe.each(presetVariants)("$name", (variant) => {
  const { target } = variant;
  const { dimension } = target;
  const starts = exactPositions(target, NUM_CHAINS, 3);

  test.each(samplers)("%s goes where the float64 sampler goes", async (key) => {
    const stepSize = Math.fround(0.5 * stepFor(kernelOf(key), variant));
    const pathLength = 3 * stepSize;
    const ensemble = await gpuEnsembleOf(variant, {
      sampler: key,
      numChains: NUM_CHAINS,
      stepSize,
      pathLength,
      headStride: 1,
    });
    const start = startState(starts, NUM_CHAINS, SEED);
    ensemble.restore(start);
    const outputs: Float32Array[] = [];
    let numAccepted = 0;
    for (let t = 0; t < NUM_STEPS; t++) {
      const { heads, accepted } = await ensemble.advance(1);
      outputs.push(heads);
      numAccepted += accepted[0];
    }

    const sampler = samplerByKey(key);
    const hasPath = sampler.settings.some((setting) => setting.key === "pathLength");
    const values = { [sampler.stepSizeKey]: stepSize, ...(hasPath ? { pathLength } : {}) };
    const step = sampler.createStep(target, checkedNumbers(sampler.settings, values));
    const info = createStepInfo(dimension);
    const counts = { accepted: 0, apart: 0 };
    for (let chain = 0; chain < NUM_CHAINS; chain++) {
      const state = initState(
        target,
        Array.from({ length: dimension }, (_, i) => starts[i * NUM_CHAINS + chain]),
      );
      const paths = hasPath ? new Stream(seedWords(SEED, PATHS, StreamPurpose.sampler)) : undefined;
      const numbers = new KernelNumbers(seedWords(SEED, chain, StreamPurpose.sampler), paths);
      for (let t = 0; t < NUM_STEPS; t++) {
        step(state, numbers, info);
        counts.accepted += Number(info.isAccepted);
        const isNear = state.position.every(
          (x, i) => Math.abs(outputs[t][i * NUM_CHAINS + chain] - x) <= 2e-4 * (1 + Math.abs(x)),
        );
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
    expect(numAccepted).toBe(counts.accepted);

    const simd = ensembleOf(kernelOf(key).emit(target.density), target, {
      numChains: NUM_CHAINS,
      stepSize,
      pathLength,
    });
    simd.restore(start);
    simd.run(NUM_STEPS);
    const { words, pathWords } = await ensemble.state();
    expect(words).toEqual(simd.state().words);
    expect(pathWords).toEqual(simd.state().pathWords);
    ensemble.destroy();
  });
});
