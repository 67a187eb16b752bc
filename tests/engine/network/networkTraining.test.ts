/** A network that learns in a worker: the numbers of core, whatever is pressed on the way. */
import { afterEach, describe, expect, test } from "vitest";
import type { TrainingReport } from "../../../src/engine/protocol/network";
import { createTeam, SETTINGS, startInCore, trainInCore, trainingJob, type Team } from "./networkPort";
import { settleMessages, watchTraining, type Watched } from "./trainings";

const job = trainingJob();
const expected = trainInCore(job);

let team: Team;
let watched: Watched;

function create(made = createTeam()): Watched {
  team = made;
  watched = watchTraining(team);
  return watched;
}

afterEach(() => watched.training.dispose());

const isFinished = ({ status }: { status: string }): boolean => status === "finished";

describe("a run", () => {
  test("begins at once at step 0, without a worker", () => {
    const { training, reports } = create();
    expect(training.progress).toBeNull();
    training.begin(job);
    expect(reports).toEqual([
      {
        status: "ready",
        numSteps: 0,
        maxSteps: 50,
        network: startInCore(job).current.network,
        curve: { steps: new Float64Array(0), losses: new Float64Array(0) },
        stepsPerSecond: 0,
        problem: null,
      },
    ]);
    expect(team.workers).toHaveLength(0);
  });

  test.each([1, 10, 1000])("in looks of %i ms ends with the numbers of a single go", async (milliseconds) => {
    const { training, until, notices } = create(createTeam(undefined, milliseconds));
    training.begin(job);
    training.play();
    const { numSteps, network, curve, problem, stepsPerSecond } = await until(isFinished);
    expect(network).toEqual(expected.state.current.network);
    expect(curve.losses).toEqual(expected.losses);
    expect([numSteps, problem, notices]).toEqual([50, null, []]);
    expect(stepsPerSecond).toBeGreaterThan(0);
  });

  test("reports each block, and no network that was reported changes afterwards", async () => {
    const { training, until, reports } = create();
    training.begin(job);
    training.play();
    await until(isFinished);
    // Ready, training, then 12 blocks of 4 steps and one of 2.
    expect(reports.map(({ numSteps }) => numSteps)).toEqual([
      0,
      0,
      ...Array.from({ length: 12 }, (_, i) => 4 * i + 4),
      50,
    ]);
    expect(reports[0].network).toEqual(startInCore(job).current.network);
    const early = trainInCore({ ...job, maxSteps: 8 });
    expect(reports[3].network).toEqual(early.state.current.network);
  });

  test("posts its data once, however many blocks there are", async () => {
    const inputs = Float64Array.from({ length: 10_000 }, (_, i) => i / 5000 - 1);
    const large = trainingJob({ data: { inputs, targets: inputs.slice() } });
    const { training, until } = create();
    training.begin(large);
    training.play();
    await until(({ numSteps }) => numSteps >= 20);
    training.pause();
    training.setSettings({ ...SETTINGS, learningRate: 0.001 });
    training.play();
    await until(isFinished);
    expect(team.posted).toEqual([10_000]);
    expect(team.numBlocks()).toBeGreaterThan(10);
  });
});

describe("pause", () => {
  test("takes in the block that is out and asks for no other; play ends with the same numbers", async () => {
    const { training, until } = create();
    training.begin(job);
    training.play();
    await until(({ numSteps }) => numSteps === 8);
    // The block after the report of step 8 is out already.
    training.pause();
    await settleMessages();
    expect(training.progress).toMatchObject({ status: "paused", numSteps: 12 });
    expect(team.numBlocks()).toBe(3);
    training.play();
    const { network, curve } = await until(isFinished);
    expect(network).toEqual(expected.state.current.network);
    expect(curve.losses).toEqual(expected.losses);
  });

  test("and play in one breath make no second row of blocks", async () => {
    const { training, until } = create();
    training.begin(job);
    for (let i = 0; i < 5; i++) {
      training.play();
      training.pause();
    }
    training.play();
    const { network } = await until(isFinished);
    expect(network).toEqual(expected.state.current.network);
    expect(team.workers.map(({ mostUnanswered }) => mostUnanswered)).toEqual([1]);
  });
});

describe("stop", () => {
  test("ends the worker and keeps the network; play goes on from it in a new one", async () => {
    const { training, until, notices } = create();
    training.begin(job);
    training.play();
    const { network } = await until(({ numSteps }) => numSteps === 12);
    training.stop();
    expect(team.workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    expect(training.progress).toMatchObject({ status: "stopped", numSteps: 12, problem: null });
    await settleMessages();
    expect(training.progress).toMatchObject({ status: "stopped", numSteps: 12, network });
    training.play();
    const finished = await until(isFinished);
    expect(finished.network).toEqual(expected.state.current.network);
    expect(finished.curve.losses).toEqual(expected.losses);
    expect([team.workers.length, notices]).toEqual([2, []]);
  });
});

test("stop after the end ends the worker alone", async () => {
  const { training, until, reports } = create();
  training.begin(job);
  training.play();
  await until(isFinished);
  const told = reports.length;
  expect(team.workers.map(({ isTerminated }) => isTerminated)).toEqual([false]);
  training.stop();
  expect(team.workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  expect([training.progress?.status, reports.length]).toEqual(["finished", told]);
});

describe("reset", () => {
  test("goes back to step 0 of the same job, which replays", async () => {
    const { training, until, reports } = create();
    training.begin(job);
    training.play();
    await until(({ numSteps }) => numSteps === 12);
    training.reset();
    expect(training.progress).toEqual(reports[0]);
    await settleMessages();
    expect(training.progress).toEqual(reports[0]);
    training.play();
    expect((await until(isFinished)).network).toEqual(expected.state.current.network);
    // The same worker has it.
    expect(team.workers).toHaveLength(1);
  });
});

test("a job that is superseded reports nothing any more", async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const { training, until, reports } = create(
    createTeam(async (_, advance, block): Promise<TrainingReport> => {
      if (block === 2) await held;
      return advance();
    }),
  );
  training.begin(job);
  training.play();
  await until(({ numSteps }) => numSteps === 8);
  await settleMessages();
  expect(team.numBlocks()).toBe(3);
  const other = trainingJob({ seed: 43, maxSteps: 30 });
  training.begin(other);
  const from = reports.length;
  training.play();
  release();
  const { network } = await until(isFinished);
  expect(network).toEqual(trainInCore(other).state.current.network);
  expect(new Set(reports.slice(from).map(({ maxSteps }) => maxSteps))).toEqual(new Set([30]));
  const steps = reports.slice(from).map(({ numSteps }) => numSteps);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test("the extremes a visitor can set are trained through", async () => {
  const one = { inputs: Float64Array.of(0.5), targets: Float64Array.of(2) };
  const equal = { inputs: new Float64Array(6).fill(1), targets: new Float64Array(6).fill(-1) };
  for (const changes of [
    { data: one, sizes: [1, 1, 1] },
    { data: equal, settings: { ...SETTINGS, dropoutRate: 0.95 } },
    { data: equal, settings: { ...SETTINGS, dropoutRate: 0, batchSize: 100 } },
  ]) {
    const extreme = trainingJob(changes);
    const { training, until } = create();
    training.begin(extreme);
    training.play();
    expect((await until(isFinished)).network).toEqual(trainInCore(extreme).state.current.network);
    training.dispose();
  }
});

test("nothing is reported once it is disposed of", async () => {
  const { training, until, reports, notices } = create();
  training.begin(job);
  training.play();
  await until(({ numSteps }) => numSteps === 8);
  training.dispose();
  const told = reports.length;
  training.begin(job);
  training.play();
  training.stop();
  await settleMessages();
  expect([reports.length, notices]).toEqual([told, []]);
  expect(team.workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
});
