import { describe, expect, test } from "vitest";
import {
  addBlock,
  addGroupSums,
  boxCentre,
  createRunTotals,
  NUM_BINS,
  type DrawBlock,
  type GroupSums,
  type RunTotals,
} from "../../../src/core/run";
import { advanced, begun, crowds, target } from "./kernelCrowds";

const [NUM_CHAINS, GROUP] = [192, 64];
const NUM_GROUPS = NUM_CHAINS / GROUP;
const range = begun(NUM_CHAINS);
const blocks = advanced(crowds[0], range, [30, 20], 0, null);

/** What a backend would say of a block, by plain sums over its draws; `totals` are those after the block. */
function groupSumsOf({ numSteps, positions, isAccepted }: DrawBlock, totals: RunTotals, before: RunTotals) {
  const centre = boxCentre(target);
  const zeros = (count: number): Float64Array => new Float64Array(count);
  const [sums, squares] = [zeros(2 * NUM_GROUPS), zeros(2 * NUM_GROUPS)];
  const [accepted, responsibility] = [zeros(NUM_GROUPS), zeros(NUM_GROUPS)];
  for (let chain = 0; chain < NUM_CHAINS; chain++) {
    const group = Math.floor(chain / GROUP);
    for (let s = 0; s < numSteps; s++) {
      const at = chain * numSteps + s;
      for (const i of [0, 1]) {
        const x = positions[2 * at + i] - centre[i];
        sums[i * NUM_GROUPS + group] += x;
        squares[i * NUM_GROUPS + group] += x * x;
      }
      accepted[group] += isAccepted[at];
      responsibility[group] += target.modes?.responsibility(positions.subarray(2 * at, 2 * at + 2)) ?? NaN;
    }
  }
  const block: GroupSums = {
    numSteps,
    numLooks: numSteps,
    sums,
    squares,
    accepted,
    divergent: null,
    responsibility,
    switches: totals.modeSwitches.map((count, group) => count - before.modeSwitches[group]),
    histogram: totals.histogram.map((count, bin) => count - before.histogram[bin]),
    numSwitched: totals.numSwitched,
    numInAMode: totals.numInAMode,
  };
  return block;
}

const empty = (): RunTotals => createRunTotals(NUM_CHAINS, 2, GROUP);
const expected = empty();
const given = blocks.map((block) => {
  const before = structuredClone(expected);
  addBlock(target, expected, block, 0);
  return groupSumsOf(block, structuredClone(expected), before);
});

describe("block sums of groups", () => {
  test("add up to the totals of their draws", () => {
    const totals = empty();
    for (const block of given) addGroupSums(totals, block);
    for (const name of ["sums", "squares", "firstMode"] as const) {
      totals[name].forEach((value, i) => expect(Math.abs(value - expected[name][i])).toBeLessThan(1e-8));
    }
    for (const name of [
      "numDraws",
      "numLooks",
      "accepted",
      "modeSwitches",
      "numSwitched",
      "numInAMode",
      "histogram",
    ] as const) {
      expect(totals[name]).toEqual(expected[name]);
    }
    expect([totals.numDraws, totals.isDivergenceKnown]).toEqual([50, false]);
    expect(totals.divergent).toEqual(new Float64Array(NUM_GROUPS));
    expect(Math.max(...expected.numSwitched)).toBeGreaterThan(1);
    expect(expected.histogram.length).toBe(2 * NUM_BINS);
  });

  test("count divergent paths where the backend does, and modes as seldom as it looks", () => {
    const totals = empty();
    addGroupSums(totals, { ...given[0], divergent: Float64Array.of(1, 2, 3), numLooks: 2 });
    addGroupSums(totals, { ...given[1], divergent: Float64Array.of(0, 1, 0), numLooks: 1 });
    expect([...totals.divergent, totals.isDivergenceKnown, totals.numLooks]).toEqual([1, 3, 3, true, 3]);
  });

  test("of the warm-up add nothing", () => {
    const totals = empty();
    addGroupSums(totals, { ...given[0], numSteps: 0 });
    expect(totals).toEqual(empty());
  });

  test.each([
    [{ sums: new Float64Array(5) }, "sums has 5 values; expected 6"],
    [{ accepted: new Float64Array(2) }, "accepted has 2 values; expected 3"],
    [{ divergent: new Float64Array(4) }, "divergent has 4 values; expected 3"],
    [{ numInAMode: [1] }, "numInAMode has 1 values; expected 3"],
    [{ histogram: [1, 2] }, "histogram has 2 values; expected 120"],
  ])("of another shape are refused: %j", (changes, message) => {
    const totals = empty();
    expect(() => addGroupSums(totals, { ...given[0], ...changes })).toThrow(message);
    expect(totals).toEqual(empty());
  });
});
