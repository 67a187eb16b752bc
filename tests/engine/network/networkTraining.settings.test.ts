/** A network that learns in a worker: settings that are wrong, too much, or changed on the way. */
import { afterEach, describe, expect, test } from "vitest";
import { trainSteps } from "../../../src/core/network";
import {
  createTeam,
  SETTINGS,
  startInCore,
  TOO_FAST,
  trainInCore,
  trainingJob,
  type Team,
} from "./networkPort";
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

describe("a learning rate that is too high", () => {
  const fast = trainingJob({ settings: TOO_FAST });

  test("ends in a divergence that keeps the last good network and says what to do", async () => {
    const { training, until, reports } = create();
    training.begin(fast);
    training.play();
    const { problem, network, numSteps } = await until(({ status }) => status === "diverged");
    const core = startInCore(fast);
    const { losses, divergence } = trainSteps(core, fast.data, TOO_FAST, 50);
    expect(divergence).not.toBeNull();
    expect([network, numSteps]).toEqual([core.current.network, core.current.progress.numSteps]);
    expect(problem).toBe(
      `Training diverged at step ${losses.length + 1}: ${divergence?.reason}. The last good network is kept; lower the learning rate, now 1000000, and go on.`,
    );
    await settleMessages();
    expect(reports.at(-1)?.status).toBe("diverged");
  });

  test("can be lowered, and training goes on from the last good network", async () => {
    const { training, until } = create();
    training.begin(fast);
    training.play();
    await until(({ status }) => status === "diverged");
    training.setSettings(SETTINGS);
    expect(training.progress?.status).toBe("diverged");
    training.play();
    expect(training.progress?.problem).toBeNull();
    const { network, curve } = await until(isFinished);
    const core = startInCore(fast);
    trainSteps(core, fast.data, TOO_FAST, 50);
    const { losses } = trainSteps(core, fast.data, SETTINGS, 50 - core.current.progress.numSteps);
    expect(network).toEqual(core.current.network);
    // Steps that were taken back were counted once.
    expect(curve.losses).toHaveLength(50);
    expect(curve.losses.slice(-40)).toEqual(losses.slice(-40));
  });
});

describe("settings that are changed on the way", () => {
  test("hold from the next block on", async () => {
    const slow = { ...SETTINGS, learningRate: 0.001, dropoutRate: 0.5 };
    const { training, until } = create();
    watched.onReport = ({ numSteps, status }) => {
      if (numSteps === 20 && status === "training") {
        watched.onReport = () => {};
        training.setSettings(slow);
      }
    };
    training.begin(job);
    training.play();
    const { network } = await until(isFinished);
    const core = startInCore(job);
    trainSteps(core, job.data, SETTINGS, 20);
    trainSteps(core, job.data, slow, 30);
    expect(network).toEqual(core.current.network);
  });

  test("and are refused change nothing but the problem, which the next accepted ones take away", async () => {
    const { training, until } = create();
    training.begin(job);
    training.setSettings({ ...SETTINGS, learningRate: -1 });
    expect(training.progress).toMatchObject({
      status: "ready",
      problem: "learningRate = -1; expected a finite number above 0",
    });
    training.setSettings(SETTINGS);
    expect(training.progress?.problem).toBeNull();
    training.setSettings({ ...SETTINGS, batchSize: 1.5 });
    expect(training.progress?.problem).toBe("batchSize = 1.5; expected a whole number of at least 1");
    training.play();
    expect((await until(isFinished)).network).toEqual(expected.state.current.network);
  });
});

describe("the most steps", () => {
  test("can be raised after the end, and training goes on", async () => {
    const { training, until } = create();
    training.begin({ ...job, maxSteps: 20 });
    training.play();
    await until(isFinished);
    training.play();
    expect(training.progress?.status).toBe("finished");
    training.setMaxSteps(50);
    expect(training.progress?.status).toBe("paused");
    training.play();
    expect((await until(isFinished)).network).toEqual(expected.state.current.network);
  });

  test("can be lowered below where training stands", async () => {
    const { training, until } = create();
    training.begin(job);
    training.play();
    await until(({ numSteps }) => numSteps === 12);
    training.setMaxSteps(2);
    const { numSteps } = await until(isFinished);
    expect(numSteps).toBeLessThanOrEqual(16);
    training.setMaxSteps(0);
    expect(training.progress?.problem).toBe("maxSteps = 0; expected a whole number of at least 1");
    expect(training.progress?.maxSteps).toBe(2);
  });
});

describe("a job that core refuses", () => {
  const point = Float64Array.of(1);

  test.each([
    [{ sizes: [1, 0, 1] }, "sizes[1] = 0; expected a whole number of at least 1"],
    [
      { data: { inputs: point, targets: new Float64Array(2) } },
      "targets has 2 value(s); expected 1, one a point",
    ],
    [{ data: { inputs: Float64Array.of(NaN), targets: point } }, "inputs[0] = NaN; expected a finite number"],
    [
      { settings: { ...SETTINGS, dropoutRate: 1 } },
      "dropoutRate = 1; expected a number from 0 to less than 1",
    ],
    [{ maxSteps: 0.5 }, "maxSteps = 0.5; expected a whole number of at least 1"],
  ])("%j leaves the run before it as it is", async (changes, words) => {
    const { training, until, notices } = create();
    training.begin(trainingJob(changes));
    expect([training.progress, notices]).toEqual([null, [words]]);
    training.begin(job);
    training.play();
    await until(({ numSteps }) => numSteps === 8);
    training.begin(trainingJob(changes));
    expect(training.progress).toMatchObject({ status: "training", numSteps: 8, problem: words });
    const { network, problem } = await until(isFinished);
    expect([network, problem]).toEqual([expected.state.current.network, words]);
  });
});
