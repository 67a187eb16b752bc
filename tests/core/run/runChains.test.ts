import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { runChains, startPositions, type RunOptions, type RunResult } from "../../../src/core/run";
import { createStepInfo, initState, samplers } from "../../../src/core/samplers";
import { presetVariants } from "../../contract/variants";

const combinations = presetVariants.flatMap(({ name, target }) =>
  samplers.map((sampler) => ({ name: `${sampler.key} on ${name}`, sampler, target })),
);

/** Everything that a run says of one chain. */
function chainOf(result: RunResult, chain: number): ArrayLike<number>[] {
  const { numSamples, dimension } = result;
  const [from, to] = [chain * numSamples, (chain + 1) * numSamples];
  return [
    result.draws.slice(from * dimension, to * dimension),
    result.logDensities.slice(from, to),
    result.acceptanceProbabilities.slice(from, to),
    result.isAccepted.slice(from, to),
  ];
}

describe.each(combinations)("runChains, $name", ({ target, sampler }) => {
  const base: RunOptions = { target, sampler, numChains: 7, numWarmup: 30, numSamples: 50, seed: 61 };

  test("the same options give the same bits", () => {
    expect(runChains(base)).toEqual(runChains(base));
  });

  test("another seed gives other draws, and so does another chain", () => {
    const result = runChains(base);
    expect(runChains({ ...base, seed: 62 }).draws).not.toEqual(result.draws);
    expect(chainOf(result, 1)).not.toEqual(chainOf(result, 0));
  });

  test.each([
    { kind: "mode", mode: 0 },
    { kind: "point", position: target.truth.mean },
  ] as const)("a chain does not know how many others run (start: $kind)", (start) => {
    const few = runChains({ ...base, start, numChains: 3 });
    const many = runChains({ ...base, start, numChains: 12 });
    for (let chain = 0; chain < 3; chain++) expect(chainOf(few, chain)).toEqual(chainOf(many, chain));
  });

  test("warm-up draws are those that would have been kept, thrown away", () => {
    const whole = runChains({ ...base, numWarmup: 0, numSamples: 250 });
    const rest = runChains({ ...base, numWarmup: 150, numSamples: 100 });
    for (let chain = 0; chain < base.numChains; chain++) {
      const [draws, ...others] = chainOf(whole, chain);
      const expected = [
        Array.from(draws).slice(150 * target.dimension),
        ...others.map((values) => Array.from(values).slice(150)),
      ];
      expect(chainOf(rest, chain).map((values) => Array.from(values))).toEqual(expected);
    }
  });

  test("its draws are those of a plain loop over the sampler's step", () => {
    const result = runChains({ ...base, numWarmup: 0 });
    const step = sampler.createStep(
      target,
      Object.fromEntries(sampler.settings.map((s) => [s.key, s.default])),
    );
    const starts = startPositions(target, { kind: "spread" }, base, 0, base.numChains);
    const { dimension } = target;
    let numAccepted = 0;
    for (let chain = 0; chain < base.numChains; chain++) {
      const state = initState(target, starts.subarray(chain * dimension, (chain + 1) * dimension));
      const stream = Stream.from(base.seed, chain, StreamPurpose.sampler);
      const info = createStepInfo(dimension);
      const [draws, logDensities, probabilities, isAccepted] = chainOf(result, chain);
      for (let n = 0; n < base.numSamples; n++) {
        step(state, stream, info);
        for (let i = 0; i < dimension; i++) expect(draws[n * dimension + i]).toBe(state.position[i]);
        expect(logDensities[n]).toBe(state.logDensity);
        expect(probabilities[n]).toBe(info.acceptanceProbability);
        expect(isAccepted[n]).toBe(info.isAccepted ? 1 : 0);
        numAccepted += isAccepted[n];
      }
    }
    expect(result.acceptanceRate).toBe(numAccepted / (base.numChains * base.numSamples));
  });
});

test("what is left out takes its default: random walk, spread start, no warm-up, default step", () => {
  const { target } = presetVariants[0];
  const short = runChains({ target, numChains: 3, numSamples: 20, seed: 63 });
  const long = runChains({
    target,
    sampler: "rwm",
    settings: { stepSize: 0.3 },
    start: { kind: "spread" },
    numWarmup: 0,
    numChains: 3,
    numSamples: 20,
    seed: 63,
  });
  expect(short).toEqual(long);
  expect(
    runChains({ target, numChains: 3, numSamples: 20, seed: 63, settings: { stepSize: 0.31 } }),
  ).not.toEqual(short);
});
