/** Runs on a graphics card, and what becomes of them when it is not to be had, too small, wrong or taken away. */
import { afterEach, expect, test } from "vitest";
import { summarizeRun } from "../../../src/core/run";
import type { DeviceOutcome } from "../../../src/engine/gpu/device";
import { createTarget, type BlockReport, type RunConfig } from "../../../src/engine/protocol";
import { Run } from "../../../src/engine/run";
import { createSamplerWorker } from "../../../src/engine/workers";
import { PATIENCE, runConfig } from "../../engine/samplingRuns";

const config = runConfig({
  sampler: { key: "rwm", values: { stepSize: 2 } },
  numChains: 6400,
  numWarmup: 30,
  arithmetic: "webgpu",
});

let run: Run;
let told: string[];

/** A device that nobody else has, changed as a test wants it. */
async function ownDevice(
  change: (device: GPUDevice) => GPUDevice = (device) => device,
): Promise<DeviceOutcome> {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter?.requestDevice();
  if (!device) throw new Error("no device");
  return {
    device: change(device),
    adapterName: "an adapter",
    isSoftware: true,
    lost: device.lost.then(({ message }) => message),
  };
}

async function begin(changes: Partial<RunConfig>, acquire: () => Promise<DeviceOutcome>): Promise<void> {
  told = [];
  run = new Run({
    createWorker: createSamplerWorker,
    numWorkers: 2,
    timeLimit: PATIENCE,
    onReplaced: () => told.push("replaced"),
    onFallback: (message) => told.push(message),
    acquire,
  });
  await run.begin({ ...config, ...changes });
}

/** Pulls until each chain has made so many transitions. */
async function advanceTo(numSteps: number): Promise<BlockReport[]> {
  let reports: BlockReport[] = [];
  while (run.numSteps < numSteps) reports = (await run.pull(numSteps - run.numSteps, [0, 64])) ?? reports;
  return reports;
}

/** Every estimate of a run within five standard errors: a false alarm of 3e-6 a run. Seed 42. */
function expectRight(reports: readonly BlockReport[], changes: Partial<RunConfig> = {}): void {
  const target = createTarget({ ...config, ...changes }.target);
  const { totals } = reports.length === 1 ? reports[0].state : { totals: null };
  if (!totals) throw new Error("expected a single report");
  const summary = summarizeRun(target, totals, null);
  for (const { mean, sd } of summary.parameters) {
    expect(Math.abs(mean.z)).toBeLessThan(5);
    expect(Math.abs(sd.z)).toBeLessThan(5);
  }
  expect(Math.abs(summary.firstMode?.z ?? NaN)).toBeLessThan(5);
}

afterEach(() => run.dispose());

test.each([
  ["rwm", { stepSize: 2 }],
  ["mala", { malaStepSize: 1.2 }],
  ["hmc", { hmcStepSize: 0.5, pathLength: 1.5 }],
])("%s on a graphics card finds the target's moments, and says where the chains are", async (key, values) => {
  await begin({ sampler: { key, values } }, () => ownDevice());
  expect([run.adapterName, run.numSteps, told]).toEqual(["an adapter", 0, []]);
  const reports = await advanceTo(430);
  expectRight(reports);
  const [{ state, crowd, trail, trailSteps, stride, tracked, numSteps, trackedChains }] = reports;
  expect(state.totals).toMatchObject({ numDraws: 400, numLooks: 400, chainsPerEntry: 64 });
  expect(state.ensemble.numSteps).toBe(430);
  // Every look of every chain is in a bin, but for the mass outside of the box.
  const binned = state.totals.histogram.subarray(0, 60).reduce((sum, count) => sum + count, 0);
  expect(binned / (400 * 6400)).toBeGreaterThan(0.998);
  expect(crowd?.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(6350);
  expect([trackedChains, stride]).toEqual([[0], 13]);
  // The end of the block is known, the steps on the way are not.
  expect(tracked.slice(0, 2 * (numSteps - 1)).every(Number.isNaN)).toBe(true);
  expect(Float32Array.from(tracked.slice(-2))).toEqual(trail.slice(2 * (trailSteps - 1), 2 * trailSteps));
});

test("a device that is lost in mid-run: the chains go on in workers from the last known state", async () => {
  const devices: GPUDevice[] = [];
  const acquire = () =>
    ownDevice((device) => {
      devices.push(device);
      return device;
    });
  await begin({}, acquire);
  await advanceTo(100);
  const before = run.numSteps;
  devices[0].destroy();
  const reports = await run.pull(40, []);
  expect(run.adapterName).toBeNull();
  expect(reports).toHaveLength(2);
  // The first blocks were too quick for another state to be read back: the last that is known is the start.
  // And a block that a card makes in a moment may take workers minutes: their first one is short.
  expect([before, reports?.[0].firstStep, run.numSteps]).toEqual([100, 0, 16]);
  expect(run.isReplayable).toBe(false);
  expect(told).toEqual([
    expect.stringMatching(
      /^The graphics device was lost.* The chains went on in workers from step 0/,
    ) as string,
  ]);
  // The very draws that the workers make alone: the same streams, from the same places.
  const positions = reports?.flatMap(({ state }) => [...state.ensemble.positions]);
  const alone = new Run({
    createWorker: createSamplerWorker,
    numWorkers: 2,
    timeLimit: PATIENCE,
    onReplaced: () => {},
    onFallback: () => {},
  });
  await alone.begin({ ...config, arithmetic: "float32" });
  const expected = await alone.pull(16, []);
  expect(alone.isReplayable).toBe(true);
  alone.dispose();
  expect(positions).toEqual(expected?.flatMap(({ state }) => [...state.ensemble.positions]));
});

test("a state that was read back is gone on with, and nothing that it counted is lost", async () => {
  const devices: GPUDevice[] = [];
  await begin({}, () =>
    ownDevice((device) => {
      devices.push(device);
      return device;
    }),
  );
  await advanceTo(200);
  // Longer than the interval at which states are read back.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  await advanceTo(216);
  const known = run.numSteps;
  await advanceTo(232);
  devices[0].destroy();
  const [first, second] = (await run.pull(64, [])) ?? [];
  expect([first.firstStep, run.numSteps]).toEqual([known, known + 16]);
  expect(first.state.totals.numDraws).toBe(known + 16 - 30);
  expect(first.state.totals.chainsPerEntry).toBe(64);
  expect(told[0]).toContain(`from step ${known}`);
  expect(first.state.totals.accepted.length + second.state.totals.accepted.length).toBe(100);
  const rates = [first, second].map(
    ({ state }) =>
      state.totals.accepted.reduce((sum, count) => sum + count, 0) /
      (64 * state.totals.accepted.length * state.totals.numDraws),
  );
  // 0.364 at this step size; a chain's standard error is some 0.002 over all chains.
  for (const rate of rates) expect(Math.abs(rate - 0.364)).toBeLessThan(0.01);
});

test("a shader that does not compile: the compiler's message for developers, workers for the user", async () => {
  const errors: unknown[][] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => errors.push(words);
  try {
    await begin({}, () =>
      ownDevice((device) => {
        const compile = device.createShaderModule.bind(device);
        device.createShaderModule = ({ code }) =>
          compile({ code: code.replace("var accepted = 0.0;", "var accepted = ;") });
        return device;
      }),
    );
  } finally {
    console.error = error;
  }
  expect(errors.flat().join(" ")).toMatch(/does not compile:[^]*var accepted = /);
  expect(run.adapterName).toBeNull();
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("The chains run in workers instead.");
  expect(await run.pull(20, [])).toHaveLength(2);
});

test("a limit that is too small for the chains is named, and the workers make the run", async () => {
  await begin({ numChains: 64_000 }, () =>
    ownDevice((device) => {
      Object.defineProperty(device, "limits", {
        value: new Proxy(device.limits, {
          get: (limits, name) =>
            name === "maxStorageBufferBindingSize"
              ? 1_000_000
              : (Reflect.get(limits, name, limits) as number),
        }),
      });
      return device;
    }),
  );
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("maxStorageBufferBindingSize");
  expect(told[0]).toContain("The chains run in workers instead.");
  expect(await run.pull(4, [])).toHaveLength(2);
});

test("without WebGPU the workers make the run; only who asked for it is told", async () => {
  const none = (): Promise<DeviceOutcome> =>
    Promise.resolve({
      reason: "missing",
      message: "This browser has no WebGPU. A worker computes the surface.",
    });
  await begin({}, none);
  expect(told).toEqual(["This browser has no WebGPU. The chains run in workers instead."]);
  expect(await run.pull(20, [])).toHaveLength(2);
  run.dispose();
  await begin({ arithmetic: "auto", numChains: 100_032 }, none);
  expect(told).toEqual([]);
});

test("automatic takes a real graphics card above 100,000 chains, not a processor that plays one", async () => {
  const real = async (): Promise<DeviceOutcome> => ({ ...(await ownDevice()), isSoftware: false });
  await begin({ arithmetic: "auto", numChains: 100_032 }, real);
  expect(run.adapterName).toBe("an adapter");
  expectRight(await advanceTo(200));
  run.dispose();
  await begin({ arithmetic: "auto", numChains: 100_032 }, () => ownDevice());
  expect(run.adapterName).toBeNull();
  run.dispose();
  await begin({ arithmetic: "auto", numChains: 6400 }, real);
  expect(run.adapterName).toBeNull();
});
