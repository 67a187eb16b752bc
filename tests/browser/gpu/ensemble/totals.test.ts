/** The totals of a block against sums over the positions after each of its steps, made one by one. */
import { describe, expect, test } from "vitest";
import { CROWD_BINS } from "../../../../src/core/run/crowd";
import { NUM_BINS } from "../../../../src/core/run/totals";
import { MODE_BITS, type BlockTotals } from "../../../../src/engine/gpu/ensemble";
import { slicesOf } from "../../../../src/engine/gpu/ensemble/blockPlan";
import { presetVariant } from "../../../contract/variants";
import { exactPositions } from "../../../core/kernels/kernelRuns";
import { gpuEnsembleOf, samplers, startState } from "./gpuRuns";

const NUM_CHAINS = 200;
const NUM_STEPS = 100;
const NUM_WARMUP = 37;
const STEPS_BETWEEN_BINS = 8;
const SEED = 31;
const GROUP = 64;
const NUM_GROUPS = 4;
const EPSILON = 2 ** -24;

describe.each(["mixture, Equal mixture", "mixture, Unequal mixture", "bimodal1d", "banana"])("%s", (name) => {
  const variant = presetVariant(name);
  const { target } = variant;
  const { dimension, box, modes } = target;
  const starts = exactPositions(target, NUM_CHAINS, 32);

  test.each(samplers)("%s", async (sampler) => {
    const options = { sampler, numChains: NUM_CHAINS, headStride: 1, stepsBetweenBins: STEPS_BETWEEN_BINS };
    const [ensemble, steps] = [await gpuEnsembleOf(variant, options), await gpuEnsembleOf(variant, options)];
    for (const each of [ensemble, steps]) each.restore(startState(starts, NUM_CHAINS, SEED));
    const block = await ensemble.advance(NUM_STEPS, { numWarmup: NUM_WARMUP, withCrowd: true });
    const single: BlockTotals[] = [];
    for (let t = 0; t < NUM_STEPS; t++) {
      single.push(await steps.advance(1, { numWarmup: t < NUM_WARMUP ? 1 : 0 }));
    }
    expect(block.heads).toEqual(single[NUM_STEPS - 1].heads);
    expect(await ensemble.state()).toEqual(await steps.state());
    expect([block.numSteps, block.numCounted, block.numGroups]).toEqual([
      NUM_STEPS,
      NUM_STEPS - NUM_WARMUP,
      NUM_GROUPS,
    ]);

    // Sums in float64 over the float32 positions.
    const centre = box.map(([low, high]) => (low + high) / 2);
    const origin = centre.map((_, i) =>
      Math.fround(target.peaks.reduce((sum, peak) => sum + peak[i], 0) / target.peaks.length),
    );
    const perGroup = (count = 1): Float64Array => new Float64Array(count * NUM_GROUPS);
    const expected = { sums: perGroup(dimension), squares: perGroup(dimension), firstMode: perGroup() };
    const ofLastStep = { sums: perGroup(dimension), squares: perGroup(dimension) };
    const allowed = { sums: perGroup(dimension), squares: perGroup(dimension) };
    const counted = { switches: perGroup(), accepted: perGroup() };
    const ever = [perGroup(), perGroup(), perGroup()];
    const chains = Array.from({ length: NUM_CHAINS }, () => ({ last: 2, ever: [false, false, false] }));
    const roundings = 2 * (STEPS_BETWEEN_BINS + GROUP) * EPSILON;
    for (let t = NUM_WARMUP; t < NUM_STEPS; t++) {
      for (let chain = 0; chain < NUM_CHAINS; chain++) {
        const group = Math.floor(chain / GROUP);
        const position = centre.map((_, i) => single[t].heads[i * NUM_CHAINS + chain]);
        position.forEach((x, i) => {
          const [d, fromOrigin] = [x - centre[i], x - origin[i]];
          expected.sums[i * NUM_GROUPS + group] += d;
          expected.squares[i * NUM_GROUPS + group] += d * d;
          if (t === NUM_STEPS - 1) {
            ofLastStep.sums[i * NUM_GROUPS + group] += d;
            ofLastStep.squares[i * NUM_GROUPS + group] += d * d;
          }
          // Beside the bound of `addPart`, the absolute positions that are handed out are rounded once more.
          allowed.sums[i * NUM_GROUPS + group] += roundings * Math.abs(fromOrigin) + EPSILON * Math.abs(x);
          allowed.squares[i * NUM_GROUPS + group] +=
            roundings * (fromOrigin ** 2 + Math.abs(2 * fromOrigin * (origin[i] - centre[i]))) +
            2 * EPSILON * Math.abs(x * d);
        });
        if (!modes) continue;
        const share = modes.responsibility(position);
        expected.firstMode[group] += share;
        const mode = share > 0.9 ? 0 : share < 0.1 ? 1 : 2;
        const state = chains[chain];
        if (mode === 2 || mode === state.last) continue;
        state.ever[mode] = true;
        if (state.last !== 2) {
          counted.switches[group] += 1;
          state.ever[2] = true;
        }
        state.last = mode;
      }
      single[t].accepted.forEach((count, group) => (counted.accepted[group] += count));
    }
    for (const key of ["sums", "squares"] as const) {
      block[key].forEach((value, i) => {
        expect(Math.abs(value - expected[key][i])).toBeLessThanOrEqual(allowed[key][i]);
      });
      // The bound is no licence: a step that is not counted would be seen, in the sums where they do not cancel.
      const isSeen = [...ofLastStep[key]].map((value, i) => Math.abs(value) > 2 * allowed[key][i]);
      if (key === "squares") expect(isSeen).not.toContain(false);
      else expect(isSeen).toContain(true);
    }
    expect(block.accepted).toEqual(counted.accepted);
    expect(counted.accepted.every((count) => count > 0)).toBe(true);

    expect(block.modes === null).toBe(modes === null);
    if (block.modes) {
      chains.forEach((chain, index) =>
        chain.ever.forEach((isTrue, what) => (ever[what][Math.floor(index / GROUP)] += Number(isTrue))),
      );
      block.modes.firstMode.forEach((value, group) => {
        expect(Math.abs(value - expected.firstMode[group])).toBeLessThan(1e-3);
      });
      expect(block.modes.switches).toEqual(counted.switches);
      expect([block.modes.everFirst, block.modes.everSecond, block.modes.everSwitched]).toEqual(ever);
      const { modeState } = await ensemble.state();
      expect([...modeState].map((bits) => bits & MODE_BITS.last)).toEqual(chains.map(({ last }) => last));
      // A random walk may not get to the other mode in so few steps.
      if (sampler === "hmc") expect(Math.max(...counted.switches)).toBeGreaterThan(0);
    }

    const ends: number[] = [];
    let done = 0;
    for (const { numSteps, isCounted } of slicesOf(NUM_STEPS, NUM_WARMUP, STEPS_BETWEEN_BINS)) {
      done += numSteps;
      if (isCounted) ends.push(done - 1);
    }
    const histogram = new Float64Array(dimension * NUM_BINS);
    const crowd = new Float64Array(CROWD_BINS * CROWD_BINS);
    const binOf = (x: number, i: number, count: number): number =>
      Math.floor(((x - box[i][0]) / (box[i][1] - box[i][0])) * count);
    for (let chain = 0; chain < NUM_CHAINS; chain++) {
      for (const t of ends) {
        for (let i = 0; i < dimension; i++) {
          const bin = binOf(single[t].heads[i * NUM_CHAINS + chain], i, NUM_BINS);
          if (bin >= 0 && bin < NUM_BINS) histogram[i * NUM_BINS + bin] += 1;
        }
      }
      if (dimension === 1) continue;
      const [column, row] = [0, 1].map((i) => binOf(block.heads[i * NUM_CHAINS + chain], i, CROWD_BINS));
      if (column >= 0 && column < CROWD_BINS && row >= 0 && row < CROWD_BINS) {
        crowd[row * CROWD_BINS + column] += 1;
      }
    }
    expect(block.numBinned).toBe(ends.length);
    expect(block.histogram).toEqual(histogram);
    expect(block.crowd).toEqual(crowd);
    ensemble.destroy();
    steps.destroy();
  });
});
