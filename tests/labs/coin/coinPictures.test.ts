import { describe, expect, test } from "vitest";
import { betaDistribution } from "../../../src/core/conjugate";
import { defaultsOf, type SettingValues } from "../../../src/core/settings";
import { coinModel } from "../../../src/labs/coin/coinModel";
import { coinSettings } from "../../../src/labs/coin/coinSettings";
import { experiments } from "../../../src/labs/coin/experiments";
import { readFlips } from "../../../src/labs/coin/flips";
import {
  gridErrors,
  NODES_IN_16_GB,
  NODES_IN_A_YEAR,
  nodesByDimension,
  RESOLUTIONS,
} from "../../../src/labs/coin/gridCurves";
import { hiddenFlips } from "../../../src/labs/coin/hiddenCoin";
import { digits, noteOf, readoutsOf, scoreReadouts, sentenceOf } from "../../../src/labs/coin/readouts";
import {
  HEADS,
  LEAST_FLIPS,
  MAX_NODES,
  MAX_ROWS,
  PRIOR,
  ridgeOf,
  ridgeRows,
  TAILS,
} from "../../../src/labs/coin/ridge";

const modelOf = (changed: SettingValues = {}) => {
  const values = { ...defaultsOf(coinSettings), ...changed };
  return coinModel(values, readFlips(values.flips as string).flips ?? new Uint8Array());
};
const prior = { alpha: 2, beta: 2 };

describe("the ridge", () => {
  test("has a row for each flip, each the exact posterior scaled to its own peak", () => {
    const { surface, means, outcomes } = ridgeOf({ flips: Uint8Array.of(1, 1, 0), prior, numNodes: 41 });
    expect([...outcomes]).toEqual([PRIOR, HEADS, HEADS, TAILS]);
    const shapes = [
      [2, 2],
      [3, 2],
      [4, 2],
      [4, 3],
    ];
    shapes.forEach(([alpha, beta], row) => {
      const { logPdf, mean } = betaDistribution(alpha, beta);
      const values = surface.logDensity.subarray(41 * row, 41 * (row + 1));
      expect(Math.max(...values)).toBe(0);
      const difference = values[10] - values[30];
      expect(difference).toBeCloseTo(logPdf(10 / 40) - logPdf(30 / 40), 5);
      expect(means[2 * row]).toBeCloseTo(mean, 6);
      expect(means[2 * row + 1]).toBe(row);
    });
  });

  // An axis of fewer flips would have ticks at fractions of one.
  test.each([0, 1, 6, LEAST_FLIPS])("of %i flips has an axis of ten, and the newest row runs on", (count) => {
    const flips = new Uint8Array(count).fill(1);
    const { surface, means, outcomes } = ridgeOf({ flips, prior, numNodes: 21 });
    expect([surface.nx, surface.ny, surface.yRange]).toEqual([21, 11, [0, 10]]);
    const rowAt = (numFlips: number) => surface.logDensity.slice(21 * numFlips, 21 * (numFlips + 1));
    for (let later = count; later <= LEAST_FLIPS; later++) expect(rowAt(later)).toEqual(rowAt(count));
    if (count > 0) expect(rowAt(count)).not.toEqual(rowAt(count - 1));
    // A dot for the prior and for each flip, none for flips to come.
    expect([...outcomes]).toEqual([PRIOR, ...flips.map(() => HEADS)]);
    expect(Array.from(means.filter((_, i) => i % 2 === 1))).toEqual([...outcomes.keys()]);
  });

  test("keeps its size whatever the history and the grid", () => {
    const { surface, outcomes } = ridgeOf({ flips: hiddenFlips(5, 10_000), prior, numNodes: 2000 });
    expect([surface.nx, surface.ny, surface.yRange]).toEqual([MAX_NODES, MAX_ROWS, [0, 10_000]]);
    expect(outcomes).toHaveLength(MAX_ROWS);
    const rows = ridgeRows(10_000);
    expect([rows[0], rows.at(-1)]).toEqual([0, 10_000]);
    expect(rows.every((flips, i) => i === 0 || flips > rows[i - 1])).toBe(true);
  });

  test("takes a prior with infinite ends and flips of one kind", () => {
    const { surface } = ridgeOf({
      flips: new Uint8Array(30),
      prior: { alpha: 0.5, beta: 0.5 },
      numNodes: 11,
    });
    expect(surface.logDensity.some((value) => Number.isNaN(value))).toBe(false);
    expect(surface.logDensity[surface.nx * (surface.ny - 1)]).toBe(0);
  });
});

describe("the grid's error and its cost", () => {
  test("falls from the coarsest grid to the finest, and is the error that the numbers show", () => {
    const model = modelOf();
    const { mean, sd } = gridErrors(model);
    expect(mean[0]).toBeGreaterThan(1e-4);
    expect(mean.at(-1)).toBeLessThan(1e-12);
    expect(sd.at(-1)).toBeLessThan(1e-12);
    const coarse = modelOf({ nodes: RESOLUTIONS[3] });
    expect(gridErrors(coarse).mean[3]).toBe(Math.abs(coarse.error.mean));
  });

  test("a hundred points in each of ten dimensions are 10^20; memory ends at five, a year at eight", () => {
    const nodes = nodesByDimension();
    expect([nodes[0], nodes[2], nodes[9]]).toEqual([100, 1e6, 1e20]);
    expect(nodes.findIndex((count) => count > NODES_IN_16_GB) + 1).toBe(5);
    expect(nodes.findIndex((count) => count > NODES_IN_A_YEAR) + 1).toBe(8);
  });
});

describe("the numbers in words", () => {
  test("a fine grid is ticked throughout, a coarse one is not", () => {
    const states = (nodes: number) =>
      Object.fromEntries(readoutsOf(modelOf({ nodes })).map(({ name, state }) => [name, state]));
    expect(new Set(Object.values(states(1000)))).toEqual(new Set(["good"]));
    expect(states(5)).toMatchObject({ mean: "bad", sd: "bad", to: "waiting" });
    expect(states(9)["log evidence"]).toBe("bad");
  });

  test("what the cards say is so", () => {
    const show = (title: string) => {
      const card = experiments.find((one) => one.title === title);
      expect(card).toBeDefined();
      return Object.fromEntries(readoutsOf(modelOf(card?.values)).map((row) => [row.name, row]));
    };
    const article = show("The article's five flips");
    expect(article.MAP).toMatchObject({ value: "0.59960", reference: "0.60000", state: "good" });
    expect(article.mean.value).toBe("0.57143");
    const nine = show("Nine nodes");
    expect([nine.mean.state, nine.sd.state]).toEqual(["good", "good"]);
    expect([nine["95 % from"], nine.to]).toMatchObject([
      { value: "0.50000", state: "waiting" },
      { value: "0.75000", state: "waiting" },
    ]);
    expect(show("Ten heads in a row")["P(heads) next"].reference).toBe((11 / 12).toFixed(5));
    expect(show("Ten heads in a row").MAP).toMatchObject({ value: "1.00000", reference: "1.00000" });
    expect(modelOf(experiments.find(({ title }) => title === "A thousand flips")?.values).isFromCoin).toBe(
      true,
    );
  });

  test.each([
    [0.125, "0.12500"],
    [-14.019085, "−14.0191"],
    [-644.0214, "−644.021"],
    [0, "0.00000"],
    [-6931471.8, "−6931472"],
    [NaN, "–"],
    [-Infinity, "−∞"],
  ])("%f is written %s", (value, text) => expect(digits(value)).toBe(text));

  test("a prior with two peaks has no MAP to compare, and an HDI in two pieces", () => {
    const rows = readoutsOf(modelOf({ alpha: 0.5, beta: 0.5, flips: "" }));
    expect(rows.find(({ name }) => name === "MAP")).toMatchObject({ reference: "–", state: "none" });
    expect(rows.map(({ name }) => name)).toContain("HDI 2 to");
  });

  test("the sentence", () => {
    expect(sentenceOf(modelOf({ alpha: 1, beta: 1, flips: "11010", revealed: true }))).toBe(
      "After 5 flips, 3 of them heads, the most probable bias is 0.60; with 95\u00a0% probability it lies between 0.22 and 0.88.",
    );
    expect(sentenceOf(modelOf({ flips: "1".repeat(9999) }))).toContain("lies between 0.99944 and 0.99998.");
    expect(sentenceOf(modelOf({ flips: "" }))).toContain("No flip yet");
    expect(sentenceOf(modelOf({ flips: "0" }))).toContain("After 1 flip, a tail,");
    expect(sentenceOf(modelOf({ flips: "111" }))).toContain("After 3 flips, all of them heads,");
    expect(sentenceOf(modelOf({ flips: "000" }))).toContain("After 3 flips, none of them heads,");
    expect(sentenceOf(modelOf({ revealed: true }))).toContain("The hidden bias is 0.739");
  });

  test("the guess in words has as many decimals as its interval needs", () => {
    expect(noteOf(modelOf())).toBe(
      "Your guess says: with 90\u00a0% probability the bias lies between 0.34 and 0.83.",
    );
    expect(noteOf(modelOf({ guess: 0.99, sureness: 2000 }))).toContain("between 0.9861 and 0.9934.");
    expect(noteOf(modelOf({ flips: "0" + "1".repeat(9) }))).toContain("The flips are your own");
  });

  test("scores stand there only after the reveal, and the better belief is ticked", () => {
    expect(scoreReadouts(modelOf())).toEqual([]);
    const [miss] = scoreReadouts(modelOf({ revealed: true, guess: 0.74, sureness: 2000 }));
    expect(miss.state).toBe("good");
    const rows = scoreReadouts(modelOf({ revealed: true, guess: 0.1, sureness: 2000 }));
    expect(rows.map(({ state }) => state)).toEqual(["none", "none", "none"]);
  });
});
