/** States on their way between kernels, calls that overlap, and all that can go wrong. */
import { describe, expect, test, vi } from "vitest";
import { createDensity, Graph, within } from "../../../../src/core/density";
import { KernelEnsemble } from "../../../../src/core/kernels";
import { densityTarget } from "../../../../src/core/targets/densityTarget";
import type { Target } from "../../../../src/core/targets";
import { GpuEnsemble } from "../../../../src/engine/gpu/ensemble";
import { presetVariant } from "../../../contract/variants";
import { ensembleOf, exactPositions, stepFor } from "../../../core/kernels/kernelRuns";
import { sharedDevice } from "../sharedDevice";
import { gpuEnsembleOf, kernelOf, samplers, startState } from "./gpuRuns";

const NUM_CHAINS = 100;
const variant = presetVariant("mixture, Unequal mixture");
const { target } = variant;
const start = startState(exactPositions(target, NUM_CHAINS, 61), NUM_CHAINS, 62);

/** A device that a test may lose. */
async function ownDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error("no adapter");
  return await adapter.requestDevice();
}

describe.each(samplers)("%s", (sampler) => {
  test("goes on from a SIMD kernel and back, with equal words", async () => {
    const stepSize = stepFor(kernelOf(sampler), variant);
    const simd = ensembleOf(kernelOf(sampler).emit(target.density), target, {
      numChains: NUM_CHAINS,
      stepSize,
    });
    simd.restore(start);
    simd.run(20);
    const ensemble = await gpuEnsembleOf(variant, { sampler, numChains: NUM_CHAINS, stepSize });
    ensemble.restore(simd.state());
    await ensemble.advance(33);
    const state = await ensemble.state();
    simd.run(33);
    expect(state.words).toEqual(simd.state().words);
    expect(state.pathWords).toEqual(simd.state().pathWords);
    const back = new KernelEnsemble(kernelOf(sampler).emit(target.density), {
      numChains: NUM_CHAINS,
      settings: target.settingValues,
    });
    back.restore(state);
    expect(back.state().positions).toEqual(state.positions);
    ensemble.destroy();
  });

  test("calls that overlap are made in their order", async () => {
    const [one, two] = [0, 1].map(() => gpuEnsembleOf(variant, { sampler, numChains: NUM_CHAINS }));
    const [overlapping, waiting] = [await one, await two];
    for (const each of [overlapping, waiting]) each.restore(start);
    const counts = [5, 40, 600, 3];
    const all = Promise.all(counts.map((count) => overlapping.advance(count)));
    const state = overlapping.state();
    const later = overlapping.advance(7);
    for (const [i, count] of counts.entries()) {
      expect(await waiting.advance(count)).toEqual((await all)[i]);
    }
    expect(await state).toEqual(await waiting.state());
    expect(await later).toEqual(await waiting.advance(7));
    overlapping.destroy();
    waiting.destroy();
  });
});

test("a million chains", async () => {
  const numChains = 1_000_000;
  const ensemble = await gpuEnsembleOf(variant, { sampler: "rwm", numChains, headStride: 1000 });
  const words = Int32Array.from({ length: 4 * numChains }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
  const positions = new Float32Array(2 * numChains).fill(1);
  ensemble.restore({ positions, words, pathWords: Int32Array.of(1, 2, 3, 4) });
  const { accepted, numGroups, heads } = await ensemble.advance(2);
  expect(numGroups).toBe(15_625);
  // Every group has moved, and none more often than it could.
  expect(Math.min(...accepted)).toBeGreaterThan(0);
  expect(Math.max(...accepted)).toBeLessThanOrEqual(128);
  expect(new Set(heads.subarray(0, 1000)).size).toBeGreaterThan(300);
  ensemble.destroy();
});

test("more chains than the device holds: the limit, what there is and what is needed", async () => {
  const { device } = await sharedDevice();
  const { maxStorageBufferBindingSize } = device.limits;
  const numChains = 2 ** 23;
  const create = gpuEnsembleOf(variant, { sampler: "rwm", numChains });
  await expect(create).rejects.toThrow(
    `its maxStorageBufferBindingSize is ${maxStorageBufferBindingSize}, and ${28 * numChains} is needed`,
  );
});

test("options and states that make no sense are named", async () => {
  const create = (changes: object) => gpuEnsembleOf(variant, { sampler: "rwm", numChains: 5, ...changes });
  await expect(create({ numChains: 0 })).rejects.toThrow("numChains = 0");
  await expect(create({ stepSize: -1 })).rejects.toThrow("stepSize = -1");
  await expect(create({ pathLength: Infinity })).rejects.toThrow("pathLength = Infinity");
  await expect(create({ stepsBetweenBins: 129 })).rejects.toThrow("stepsBetweenBins = 129");
  await expect(create({ headStride: 6 })).rejects.toThrow("headStride = 6");
  const ensemble = await create({});
  expect(() => ensemble.restore(start)).toThrow("200 coordinates, 400 words");
  await expect(ensemble.advance(0)).rejects.toThrow("numSteps = 0");
  ensemble.destroy();
  await expect(ensemble.advance(1)).rejects.toThrow("The ensemble was destroyed");
});

test("a shader that does not compile: its line for the developer, an error for the caller", async () => {
  const say = vi.spyOn(console, "error").mockReturnValue();
  const mend = (code: string): string => code.replace("var accepted = 0.0;", "var accepted = unheardOf;");
  const create = gpuEnsembleOf(variant, { sampler: "rwm", numChains: 5, mend });
  await expect(create).rejects.toThrow(/^Sampler rwm of x, y .*does not compile: line \d+: .*unheardOf/);
  expect(say.mock.calls.flat().join("\n")).toContain("var accepted = unheardOf;");
  say.mockRestore();
});

test("a device that is lost in the middle of a run: an error that says so, and the last state at hand", async () => {
  const device = await ownDevice();
  const ensemble = await GpuEnsemble.create(device, target, {
    sampler: "rwm",
    numChains: NUM_CHAINS,
    stepSize: 1,
  });
  ensemble.restore(start);
  expect(ensemble.lastState?.positions).toHaveLength(2 * NUM_CHAINS);
  await ensemble.advance(10);
  const state = await ensemble.state();
  const blocks = [0, 1, 2, 3].map(() => ensemble.advance(5000));
  const outcomes = Promise.allSettled(blocks);
  await new Promise((resolve) => setTimeout(resolve));
  device.destroy();
  for (const outcome of await outcomes) {
    expect(outcome.status).toBe("rejected");
    if (outcome.status === "rejected")
      expect(String(outcome.reason)).toContain("The graphics device was lost");
  }
  await expect(ensemble.advance(1)).rejects.toThrow("The graphics device was lost");
  await expect(ensemble.state()).rejects.toThrow("The graphics device was lost");
  expect(ensemble.lastState).toBe(state);

  // Another device goes on from there.
  const next = await gpuEnsembleOf(variant, { sampler: "rwm", numChains: NUM_CHAINS, stepSize: 1 });
  next.restore(state);
  await next.advance(1);
  expect((await next.state()).words).not.toEqual(state.words);
  next.destroy();
  ensemble.destroy();
});

/** e^-x for x > 0, outside below. */
function halfLine(): Target {
  const graph = new Graph();
  const x = graph.parameter(0);
  const logDensity = within(graph, [graph.less(0, x)], graph.negate(x));
  const density = createDensity({ graph, parameterNames: ["x"], logDensity });
  return {
    ...target,
    ...densityTarget({ density, settingValues: new Float64Array() }),
    box: [[0, 10]],
    peaks: [[1]],
    modes: null,
  };
}

/** The root of -1 - x^2, which is nowhere a number. */
function nowhere(): Target {
  const graph = new Graph();
  const x = graph.parameter(0);
  const logDensity = graph.sqrt(graph.subtract(-1, graph.multiply(x, x)));
  const density = createDensity({ graph, parameterNames: ["x"], logDensity });
  return { ...halfLine(), ...densityTarget({ density, settingValues: new Float64Array() }) };
}

test("which of the density's terms is the first mode is the target's to say", async () => {
  const { device } = await sharedDevice();
  const { modes } = target;
  if (!modes) throw new Error("the mixture has no modes");
  const turned: Target = {
    ...target,
    modes: {
      shares: [modes.shares[1], modes.shares[0]],
      responsibility: (position) => 1 - modes.responsibility(position),
    },
  };
  const totalsOf = async (of: Target) => {
    const ensemble = await GpuEnsemble.create(device, of, {
      sampler: "rwm",
      numChains: NUM_CHAINS,
      stepSize: 1,
    });
    ensemble.restore(start);
    const { modes: totals } = await ensemble.advance(20);
    ensemble.destroy();
    if (!totals) throw new Error("no totals of modes");
    return totals;
  };
  const [usual, other] = [await totalsOf(target), await totalsOf(turned)];
  expect(other.firstMode[0] + usual.firstMode[0]).toBeCloseTo(20 * 64, 2);
  expect(Math.abs(other.firstMode[0] - usual.firstMode[0])).toBeGreaterThan(100);
  expect(other.everFirst).toEqual(usual.everSecond);
  const strange: Target = { ...target, modes: { ...modes, responsibility: () => 0.25 } };
  await expect(totalsOf(strange)).rejects.toThrow("expected two that are");
});

describe.each(samplers)("edges of the support, %s", (sampler) => {
  test("nothing is accepted where the density is not a number", async () => {
    const { device } = await sharedDevice();
    const options = { sampler, numChains: 5, stepSize: 0.5, pathLength: 1, headStride: 1 };
    const ensemble = await GpuEnsemble.create(device, nowhere(), options);
    ensemble.restore(startState(Float32Array.of(1, 2, 3, 4, 5), 5, 1));
    const { heads, accepted } = await ensemble.advance(100);
    expect([...heads]).toEqual([1, 2, 3, 4, 5]);
    expect([...accepted]).toEqual([0]);
    ensemble.destroy();
  });

  test("a chain never leaves, finds in from outside, and stays in the far tails or comes in", async () => {
    const { device } = await sharedDevice();
    const numChains = 64;
    const ensemble = await GpuEnsemble.create(device, halfLine(), {
      sampler,
      numChains,
      stepSize: 0.7,
      pathLength: 2,
      headStride: 1,
    });
    const positions = Float32Array.from({ length: numChains }, (_, i) => (i < 30 ? 1 : i < 60 ? -0.5 : 3e20));
    positions[62] = NaN;
    ensemble.restore(startState(positions, numChains, 1));
    const isIn = Array.from({ length: numChains }, (_, i) => i < 30);
    for (let t = 0; t < 100; t++) {
      const { heads } = await ensemble.advance(1);
      heads.subarray(0, 60).forEach((x, chain) => {
        isIn[chain] ||= x > 0;
        expect(x > 0).toBe(isIn[chain]);
      });
      expect(heads.every((x) => Math.abs(x) < 1e37)).toBe(true);
    }
    expect(isIn.filter(Boolean).length).toBeGreaterThan(50);
    ensemble.destroy();
  });

  test("far out in a mixture, where both terms are as nothing, a chain comes in", async () => {
    const ensemble = await gpuEnsembleOf(variant, { sampler, numChains: 4, headStride: 1, stepSize: 0.5 });
    const positions = Float32Array.of(300, -300, 0, 1e5, 0, 0, 1e4, -1e5);
    ensemble.restore(startState(positions, 4, 1));
    const { heads } = await ensemble.advance(3000);
    for (const at of [0, 1]) expect(Math.abs(heads[at])).toBeLessThan(10);
    expect([...heads].every((x) => Math.abs(x) < 1e6)).toBe(true);
    ensemble.destroy();
  });
});
