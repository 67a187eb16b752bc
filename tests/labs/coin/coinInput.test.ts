import { describe, expect, test } from "vitest";
import { defaultsOf, isValid } from "../../../src/core/settings";
import { coinSettings, FIRST_COIN, FIRST_FLIPS, transientKeys } from "../../../src/labs/coin/coinSettings";
import { experiments } from "../../../src/labs/coin/experiments";
import { flipsAsText, MAX_FLIPS, readFlips } from "../../../src/labs/coin/flips";
import { areHiddenFlips, flipOn, hiddenBias, hiddenFlips } from "../../../src/labs/coin/hiddenCoin";
import { faultsOf } from "../settingsContract";

describe("settings", () => {
  test("are a sound table", () => expect(faultsOf(coinSettings)).toEqual([]));

  test("transient keys are settings", () => {
    const keys = coinSettings.map(({ key }) => key);
    expect(transientKeys.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test("start with flips of the coin itself, so that a reveal means something", () => {
    expect(flipsAsText(hiddenFlips(FIRST_COIN, FIRST_FLIPS.length))).toBe(FIRST_FLIPS);
    expect(defaultsOf(coinSettings)).toMatchObject({ alpha: 2, beta: 2, revealed: false });
  });

  test.each(experiments.map((experiment) => [experiment.title, experiment] as const))(
    "the card “%s” sets valid values, and flips that can be read",
    (_title, { values }) => {
      for (const [key, value] of Object.entries(values)) {
        const setting = coinSettings.find((one) => one.key === key);
        expect(setting !== undefined && isValid(setting, value), key).toBe(true);
      }
      expect(readFlips(String(values.flips)).problem).toBeNull();
    },
  );
});

describe("flips as text", () => {
  test.each([
    ["11010", [1, 1, 0, 1, 0]],
    ["1,1,0,1,0", [1, 1, 0, 1, 0]],
    ["HHTHT", [1, 1, 0, 1, 0]],
    [" h h\nt; H\tT ", [1, 1, 0, 1, 0]],
    ["1", [1]],
    ["0000", [0, 0, 0, 0]],
    ["", []],
    [" , \n", []],
  ])("%j is read", (text, expected) => {
    const { flips, problem } = readFlips(text);
    expect(problem).toBeNull();
    expect([...(flips ?? [9])]).toEqual(expected);
  });

  test.each([
    ["0102", "Flip 4 is “2”"],
    ["0.5 0.7", "Flip 2 is “.”"],
    ["NaN", "Flip 1 is “N”"],
    ["1, -1", "Flip 2 is “-”"],
    ["heads", "Flip 2 is “e”"],
    ["11😀", "Flip 3 is “😀”"],
  ])("%j is refused, naming the place and what is expected", (text, start) => {
    const { flips, problem } = readFlips(text);
    expect(flips).toBeNull();
    expect(problem?.startsWith(start)).toBe(true);
    expect(problem).toContain("expected 0 or 1, or T or H");
  });

  test("a million flips are refused in one short sentence", () => {
    const { flips, problem } = readFlips("10".repeat(500_000));
    expect(flips).toBeNull();
    expect(problem).toBe("1,000,000 flips are too many; expected at most 10,000.");
    expect(readFlips("1".repeat(MAX_FLIPS)).problem).toBeNull();
    expect(readFlips("1".repeat(MAX_FLIPS + 1)).problem).not.toBeNull();
  });

  test("comes back as it was", () => {
    const flips = hiddenFlips(3, 500);
    expect(readFlips(flipsAsText(flips)).flips).toEqual(flips);
  });
});

describe("the hidden coin", () => {
  test("gives the same flips whether asked at once or one by one", () => {
    let flips: Uint8Array = new Uint8Array();
    for (let i = 0; i < 25; i++) flips = flipOn(9, flips, 1);
    expect(flips).toEqual(hiddenFlips(9, 25));
    expect(flipOn(9, flips.slice(0, 4), 21)).toEqual(flips);
  });

  test("keeps flips that were typed in, and knows that they are not its own", () => {
    const typed = hiddenFlips(9, 6).map((flip) => 1 - flip);
    const next = flipOn(9, typed, 4);
    expect(next.slice(0, 6)).toEqual(typed);
    expect(next.slice(6)).toEqual(hiddenFlips(9, 10).slice(6));
    expect(areHiddenFlips(9, next)).toBe(false);
    expect(areHiddenFlips(9, hiddenFlips(9, 40))).toBe(true);
    expect(areHiddenFlips(9, new Uint8Array())).toBe(true);
  });

  // 20 coins, 2000 flips each, bounds of 5 standard deviations: false alarm below 2e-5, and the seeds are fixed.
  test("lands heads as often as its bias says; biases differ and lie in [0, 1)", () => {
    const biases = Array.from({ length: 20 }, (_, seed) => hiddenBias(seed));
    expect(new Set(biases).size).toBe(20);
    biases.forEach((bias, seed) => {
      expect(bias >= 0 && bias < 1).toBe(true);
      const share = hiddenFlips(seed, 2000).reduce((sum, flip) => sum + flip, 0) / 2000;
      expect(Math.abs(share - bias)).toBeLessThan(5 * Math.sqrt((bias * (1 - bias)) / 2000) + 1e-3);
    });
  });
});
