/** However the chains are shared out and the run is cut, the draws are those of core, to the last bit. */
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { RunConfig } from "../../src/engine/protocol";
import { createRun, inCore, pullBlocks, runConfig, type TestRun } from "./samplingRuns";

const open: TestRun[] = [];

function testRun(numWorkers: number): TestRun {
  const made = createRun(numWorkers);
  open.push(made);
  return made;
}

afterEach(() => {
  for (const { run } of open.splice(0)) run.dispose();
});

const CONFIGS: [string, RunConfig][] = [
  ["spread over the box", runConfig()],
  ["all in one mode", runConfig({ start: { kind: "mode", mode: 1 }, seed: 4294967295 })],
  [
    "at a point of another target",
    runConfig({
      target: { key: "meanLogSd", values: {} },
      sampler: { key: "rwm", values: { stepSize: 0.15 } },
      start: { kind: "point", position: [1, 0.25] },
      numChains: 20,
    }),
  ],
];

describe.each(CONFIGS)("%s", (_name, config) => {
  test.each([1, 2, 3, 4, 40])("%i workers make the draws that core makes", async (numWorkers) => {
    const { run, workers } = testRun(numWorkers);
    await run.begin(config);
    expect(workers).toHaveLength(Math.min(numWorkers, config.numChains));
    expect(await pullBlocks(run, config.numChains, [9, 1, 30])).toEqual(inCore(config, 40));
  });
});

test("neither the blocks nor the workers nor a change of their number matter", async () => {
  const config = runConfig({ numChains: 5, numWarmup: 7 });
  const expected = inCore(config, 24);
  const numWorkers = fc.integer({ min: 1, max: 6 });
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(numWorkers, numWorkers, cuts, fc.nat(), async (first, second, ends, when) => {
      const edges = [0, ...ends.sort((a, b) => a - b), 24];
      const blocks = edges.slice(1).map((end, i) => end - edges[i]);
      const change = when % (blocks.length + 1);
      const { run } = testRun(first);
      await run.begin(config);
      const before = await pullBlocks(run, 5, blocks.slice(0, change));
      await run.setNumWorkers(second);
      const after = await pullBlocks(run, 5, blocks.slice(change));
      run.dispose();
      const draws = joined(before.draws, after.draws, 5);
      expect({ draws, ensemble: after.ensemble, totals: after.totals }).toEqual(expected);
    }),
    { numRuns: 25, seed: 1 },
  );
});

test("the bits depend on the seed", async () => {
  const { run } = testRun(2);
  await run.begin(runConfig({ seed: 43 }));
  const { draws } = await pullBlocks(run, 7, [40]);
  expect(draws).not.toEqual(inCore(runConfig(), 40).draws);
});

test("a state goes on anywhere: restored by a run that knows nothing else", async () => {
  const config = runConfig();
  const { run } = testRun(3);
  await run.begin(config);
  const before = await pullBlocks(run, 7, [11]);
  const { run: another } = testRun(2);
  await another.restore(config, run.state());
  expect(another.numSteps).toBe(11);
  const after = await pullBlocks(another, 7, [29]);
  const draws = joined(before.draws, after.draws, 7);
  expect({ ...after, draws }).toEqual(inCore(config, 40));
});

test("the reports say which steps and chains are theirs", async () => {
  const { run } = testRun(3);
  await run.begin(runConfig());
  await run.pull(4, []);
  const reports = await run.pull(100, [6, 0, 3]);
  expect(
    reports?.map(({ firstStep, numSteps, firstChain, numChains, trackedChains, trailSteps }) => {
      return { firstStep, numSteps, firstChain, numChains, trackedChains, trailSteps };
    }),
  ).toEqual([
    { firstStep: 4, numSteps: 100, firstChain: 0, numChains: 2, trackedChains: [0], trailSteps: 64 },
    { firstStep: 4, numSteps: 100, firstChain: 2, numChains: 2, trackedChains: [3], trailSteps: 64 },
    { firstStep: 4, numSteps: 100, firstChain: 4, numChains: 3, trackedChains: [6], trailSteps: 64 },
  ]);
  expect(run.numSteps).toBe(104);
});

test.each([
  ["rwm", { stepSize: 1 }],
  ["mala", { malaStepSize: 1 }],
  ["hmc", { hmcStepSize: 0.5, pathLength: 1.5 }],
])("a run of 128,000 chains in kernels, %s, is the same in one worker and in three", async (key, values) => {
  const config = runConfig({
    sampler: { key, values },
    numChains: 128_000,
    numWarmup: 3,
    arithmetic: "auto",
  });
  const [one, three] = await Promise.all(
    [1, 3].map(async (numWorkers) => {
      const { run } = testRun(numWorkers);
      await run.begin(config);
      for (const numSteps of numWorkers === 1 ? [19] : [4, 15]) await run.pull(numSteps, [0, 70_000]);
      return run.state();
    }),
  );
  expect(three.ensemble.positions).toEqual(one.ensemble.positions);
  expect(three.ensemble.streams).toEqual(one.ensemble.streams);
  const { totals } = one;
  expect([totals.chainsPerEntry, totals.accepted.length, totals.numDraws, totals.numLooks]).toEqual([
    64, 2000, 16, 1,
  ]);
  expect(three.totals.accepted).toEqual(totals.accepted);
  expect(three.totals.modeState).toEqual(totals.modeState);
  expect(three.totals.histogram).toEqual(totals.histogram);
  // Sums of 64 chains are added up in the order of the blocks: rounding alone.
  three.totals.sums.forEach((sum, i) => expect(Math.abs(sum - totals.sums[i])).toBeLessThan(1e-9));
});

/** Joins the draws of two stretches of the same chains. */
function joined(first: Float64Array, second: Float64Array, numChains: number): Float64Array {
  const [a, b] = [first.length / numChains, second.length / numChains];
  const whole = new Float64Array(first.length + second.length);
  for (let chain = 0; chain < numChains; chain++) {
    whole.set(first.subarray(chain * a, (chain + 1) * a), chain * (a + b));
    whole.set(second.subarray(chain * b, (chain + 1) * b), chain * (a + b) + a);
  }
  return whole;
}
