/** What the numbers say in words: every case, and which of two comes first. */
import { describe, expect, test } from "vitest";
import type { RunSummary } from "../../../src/core/run";
import { headlineOf, type Mood } from "../../../src/labs/explorer/headline";
import { estimate, parameter, summary } from "./summaries";

const stuck = { stepsPerModeSwitch: Infinity, shareNeverSwitched: 1 };
const unimodal = { firstMode: null, stepsPerModeSwitch: null, shareNeverSwitched: null };
const slow = [parameter("x", { autocorrelationTime: 900 }), parameter("y")];
const unknown = [parameter("x"), parameter("y", { autocorrelationTime: NaN })];

const cases: [name: string, changes: Partial<RunSummary>, mood: Mood, text: string | RegExp][] = [
  ["few draws", { numDraws: 49 }, "neutral", "Gathering draws …"],
  [
    "a bold step",
    { acceptanceRate: { value: 0.034, standardError: 0.001 }, ...stuck },
    "slow",
    "The step is too bold: only 3 % of the proposals are accepted, so the chains hardly move.",
  ],
  [
    "all chains in one mode",
    { ...stuck, firstMode: estimate(0.5, 50, 0.00999) },
    "slow",
    "No chain has found the other mode in 1.00 k steps. R-hat cannot see what no chain has visited; the share of the modes can.",
  ],
  [
    "all chains in the other mode",
    { ...stuck, firstMode: estimate(0.5, -50, 0.00999) },
    "slow",
    /^No chain has found/,
  ],
  [
    "chains in both modes, none of which crosses",
    { ...stuck, numDraws: 12_345 },
    "slow",
    "No chain has crossed from one mode to the other in 12.3 k steps.",
  ],
  [
    "rare crossings at a high acceptance",
    {
      stepsPerModeSwitch: 700,
      shareNeverSwitched: 0.25,
      acceptanceRate: { value: 0.86, standardError: 0.001 },
    },
    "slow",
    "The chains mix slowly between the modes: one crosses about every 700 steps, and 25 % of the chains have not done so once. 86 % accepted is no sign of good mixing.",
  ],
  [
    "rare crossings, of every chain",
    { stepsPerModeSwitch: 151, shareNeverSwitched: 0.01 },
    "slow",
    "The chains mix slowly between the modes: one crosses about every 151 steps.",
  ],
  ["an unknown autocorrelation time", { parameters: unknown }, "neutral", "The chains are running."],
  [
    "a long autocorrelation time",
    { parameters: slow },
    "slow",
    "The chains mix slowly: 900 steps are worth one independent draw.",
  ],
  ["good mixing", {}, "good", "The chains mix well: about 12 steps are worth one independent draw."],
  ["good mixing of a single mode", unimodal, "good", /^The chains mix well/],
  [
    "a bold step on a single mode",
    { ...unimodal, acceptanceRate: { value: 0.0799, standardError: 0.1 } },
    "slow",
    /too bold/,
  ],
  [
    "a step not quite so bold",
    { ...unimodal, acceptanceRate: { value: 0.08, standardError: 0.1 } },
    "good",
    /mix well/,
  ],
  ["just enough draws", { numDraws: 50 }, "good", /mix well/],
  ["crossings just often enough", { stepsPerModeSwitch: 150 }, "good", /mix well/],
];

describe("headline", () => {
  test.each(cases)("of %s", (_name, changes, mood, text) => {
    const said = headlineOf(summary(changes), 0);
    expect(said.mood).toBe(mood);
    expect(said.text).toMatch(text);
    if (typeof text === "string") expect(said.text).toBe(text);
  });

  test("speaks of the warm-up before anything else", () => {
    expect(headlineOf(summary({ ...stuck, numDraws: 0 }), 120)).toEqual({
      text: "Warming up: 120 more steps until the draws count.",
      mood: "neutral",
    });
  });

  test("never shows what is not a number", () => {
    const nothing = summary({
      numDraws: 1000,
      acceptanceRate: { value: NaN, standardError: NaN },
      parameters: unknown,
      firstMode: estimate(NaN, NaN),
      stepsPerModeSwitch: NaN,
      shareNeverSwitched: NaN,
    });
    expect(headlineOf(nothing, 0).text).toBe("The chains are running.");
  });
});
