import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import type { TrainingProgress } from "../../../src/engine/network";
import { classPictureSentence } from "../../../src/labs/dropout/classes/classReadouts";
import type { ClassNumbers } from "../../../src/labs/dropout/classes/classNumbers";
import { sdsOf } from "../../../src/labs/dropout/curveSentence";
import { firstModel, pictureOf } from "../../../src/labs/dropout/dropoutModel";
import { dropoutSettings } from "../../../src/labs/dropout/dropoutSettings";
import type { Picture } from "../../../src/labs/dropout/picture";
import { problemOf } from "../../../src/labs/dropout/problem";
import { firstNetwork } from "../../../src/labs/dropout/trainingJob";

/** What the lab shows of an untrained network whose training is said to have ended with a loss. */
function pictureWith(values: Readonly<Record<string, unknown>>, loss: number): Picture {
  const store = new SettingsStore(dropoutSettings);
  store.set(values);
  const problem = problemOf(store);
  const network = firstNetwork(store, problem);
  const progress: TrainingProgress = {
    status: "finished",
    numSteps: 50,
    maxSteps: 50,
    network,
    curve: { steps: Float64Array.of(50), losses: Float64Array.of(loss) },
    stepsPerSecond: 0,
    problem: null,
  };
  return pictureOf(firstModel(store, problem, network), progress, { areShown: true, single: null });
}

/** Variance of the targets: 1. */
const points = { data: "own", points: "-1,-1;1,1" };

const names = ({ readouts }: Picture): string[] => readouts.map(({ name }) => name);

describe("what is said of a run that ended", () => {
  test("no better than a constant, if that is so", () => {
    expect(pictureWith(points, 1.01).sentence).toContain("no better than a constant");
    expect(pictureWith(points, 0.99).sentence).not.toContain("constant");
  });

  test("not of points that are all equal: nothing is better than a constant there", () => {
    expect(pictureWith({ data: "own", points: "-1,2;1,2" }, 1).sentence).not.toContain("constant");
  });

  test("a loss below the noise is no contradiction: the noise is no bound", () => {
    const row = pictureWith({ data: "gap" }, 0.0004).readouts.find(({ name }) => name === "loss");
    expect(row?.reference).toBe("noise 0.010");
  });
});

describe("rows that would mean nothing are left out", () => {
  test("bands at rate 0", () => {
    expect(names(pictureWith({ data: "gap" }, 1))).toContain("in band, inside");
    expect(names(pictureWith({ data: "gap", ownRate: true, rate: 0 }, 1))).not.toContain("in band, inside");
  });

  test("regions without points, and of a network without data", () => {
    expect(names(pictureWith(points, 1))).toContain("sd beyond");
    expect(names(pictureWith({ data: "own", points: "none" }, 1))).not.toContain("sd beyond");
    expect(names(pictureWith({ data: "article", ownRate: true, rate: 0 }, 1))).not.toContain("sd beyond");
  });
});

describe("sds by region, in words", () => {
  test("of the regions that there are", () => {
    expect(sdsOf({ inside: 1, gap: NaN, beyond: 2 })).toBe(
      "The model's own sd is 1.00 at the data and 2.00 beyond them.",
    );
    expect(sdsOf({ inside: NaN, gap: NaN, beyond: NaN })).toBe("The model's own sd is not known.");
  });
});

test("two classes: passes that agree have nothing to tell, and no number of nats is claimed", () => {
  const passes = { numPoints: 4, accuracy: 1, logScore: 0, calibrationError: 0, modelEntropy: 0 };
  const numbers: ClassNumbers = {
    training: { passes, withoutDropout: passes },
    truth: null,
    modelEntropy: { near: 0, far: 0 },
  };
  expect(classPictureSentence(numbers)).toMatch(/have no mutual information with the class\.$/);
  expect(classPictureSentence({ ...numbers, modelEntropy: { near: 0, far: 0.1 } })).toContain("nats");
});

test("points of one class alone are said to be that", () => {
  const arcs = (numPoints: number): string => pictureWith({ data: "arcs", width: 4, numPoints }, 1).sentence;
  expect(arcs(1)).toContain("All points are of one class");
  expect(arcs(2)).not.toContain("one class");
});
