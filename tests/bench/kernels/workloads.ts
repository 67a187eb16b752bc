/** What the measurement of the kernels runs, in Node and in a browser alike; nothing here knows which. */
import {
  createDensity,
  evaluate,
  Graph,
  logAddExp,
  rowCount,
  square,
  type Density,
} from "../../../src/core/density";
import {
  DensityGrid,
  emitGrid,
  emitHamiltonian,
  emitRandomWalk,
  KernelEnsemble,
} from "../../../src/core/kernels";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { runChains } from "../../../src/core/run";
import { gaussianMixture } from "../../../src/core/targets/gaussianMixture";
import { checkedNumbers } from "../../../src/core/settings";
import { createMixtureDensity } from "../../../src/core/targets/expressions";

export interface Measured {
  /** Counts a second of each call: transitions, gradients, point evaluations. */
  readonly rates: readonly number[];
  /** What is wrong with the results, empty where they are right. */
  readonly failures: readonly string[];
}

const NUM_CHAINS = 4080;
const MIXTURE = [4, 1, 1, 0, 0.5, 0, 0, 0, 1, 1, 0];

/** The same target as that of the C reference: means are settings, the standard deviations are 1. */
function createTwoModes(): Density {
  const graph = new Graph();
  const [x, y] = [graph.parameter(0), graph.parameter(1)];
  const term = (first: number) => {
    const dx = graph.subtract(x, graph.setting(first));
    const dy = graph.subtract(y, graph.setting(first + 1));
    return graph.multiply(-0.5, graph.add(square(graph, dx), square(graph, dy)));
  };
  return createDensity({
    graph,
    parameterNames: ["x", "y"],
    settingNames: ["x1", "y1", "x2", "y2"],
    logDensity: logAddExp(graph, term(0), term(2)),
  });
}

/** Runs calls of some milliseconds, the first ones not counted: the engine exchanges its code between calls only. */
function timed(milliseconds: number, call: () => number): number[] {
  const until = (end: number, rates: number[]): number[] => {
    while (performance.now() < end) {
      const before = performance.now();
      const count = call();
      rates.push((1000 * count) / (performance.now() - before));
    }
    return rates;
  };
  until(performance.now() + 150, []);
  return until(performance.now() + milliseconds, []);
}

function sampler(
  kind: "rwm" | "hmc",
  isGeneral: boolean,
  isRelaxed: boolean,
  milliseconds: number,
): Measured {
  const density = isGeneral ? createMixtureDensity() : createTwoModes();
  const settings = isGeneral ? MIXTURE : [-2, 0, 2, 0];
  const module = (kind === "rwm" ? emitRandomWalk : emitHamiltonian)(density, { isRelaxed });
  const ensemble = new KernelEnsemble(module, { numChains: NUM_CHAINS, settings });
  // 2.5 over 0.25 with the jitter of paths: 10 leapfrog steps in the mean.
  ensemble.setStepSize(kind === "rwm" ? 0.3 : 0.25, 2.5);
  const stream = Stream.from(1, 0, StreamPurpose.exactDraws);
  const positions = new Float32Array(2 * NUM_CHAINS);
  for (let chain = 0; chain < NUM_CHAINS; chain++) {
    const [x, y] = stream.normalPair24();
    positions[chain] = x + (chain % 2 === 0 ? -2 : 2);
    positions[NUM_CHAINS + chain] = y;
  }
  ensemble.start(positions, 1);
  const numSteps = kind === "rwm" ? 128 : 20;
  const countsOfStep = kind === "rwm" ? 1 : 10;
  const rates = timed(milliseconds, () => {
    ensemble.run(numSteps);
    return NUM_CHAINS * numSteps * countsOfStep;
  });
  const moments = ensemble.moments();
  const total = moments.numSteps * NUM_CHAINS;
  const mean = (sums: Float64Array, i: number): number =>
    sums.subarray(i * NUM_CHAINS, (i + 1) * NUM_CHAINS).reduce((sum, each) => sum + each, 0) / total;
  const failures: string[] = [];
  const check = (what: string, value: number, expected: number, tolerance: number): void => {
    if (!(Math.abs(value - expected) < tolerance)) failures.push(`${what} ${value}; expected ${expected}`);
  };
  if (kind === "rwm") check("acceptance", mean(moments.numAccepted, 0), 0.8623, 5e-4);
  else check("acceptance", mean(moments.numAccepted, 0), 0.9955, 5e-4);
  check("variance of x", mean(moments.squares, 0), 5, 0.15);
  check("variance of y", mean(moments.squares, 1), 1, 0.05);
  return { rates, failures };
}

function grid(isRelaxed: boolean, milliseconds: number): Measured {
  const graph = new Graph();
  const [mean, logSd] = [graph.parameter(0), graph.parameter(1)];
  const squares = graph.rowSum(square(graph, graph.subtract(graph.column(0), mean)));
  const misfit = graph.multiply(graph.multiply(-0.5, squares), graph.exp(graph.multiply(-2, logSd)));
  const density = createDensity({
    graph,
    parameterNames: ["mean", "log sd"],
    columnNames: ["data"],
    logDensity: graph.subtract(misfit, graph.multiply(rowCount(graph), logSd)),
  });
  const columns = [Float32Array.from({ length: 1000 }, (_, i) => 3 * Math.sin(i * i) + 1)];
  const evaluator = new DensityGrid(emitGrid(density, { isRelaxed }), { columns });
  const across = Float32Array.from({ length: 512 }, (_, i) => -1 + i / 128);
  const up = Float32Array.from({ length: 128 }, (_, i) => 0.2 + i / 80);
  let values = evaluator.evaluate(across, up);
  const rates = timed(milliseconds, () => {
    values = evaluator.evaluate(across, up);
    return across.length * up.length * 1000;
  });
  const failures = [0, 100, 5000, 65535].flatMap((i) => {
    const truth = evaluate(density, { position: [across[i % 512], up[Math.floor(i / 512)]], columns });
    return Math.abs(values[i] / truth - 1) < 2e-6 ? [] : [`node ${i}: ${values[i]}; expected ${truth}`];
  });
  return { rates, failures };
}

function scalarJavaScript(milliseconds: number): Measured {
  const target = gaussianMixture.create(checkedNumbers(gaussianMixture.settings, {}));
  const options = { target, numChains: 64, numSamples: 200, seed: 1 };
  return { rates: timed(milliseconds, () => (runChains(options), 64 * 200)), failures: [] };
}

/** Runs a workload by name. @throws RangeError where there is none */
export function measure(name: string, isRelaxed: boolean, milliseconds: number): Measured {
  switch (name) {
    case "rwm":
    case "hmc":
      return sampler(name, false, isRelaxed, milliseconds);
    case "rwm, general mixture":
      return sampler("rwm", true, isRelaxed, milliseconds);
    case "hmc, general mixture":
      return sampler("hmc", true, isRelaxed, milliseconds);
    case "grid":
      return grid(isRelaxed, milliseconds);
    case "rwm, runChains":
      return scalarJavaScript(milliseconds);
    default:
      throw new RangeError(`workload = ${name}; expected one of those that measure.mjs names`);
  }
}
