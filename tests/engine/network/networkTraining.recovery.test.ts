/** Workers that die while a network learns: the same bits as without the fault. */
import { afterEach, describe, expect, test } from "vitest";
import { MAX_REPLACEMENTS } from "../../../src/engine/workerPool";
import { createTeam, trainInCore, trainingJob, type Conduct, type Team } from "./networkPort";
import { settleMessages, watchTraining, type Watched } from "./trainings";

const job = trainingJob();
const expected = trainInCore(job);

let team: Team;
let watched: Watched;

function create(conduct: Conduct = (_, advance) => advance()): Watched {
  team = createTeam(conduct);
  watched = watchTraining(team);
  return watched;
}

afterEach(() => watched.training.dispose());

const isFinished = ({ status }: { status: string }): boolean => status === "finished";

/** Crashes in the blocks of these numbers, before or after the worker has made them. */
function crashingIn(blocks: readonly number[], isMade: boolean): Conduct {
  return (worker, advance, block) => {
    if (!blocks.includes(block)) return advance();
    if (isMade) advance();
    worker.crash("out of memory");
    return new Promise(() => {});
  };
}

describe.each([false, true])("a worker that dies in a block, which is made: %s,", (isMade) => {
  test("is replaced, and training goes on from the last snapshot with the same numbers", async () => {
    const { training, until, notices, reports } = create(crashingIn([3], isMade));
    training.begin(job);
    training.play();
    const { network, curve, problem } = await until(isFinished);
    expect(network).toEqual(expected.state.current.network);
    expect(curve.losses).toEqual(expected.losses);
    expect(problem).toBeNull();
    expect(notices).toEqual(["The training worker ended and was replaced; training goes on from step 12."]);
    expect(team.posted).toEqual([12, 12]);
    expect(reports.every(({ status }) => status !== "stopped")).toBe(true);
  });
});

test("as many in a row as may be are made up for, with one word about it", async () => {
  const { training, until, notices } = create(crashingIn([2, 3, 4], false));
  training.begin(job);
  training.play();
  expect((await until(isFinished)).network).toEqual(expected.state.current.network);
  expect(notices).toEqual(["The training worker ended and was replaced; training goes on from step 8."]);
});

test("deaths that are not in a row are not added up", async () => {
  const { training, until, notices } = create(crashingIn([1, 3, 5, 7, 9], false));
  training.begin(job);
  training.play();
  expect((await until(isFinished)).network).toEqual(expected.state.current.network);
  expect(notices).toHaveLength(5);
});

test("one too many in a row stops the run and keeps its network; it can go on later", async () => {
  let isBroken = true;
  const { training, until, notices } = create((worker, advance, block) => {
    if (!isBroken || block < 2) return advance();
    worker.crash("out of memory");
    return new Promise(() => {});
  });
  training.begin(job);
  training.play();
  const { numSteps, problem, network } = await until(({ status }) => status === "stopped");
  expect([numSteps, notices]).toEqual([8, []]);
  expect(network).toEqual(trainInCore({ ...job, maxSteps: 8 }).state.current.network);
  expect(problem).toBe(
    "Training stopped because no worker lives (the worker failed: out of memory; 3 new workers ended as well). The last network is kept; training can go on from it.",
  );
  expect(team.workers).toHaveLength(1 + MAX_REPLACEMENTS);
  isBroken = false;
  training.play();
  expect(training.progress?.problem).toBeNull();
  expect((await until(isFinished)).network).toEqual(expected.state.current.network);
});

test.each(["in a block", "in a pause"])("a worker that is killed %s is replaced", async (when) => {
  const { training, until, notices } = create();
  training.begin(job);
  training.play();
  await until(({ numSteps }) => numSteps === 8);
  if (when === "in a pause") {
    training.pause();
    await settleMessages();
  }
  const from = training.progress?.numSteps;
  training.killWorker();
  training.play();
  const { network, curve } = await until(isFinished);
  expect(network).toEqual(expected.state.current.network);
  expect(curve.losses).toEqual(expected.losses);
  expect(notices).toEqual([
    `The training worker ended and was replaced; training goes on from step ${from}.`,
  ]);
  expect(team.workers).toHaveLength(2);
});

test("a worker that fails in another way than by dying stops the run in its words", async () => {
  const { training, until } = create((_, advance, block) => {
    if (block === 2) throw new Error("a defect");
    return advance();
  });
  training.begin(job);
  training.play();
  const { problem, numSteps } = await until(({ status }) => status === "stopped");
  expect([problem, numSteps]).toEqual(["Training failed: a defect. The last network is kept.", 8]);
});

test("a stop while a worker is being replaced is a stop", async () => {
  const { training, until, notices } = create((worker, advance, block) => {
    if (block < 2) return advance();
    if (block === 2) worker.crash("out of memory");
    return new Promise(() => {});
  });
  training.begin(job);
  training.play();
  await until(({ numSteps }) => numSteps === 8);
  await settleMessages();
  expect(team.workers).toHaveLength(2);
  training.stop();
  await settleMessages();
  expect(training.progress).toMatchObject({ status: "stopped", numSteps: 8, problem: null });
  expect(notices).toEqual([]);
  expect(team.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
});
