import { describe, expect, test } from "vitest";
import { batchGradient, copyNetwork, drawMasks, gradientMemory } from "../../../src/core/network";
import type {
  Activation,
  Batch,
  LossKind,
  Network,
  Objective,
  TrainingData,
} from "../../../src/core/network";
import { expectClose } from "../seedNumbers";
import { add, constant, dualLoss, dualPass, multiply } from "./dual";
import type { Dual, Parameter } from "./dual";
import { testNetwork, testStream } from "./networks";

interface Case {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly activation: Activation;
  readonly loss: LossKind;
  readonly dropoutRate: number;
  readonly weightDecay: number;
}

const CASES: readonly Case[] = [
  {
    name: "one layer",
    sizes: [1, 5, 1],
    activation: "relu",
    loss: "squared",
    dropoutRate: 0,
    weightDecay: 0,
  },
  { name: "decay", sizes: [1, 5, 1], activation: "tanh", loss: "squared", dropoutRate: 0, weightDecay: 0.3 },
  {
    name: "masks",
    sizes: [1, 8, 1],
    activation: "relu",
    loss: "squared",
    dropoutRate: 0.3,
    weightDecay: 0.1,
  },
  {
    name: "two layers",
    sizes: [1, 6, 5, 1],
    activation: "tanh",
    loss: "squared",
    dropoutRate: 0.3,
    weightDecay: 0.01,
  },
  {
    name: "two ReLU layers",
    sizes: [1, 6, 5, 1],
    activation: "relu",
    loss: "squared",
    dropoutRate: 0.2,
    weightDecay: 0,
  },
  {
    name: "three layers",
    sizes: [2, 4, 3, 4, 1],
    activation: "tanh",
    loss: "squared",
    dropoutRate: 0.1,
    weightDecay: 0,
  },
  {
    name: "classes",
    sizes: [2, 7, 1],
    activation: "tanh",
    loss: "logistic",
    dropoutRate: 0.3,
    weightDecay: 0.05,
  },
  {
    name: "ReLU classes",
    sizes: [2, 7, 1],
    activation: "relu",
    loss: "logistic",
    dropoutRate: 0.3,
    weightDecay: 0,
  },
  {
    name: "width 1",
    sizes: [1, 1, 1, 1],
    activation: "tanh",
    loss: "squared",
    dropoutRate: 0,
    weightDecay: 0.1,
  },
  {
    name: "rate 0.95",
    sizes: [1, 20, 1],
    activation: "tanh",
    loss: "squared",
    dropoutRate: 0.95,
    weightDecay: 0,
  },
];

/** Six points, one of them twice, each with a mask of its own. Seed 41. */
function setUp({ sizes, activation, loss, dropoutRate }: Case): {
  network: Network;
  data: TrainingData;
  batch: Batch;
} {
  const stream = testStream(41);
  const network = testNetwork(sizes, activation, 42);
  const inputs = new Float64Array(6 * sizes[0]);
  const targets = new Float64Array(6);
  stream.normals(inputs, inputs.length);
  stream.normals(targets, 6);
  const classes = targets.map((value) => (value > 0 ? 1 : 0));
  const points = Uint32Array.of(0, 1, 2, 3, 4, 5, 2);
  const data = { inputs, targets: loss === "logistic" ? classes : targets };
  return { network, data, batch: { points, kept: drawMasks(network, dropoutRate, 7, stream) } };
}

function allParameters(network: Network): readonly Parameter[] {
  return (["weights", "biases"] as const).flatMap((kind) =>
    network[kind].flatMap((values, layer) => Array.from(values, (_, index) => ({ kind, layer, index }))),
  );
}

function objectiveValue(network: Network, data: TrainingData, batch: Batch, objective: Objective): number {
  const { loss, penalty } = batchGradient(network, data, batch, objective, gradientMemory(network));
  return loss + penalty;
}

/** The objective from dual numbers alone, with nothing of what is tested in it. */
function dualObjective(
  network: Network,
  data: TrainingData,
  batch: Batch,
  objective: Objective,
  by: Parameter,
): Dual {
  const numInputs = network.sizes[0];
  const numUnits = batch.kept.length / batch.points.length;
  let sum = constant(0);
  batch.points.forEach((point, position) => {
    const x = data.inputs.subarray(point * numInputs, (point + 1) * numInputs);
    const mask = batch.kept.subarray(position * numUnits, (position + 1) * numUnits);
    const output = dualPass(network, x, mask, objective.dropoutRate, by);
    sum = add(sum, dualLoss(objective.loss, output, data.targets[point]));
  });
  const squares = network.weights.flatMap((values) => Array.from(values)).reduce((all, w) => all + w * w, 0);
  const own = by.kind === "weights" ? network.weights[by.layer][by.index] : 0;
  const penalty = { value: 0.5 * objective.weightDecay * squares, slope: objective.weightDecay * own };
  return add(multiply(constant(1 / batch.points.length), sum), penalty);
}

describe("the gradient", () => {
  for (const example of CASES) {
    test(`is that of dual numbers: ${example.name}`, () => {
      const { network, data, batch } = setUp(example);
      const memory = gradientMemory(network);
      const { loss, penalty } = batchGradient(network, data, batch, example, memory);
      let numSlopes = 0;
      for (const by of allParameters(network)) {
        const dual = dualObjective(network, data, batch, example, by);
        const slope = memory.gradient[by.kind][by.layer][by.index];
        expectClose(loss + penalty, dual.value, 1e-12);
        expect(Math.abs(slope - dual.slope)).toBeLessThan(1e-12 * (1 + Math.abs(dual.slope)));
        if (dual.slope !== 0) numSlopes++;
      }
      expect(numSlopes).toBeGreaterThan(2);
    });

    test(`is that of central differences: ${example.name}`, () => {
      const { network, data, batch } = setUp(example);
      const memory = gradientMemory(network);
      batchGradient(network, data, batch, example, memory);
      const step = 1e-5;
      for (const { kind, layer, index } of allParameters(network)) {
        const [low, high] = [-step, step].map((move) => {
          const moved = copyNetwork(network);
          moved[kind][layer][index] += move;
          return objectiveValue(moved, data, batch, example);
        });
        const slope = memory.gradient[kind][layer][index];
        // Below 1e-2 the rounding of the difference is larger than a millionth of the slope.
        const size = Math.max(Math.abs(slope), 1e-2);
        expect(Math.abs((high - low) / (2 * step) - slope)).toBeLessThan(1e-6 * size);
      }
    });
  }

  test("does not depend on what stood in memory", () => {
    const example = CASES[3];
    const { network, data, batch } = setUp(example);
    const memory = gradientMemory(network);
    const first = batchGradient(network, data, batch, example, memory);
    const kept = copyNetwork(memory.gradient);
    expect(batchGradient(network, data, batch, example, memory)).toEqual(first);
    expect(memory.gradient).toEqual(kept);
  });

  test("of the logistic loss stays finite where the odds are overwhelming", () => {
    const network = testNetwork([1, 1, 1], "tanh");
    network.biases[1][0] = 800;
    const memory = gradientMemory(network);
    const objective = { loss: "logistic", dropoutRate: 0, weightDecay: 0 } as const;
    const batch = { points: Uint32Array.of(0), kept: Uint8Array.of(1) };
    const at = (target: number): number => {
      const data = { inputs: Float64Array.of(0), targets: Float64Array.of(target) };
      return batchGradient(network, data, batch, objective, memory).loss;
    };
    expect(at(1)).toBeLessThan(1e-300);
    expect(at(0)).toBeGreaterThan(790);
    expect(memory.gradient.biases[1][0]).toBe(1);
  });
});
