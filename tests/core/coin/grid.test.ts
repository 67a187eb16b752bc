import { describe, expect, test } from "vitest";
import {
  exactPosterior,
  gridCost,
  gridCredibleInterval,
  gridError,
  gridFromCounts,
  gridHighestDensityRegion,
  gridHistory,
  gridNode,
  gridPosterior,
  priorGrid,
  summarizeGrid,
  updateGrid,
} from "../../../src/core/coin";
import {
  betaDistribution,
  countFlips,
  equalTailInterval,
  highestDensityRegion,
} from "../../../src/core/conjugate";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

interface Section {
  flips: number[];
  posterior: number[];
  map_estimate: number;
  map_index: number;
  mean_estimate: number;
  sd_on_grid: number;
  numpy_printed: { map: string; mean: string };
  numpy_map: number;
  numpy_mean: number;
  exact_continuous: Record<
    "alpha" | "beta" | "mode" | "mean" | "sd" | "log_evidence_of_the_sequence",
    number
  >;
}

const stored = seedNumbers("grid_coin") as Section;
const grid = gridPosterior(stored.flips, 1000);
const summary = summarizeGrid(grid);

describe("the article's five flips on 1000 nodes", () => {
  test("probability at every node", () => expectAllClose(grid, stored.posterior, 1e-12, "node"));

  test("MAP, mean and standard deviation", () => {
    expect(summary.mapIndex).toBe(stored.map_index);
    expectClose(summary.map, stored.map_estimate, 1e-15);
    expectClose(summary.map, stored.numpy_map, 1e-15);
    expectClose(summary.mean, stored.mean_estimate, 1e-13);
    expectClose(summary.mean, stored.numpy_mean, 1e-13);
    expectClose(summary.sd, stored.sd_on_grid, 1e-12);
    expect({ map: summary.map.toFixed(3), mean: summary.mean.toFixed(3) }).toEqual(stored.numpy_printed);
  });

  test("the closed form beside it", () => {
    const exact = exactPosterior(countFlips(stored.flips));
    const { alpha, beta, mode, mean, sd, log_evidence_of_the_sequence } = stored.exact_continuous;
    expect([exact.alpha, exact.beta]).toEqual([alpha, beta]);
    expectClose(exact.distribution.mode, mode, 1e-15);
    expectClose(exact.distribution.mean, mean, 1e-15);
    expectClose(exact.distribution.sd, sd, 1e-15);
    expectClose(exact.logEvidence, log_evidence_of_the_sequence, 1e-13);
    const error = gridError(grid, exact);
    expect(Math.abs(error.map - (stored.map_estimate - mode))).toBeLessThan(1e-15);
    expect(Math.abs(error.mean - (stored.mean_estimate - mean))).toBeLessThan(1e-13);
    expect(Math.abs(error.sd - (stored.sd_on_grid - sd))).toBeLessThan(1e-13);
  });
});

describe("a grid", () => {
  test("gives the same flip by flip and from the counts, in any order", () => {
    const flips = Array.from({ length: 60 }, (_, i) => ((i * i) % 7 < 4 ? 1 : 0));
    const prior = priorGrid(301, (bias) => bias * (1 - bias) * (1 - bias));
    const stepwise = gridPosterior(flips, 301, prior);
    expectAllClose(gridFromCounts(countFlips(flips), 301, prior), stepwise, 1e-12);
    expectAllClose(gridPosterior(flips.toReversed(), 301, prior), stepwise, 1e-12);
    expectAllClose(flips.reduce(updateGrid, prior), stepwise, 1e-15);
  });

  test("keeps every posterior on the way", () => {
    const history = gridHistory([1, 0, 1], 11);
    expect(history).toHaveLength(44);
    expectAllClose(history.subarray(0, 11), new Float64Array(11).fill(1 / 11), 1e-15);
    expect([...history.subarray(33)]).toEqual([...gridPosterior([1, 0, 1], 11)]);
    expect(() => gridHistory(new Uint8Array(100_000), 1000)).toThrow(
      "100000 flips at 1000 nodes are 100001000 values; expected at most 4000000",
    );
  });

  test("takes a million flips from their counts", () => {
    const posterior = gridFromCounts({ heads: 700_000, tails: 300_000 }, 1001);
    expect(summarizeGrid(posterior).map).toBe(0.7);
    expectClose(
      posterior.reduce((sum, p) => sum + p, 0),
      1,
      1e-12,
    );
    // The posterior's sd is half a node: three nodes have nearly all of it, and the grid is all but useless.
    expectClose(posterior[699] + posterior[700] + posterior[701], 1, 1e-3);
  });

  test("comes closer to the closed form as nodes are added", () => {
    const exact = exactPosterior({ heads: 6, tails: 4 });
    const errors = [11, 101, 1001].map((numNodes) =>
      gridError(gridFromCounts({ heads: 6, tails: 4 }, numNodes), exact),
    );
    expect(errors[0].distance).toBeGreaterThan(1e-3);
    expect(errors[1].distance).toBeLessThan(errors[0].distance / 20);
    expect(errors[2].distance).toBeLessThan(errors[1].distance / 20);
    for (const { map } of errors) expect(Math.abs(map)).toBeLessThan(1e-12);
  });

  test("has intervals within a node of the exact ones", () => {
    const fine = gridFromCounts({ heads: 6, tails: 4 }, 10_001);
    const exact = betaDistribution(7, 5);
    const central = equalTailInterval(exact, 0.95);
    gridCredibleInterval(fine, 0.95).forEach((end, i) =>
      expect(Math.abs(end - central[i])).toBeLessThan(2e-4),
    );
    const densest = highestDensityRegion(exact, 0.95)[0];
    const region = gridHighestDensityRegion(fine, 0.95);
    expect(region).toHaveLength(1);
    region[0].forEach((end, i) => expect(Math.abs(end - densest[i])).toBeLessThan(2e-4));
  });

  test("has a region of two pieces under a prior of two hills", () => {
    const twoHills = priorGrid(101, (bias) => (Math.abs(bias - 0.5) > 0.305 ? 1 : 0));
    const region = gridHighestDensityRegion(twoHills, 1);
    expectAllClose(region.flat(), [0, 0.19, 0.81, 1], 1e-15);
    expect(gridCredibleInterval(twoHills, 1)).toEqual([0, 1]);
    expect(gridHighestDensityRegion(priorGrid(3), 0.3)).toEqual([[0, 0]]);
  });

  test("nodes are both ends and evenly spaced between", () => {
    expect([0, 1, 2, 3, 4].map((i) => gridNode(i, 5))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  test.each<[string, () => unknown, string]>([
    ["one node", () => priorGrid(1), "numNodes = 1; expected a whole number from 2"],
    ["flip", () => updateGrid(priorGrid(3), 2), "flip = 2; expected 1 (heads) or 0 (tails)"],
    [
      "flips that no node allows",
      () => gridPosterior([1, 0], 2),
      "expected a node that prior and flips both allow",
    ],
    [
      "counts that no node allows",
      () => gridFromCounts({ heads: 1, tails: 1 }, 2),
      "the 2 nodes have probability 0",
    ],
    [
      "negative prior",
      () => priorGrid(3, (x) => x - 0.5),
      "prior density at 0 = -0.5; expected a finite number",
    ],
    ["no prior mass", () => priorGrid(3, () => 0), "the 3 nodes have probability 0 in all"],
    ["prior of another grid", () => gridPosterior([1], 5, priorGrid(4)), "prior has 4 nodes; expected 5"],
    ["counts", () => gridFromCounts({ heads: -1, tails: 0 }, 5), "heads = -1"],
    ["mass", () => gridCredibleInterval(priorGrid(3), 2), "mass = 2; expected a number from 0 to 1"],
    ["region's mass", () => gridHighestDensityRegion(priorGrid(3), -1), "mass = -1"],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

describe("what a grid costs", () => {
  test("100 nodes a dimension", () => {
    expect(gridCost(100, 1)).toEqual({ numNodes: 100, bytes: 800, seconds: 1e-6 });
    expect(gridCost(100, 3).numNodes).toBe(1e6);
    expectClose(gridCost(100, 10).seconds, 1e12, 1e-12);
    expectClose(gridCost(100, 10).bytes, 8e20, 1e-12);
    expect(gridCost(100, 2, 1e4).seconds).toBe(1);
    expect(gridCost(10, 400).numNodes).toBe(Infinity);
    expect(gridCost(1, 1e9).numNodes).toBe(1);
  });

  test("bad numbers are named", () => {
    expect(() => gridCost(0, 1)).toThrow("nodesPerDimension = 0; expected a whole number of at least 1");
    expect(() => gridCost(10, 1.5)).toThrow("dimension = 1.5; expected a whole number of at least 1");
    expect(() => gridCost(10, 1, 0)).toThrow("evaluationsPerSecond = 0");
  });
});
