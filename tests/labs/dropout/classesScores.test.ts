import { describe, expect, test } from "vitest";
import { networkOf } from "../../../src/core/network";
import type { PassOutputs } from "../../../src/core/network";
import { classNumbers, NO_POINTS } from "../../../src/labs/dropout/classes/classNumbers";
import { classPictureSentence, classReadouts } from "../../../src/labs/dropout/classes/classReadouts";
import {
  bestClassScores,
  calibrationError,
  scoreClasses,
} from "../../../src/labs/dropout/classes/classScores";

const oddsOf = (share: number): number => Math.log(share / (1 - share));

function passesOf(...rows: readonly (readonly number[])[]): PassOutputs {
  return { numPasses: rows.length, numPoints: rows[0]?.length ?? 0, outputs: Float64Array.from(rows.flat()) };
}

describe("scores", () => {
  test("on classes, worked out by hand", () => {
    // Means of the passes: 0.4, 0.7, 0.5.
    const passes = passesOf([0.2, 0.6, 0.5].map(oddsOf), [0.6, 0.8, 0.5].map(oddsOf));
    const scores = scoreClasses(passes, [0, 0, 1]);
    expect(scores.accuracy).toBeCloseTo((1 + 0 + 0.5) / 3, 14);
    expect(scores.logScore).toBeCloseTo((Math.log(0.6) + Math.log(0.3) + Math.log(0.5)) / 3, 14);
    // Three bins of one point each.
    expect(scores.calibrationError).toBeCloseTo((0.4 + 0.7 + 0.5) / 3, 14);
  });

  test("on true probabilities, worked out by hand", () => {
    const scores = scoreClasses(passesOf([oddsOf(0.8), oddsOf(0.2)]), [0.7, 0.4]);
    expect(scores.accuracy).toBeCloseTo((0.7 + 0.6) / 2, 14);
    const wanted = 0.7 * Math.log(0.8) + 0.3 * Math.log(0.2) + 0.4 * Math.log(0.2) + 0.6 * Math.log(0.8);
    expect(scores.logScore).toBeCloseTo(wanted / 2, 14);
    expect(scores.calibrationError).toBeCloseTo((0.1 + 0.2) / 2, 14);
    expect(scores.modelEntropy).toBeCloseTo(0, 14);
  });

  test("who claims the truth scores best, and anyone else less", () => {
    const truth = [0.03, 0.2, 0.5, 0.71, 0.98];
    const best = bestClassScores(truth);
    const honest = scoreClasses(passesOf(truth.map(oddsOf)), truth);
    expect(honest.logScore).toBeCloseTo(best.logScore, 12);
    expect(honest.accuracy).toBeCloseTo(best.accuracy, 12);
    expect(honest.calibrationError).toBeCloseTo(0, 12);
    for (const factor of [0.5, 0.9, 1.1, 3]) {
      const other = scoreClasses(passesOf(truth.map((share) => factor * oddsOf(share))), truth);
      expect(other.logScore).toBeLessThan(best.logScore);
      expect(other.accuracy).toBeCloseTo(best.accuracy, 12);
    }
  });

  test("errors of one bin make up for each other, of two they do not", () => {
    expect(calibrationError([0.31, 0.39], [0.39, 0.31])).toBeCloseTo(0, 14);
    expect(calibrationError([0.31, 0.49], [0.39, 0.41])).toBeCloseTo(0.08, 14);
    expect(calibrationError([0, 1], [0, 1])).toBe(0);
    expect(calibrationError([NaN, 1], [0, 1])).toBeNaN();
  });

  test("certainty costs nothing where it is right and everything where it is wrong", () => {
    const passes = passesOf([Infinity, -Infinity], [Infinity, -Infinity]);
    expect(scoreClasses(passes, [1, 0])).toMatchObject({ accuracy: 1, logScore: 0, calibrationError: 0 });
    expect(scoreClasses(passes, [1, 1])).toMatchObject({ accuracy: 0.5, logScore: -Infinity });
    expect(bestClassScores([0, 1]).logScore).toBe(0);
    // The probability of class 0 rounds to 0 only beside 1.
    expect(scoreClasses(passesOf([50], [60]), [0]).logScore).toBeCloseTo(
      Math.log((1 + Math.exp(-10)) / 2) - 50,
      10,
    );
  });

  test("no point makes no score", () => {
    expect(scoreClasses(passesOf([]), []).logScore).toBeNaN();
    expect(bestClassScores([]).calibrationError).toBeNaN();
  });

  test("an expected value that is no probability is refused", () => {
    expect(() => scoreClasses(passesOf([1, 1]), [0, 1.5])).toThrow("expected[1] = 1.5");
    expect(() => scoreClasses(passesOf([1, 1]), [0])).toThrow("expected has 1 value(s); expected 2");
  });
});

describe("the numbers beside the picture", () => {
  // Without dropout the log odds are 2 max(0, x) - 1.
  const network = networkOf([2, 1, 1], "relu", [[1, 0], [2]], [[0], [-1]]);
  const inputs = Float64Array.of(0, 0, 10, 0, 0.2, 0);
  const grid = { inputs, passes: passesOf([-1, -800, -1], [-1, 800, 3]) };
  const data = {
    inputs: Float64Array.of(0, 0, 2, 0),
    targets: Float64Array.of(0, 1),
    passes: passesOf([-1, -1], [-1, -1]),
  };

  test("near is near a point, and both ways of asking are scored", () => {
    const numbers = classNumbers(network, grid, data, [0, 0.5, 0]);
    expect([numbers.truth?.near.passes.numPoints, numbers.truth?.far.passes.numPoints]).toEqual([2, 1]);
    expect(numbers.modelEntropy.far).toBeCloseTo(Math.log(2), 12);
    expect(numbers.truth?.far.best.logScore).toBeCloseTo(-Math.log(2), 12);
    expect(numbers.training.passes.accuracy).toBe(0.5);
    expect(numbers.training.withoutDropout.accuracy).toBe(1);
    const wanted = -Math.log1p(Math.exp(-1)) / 2 - Math.log1p(Math.exp(-3)) / 2;
    expect(numbers.training.withoutDropout.logScore).toBeCloseTo(wanted, 12);
  });

  test("rows and sentence say them", () => {
    const numbers = classNumbers(network, grid, data, [0, 0.5, 0]);
    const rows = classReadouts(numbers);
    expect(rows[0]).toMatchObject({
      name: "right, data",
      value: "50 %",
      reference: "100 %",
    });
    expect(rows.at(-1)).toMatchObject({ name: "mutual information, far", value: "0.693", reference: "" });
    expect(classPictureSentence(numbers)).toMatch(
      /right at 50 % of the training points\. .* 0\.693 far away\.$/,
    );
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test("without a truth, and without a point, what is left is said", () => {
    const none = { inputs: new Float64Array(), targets: new Float64Array(), passes: NO_POINTS };
    const numbers = classNumbers(network, grid, none, null);
    expect(numbers.truth).toBeNull();
    expect(numbers.modelEntropy.near).toBeNaN();
    expect(classPictureSentence(numbers)).toBe("There is no training point.");
    expect(classReadouts(numbers)[0]).toMatchObject({ value: "–", reference: "–" });
  });
});
