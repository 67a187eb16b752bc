import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { createStepInfo, initState, samplerByKey, samplers } from "../../../src/core/samplers";
import { numIntegrationSteps } from "../../../src/core/samplers/hamiltonianMonteCarlo";
import { presetVariant } from "../../contract/variants";
import { createStandardNormal } from "./adHocTargets";
import { counted, halfNormal, laplace } from "./edgeTargets";

const hmc = samplerByKey("hmc");
const { target: mixture } = presetVariant("mixture, Unequal mixture");

describe("the number of leapfrog steps", () => {
  test.each([
    // step size, path length, u, steps
    [0.1, 1, 0, 8],
    [0.1, 1, 0.5, 10],
    [0.1, 1, 1 - 2 ** -53, 12],
    [0.5, 1.5, 0.5, 3],
    [0.3, 1, 0.9, 4],
    [2, 0.1, 0.5, 1],
    [20, 0.01, 0, 1],
    [0.001, 20, 0, 1000],
    [0.001, 1, 0.1, 840],
  ])("step %f, path %f, u %f: %i", (stepSize, pathLength, u, expected) => {
    expect(numIntegrationSteps(stepSize, pathLength, u)).toBe(expected);
  });

  test("of the defaults is spread over a fifth to either side", () => {
    const counts = [0, 0.25, 0.5, 0.75, 0.999].map((u) => numIntegrationSteps(0.1, 1.5, u));
    expect(counts).toEqual([12, 14, 15, 17, 18]);
  });
});

describe("what a transition tells of itself", () => {
  function run(
    hmcStepSize: number,
    pathLength: number,
  ): {
    numEvaluations: number;
    asked: number;
    energyError: number;
    isDivergent: boolean;
    probability: number;
  }[] {
    const { target, count } = counted(mixture);
    const step = hmc.createStep(target, { hmcStepSize, pathLength });
    const state = initState(target, target.peaks[0]);
    const stream = Stream.from(71, 0, StreamPurpose.test);
    const info = createStepInfo(2);
    step(state, stream, info);
    return Array.from({ length: 200 }, () => {
      const before = count();
      step(state, stream, info);
      const { numEvaluations, energyError, isDivergent, acceptanceProbability: probability } = info;
      return { numEvaluations, asked: count() - before, energyError, isDivergent, probability };
    });
  }

  test("the evaluations it made, between 4 and 6 for a path of five steps", () => {
    const infos = run(0.2, 1);
    for (const { numEvaluations, asked } of infos) expect(numEvaluations).toBe(asked);
    expect(new Set(infos.map(({ numEvaluations }) => numEvaluations))).toEqual(new Set([4, 5, 6]));
  });

  test("the acceptance probability is min(1, exp(-energy error)), and no path diverges", () => {
    for (const { energyError, isDivergent, probability } of run(0.8, 2)) {
      expect(probability).toBeCloseTo(Math.min(1, Math.exp(-energyError)), 14);
      expect(isDivergent).toBe(false);
    }
  });

  test("a path diverges where the energy is off by more than 1000, and is rejected", () => {
    const infos = run(4, 20);
    expect(infos.some(({ isDivergent }) => isDivergent)).toBe(true);
    for (const { energyError, isDivergent, probability } of infos) {
      expect(isDivergent).toBe(energyError > 1000);
      if (isDivergent) expect(probability).toBe(0);
    }
  });

  test("divergent begins above an energy error of 1000", () => {
    const target = createStandardNormal(1);
    const step = hmc.createStep(target, { hmcStepSize: 3, pathLength: 3 });
    const info = createStepInfo(1);
    const seen = new Set<string>();
    for (let x = 5; x < 15; x += 0.01) {
      step(initState(target, [x]), Stream.from(76, 0, StreamPurpose.test), info);
      if (Math.abs(info.energyError - 1000) > 50) continue;
      seen.add(info.energyError > 1000 ? "above" : "below");
      expect(info.isDivergent).toBe(info.energyError > 1000);
    }
    expect(seen).toEqual(new Set(["above", "below"]));
  });

  test("the energy error is that of the end point: normal target, momentum read back from the stream", () => {
    const target = createStandardNormal(1);
    const state = initState(target, [0.7]);
    const stream = Stream.from(72, 0, StreamPurpose.test);
    const momentum = new Float64Array(1);
    new Stream(stream.state.slice()).normals(momentum, 1);
    const info = createStepInfo(1);
    hmc.createStep(target, { hmcStepSize: 1, pathLength: 1 })(state, stream, info);
    // One leapfrog step of size 1 by hand: x' = x / 2 + p, p' = p / 2 - 3 x / 4.
    const [x, p] = [0.35 + momentum[0], momentum[0] / 2 - 0.525];
    expect(info.proposal[0]).toBeCloseTo(x, 14);
    expect(info.energyError).toBeCloseTo((x * x + p * p - 0.49 - momentum[0] ** 2) / 2, 14);
  });
});

/** Random words of one transition, whatever comes of it: the normals in pairs and the uniforms. */
const NUM_UNIFORMS: Readonly<Record<string, number>> = { rwm: 1, mala: 1, hmc: 2 };

test.each(samplers)("$key takes the same number of random words whatever happens", (sampler) => {
  const values = Object.fromEntries(sampler.settings.map((setting) => [setting.key, setting.default]));
  const outcomes = new Set<string>();
  for (const stepSize of [0.5, 3]) {
    const settings = { ...values, [sampler.stepSizeKey]: stepSize };
    const step = sampler.createStep(halfNormal, settings);
    const state = initState(halfNormal, [1]);
    const stream = Stream.from(73, 0, StreamPurpose.test);
    const info = createStepInfo(1);
    for (let i = 0; i < 100; i++) {
      const other = new Stream(stream.state.slice());
      other.normals(new Float64Array(1), 1);
      for (let n = 0; n < NUM_UNIFORMS[sampler.key]; n++) other.uniform();
      step(state, stream, info);
      expect([...stream.state]).toEqual([...other.state]);
      outcomes.add(`${info.isAccepted} ${info.proposal[0] < 0}`);
    }
  }
  expect(outcomes).toEqual(new Set(["true false", "false false", "false true"]));
});

const byGradient = samplers.filter(({ key }) => key !== "rwm");

// Mean of the half normal is sqrt(2 / pi); 4000 chains of 100 transitions from exact draws, |z| < 5. Seed 74.
test.each(byGradient)("$key keeps a density with a hard edge (seed 74)", (sampler) => {
  const step = sampler.createStep(halfNormal, { [sampler.stepSizeKey]: 0.8, pathLength: 2 });
  const stream = Stream.from(74, 0, StreamPurpose.test);
  const state = { position: new Float64Array(1), logDensity: 0 };
  const info = createStepInfo(1);
  let [sum, squares, numOutside] = [0, 0, 0];
  const [stepsInside, stepsOutside] = [new Set<number>(), new Set<number>()];
  for (let chain = 0; chain < 4000; chain++) {
    stream.normals(state.position, 1);
    state.position[0] = Math.abs(state.position[0]);
    state.logDensity = halfNormal.logDensity(state.position);
    let mean = 0;
    for (let i = 0; i < 100; i++) {
      step(state, stream, info);
      mean += state.position[0] / 100;
      if (info.proposal[0] < 0) {
        numOutside += 1;
        expect([info.isAccepted, info.acceptanceProbability]).toEqual([false, 0]);
        if (sampler.key === "hmc") expect([info.energyError, info.isDivergent]).toEqual([Infinity, true]);
        stepsOutside.add(info.numEvaluations);
      } else stepsInside.add(info.numEvaluations);
    }
    sum += mean;
    squares += mean * mean;
  }
  const mean = sum / 4000;
  const standardError = Math.sqrt((squares / 4000 - mean * mean) / 4000);
  expect(numOutside).toBeGreaterThan(10_000);
  if (sampler.key === "hmc") {
    // A path that crosses the edge ends there; it does not come back.
    expect(stepsInside).toEqual(new Set([2, 3]));
    expect(stepsOutside).toEqual(new Set([1, 2, 3]));
  }
  expect(standardError).toBeLessThan(0.01);
  expect(Math.abs(mean - Math.sqrt(2 / Math.PI))).toBeLessThan(5 * standardError);
});

test.each(samplers)("$key stays at a pole, where the ratio is no number", (sampler) => {
  const infinite = { ...halfNormal, logDensity: () => Infinity, logDensityAndGradient: () => Infinity };
  const state = { position: Float64Array.of(1), logDensity: Infinity };
  const info = createStepInfo(1);
  const values = { [sampler.stepSizeKey]: 0.5, pathLength: 1 };
  sampler.createStep(infinite, values)(state, Stream.from(77, 0, StreamPurpose.test), info);
  expect([info.isAccepted, info.acceptanceProbability, state.position[0]]).toEqual([false, 0, 1]);
  expect([info.energyError, info.isDivergent]).toEqual(sampler.key === "hmc" ? [Infinity, true] : [0, false]);
});

test.each(byGradient)("$key leaves a kink where the gradient is no number (seed 75)", (sampler) => {
  const step = sampler.createStep(laplace, { [sampler.stepSizeKey]: 0.5, pathLength: 1 });
  const state = initState(laplace, [0]);
  const stream = Stream.from(75, 0, StreamPurpose.test);
  const info = createStepInfo(1);
  let numAccepted = 0;
  for (let i = 0; i < 20; i++) {
    step(state, stream, info);
    expect(Number.isFinite(info.proposal[0]) && Number.isFinite(state.logDensity)).toBe(true);
    if (info.isAccepted) numAccepted += 1;
  }
  expect(numAccepted).toBeGreaterThan(5);
});
