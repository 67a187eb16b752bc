/** What the numbers say in words: every case, and which of two comes first. */
import { describe, expect, test } from "vitest";
import {
  advanceRange,
  beginRange,
  summarizeRun,
  type ParameterSummary,
  type RunSummary,
} from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import { headlineOf, type Mood } from "../../../src/labs/explorer/headline";
import { presetVariant } from "../../contract/variants";
import { estimate, MIXED, parameter, summary } from "./summaries";

const rate = (value: number): Pick<RunSummary, "acceptanceRate"> => ({
  acceptanceRate: { value, standardError: 0.001, ...MIXED },
});
const stuck = { stepsPerModeSwitch: Infinity, shareNeverSwitched: 1 };
const unimodal = { firstMode: null, stepsPerModeSwitch: null, shareNeverSwitched: null, shareInAMode: null };
const times = (x: number, rhat = 1.002): Pick<RunSummary, "parameters"> => ({
  parameters: [parameter("x", { autocorrelationTime: x, rhat }), parameter("y")],
});
/** Long enough for its autocorrelation times, and 500 steps are worth one draw. */
const slow = { numDraws: 5000, ...times(500) };
const far = (name: "x" | "y", distance: number): ParameterSummary =>
  parameter(name, { mean: estimate(0, distance, 1), sd: estimate(1, 1) });

const cases: [name: string, changes: Partial<RunSummary>, mood: Mood, text: string | RegExp][] = [
  ["few draws", { numDraws: 49 }, "neutral", "Gathering draws …"],
  ["just enough draws", { numDraws: 50 }, "neutral", /^The run is still short: at least 12 steps/],
  [
    "a far start",
    { parameters: [parameter("x"), far("y", -5.1)] },
    "slow",
    "The chains are still on their way to where the density is.",
  ],
  ["a far start, before the modes", { ...stuck, parameters: [far("x", 5.1), parameter("y")] }, "slow", /way/],
  ["a start not so far", { parameters: [far("x", 4.9), far("y", -4.9)] }, "good", /mix well/],
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
  ["chains that are in no mode", { ...stuck, shareInAMode: 0 }, "good", /mix well/],
  ["chains of which half are in a mode", { ...stuck, shareInAMode: 0.5 }, "good", /mix well/],
  ["chains of which most are in a mode", { ...stuck, shareInAMode: 0.51 }, "slow", /^No chain has crossed/],
  [
    "rare crossings at a high acceptance",
    { ...slow, stepsPerModeSwitch: 700, shareNeverSwitched: 0.25, ...rate(0.86) },
    "slow",
    "The chains mix slowly between the modes: each crosses about once in 700 steps, and 25 % of them have not done so yet. 86 % accepted is no sign of good mixing.",
  ],
  [
    "rare crossings, of every chain",
    { ...slow, stepsPerModeSwitch: 151, shareNeverSwitched: 0.01 },
    "slow",
    "The chains mix slowly between the modes: each crosses about once in 151 steps.",
  ],
  [
    "rare crossings, hardly any of which has been",
    { ...slow, stepsPerModeSwitch: 9000, shareNeverSwitched: 0.996 },
    "slow",
    /, and more than 99 % of them have not done so yet\.$/,
  ],
  [
    "rare crossings, of 1 chain in 200",
    { ...slow, stepsPerModeSwitch: 9000, shareNeverSwitched: 0.995 },
    "slow",
    /, and more than 99 % of them/,
  ],
  [
    "rare crossings, of 6 chains in 1000",
    { ...slow, stepsPerModeSwitch: 9000, shareNeverSwitched: 0.994 },
    "slow",
    /, and 99 % of them/,
  ],
  [
    "slow chains that cross often",
    { ...slow, stepsPerModeSwitch: 150, shareNeverSwitched: 0.5 },
    "slow",
    "The chains mix slowly: it takes about 500 steps for one independent draw.",
  ],
  [
    "crossings of slow chains that are in no mode",
    { ...slow, stepsPerModeSwitch: 700, shareInAMode: 0.1 },
    "slow",
    /^The chains mix slowly: it takes about 500/,
  ],
  [
    "nearly all accepted, slowly",
    { ...slow, ...unimodal, ...rate(0.996) },
    "slow",
    "The chains mix slowly: it takes about 500 steps for one independent draw. More than 99 % accepted is no sign of good mixing.",
  ],
  ["an unknown autocorrelation time", times(NaN), "neutral", "The chains are running."],
  ["an endless autocorrelation time", times(Infinity), "neutral", "The chains are running."],
  [
    "a long autocorrelation time in a short run",
    { ...unimodal, ...times(900) },
    "slow",
    "The chains mix slowly: it takes at least 900 steps for one independent draw.",
  ],
  ["an autocorrelation time just not long", { numDraws: 5000, ...times(100) }, "good", /about 100 steps/],
  ["an autocorrelation time just long", { ...unimodal, numDraws: 5000, ...times(101) }, "slow", /about 101/],
  [
    "chains that disagree in a run too short to know its autocorrelation time",
    { ...unimodal, numDraws: 500, ...times(60, 1.06) },
    "slow",
    "The chains mix slowly: it takes at least 60 steps for one independent draw.",
  ],
  [
    "chains that agree in a short run",
    { ...unimodal, numDraws: 500, ...times(60, 1.01) },
    "neutral",
    "The run is still short: at least 60 steps are worth one independent draw.",
  ],
  [
    "chains that mix within the modes and remember in which they began",
    { numDraws: 500, ...times(60, 1.0), firstMode: estimate(0.5, 4.5, 0.01) },
    "slow",
    /^The chains still remember where they began: \d+ % of the draws are in mode 1, which holds 50 %\.$/,
  ],
  [
    "chains that do not quite agree in a short run",
    { ...unimodal, numDraws: 500, ...times(60, 1.0101) },
    "neutral",
    "The chains have not mixed yet: R-hat is up to 1.010.",
  ],
  [
    "chains that disagree in a long run",
    { ...unimodal, numDraws: 600, ...times(60, 1.06) },
    "good",
    /mix well/,
  ],
  ["good mixing", {}, "good", "The chains mix well: about 12 steps are worth one independent draw."],
  ["good mixing of a single mode", unimodal, "good", /^The chains mix well/],
  [
    "a bold step",
    { ...slow, ...unimodal, ...rate(0.034) },
    "slow",
    "The chains mix slowly: it takes about 500 steps for one independent draw. Only 3 % of the proposals are accepted: the step is too bold.",
  ],
  [
    "a bold step that hardly any survives",
    { ...slow, ...unimodal, ...rate(0.004) },
    "slow",
    /draw\. Less than 1 % of the proposals/,
  ],
  ["a bold step whose few jumps do the work", rate(0.034), "good", /^The chains mix well: about 12 steps/],
  ["a step not quite so bold", { ...slow, ...unimodal, ...rate(0.1) }, "slow", /independent draw\.$/],
  ["a step just not timid", { ...slow, ...unimodal, ...rate(0.6) }, "slow", /independent draw\.$/],
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
      acceptanceRate: { value: NaN, standardError: NaN, rhat: NaN, ess: NaN },
      ...times(NaN),
      firstMode: estimate(NaN, NaN),
      stepsPerModeSwitch: NaN,
      shareNeverSwitched: NaN,
      shareInAMode: NaN,
    });
    expect(headlineOf(nothing, 0).text).toBe("The chains are running.");
  });

  test("of a real run on two modes in one place never speaks of modes (seed 42)", () => {
    const { definition } = presetVariant("mixture, Equal mixture");
    const target = definition.create({ ...definition.presets[0].values, separation: 0 });
    const range = beginRange(target, { seed: 42, numChains: 64, start: { kind: "spread" } }, 0, 64);
    for (const [stepSize, mood] of [
      [0.05, "slow"],
      [2, "good"],
    ] as const) {
      const step = samplerByKey("rwm").createStep(target, { stepSize });
      for (let block = 0; block < 4; block++) {
        advanceRange(target, step, range, stepSize === 2 ? 2000 : 100, 0);
        expect(headlineOf(summarizeRun(target, range.totals, null), 0).text).not.toMatch(/mode|cross/);
      }
      expect(headlineOf(summarizeRun(target, range.totals, null), 0).mood).toBe(mood);
    }
  });
});
