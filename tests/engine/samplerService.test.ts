/** The sampling worker's side of the protocol. */
import { drawnInRange, drawnStride, longestTrail } from "../../src/engine/protocol";
import { expect, test } from "vitest";
import { createDrawBlock, advanceEnsemble, beginRange } from "../../src/core/run";
import { samplerByKey } from "../../src/core/samplers";
import { checkedNumbers } from "../../src/core/settings";
import { targetByKey } from "../../src/core/targets";
import { createSamplerService } from "../../workers/samplerService";
import { IMPOSSIBLE, inCore, runConfig } from "./samplingRuns";

const config = runConfig();
/** Steps that are drawn of two parameters. */
const MAX_TRAIL = longestTrail(2);
/** Every draw of chains 2, 3 and 4 over the first 80 steps, as core makes them. */
const block = ((): ReturnType<typeof createDrawBlock> => {
  const target = targetByKey(config.target.key).create(config.target.values);
  const step = samplerByKey("rwm").createStep(target, config.sampler.values);
  const { ensemble } = beginRange(target, config, 2, 3);
  const made = createDrawBlock(3, 80, 2);
  advanceEnsemble(step, ensemble, made);
  return made;
})();

function begun(): ReturnType<typeof createSamplerService> {
  const service = createSamplerService();
  service.begin(config, 2, 3);
  return service;
}

test("begins where core begins, with nothing counted", () => {
  const { ensemble, totals, firstChain } = createSamplerService().begin(config, 2, 3);
  expect(firstChain).toBe(2);
  expect([ensemble.numSteps, totals.numDraws]).toEqual([0, 0]);
  expect(ensemble.streams).toHaveLength(12);
});

test("the trail is the end of the block, rounded to float32", () => {
  const { trail, trailSteps } = begun().advance(80, [], []);
  expect(trailSteps).toBe(MAX_TRAIL);
  for (const chain of [0, 1, 2]) {
    const from = (chain * 80 + 80 - MAX_TRAIL) * 2;
    const expected = Float32Array.from(block.positions.subarray(from, (chain + 1) * 160));
    expect(trail.subarray(chain * MAX_TRAIL * 2, (chain + 1) * MAX_TRAIL * 2)).toEqual(expected);
  }
  expect(begun().advance(3, [], []).trail).toHaveLength(3 * 3 * 2);
});

test("the last proposals and whether they were accepted are those of the last step", () => {
  const { lastProposals, lastAccepted } = begun().advance(80, [], []);
  expect(lastProposals).toEqual(Float32Array.from(block.lastProposals));
  expect(lastAccepted).toEqual(Uint8Array.of(...[79, 159, 239].map((at) => block.isAccepted[at])));
  expect(new Set(block.isAccepted)).toEqual(new Set([0, 1]));
});

test("the trail and the proposals have the parameters that are asked for, in their order", () => {
  const { trail, trailSteps, axes, lastProposals } = begun().advance(80, [], [], [1]);
  expect(axes).toEqual([1]);
  expect(trail).toEqual(
    begun()
      .advance(80, [], [])
      .trail.filter((_, i) => i % 2 === 1),
  );
  expect(trail).toHaveLength(3 * trailSteps);
  expect(lastProposals).toEqual(Float32Array.from([1, 3, 5], (i) => block.lastProposals[i]));
  const turned = begun().advance(80, [], [], [1, 0]).trail;
  expect([turned[0], turned[1]]).toEqual([trail[0], begun().advance(80, [], [], [0]).trail[0]]);
});

test("a target of one parameter has longer trails", () => {
  const service = createSamplerService();
  const line = targetByKey("bimodal1d");
  service.begin(runConfig({ target: { key: "bimodal1d", values: checkedNumbers(line.settings, {}) } }), 0, 2);
  const { trail, trailSteps, axes, tracked } = service.advance(300, [1], []);
  expect([trailSteps, axes, trail.length]).toEqual([256, [0], 512]);
  expect(trail.subarray(256)).toEqual(Float32Array.from(tracked.subarray(44)));
});

test("only chains of its own are tracked, in the order that was asked for", () => {
  const { tracked, trackedChains } = begun().advance(80, [4, 0, 2, 6, 5], []);
  expect(trackedChains).toEqual([4, 2]);
  expect(tracked.subarray(0, 160)).toEqual(block.positions.subarray(320, 480));
  expect(tracked.subarray(160)).toEqual(block.positions.subarray(0, 160));
});

test("spent buffers are filled again without a trace of what was in them", () => {
  const service = begun();
  const fresh = begun();
  const first = service.advance(10, [2], []);
  const spent = [
    first.tracked.buffer,
    first.trail.buffer,
    first.lastAccepted.buffer,
    first.lastProposals.buffer,
  ];
  for (const buffer of spent) new Uint8Array(buffer).fill(255);
  const second = service.advance(10, [2], spent);
  fresh.advance(10, [2], []);
  expect(second).toEqual(fresh.advance(10, [2], []));
  expect(second.tracked.buffer).toBe(spent[0]);
});

test("a reported state is a snapshot: the next block does not change it", () => {
  const service = begun();
  const { state } = service.advance(10, [], []);
  const copy = structuredClone(state);
  service.advance(10, [], []);
  expect(state).toEqual(copy);
});

test("a state is resumed by another service, whatever it ran before", () => {
  const { state } = begun().advance(30, [], []);
  const another = createSamplerService();
  another.begin(runConfig({ seed: 7, numChains: 3 }), 0, 3);
  another.resume(config, structuredClone(state));
  const { tracked, firstStep, firstChain, state: after } = another.advance(50, [3], []);
  expect([firstStep, firstChain]).toEqual([30, 2]);
  expect(tracked).toEqual(block.positions.subarray((80 + 30) * 2, 320));
  expect(after.totals.sums).toEqual(inCore(config, 80).totals.sums.subarray(4, 10));
});

test("without a run there is no block", () => {
  const service = createSamplerService();
  expect(() => service.advance(1, [], [])).toThrow("advance was called before begin or resume");
});

test.each([
  [IMPOSSIBLE, "start = (0, -1000); expected a point where the target has a density"],
  [{ target: { key: "nonesuch", values: {} } }, "target = nonesuch; expected one of mixture, "],
  [{ sampler: { key: "nonesuch", values: {} } }, "sampler = nonesuch; expected one of rwm, "],
])("a run that cannot begin (%j) says why, and the one before it goes on", (changes, message) => {
  const service = begun();
  expect(() => service.begin(runConfig(changes), 0, 3)).toThrow(message);
  expect(service.advance(80, [2], []).tracked).toEqual(block.positions.subarray(0, 160));
});

test("of a crowd some chains are drawn, and these are where they say, whichever range they are in", () => {
  const numChains = 5000;
  const stride = drawnStride(numChains);
  expect(stride).toBeGreaterThan(1);
  for (const [first, count] of [
    [0, 1237],
    [1237, 2000],
  ]) {
    const service = createSamplerService();
    service.begin(runConfig({ numChains, numWarmup: 0 }), first, count);
    const { trail, trailSteps, state, stride: told, lastAccepted } = service.advance(3, [], []);
    const drawn = drawnInRange(first, count, stride);
    expect([told, lastAccepted.length, trail.length]).toEqual([
      stride,
      drawn.count,
      drawn.count * trailSteps * 2,
    ]);
    for (let i = 0; i < drawn.count; i++) {
      const chain = (drawn.first + i) * stride - first;
      const end = 2 * (i * trailSteps + trailSteps - 1);
      const position = state.ensemble.positions.subarray(2 * chain, 2 * chain + 2);
      expect([...trail.subarray(end, end + 2)]).toEqual([...position].map(Math.fround));
    }
  }
});
