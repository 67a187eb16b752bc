import { expect, test } from "vitest";
import { estimateAcceptance } from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import { presetVariant } from "../../contract/variants";

const { target } = presetVariant("mixture, Equal mixture");
const step = samplerByKey("hmc").createStep(target, { hmcStepSize: 0.1, pathLength: 1.5 });

test("stops where its evaluations are used up, and says how many draws it made", () => {
  const whole = estimateAcceptance(target, step, 400, 3);
  const cut = estimateAcceptance(target, step, 400, 3, 1000);
  expect(whole.numDraws).toBe(400);
  // A path of 1.5 in steps of 0.1, jittered by a fifth, takes 12 to 18 evaluations.
  expect(cut.numDraws).toBeGreaterThan(1000 / 19);
  expect(cut.numDraws).toBeLessThan(1000 / 11);
  expect(cut).toEqual(estimateAcceptance(target, step, cut.numDraws, 3));
  expect(cut.standardError).toBeGreaterThan(whole.standardError);
});
