import { describe, expect, test } from "vitest";
import { NETWORK_DATA_SETS, networkDataSet } from "../../../src/core/network";
import { expectClose } from "../seedNumbers";
import { testStream } from "./networks";

describe.each(NETWORK_DATA_SETS)("$key", (set) => {
  test("replays, and has the points asked for", () => {
    const data = set.create(testStream(61));
    expect(set.create(testStream(61))).toEqual(data);
    expect(set.create(testStream(62))).not.toEqual(data);
    expect(data.targets.length).toBe(set.defaultNumPoints);
    expect(set.create(testStream(61), 1).inputs.length).toBe(set.numInputs);
    expect(() => set.create(testStream(61), 0)).toThrow(
      "numPoints = 0; expected a whole number of at least 1",
    );
  });
});

const curves = NETWORK_DATA_SETS.filter((set) => set.numInputs === 1);

// 4000 points: |z| < 5 for the mean and the size of the noise and for the mean input; false alarm 3 x 5.7e-7. Seed 63.
describe.each(curves)("$key, a curve", (set) => {
  const { inputs, targets } = set.create(testStream(63), 4000);

  test("has its noise around its truth", () => {
    const noise = inputs.map((x, i) => (targets[i] - set.truth(x)) / set.noiseSd(x));
    const mean = noise.reduce((sum, value) => sum + value, 0) / 4000;
    const meanSquare = noise.reduce((sum, value) => sum + value * value, 0) / 4000;
    expect(Math.abs(mean * Math.sqrt(4000))).toBeLessThan(5);
    expect(Math.abs((meanSquare - 1) * Math.sqrt(4000 / 2))).toBeLessThan(5);
  });

  test("has its inputs sorted, all over its stretches and nowhere else", () => {
    const lengths = set.ranges.map(([low, high]) => high - low);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    expect([...inputs]).toEqual([...inputs].sort((a, b) => a - b));
    let numInside = 0;
    set.ranges.forEach(([low, high], i) => {
      const inside = inputs.filter((x) => x >= low && x <= high);
      const middle = inside.reduce((sum, x) => sum + x, 0) / inside.length;
      const sdOfMiddle = lengths[i] / Math.sqrt(12 * inside.length);
      expect(Math.abs(middle - (low + high) / 2) / sdOfMiddle).toBeLessThan(5);
      const share = lengths[i] / total;
      const sdOfCount = Math.sqrt(4000 * share * (1 - share));
      expect(Math.abs(inside.length - 4000 * share)).toBeLessThanOrEqual(5 * sdOfCount);
      numInside += inside.length;
    });
    expect(numInside).toBe(4000);
  });
});

describe("the sets differ as their names say", () => {
  test("the gap is empty, the noise grows", () => {
    expect(networkDataSet("gap").ranges).toEqual([
      [-3, -1],
      [1, 3],
    ]);
    const { noiseSd } = networkDataSet("growingNoise");
    expect(noiseSd(3)).toBeGreaterThan(5 * noiseSd(-3));
    expect(noiseSd(-10)).toBeGreaterThan(0);
  });

  test("an unknown key is named", () => {
    expect(() => networkDataSet("spiral")).toThrow(
      'data set "spiral"; expected one of gap, growingNoise, sine, arcs',
    );
  });
});

describe("the two arcs", () => {
  const { truth, create } = networkDataSet("arcs");

  test("are each other's mirror image at the origin", () => {
    for (const [x, y] of [
      [0.3, -0.2],
      [-1.1, 0.6],
      [0.05, 0.02],
    ]) {
      expectClose(truth(x, y) + truth(-x, -y), 1, 1e-12);
    }
    expectClose(truth(0, 0), 0.5, 1e-12);
    expect(truth(-0.5, 0.75)).toBeGreaterThan(0.99);
    expect(truth(100, 100)).toBe(0.5);
  });

  // Half circles at an angle evenly likely: centre and spread in closed form. 4 scores of 4000 points, |z| < 5,
  // false alarm 4 x 5.7e-7; seed 65.
  test("lie where they are said to lie, class after class", () => {
    const { inputs, targets } = create(testStream(65), 8000);
    expect([...targets.subarray(0, 4)]).toEqual([0, 1, 0, 1]);
    const noise = 0.15 ** 2;
    const spreads = [0.5 + noise, 0.5 - 4 / Math.PI ** 2 + noise];
    for (const target of [0, 1]) {
      const side = target === 1 ? 1 : -1;
      [-0.5, 2 / Math.PI - 0.25].forEach((centre, axis) => {
        const own = [...targets.keys()].filter((i) => targets[i] === target).map((i) => inputs[2 * i + axis]);
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        expect(Math.abs(mean - side * centre) / Math.sqrt(spreads[axis] / own.length)).toBeLessThan(5);
      });
    }
  });

  // Labels against the true probability, weighted where it is in doubt: |z| < 5, false alarm 5.7e-7 a score; seed 64.
  test("have the probability that their points have", () => {
    const { inputs, targets } = create(testStream(64), 8000);
    const scoreOf = (weight: (p: number) => number): number => {
      let [sum, variance] = [0, 0];
      targets.forEach((target, i) => {
        const p = truth(inputs[2 * i], inputs[2 * i + 1]);
        sum += weight(p) * (target - p);
        variance += weight(p) * weight(p) * p * (1 - p);
      });
      return Math.abs(sum / Math.sqrt(variance));
    };
    expect(scoreOf((p) => p - 0.5)).toBeLessThan(5);
    expect(scoreOf((p) => (p > 0.05 && p < 0.95 ? p - 0.5 : 0))).toBeLessThan(5);
    expect(targets.filter((target) => target === 1).length).toBe(4000);
  });
});
