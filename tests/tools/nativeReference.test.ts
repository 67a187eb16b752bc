/**
 * The C reference of the benchmarks: that it draws the project's random words, takes the project's steps and samples
 * the target. A machine without a compiler is told so. Nothing here is timed.
 */
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../src/core/random";
import { buildReference, findCompiler } from "../bench/native/build.mjs";
import { judgeGrid, judgeSampler } from "../bench/native/gate.mjs";
import { callReference, CASES, runNative, type NativeResult } from "../bench/native/run.mjs";

const MODES = [-2, 2];
const SEED = 20_240;
const NUM_CHAINS = 16;

interface Chain {
  x: number;
  y: number;
  readonly stream: Stream;
}

function startOf(chain: number): Chain {
  const start = Stream.from(SEED, chain, StreamPurpose.start);
  const mode = MODES[start.nextWord() >>> 31];
  const [x, y] = start.normalPair24();
  return { x: mode + x, y, stream: Stream.from(SEED, chain, StreamPurpose.sampler) };
}

function density(x: number, y: number): number {
  return MODES.reduce((sum, mode) => sum + Math.exp(-0.5 * ((x - mode) ** 2 + y * y)), 0);
}

function walk(chain: Chain, stepSize: number): void {
  const [dx, dy] = chain.stream.normalPair24();
  const x = chain.x + stepSize * dx;
  const y = chain.y + stepSize * dy;
  if (chain.stream.uniform24() * density(chain.x, chain.y) < density(x, y)) Object.assign(chain, { x, y });
}

function fly(chain: Chain, stepSize: number, numLeapfrog: number): void {
  let [px, py] = chain.stream.normalPair24();
  let { x, y } = chain;
  const before = Math.log(density(x, y)) - 0.5 * (px * px + py * py);
  for (let step = 0; step < numLeapfrog; step++) {
    px += 0.5 * stepSize * (2 * Math.tanh(2 * x) - x);
    py -= 0.5 * stepSize * y;
    x += stepSize * px;
    y += stepSize * py;
    px += 0.5 * stepSize * (2 * Math.tanh(2 * x) - x);
    py -= 0.5 * stepSize * y;
  }
  const gain = Math.log(density(x, y)) - 0.5 * (px * px + py * py) - before;
  if (chain.stream.uniform24() < Math.exp(gain)) Object.assign(chain, { x, y });
}

const built = buildReference();
const variants =
  built.executable === undefined
    ? []
    : CASES.filter(({ workload, variant }) =>
        (callReference(built.executable, ["variants"]) as { workload: string; variant: string }[]).some(
          (entry) => entry.workload === workload && entry.variant === variant,
        ),
      );

function run(options: Parameters<typeof runNative>[0]): NativeResult {
  const result = runNative(options);
  if (result === null) throw new Error(`${options.workload} ${options.variant} did not run`);
  return result;
}

describe("without a compiler", () => {
  const environment = { PATH: "/nonexistent" };

  test("there is nothing to run, and one sentence says why", () => {
    const lines: string[] = [];
    const result = runNative({
      workload: "rwm",
      variant: "scalar",
      environment,
      say: (line) => lines.push(line),
    });
    expect(result).toBeNull();
    expect(lines).toEqual(["The C reference is left out: no C compiler on PATH, expected cc, gcc, clang."]);
  });
});

test("the reference is built wherever there is a compiler", () => {
  if (findCompiler() === undefined) expect(built).toMatchObject({ executable: undefined });
  else expect(built).toMatchObject({ executable: expect.stringContaining("reference-") as string });
});

function testReference(executable: string): void {
  describe("the C reference", () => {
    test.each([
      [0, 0, 0],
      [1, 4095, 1],
      [4294967295, 123_456, 3],
    ])("draws the words of the stream of seed %i, chain %i, purpose %i", (seed, chain, purpose) => {
      const words = ["words", `seed=${seed}`, `chain=${chain}`, `purpose=${purpose}`, "count=64"];
      const printed = callReference(executable, words);
      const stream = Stream.from(seed, chain, purpose as StreamPurpose);
      expect(printed).toEqual({ words: Array.from({ length: 64 }, () => stream.nextWord() >>> 0) });
    });

    const samplers = variants.filter(({ workload }) => workload !== "grid");

    // A decision differs from float64 with probability about 1e-6: one seed in some thousands would fail.
    test.each(samplers)("$workload $variant takes the steps of float64", ({ workload, variant }) => {
      const numSteps = 6;
      const stepSize = workload === "rwm" ? 0.3 : 0.25;
      const settings = { numChains: NUM_CHAINS, numSteps, numWarmup: 2, seed: SEED, stepSize };
      const { positions } = run({ workload, variant, ...settings });
      const chains = Array.from({ length: NUM_CHAINS }, (_, chain) => startOf(chain));
      for (const chain of chains) {
        for (let step = 0; step < 2 + numSteps; step++) {
          if (workload === "rwm") walk(chain, stepSize);
          else fly(chain, stepSize, 10);
        }
      }
      const errors = chains.map(({ x, y }, i) =>
        Math.max(Math.abs(x - (positions?.[i][0] ?? NaN)), Math.abs(y - (positions?.[i][1] ?? NaN))),
      );
      expect(Math.max(...errors)).toBeLessThan(1e-4);
    });

    // A correct kernel fails for 3.4e-5 of the seeds; this seed is fixed.
    test.each(samplers)("$workload $variant samples the target", ({ workload, variant }) => {
      const length = workload === "rwm" ? 2000 : 300;
      const numSteps = variant.startsWith("avx2") ? 4 * length : length;
      const { failures, acceptance } = run({ workload, variant, numSteps, seed: SEED });
      expect(failures).toEqual([]);
      // Sharp enough to tell a step size that is 2 % off.
      expect(acceptance?.standardError).toBeLessThan(2e-4);
    });

    test.each(variants.filter(({ workload }) => workload === "grid"))(
      "the $variant grid holds the likelihood",
      ({ workload, variant }) => {
        expect(run({ workload, variant, numFrames: 1, seed: SEED }).failures).toEqual([]);
      },
    );

    test("a step size that is 2 % off fails the gate", () => {
      const words = ["rwm", "scalar", "stepSize=0.306", "numSteps=1000", "seed=3"];
      const measured = callReference(executable, words);
      const { failures } = judgeSampler("rwm", measured, { stepSize: 0.3 });
      expect(failures).toEqual([expect.stringContaining("acceptance 0.859")]);
    });

    test("a setting out of its range is refused with what was expected", () => {
      expect(() => run({ workload: "rwm", variant: "scalar", numSteps: 0 })).toThrow(
        'numSteps: given "numSteps=0", expected a number from 1 to 100000000',
      );
    });
  });
}

if (built.executable !== undefined) testReference(built.executable);

describe("the gate", () => {
  const estimate = (value: number, standardError = 1e-3) => ({ value, standardError });
  const right = {
    acceptance: estimate(0.8623),
    meanX: estimate(0),
    meanY: estimate(0),
    varianceX: estimate(5),
    varianceY: estimate(1),
  };
  const failuresWith = (changes: object): string[] =>
    judgeSampler("rwm", { ...right, ...changes }, { stepSize: 0.3 }).failures;

  test("lets the exact moments pass", () => {
    expect(failuresWith({})).toEqual([]);
  });

  test.each([
    ["always accepts", { acceptance: estimate(1, 0) }, "acceptance 1"],
    ["never moves", { acceptance: estimate(0, 0) }, "acceptance 0"],
    ["stays in one mode", { meanX: estimate(-2) }, "meanX -2"],
    ["is a little too wide", { varianceY: estimate(1.005) }, "varianceY 1.005"],
    ["holds no numbers", { varianceX: estimate(NaN, NaN) }, "varianceX NaN"],
  ])("stops a kernel that %s", (_, changes, expected) => {
    expect(failuresWith(changes)).toEqual([expect.stringContaining(expected)]);
  });

  test("stops a grid with one wrong node or a shifted posterior", () => {
    const posterior = { value: 2, expected: 2, posteriorSd: 0.05 };
    const grid = { largestError: 1e-4, meanMu: posterior, meanLogSd: posterior };
    expect(judgeGrid(grid).failures).toEqual([]);
    expect(judgeGrid({ ...grid, largestError: 0.02 }).failures).toEqual(["a node is off by 0.02"]);
    expect(judgeGrid({ ...grid, meanMu: { ...posterior, value: 2.0001 } }).failures).toHaveLength(1);
  });
});
