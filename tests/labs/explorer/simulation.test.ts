/** The explorer's run: what is asked for is done, the draws do not depend on when, and no promise stays open. */
import { afterEach, describe, expect, test } from "vitest";
import { crashing, patient, type Conduct } from "../../engine/portWorker";
import { advanceRange, beginRange } from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import { targetByKey } from "../../../src/core/targets";
import { IMPOSSIBLE, inCore, runConfig } from "../../engine/samplingRuns";
import { createSimulation, frame, type TestSimulation } from "./testSimulation";

const config = runConfig();

let open: TestSimulation;

function create(numWorkers = 2, conductOf?: (index: number) => Conduct | undefined): TestSimulation {
  open = createSimulation(numWorkers, conductOf);
  return open;
}

afterEach(() => open.simulation.dispose());

describe("running", () => {
  test("makes as many transitions as were asked for, core's", async () => {
    const { simulation, heard, blocks } = create();
    await simulation.begin(config);
    await simulation.run(15);
    await simulation.run(25);
    const { ensemble, totals, draws } = inCore(config, 40);
    expect(simulation.state).toEqual({ firstChain: 0, ensemble, totals });
    expect(simulation.numSteps).toBe(40);
    const first = blocks[0].tracked;
    expect(first.subarray(0, 30)).toEqual(draws.subarray(0, 30));
    expect(blocks.map(({ firstStep, numSteps }) => [firstStep, numSteps])).toEqual([
      [0, 15],
      [15, 25],
    ]);
    expect(heard).toEqual(["begin at 0"]);
  });

  test("plays up to its pause, to the step; who asks for more gets it", async () => {
    const { simulation } = create();
    simulation.pauseAt = 10;
    simulation.speed = 1000;
    await simulation.begin(config);
    for (const now of [1000, 1100, 1200]) await frame(open, now);
    expect([simulation.numSteps, simulation.isAtPause]).toEqual([10, true]);
    await simulation.run(5);
    expect(simulation.numSteps).toBe(15);
    simulation.pauseAt = 20;
    for (const now of [1300, 1400]) await frame(open, now);
    expect(simulation.numSteps).toBe(20);
  });

  test("keeps its pace by the clock, whatever the frames", async () => {
    const { simulation } = create();
    await simulation.begin(config);
    simulation.speed = 100;
    simulation.isPlaying = false;
    await frame(open, 1000);
    expect(simulation.numSteps).toBe(0);
    simulation.isPlaying = true;
    for (const now of [1100, 1105, 1150, 1200]) await frame(open, now);
    expect(simulation.numSteps).toBe(20);
    await frame(open, 61_200);
    expect(simulation.numSteps).toBeLessThan(60);
  });

  test("tracks one chain of each of 16 superchains, and the focused one", async () => {
    const { simulation, blocks } = create();
    await simulation.begin(runConfig({ numChains: 40 }));
    expect(simulation.trackedChains).toHaveLength(16);
    simulation.setFocus(39);
    expect(simulation.trackedChains.at(-1)).toBe(39);
    simulation.setFocus(simulation.trackedChains[3]);
    expect(simulation.trackedChains).toHaveLength(16);
    simulation.setFocus(39);
    await simulation.run(6);
    const { draws } = inCore(runConfig({ numChains: 40 }), 6);
    const expected = simulation.trackedChains.map((chain) => [
      ...draws.subarray(chain * 12, (chain + 1) * 12),
    ]);
    expect([...blocks[0].tracked]).toEqual(expected.flat());
  });
});

describe("changing the number of workers while a block is out", () => {
  test.each([1, 3, 7])("to %i keeps the run going, its draws the same", async (numWorkers) => {
    const { conduct, release } = patient();
    const { simulation, heard, blocks } = create(2, (index) => (index === 1 ? conduct : undefined));
    await simulation.begin(config);
    const advanced = simulation.advance(20);
    const changed = simulation.setNumWorkers(numWorkers);
    release();
    expect(await advanced).toBe(true);
    await changed;
    await simulation.run(20);
    const { ensemble, totals, draws } = inCore(config, 40);
    expect(simulation.state).toEqual({ firstChain: 0, ensemble, totals });
    expect(blocks.map(({ reports }) => reports.length)).toEqual([2, numWorkers]);
    // Of the first chain, which is tracked: both blocks hold its draws.
    const found = blocks.flatMap(({ tracked }) => [...tracked.subarray(0, 40)]);
    expect(found).toEqual([...draws.subarray(0, 80)]);
    expect([heard, simulation.isPlaying]).toEqual([["begin at 0"], true]);
  });
});

test("rank statistics are made of what core draws and accepts after warm-up, whatever blocks and workers", async () => {
  const { simulation } = create(3);
  await simulation.begin(config);
  for (const numSteps of [3, 9, 1]) await simulation.run(numSteps);
  await simulation.setNumWorkers(2);
  await simulation.run(27);
  const input = simulation.rankInput();
  const target = targetByKey(config.target.key).create(config.target.values);
  const range = beginRange(target, config, 0, config.numChains);
  const step = samplerByKey("rwm").createStep(target, config.sampler.values);
  const { isAccepted, positions } = advanceRange(target, step, range, 40, config.numWarmup);
  const counts = (_: unknown, at: number): boolean => at % 40 >= config.numWarmup;
  expect(input?.numChains).toBe(config.numChains);
  expect(input?.quantities).toHaveLength(6);
  expect(input?.quantities[4]).toEqual(Float64Array.from(isAccepted.filter(counts)));
  const x = positions.filter((_, i) => i % 2 === 0);
  expect(input?.quantities[0]).toEqual(x.filter(counts));
  expect(new Set(input?.quantities[4])).toEqual(new Set([0, 1]));
});

describe("beginning", () => {
  test("is waited for by a run that is asked for at once, which counts from its start", async () => {
    const { simulation, blocks } = create();
    void simulation.begin(config);
    await simulation.run(10);
    expect([simulation.numSteps, simulation.config?.seed]).toEqual([10, 42]);
    void simulation.begin(runConfig({ seed: 9 }));
    await simulation.run(15);
    expect([simulation.numSteps, simulation.config?.seed]).toEqual([15, 9]);
    expect(simulation.totals).toEqual(inCore(runConfig({ seed: 9 }), 15).totals);
    expect(blocks.map(({ firstStep }) => firstStep)).toEqual([0, 0]);
  });

  test("where it fails leaves no run, and a later one that can begins as if it were the first", async () => {
    const { simulation, heard } = create();
    await simulation.begin(config);
    await simulation.run(20);
    expect(simulation.rankInput()).not.toBeNull();
    await simulation.begin(runConfig(IMPOSSIBLE));
    const { target, state, totals, numSteps, trackedChains } = simulation;
    expect([simulation.config, target, state, totals, numSteps, trackedChains]).toEqual([
      null,
      null,
      null,
      null,
      0,
      [],
    ]);
    expect([simulation.summary(null), simulation.rankInput()]).toEqual([null, null]);
    await simulation.begin(config);
    expect([simulation.numSteps, simulation.target?.dimension]).toEqual([0, 2]);
    await simulation.run(40);
    expect(simulation.totals).toEqual(inCore(config, 40).totals);
    expect(simulation.rankInput()?.quantities[0]).toHaveLength(7 * 35);
    expect(heard.map((text) => text.slice(0, 7))).toEqual(["begin a", "failure", "begin a"]);
  });

  test("of several wishes in a row only the last counts", async () => {
    const { simulation, heard } = create();
    const wishes = [1, 2, 3, 4].map((seed) => simulation.begin(runConfig({ seed })));
    await Promise.all(wishes);
    expect(simulation.config?.seed).toBe(4);
    expect(heard).toEqual(["begin at 0", "begin at 0"]);
  });

  test("drops a block of the run before", async () => {
    const { simulation, heard, blocks } = create();
    await simulation.begin(runConfig({ seed: 9 }));
    const advanced = simulation.advance(20);
    const begun = simulation.begin(config);
    expect(await advanced).toBe(false);
    await begun;
    expect([simulation.numSteps, blocks.length]).toEqual([0, 0]);
    expect(heard).toEqual(["begin at 0", "begin at 0"]);
    await simulation.run(40);
    expect(simulation.totals).toEqual(inCore(config, 40).totals);
  });

  test("where it is impossible, says so once; what is asked then rejects, and another beginning helps", async () => {
    const { simulation, heard } = create();
    await simulation.begin(config);
    await simulation.run(5);
    await simulation.begin(runConfig(IMPOSSIBLE));
    expect(heard.at(-1)).toMatch(/^failure: start = \(0, -1000\)/);
    // What was playing goes on as soon as a run can begin.
    expect(simulation.isPlaying).toBe(true);
    await expect(simulation.run(5)).rejects.toThrow("The run stopped: start = (0, -1000)");
    expect(await simulation.advance(5)).toBe(false);
    await simulation.begin(config);
    await simulation.run(5);
    expect(simulation.numSteps).toBe(5);
  });
});

test("workers that die again and again end a run with a message, and its last state is kept", async () => {
  const { simulation, heard } = create(1, (index) =>
    index === 0
      ? (worker, advance, block) => (block < 2 ? advance() : crashing(worker, advance, 0))
      : index < 4
        ? crashing
        : undefined,
  );
  await simulation.begin(config);
  await simulation.run(3);
  await simulation.run(4);
  await expect(simulation.run(5)).rejects.toThrow(/^The run stopped: .*3 new workers died as well/);
  expect(heard.at(-1)).toMatch(/^failure: the worker failed: out of memory/);
  expect(simulation.numSteps).toBe(7);
  await simulation.run(33);
  expect(simulation.totals).toEqual(inCore(config, 40).totals);
});

test("disposing settles what is pending, in silence", async () => {
  const { simulation, workers, heard } = create();
  await simulation.begin(config);
  const pending = [simulation.run(1e6), simulation.begin(runConfig({ seed: 3 }))];
  simulation.dispose();
  await Promise.all(pending);
  expect(heard).toEqual(["begin at 0"]);
  expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
});
