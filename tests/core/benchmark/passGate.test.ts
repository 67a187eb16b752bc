/** How the gate of passes counts: its scores against known quantiles, and what it takes the networks for. */
import { describe, expect, test } from "vitest";
import { passProblem, type PassEvidence } from "../../../src/core/benchmark";
import { judgePasses, LARGEST_PASS_Z } from "../../../src/core/benchmark/passGate";
import { evaluateNetwork } from "../../../src/core/network";
import { PassKernel } from "../../../src/core/network/kernels";

describe("the scale of the gate", () => {
  const problem = { ...passProblem("dropoutSmall"), kurtosis: new Float64Array(100) };
  const right: PassEvidence = {
    kind: "passes",
    numPasses: 10,
    numBlocks: 10,
    sums: new Float64Array(100),
    squares: new Float64Array(100).fill(10),
    spread: 1000,
    steps: 1980,
  };
  const zOf = (name: string, rest: Partial<PassEvidence>): number =>
    judgePasses(problem, { ...right, ...rest }).checks.find((check) => check.name.startsWith(name))?.z ?? NaN;

  test("of an sd is that of chi-squared with 10 degrees of freedom, whose quantiles of 0.001 are known", () => {
    const withSquares = (value: number): number =>
      zOf("sd", { squares: right.squares.map((square, i) => (i === 3 ? value : square)) });
    expect(Math.abs(withSquares(29.5883) - 3.0902)).toBeLessThan(0.1);
    expect(Math.abs(withSquares(1.47874) + 3.0902)).toBeLessThan(0.1);
  });

  test("of an sd is finer where outputs are flatter than normal", () => {
    const evidence = { ...right, numPasses: 10_000, squares: right.squares.map(() => 10_100) };
    const zWith = (kurtosis: number): number =>
      judgePasses({ ...problem, kurtosis: problem.kurtosis.map(() => kurtosis) }, evidence).checks[1].z;
    // Variances of squares: 2 and 1.
    expect(zWith(-1) / zWith(0)).toBeCloseTo(Math.SQRT2, 1);
  });

  test("of the spread is that of a thousand squares, and of steps that of squares that overlap", () => {
    // chi-squared with 1000 degrees of freedom, quantile of 0.999: 1143.9.
    expect(zOf("spread", { spread: 1143.9 })).toBeCloseTo(3.0902, 2);
    // Of 99 differences of independent numbers the squares have mean 198 and variance 2 (99 * 4 + 2 * 98).
    const sd = Math.sqrt(10 * 2 * (99 * 4 + 2 * 98));
    expect(Math.abs(zOf("steps", { steps: 1980 + 2 * sd }) - 1.93)).toBeLessThan(0.1);
    expect(Math.abs(zOf("steps", { steps: 1980 - 2 * sd }) + 2.08)).toBeLessThan(0.1);
  });

  test("of a mean is the root of the number of passes, beyond what float32 may take", () => {
    const numPasses = 1e12;
    const far = problem.allowance[5];
    const sumsWith = (distance: number): Partial<PassEvidence> => ({
      numPasses,
      sums: right.sums.map((_, i) => (i === 5 ? numPasses * distance : 0)),
      squares: right.squares.map(() => numPasses),
    });
    expect(zOf("mean", sumsWith(0.99 * far))).toBe(0);
    expect(zOf("mean", sumsWith(far + 3e-6))).toBeCloseTo(3, 6);
    expect(judgePasses(problem, { ...right, ...sumsWith(far + 5e-6) }).failures).toEqual([]);
    expect(judgePasses(problem, { ...right, ...sumsWith(far + 6e-6) }).failures).toHaveLength(1);
    expect(LARGEST_PASS_Z).toBeLessThan(6);
  });
});

test.each(["dropoutSmall", "dropoutLarge"] as const)(
  "float32 is within what %s allows it, with every unit kept, and that is little",
  (key) => {
    const { network, inputs, sds, allowance } = passProblem(key);
    const { outputs } = new PassKernel(network, 0, 1).draw(inputs, 1, "perPass");
    inputs.forEach((x, i) => {
      const error = Math.abs(outputs[i] - evaluateNetwork(network, [x])) / sds[i];
      expect(error).toBeLessThan(allowance[i]);
      // Of 10^8 passes a mean has a standard error of 1e-4 sd.
      expect(allowance[i]).toBeLessThan(3e-5);
    });
  },
);

// The gate takes the large network's outputs for normal or flatter. 16 means of 2,000 passes: z < 5, seed 3.
test("the large network's outputs are no more peaked than the gate takes them for", () => {
  const { network, rate, inputs, kurtosis } = passProblem("dropoutLarge");
  const points = [0, 25, 49, 99];
  const numPasses = 32_000;
  const { outputs } = new PassKernel(network, rate, 3).draw(
    points.map((i) => inputs[i]),
    numPasses,
    "perPass",
  );
  points.forEach((point, k) => {
    const values = Float64Array.from({ length: numPasses }, (_, pass) => outputs[pass * points.length + k]);
    const average = (numbers: Float64Array): number => numbers.reduce((sum, x) => sum + x, 0) / numPasses;
    const mean = average(values);
    const squares = values.map((value) => (value - mean) ** 2);
    const found = average(squares.map((square) => square * square)) / average(squares) ** 2 - 3;
    // The standard error of a normal sample's kurtosis is the root of 24 / n.
    expect(found).toBeLessThan(kurtosis[point] + 5 * Math.sqrt(24 / numPasses));
  });
});
