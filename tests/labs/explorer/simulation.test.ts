/** The explorer's run: what is asked for is done, the draws do not depend on when, and no promise stays open. */
import { afterEach, describe, expect, test } from "vitest";
import { crashing, type Conduct } from "../../engine/portWorker";
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

describe("beginning", () => {
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
    expect(simulation.isPlaying).toBe(false);
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
