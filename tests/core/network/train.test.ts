import { describe, expect, test } from "vitest";
import {
  copyNetwork,
  copyTraining,
  evaluateNetwork,
  initialNetwork,
  networkDataSet,
  networkOf,
  startTraining,
  trainStep,
  trainSteps,
} from "../../../src/core/network";
import type { TrainingData, TrainingSettings, TrainingState } from "../../../src/core/network";
import { expectClose } from "../seedNumbers";
import { expectSameBits, testNetwork, testStream } from "./networks";

const SETTINGS: TrainingSettings = {
  loss: "squared",
  dropoutRate: 0.1,
  weightDecay: 1e-4,
  learningRate: 0.01,
  batchSize: 16,
};

const sineData = networkDataSet("sine").create(testStream(51));

function startSine(seed = 7): TrainingState {
  return startTraining(initialNetwork([1, 16, 16, 1], "relu", testStream(52), 1), seed);
}

function parameters({ current: { network } }: TrainingState): readonly Float64Array[] {
  return [...network.weights, ...network.biases];
}

function isFiniteThroughout(state: TrainingState): boolean {
  return parameters(state).every((values) => values.every(Number.isFinite));
}

describe("training", () => {
  // One unit, one point, no masks: everything by scalar recursion, as Kingma and Ba (2015) write it.
  test("takes the steps of Adam, worked out afresh", () => {
    const state = startTraining(networkOf([1, 1, 1], "tanh", [[0.7], [-0.4]], [[0.1], [0.2]]), 1);
    const data = { inputs: Float64Array.of(0.9), targets: Float64Array.of(0.5) };
    const settings = { ...SETTINGS, dropoutRate: 0, weightDecay: 0.05 };
    const p = [0.7, -0.4, 0.1, 0.2];
    const [m, v] = [p.map(() => 0), p.map(() => 0)];
    for (let t = 1; t <= 5; t++) {
      const hidden = Math.tanh(p[0] * 0.9 + p[2]);
      const miss = p[1] * hidden + p[3] - 0.5;
      const back = 2 * miss * p[1] * (1 - hidden * hidden);
      const slopes = [back * 0.9 + 0.05 * p[0], 2 * miss * hidden + 0.05 * p[1], back, 2 * miss];
      const result = trainStep(state, data, settings);
      expect(result.kind).toBe("trained");
      expectClose(result.loss, miss * miss, 1e-12);
      slopes.forEach((slope, i) => {
        m[i] = 0.9 * m[i] + 0.1 * slope;
        v[i] = 0.999 * v[i] + 0.001 * slope * slope;
        p[i] -= (0.01 * (m[i] / (1 - 0.9 ** t))) / (Math.sqrt(v[i] / (1 - 0.999 ** t)) + 1e-8);
      });
      parameters(state).forEach((values, i) => expectClose(values[0], p[i], 1e-11));
    }
    expect(state.current.progress.numSteps).toBe(5);
  });

  test("replays to the bit, in blocks of any size, and another seed trains otherwise", () => {
    const [once, inBlocks, other] = [startSine(), startSine(), startSine(8)];
    const { losses } = trainSteps(once, sineData, SETTINGS, 30);
    const parts = [7, 1, 22].flatMap((count) => [...trainSteps(inBlocks, sineData, SETTINGS, count).losses]);
    expect(parts).toEqual([...losses]);
    expectSameBits(parameters(inBlocks), parameters(once));
    expect(inBlocks.current).toEqual(once.current);
    trainSteps(other, sineData, SETTINGS, 30);
    expect(parameters(other)).not.toEqual(parameters(once));
  });

  test.each([
    ["copyTraining", copyTraining],
    ["structuredClone, as a worker posts it", structuredClone<TrainingState>],
  ])("goes on to the bit from a snapshot by %s", (_name, copy) => {
    const state = startSine();
    trainSteps(state, sineData, SETTINGS, 12);
    const snapshot = copy(state);
    const frozen = copy(snapshot);
    const { losses } = trainSteps(state, sineData, SETTINGS, 15);
    expect(snapshot).toEqual(frozen);
    expect(trainSteps(snapshot, sineData, SETTINGS, 15).losses).toEqual(losses);
    expectSameBits(parameters(snapshot), parameters(state));
    expect(snapshot.current).toEqual(state.current);
  });

  test("gives each member of an ensemble masks and batches of its own", () => {
    const network = testNetwork([1, 8, 1], "relu");
    const lossesOf = (member: number): Float64Array =>
      trainSteps(startTraining(network, 7, member), sineData, SETTINGS, 3).losses;
    expect(lossesOf(0)).toEqual(lossesOf(0));
    expect(lossesOf(1)).not.toEqual(lossesOf(0));
  });

  // 200 batches of two out of four points: one of the ten pairs is missed with probability below 2e-5. Seed 7.
  test("draws its batches with replacement, and takes all points where they fit", () => {
    const data = { inputs: Float64Array.of(-1, 0, 1, 2), targets: Float64Array.of(0, 1, 2, 4) };
    const network = testNetwork([1, 4, 1], "tanh");
    const frozen = { ...SETTINGS, dropoutRate: 0, learningRate: 1e-300 };
    const own = data.targets.map((y, i) => (evaluateNetwork(network, [data.inputs[i]]) - y) ** 2);
    const lossesAt = (batchSize: number): readonly string[] => {
      const { losses } = trainSteps(startTraining(network, 7), data, { ...frozen, batchSize }, 200);
      return [...new Set(Array.from(losses, (loss) => loss.toFixed(9)))].sort();
    };
    const pairs = [...own].flatMap((a, i) => Array.from(own.slice(i), (b) => ((a + b) / 2).toFixed(9)));
    expect(lossesAt(2)).toEqual(pairs.sort());
    expect(lossesAt(4)).toEqual([(own.reduce((sum, loss) => sum + loss, 0) / 4).toFixed(9)]);
    expect(lossesAt(100)).toEqual(lossesAt(4));
  });

  test("leaves the network it started from alone", () => {
    const network = testNetwork([1, 4, 1], "relu");
    const kept = copyNetwork(network);
    trainSteps(startTraining(network, 1), sineData, SETTINGS, 3);
    expect(network).toEqual(kept);
  });

  test("learns a sine: the truth is met better than by 0 and far better than before", () => {
    const state = startSine();
    const { truth } = networkDataSet("sine");
    const meanMiss = (): number => {
      let sum = 0;
      for (let i = 0; i < 50; i++)
        sum += (evaluateNetwork(state.current.network, [-2.9 + 0.118 * i]) - truth(-2.9 + 0.118 * i)) ** 2;
      return sum / 50;
    };
    const before = meanMiss();
    expect(trainSteps(state, sineData, { ...SETTINGS, dropoutRate: 0.02 }, 1000).divergence).toBeNull();
    expect(meanMiss()).toBeLessThan(Math.min(0.1 * before, 0.05));
  });

  test("learns two classes", () => {
    const set = networkDataSet("arcs");
    const data = set.create(testStream(53));
    const state = startTraining(initialNetwork([2, 32, 1], "tanh", testStream(54)), 7);
    const { losses } = trainSteps(state, data, { ...SETTINGS, loss: "logistic", learningRate: 0.05 }, 400);
    expect(losses[0]).toBeGreaterThan(0.4);
    const right = data.targets.filter((target, i) => {
      const logOdds = evaluateNetwork(state.current.network, data.inputs.subarray(2 * i, 2 * i + 2));
      return (logOdds > 0 ? 1 : 0) === target;
    }).length;
    expect(right / data.targets.length).toBeGreaterThan(0.95);
  });

  test("with heavy decay forgets", () => {
    const state = startSine();
    trainSteps(state, sineData, { ...SETTINGS, weightDecay: 100, learningRate: 0.05 }, 400);
    const largest = Math.max(...state.current.network.weights.flatMap((values) => [...values].map(Math.abs)));
    expect(largest).toBeLessThan(0.05);
  });
});

describe("at the extremes", () => {
  const onePoint: TrainingData = { inputs: Float64Array.of(0.5), targets: Float64Array.of(2) };
  const allEqual: TrainingData = {
    inputs: new Float64Array(20).fill(-1),
    targets: new Float64Array(20).fill(-3),
  };
  const allZero: TrainingData = { inputs: new Float64Array(20), targets: new Float64Array(20) };

  test.each<[string, TrainingData, number]>([
    ["one point", onePoint, 2],
    ["all points equal", allEqual, -3],
  ])("%s is learnt", (_name, data, value) => {
    const state = startSine();
    const settings = { ...SETTINGS, dropoutRate: 0, weightDecay: 0 };
    expect(trainSteps(state, data, settings, 300).divergence).toBeNull();
    expect(Math.abs(evaluateNetwork(state.current.network, [data.inputs[0]]) - value)).toBeLessThan(0.05);
  });

  test("rate 0.95 and width 1 train without a loss that is not finite, zeros everywhere included", () => {
    for (const data of [sineData, onePoint, allEqual, allZero]) {
      const state = startTraining(testNetwork([1, 1, 1], "relu"), 3);
      const block = trainSteps(state, data, { ...SETTINGS, dropoutRate: 0.95 }, 200);
      expect(block.divergence).toBeNull();
      expect(block.losses.every(Number.isFinite)).toBe(true);
      expect(isFiniteThroughout(state)).toBe(true);
    }
  });

  // Almost every mask drops the only unit, so the first loss is 0 and later ones are not.
  test("a loss that starts at 0 has not diverged as soon as it is above", () => {
    const data = { inputs: Float64Array.of(0.5), targets: Float64Array.of(0) };
    const state = startTraining(testNetwork([1, 1, 1], "tanh"), 3);
    const { losses, divergence } = trainSteps(state, data, { ...SETTINGS, dropoutRate: 0.95 }, 200);
    expect(divergence).toBeNull();
    expect(losses[0]).toBe(0);
    expect(Math.max(...losses)).toBeGreaterThan(0);
  });

  test.each([1e4, 1e80, 1e300])(
    "a learning rate of %f diverges, says so, and keeps a good state",
    (learningRate) => {
      const state = startSine();
      trainSteps(state, sineData, SETTINGS, 10);
      const { divergence } = trainSteps(state, sineData, { ...SETTINGS, learningRate }, 100);
      expect(divergence).toMatchObject({ kind: "diverged", reason: expect.stringMatching(/loss|finite/) });
      expect(isFiniteThroughout(state)).toBe(true);
      expect(isFiniteThroughout({ ...state, current: state.previous })).toBe(true);
      const { losses, divergence: again } = trainSteps(state, sineData, SETTINGS, 5);
      expect(again).toBeNull();
      expect(losses.every(Number.isFinite)).toBe(true);
    },
  );

  test("a first step that diverges goes back to the very state before it", () => {
    const state = startSine();
    trainSteps(state, sineData, SETTINGS, 10);
    const before = structuredClone(state);
    const settings = { ...SETTINGS, learningRate: 1e300 };
    expect(trainStep(state, sineData, settings).kind).toBe("trained");
    const result = trainStep(state, sineData, settings);
    expect(result.kind).toBe("diverged");
    expect(state.current).toEqual(before.current);
    expect(trainSteps(state, sineData, settings, 9).losses.length).toBe(1);
    expect(state.current).toEqual(before.current);
    expect(trainSteps(state, sineData, SETTINGS, 5)).toEqual(trainSteps(before, sineData, SETTINGS, 5));
  });

  test("data so large that the loss overflows diverge at once", () => {
    const state = startSine();
    const before = copyTraining(state);
    const huge = { inputs: sineData.inputs, targets: sineData.targets.map((y) => 1e200 * y) };
    expect(trainStep(state, huge, SETTINGS)).toMatchObject({
      kind: "diverged",
      loss: Infinity,
      reason: expect.stringContaining("the loss is Infinity"),
    });
    expect(state.current).toEqual(before.current);
  });

  test("slopes whose squares overflow diverge with the loss still finite", () => {
    const network = networkOf([1, 1, 1], "relu", [[1e-140], [1e150]], [[0], [0]]);
    const state = startTraining(network, 1);
    const data = { inputs: Float64Array.of(1), targets: Float64Array.of(0) };
    const result = trainStep(state, data, { ...SETTINGS, dropoutRate: 0, weightDecay: 0 });
    expect(result).toMatchObject({ kind: "diverged", reason: expect.stringContaining("no longer finite") });
    expect(Number.isFinite(result.loss)).toBe(true);
    expect(state.current.network).toEqual(network);
    expect(state.previous.network).toEqual(network);
  });
});

describe("what cannot be trained on is named", () => {
  const attempt = (
    data: Partial<TrainingData>,
    settings: Partial<TrainingSettings> = {},
  ): (() => unknown) => {
    return () => trainStep(startSine(), { ...sineData, ...data }, { ...SETTINGS, ...settings });
  };
  test.each<[string, () => unknown, string]>([
    ["no points", attempt({ inputs: new Float64Array(0) }), "inputs have 0 value(s)"],
    ["targets", attempt({ targets: Float64Array.of(1) }), "targets has 1 value(s); expected 50, one a point"],
    [
      "NaN",
      attempt({ targets: new Float64Array(50).fill(NaN) }),
      "targets[0] = NaN; expected a finite number",
    ],
    ["class", attempt({}, { loss: "logistic" }), "; expected 0 or 1, the class"],
    ["learningRate", attempt({}, { learningRate: 0 }), "learningRate = 0; expected a finite number above 0"],
    ["batchSize", attempt({}, { batchSize: 1.5 }), "batchSize = 1.5"],
    ["dropoutRate", attempt({}, { dropoutRate: 1 }), "dropoutRate = 1"],
    ["weightDecay", attempt({}, { weightDecay: -1 }), "weightDecay = -1"],
  ])("%s", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
