import { describe, expect, test } from "vitest";
import { betaCrps, intervalScore, logScore } from "../../../src/core/coin";
import { betaDistribution } from "../../../src/core/conjugate";
import { expectClose } from "../seedNumbers";

describe("scores of a belief", () => {
  test.each([
    [2, 2, 0.3],
    [9, 4, 0.7],
    [0.5, 3, 0.05],
    [74, 29, 0.4],
  ])("CRPS of Beta(%f, %f) at %f is the integral that defines it", (alpha, beta, truth) => {
    const { cdf } = betaDistribution(alpha, beta);
    // Midpoints on both sides of the truth, where the integrand jumps.
    const integral = (from: number, to: number, f: (x: number) => number): number => {
      const count = 40_000;
      let sum = 0;
      for (let i = 0; i < count; i++) sum += f(from + ((to - from) * (i + 0.5)) / count);
      return (sum * (to - from)) / count;
    };
    const below = integral(0, truth, (x) => cdf(x) ** 2);
    const above = integral(truth, 1, (x) => (1 - cdf(x)) ** 2);
    expectClose(betaCrps({ alpha, beta }, truth), below + above, 1e-7);
  });

  test("CRPS of a belief that is all but a point is its distance", () => {
    expectClose(betaCrps({ alpha: 3e5, beta: 7e5 }, 0.8), 0.5, 2e-3);
  });

  test("log score is the log density", () => {
    expectClose(logScore({ alpha: 2, beta: 2 }, 0.5), Math.log(1.5), 1e-14);
    expect(logScore({ alpha: 2, beta: 2 }, 0)).toBe(-Infinity);
  });

  test("interval score is the width, and ten times the miss at 80 %", () => {
    expectClose(intervalScore([0.4, 0.6], 0.8, 0.5), 0.2, 1e-15);
    expectClose(intervalScore([0.4, 0.6], 0.8, 0.65), 0.2 + 0.5, 1e-14);
    expectClose(intervalScore([0.4, 0.6], 0.8, 0.1), 0.2 + 3, 1e-14);
  });

  // If the truth is drawn from the belief itself, no other belief scores better on average.
  test("are proper: honesty pays on average", () => {
    const { pdf, quantile } = betaDistribution(8, 4);
    const average = (score: (truth: number) => number): number => {
      let sum = 0;
      for (let i = 0; i < 2000; i++) sum += score((i + 0.5) / 2000) * pdf((i + 0.5) / 2000);
      return sum / 2000;
    };
    const honest = { alpha: 8, beta: 4 };
    const bolder = { alpha: 32, beta: 16 };
    const meeker = { alpha: 2, beta: 1 };
    for (const other of [bolder, meeker]) {
      expect(average((truth) => betaCrps(other, truth))).toBeGreaterThan(
        average((truth) => betaCrps(honest, truth)),
      );
      expect(average((truth) => logScore(other, truth))).toBeLessThan(
        average((truth) => logScore(honest, truth)),
      );
    }
    const central = [quantile(0.1), quantile(0.9)] as const;
    const narrow = [quantile(0.3), quantile(0.7)] as const;
    const wide = [quantile(0.01), quantile(0.99)] as const;
    const best = average((truth) => intervalScore(central, 0.8, truth));
    expect(average((truth) => intervalScore(narrow, 0.8, truth))).toBeGreaterThan(best);
    expect(average((truth) => intervalScore(wide, 0.8, truth))).toBeGreaterThan(best);
  });

  test.each<[string, () => unknown, string]>([
    ["alpha", () => betaCrps({ alpha: 0, beta: 1 }, 0.5), "alpha = 0"],
    ["truth", () => betaCrps({ alpha: 1, beta: 1 }, NaN), "truth = NaN"],
    ["mass", () => intervalScore([0, 1], 1, 0.5), "mass = 1; expected a number between 0 and 1"],
    [
      "interval",
      () => intervalScore([0.6, 0.4], 0.5, 0.5),
      "interval [0.6, 0.4]; expected two finite numbers",
    ],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
