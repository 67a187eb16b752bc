/** Ensembles over workers: every member as core trains it, whoever has it and whatever happens on the way. */
import { afterEach, describe, expect, test } from "vitest";
import { EnsembleTraining, type EnsembleProgress } from "../../../src/engine/network";
import { createTeam, PATIENCE, SETTINGS, trainInCore, trainingJob, type Team } from "./networkPort";
import { settleMessages } from "./trainings";

const job = trainingJob({ maxSteps: 40 });
const memberInCore = (index: number, of = job) => trainInCore(of, index).state.current.network;
const membersInCore = (count: number) => Array.from({ length: count }, (_, index) => memberInCore(index));

let team: Team;
let ensemble: EnsembleTraining;
let reports: EnsembleProgress[];
let notices: string[];
let onReport: (progress: EnsembleProgress) => void;

function create(numWorkers: number, made = createTeam()): EnsembleTraining {
  team = made;
  [reports, notices, onReport] = [[], [], () => {}];
  ensemble = new EnsembleTraining({
    numWorkers,
    createWorker: team.createWorker,
    timeLimit: PATIENCE,
    onProgress: (progress) => {
      reports.push(progress);
      onReport(progress);
    },
    onNotice: (text) => notices.push(text),
  });
  return ensemble;
}

function until(isIt: (progress: EnsembleProgress) => boolean): Promise<EnsembleProgress> {
  return new Promise((resolve) => {
    onReport = (progress) => {
      if (isIt(progress)) resolve(progress);
    };
  });
}

const isOver = ({ status }: EnsembleProgress): boolean => status !== "training";

afterEach(() => ensemble.dispose());

test.each([1, 2, 3, 8])(
  "%i workers train the members that core trains, in their order",
  async (numWorkers) => {
    create(numWorkers).train(job, 5);
    expect(reports).toEqual([
      { numMembers: 5, numFinished: 0, numSteps: 0, networks: [], status: "training", problem: null },
    ]);
    const { networks, ...rest } = await until(isOver);
    expect(rest).toEqual({ numMembers: 5, numFinished: 5, numSteps: 200, status: "finished", problem: null });
    expect(networks).toEqual(membersInCore(5));
    expect([team.workers.length, notices]).toEqual([Math.min(numWorkers, 5), []]);
    expect(team.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  },
);

test("no two members are the same network, and the first one is the network on its own", async () => {
  create(2).train(job, 4);
  const { networks } = await until(isOver);
  expect(new Set(networks.map(({ weights }) => weights[0][0])).size).toBe(4);
  expect(networks[0]).toEqual(trainInCore(job).state.current.network);
});

test("progress counts the steps of all members and grows", async () => {
  create(2).train(job, 3);
  await until(isOver);
  const steps = reports.map(({ numSteps }) => numSteps);
  expect(steps).toEqual(Array.from({ length: 31 }, (_, i) => 4 * i));
  expect(reports.map(({ numFinished }) => numFinished)).toEqual(
    reports.map(({ networks }) => networks.length),
  );
});

test("members that diverge are left out, with a word about it", async () => {
  const fast = trainingJob({ maxSteps: 40, settings: { ...SETTINGS, learningRate: 500 } });
  create(2).train(fast, 5);
  const { networks, numFinished, numMembers, status, problem } = await until(isOver);
  // By core the second of them diverges at step 13, the fifth at step 2.
  expect([numFinished, numMembers, status]).toEqual([3, 5, "finished"]);
  expect(networks).toEqual([0, 2, 3].map((index) => memberInCore(index, fast)));
  expect(problem).toBe(
    "Training diverged and left out: network 2 at step 13, network 5 at step 2. Lower the learning rate.",
  );
});

test("a worker that dies is replaced and its member goes on with the same numbers", async () => {
  const doomed = createTeam((worker, advance, block) => {
    if (block !== 7) return advance();
    worker.crash("out of memory");
    return new Promise(() => {});
  });
  create(1, doomed).train(job, 3);
  expect((await until(isOver)).networks).toEqual(membersInCore(3));
  expect(notices).toEqual([
    "A worker of the ensemble ended and was replaced; network 1 goes on from step 28.",
  ]);
});

test("workers that die again and again stop the ensemble; the finished members are kept", async () => {
  const doomed = createTeam((worker, advance, block) => {
    if (block < 12) return advance();
    worker.crash("out of memory");
    return new Promise(() => {});
  });
  create(1, doomed).train(job, 3);
  const { status, networks, problem } = await until(isOver);
  expect(status).toBe("stopped");
  expect(networks).toEqual(membersInCore(1));
  expect(problem).toBe(
    "The ensemble stopped: the worker failed: out of memory; 3 new workers ended as well. The networks that were finished are kept.",
  );
});

test("stop ends the workers and keeps what is finished", async () => {
  create(2).train(job, 6);
  const { networks } = await until(({ numFinished }) => numFinished === 2);
  ensemble.stop();
  expect(reports.at(-1)).toMatchObject({ status: "stopped", numFinished: 2, problem: null });
  const told = reports.length;
  await settleMessages();
  expect(reports).toHaveLength(told);
  expect(networks).toEqual(membersInCore(2));
  expect(team.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  ensemble.stop();
  expect(reports).toHaveLength(told);
  ensemble.train(job, 2);
  expect((await until(isOver)).networks).toEqual(membersInCore(2));
});

test("a later call supersedes the one before it", async () => {
  create(2).train(job, 6);
  await until(({ numSteps }) => numSteps >= 60);
  const other = trainingJob({ maxSteps: 12, seed: 7 });
  ensemble.train(other, 2);
  const from = reports.length - 1;
  const { networks } = await until(isOver);
  expect(networks).toEqual([memberInCore(0, other), memberInCore(1, other)]);
  await settleMessages();
  expect(reports.slice(from).map(({ numMembers }) => numMembers)).toEqual(reports.slice(from).map(() => 2));
  expect(reports.at(-1)?.status).toBe("finished");
});

describe("a job that core refuses", () => {
  test("is a problem of an ensemble that there is not yet", () => {
    create(2).train(trainingJob({ maxSteps: 0 }), 3);
    expect(reports).toEqual([
      {
        numMembers: 0,
        numFinished: 0,
        numSteps: 0,
        networks: [],
        status: "idle",
        problem: "maxSteps = 0; expected a whole number of at least 1",
      },
    ]);
  });

  test("leaves the ensemble before it as it is, also while that is trained", async () => {
    create(2).train(job, 3);
    await until(({ numSteps }) => numSteps >= 20);
    ensemble.train(job, 0);
    const { networks, problem } = await until(isOver);
    expect(networks).toEqual(membersInCore(3));
    expect(problem).toBe("numMembers = 0; expected a whole number of at least 1");
    expect(reports.at(-1)?.numSteps).toBe(120);
  });
});
