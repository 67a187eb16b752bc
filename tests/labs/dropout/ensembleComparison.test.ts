import { describe, expect, test } from "vitest";
import { networkDataSet, passLogScore } from "../../../src/core/network";
import type { PassOutputs } from "../../../src/core/network";
import { Stream, StreamPurpose } from "../../../src/core/random";
import {
  compareClasses,
  compareCurves,
  classTruth,
  curveTruth,
} from "../../../src/labs/dropout/ensemble/ensembleComparison";
import {
  bestCurveScores,
  expectedCoverage,
  expectedLogScore,
  scoreCurve,
} from "../../../src/labs/dropout/ensemble/curveScores";
import { insideData, meanWhere, passesWhere } from "../../../src/labs/dropout/ensemble/insideData";

function passesOf(...rows: readonly (readonly number[])[]): PassOutputs {
  return { numPasses: rows.length, numPoints: rows[0]?.length ?? 0, outputs: Float64Array.from(rows.flat()) };
}

const evenly = (low: number, high: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

describe("inside the data", () => {
  test("is within 3 % of the range shown, rim included", () => {
    const inputs = [-5, 0, 0.3, 0.301, 0.7, 4.99, 5];
    expect([...insideData(inputs, [0, 1, -4.705])]).toEqual([1, 1, 1, 0, 1, 0, 0]);
  });

  test("leaves out the gap in the middle of the data", () => {
    const inputs = evenly(-5, 5, 101);
    const data = networkDataSet("gap").create(Stream.from(1, 0, StreamPurpose.test), 60).inputs;
    const inside = insideData(inputs, data);
    inputs.forEach((x, i) => {
      const size = Math.abs(x);
      if (size > 1.3 && size < 2.7) expect(inside[i]).toBe(1);
      if (size < 0.65 || size > 3.35) expect(inside[i]).toBe(0);
    });
  });

  test("is round in the plane, and as asking every point finds it", () => {
    const stream = Stream.from(3, 0, StreamPurpose.test);
    const places = Float64Array.from({ length: 800 }, () => 5 * stream.uniform() - 2.5);
    const data = Float64Array.from({ length: 60 }, () => 3 * stream.uniform() - 1.5);
    places.set([-2.5, -2.5, 2.5, 2.5]);
    const inside = insideData(places, data, { numInputs: 2 });
    const wanted = Array.from({ length: 400 }, (_, i) => {
      const distances = Array.from({ length: 30 }, (__, j) =>
        Math.hypot(places[2 * i] - data[2 * j], places[2 * i + 1] - data[2 * j + 1]),
      );
      return Math.min(...distances) <= 0.15 ? 1 : 0;
    });
    expect([...inside]).toEqual(wanted);
    expect(wanted.filter((value) => value === 1).length).toBeGreaterThan(5);
  });

  test("one data point, none, all equal, and places that are all one", () => {
    expect([...insideData([0, 50, 100], [49])]).toEqual([0, 1, 0]);
    expect([...insideData([0, 50, 100], [])]).toEqual([0, 0, 0]);
    expect([...insideData([0, 50, 100], [1, 1, 1])]).toEqual([1, 0, 0]);
    expect([...insideData([2, 2], [2])]).toEqual([1, 1]);
    expect([...insideData([2, 2], [3])]).toEqual([0, 0]);
    expect(() => insideData([0], [0], { share: NaN })).toThrow("share = NaN");
  });

  test("takes passes and means at some points only", () => {
    const taken = passesWhere(passesOf([1, 2, 3], [4, 5, 6]), [1, 0, 1]);
    expect([taken.numPasses, taken.numPoints, [...taken.outputs]]).toEqual([2, 2, [1, 3, 4, 6]]);
    expect(meanWhere([1, 2, 6], [1, 0, 1])).toBe(3.5);
    expect(meanWhere([1], [0])).toBeNaN();
  });
});

describe("scores of a curve", () => {
  test("worked out by hand", () => {
    // Means 0 and 1; sds sqrt 2 and 0; the band reaches 1.645 sqrt 2 = 2.326 from 0.
    const passes = passesOf([-1, 1], [1, 1]);
    const scores = scoreCurve(passes, { values: [2.3, 1.5], noiseSds: [0, 0.5] }, 4, 0.9);
    expect(scores.functionCoverage).toBe(0.5);
    expect(scores.modelSd).toBeCloseTo(Math.SQRT1_2, 14);
    expect(scores.error).toBeCloseTo(Math.sqrt((2.3 ** 2 + 0.25) / 2), 14);
    // At the second place the band is 1 +- 3.28971, so from -7.57941 to 5.57941 sds of the noise: all but 1.2e-8.
    expect(scores.observationCoverage).toBeCloseTo(1, 7);
    expect(scoreCurve(passes, { values: [2.4, 1.5], noiseSds: [0, 0.5] }, 4, 0.9).functionCoverage).toBe(0);
  });

  test("observations of a perfect predictor are covered as claimed, of a shifted one as tables say", () => {
    const passes = passesOf([3, -2], [3, -2]);
    const noiseSds = [0.7, 0.7];
    for (const mass of [0.5, 0.9, 0.99]) {
      const { observationCoverage } = scoreCurve(passes, { values: [3, -2], noiseSds }, 0.49, mass);
      expect(observationCoverage).toBeCloseTo(mass, 13);
    }
    // Shifted by one sd: Phi(0.644854) - Phi(-2.644854) = 0.740490 - 0.004086.
    const shifted = scoreCurve(passes, { values: [3.7, -2.7], noiseSds }, 0.49, 0.9);
    expect(shifted.observationCoverage).toBeCloseTo(0.736404, 5);
    // With twice the noise that is assumed: 2 Phi(0.822427) - 1 = 0.589166.
    const wider = scoreCurve(passes, { values: [3, -2], noiseSds: [1.4, 1.4] }, 0.49, 0.9);
    expect(wider.observationCoverage).toBeCloseTo(0.589166, 4);
  });

  /** False alarms: the bounds are 5 sds of a share of 4,000 places, less than one seed in a million. Seed 11. */
  test("passes from the law of the function cover it as claimed", () => {
    const stream = Stream.from(11, 0, StreamPurpose.test);
    const numPoints = 4000;
    const values = new Float64Array(numPoints);
    const outputs = new Float64Array(400 * numPoints);
    stream.normals(values, numPoints);
    stream.normals(outputs, outputs.length);
    const passes = { numPasses: 400, numPoints, outputs };
    const truth = { values, noiseSds: new Float64Array(numPoints) };
    const { functionCoverage } = scoreCurve(passes, truth, 1, 0.9);
    expect(Math.abs(functionCoverage - 0.9)).toBeLessThan(5 * Math.sqrt((0.9 * 0.1) / numPoints));
  });

  test("observations without noise lie in a band or not, ends included", () => {
    const band = { lower: Float64Array.of(1, 1, 1), upper: Float64Array.of(2, 2, 2) };
    expect(expectedCoverage(band, { values: [1, 2, 2.1], noiseSds: [0, 0, 0] })).toBe(2 / 3);
  });

  test("the log score of one pass is the closed form", () => {
    const truth = { values: [1, 4], noiseSds: [0.3, 2] };
    const miss = [(0.5 ** 2 + 0.09) / 2, (1 + 4) / 2];
    const wanted = miss.map((square) => -0.5 * Math.log(2 * Math.PI * 0.8) - square / 0.8);
    expect(expectedLogScore(passesOf([1.5, 3]), truth, 0.8)).toBeCloseTo((wanted[0] + wanted[1]) / 2, 5);
    const perfect = expectedLogScore(passesOf([1, 4]), { values: [1, 4], noiseSds: [0.3, 0.3] }, 0.09);
    expect(perfect).toBeCloseTo(bestCurveScores({ values: [1, 4], noiseSds: [0.3, 0.3] }, 0.9).logScore, 6);
  });

  test("the log score of a mixture agrees with a fine sum over observations", () => {
    const passes = passesOf([-0.4], [0.1], [1.2]);
    for (const [noiseSd, assumed] of [
      [0.1, 0.1],
      [0.5, 0.2],
      [1, 0.5],
    ]) {
      let [sum, weights] = [0, 0];
      for (let z = -9; z <= 9; z += 0.001) {
        const weight = Math.exp(-0.5 * z * z);
        weights += weight;
        sum += weight * passLogScore(passes, [0.3 + noiseSd * z], assumed ** 2);
      }
      const truth = { values: [0.3], noiseSds: [noiseSd] };
      const score = expectedLogScore(passes, truth, assumed ** 2);
      expect(Math.abs(score - sum / weights)).toBeLessThan(1e-3);
    }
    const exact = expectedLogScore(passes, { values: [0.3], noiseSds: [0] }, 0.04);
    expect(exact).toBeCloseTo(passLogScore(passes, [0.3], 0.04), 13);
  });

  test("many passes, asked at fewer observations, score as few that are the same mixture", () => {
    const values = Array.from({ length: 60 }, (_, i) => 0.3 + Math.sin(i));
    const truth = { values: [0], noiseSds: [0.3] };
    const few = expectedLogScore(passesOf(...values.map((value) => [value])), truth, 0.04);
    for (const times of [5, 40]) {
      const rows = Array.from({ length: 60 * times }, (_, i) => [values[i % 60]]);
      expect(expectedLogScore(passesOf(...rows), truth, 0.04)).toBeCloseTo(few, 4);
    }
  });

  test("a truth far from every pass has a finite score", () => {
    const score = expectedLogScore(passesOf([0], [1]), { values: [1e4], noiseSds: [0] }, 1e-2);
    expect(score).toBeCloseTo(-0.5 * 9999 ** 2 * 100 - Math.log(2) - 0.5 * Math.log(2 * Math.PI * 0.01), 4);
  });

  test("one member alone has a log score and no band; neither have outputs that are no numbers", () => {
    const truth = { values: [0], noiseSds: [1] };
    const one = scoreCurve(passesOf([0]), truth, 1, 0.9);
    expect([one.functionCoverage, one.observationCoverage, one.modelSd]).toEqual([NaN, NaN, NaN]);
    expect(one.logScore).toBeCloseTo(bestCurveScores(truth, 0.9).logScore, 5);
    const broken = scoreCurve(passesOf([NaN], [0]), truth, 1, 0.9);
    expect([broken.functionCoverage, broken.observationCoverage, broken.logScore]).toEqual([NaN, NaN, NaN]);
  });

  test("passes that are all equal claim no doubt", () => {
    const same = scoreCurve(passesOf([1, 2], [1, 2]), { values: [1, 2.1], noiseSds: [1, 1] }, 1, 0.9);
    expect([same.modelSd, same.functionCoverage]).toEqual([0, 0.5]);
    expect(() => scoreCurve(passesOf([1]), { values: [1], noiseSds: [1] }, 0, 0.9)).toThrow(
      "noiseVariance = 0",
    );
  });
});

describe("the comparison", () => {
  const inputs = [0, 1, 2, 3];
  const truth = { values: [0, 1, 2, 3], noiseSds: [0.1, 0.1, 0.1, 0.1] };

  test("keeps inside and outside, dropout and ensemble apart", () => {
    const dropout = passesOf([0, 9, 9, 9], [1, 9.5, 9.5, 9.5]);
    const ensemble = passesOf([1, 0, 1, 2], [1, 2, 3, 4]);
    const options = { inputs, data: [0.01], truth, noiseVariance: 0.01 };
    const { inside, outside } = compareCurves(dropout, ensemble, options);
    expect([inside.dropout.numPlaces, outside.dropout.numPlaces]).toEqual([1, 3]);
    expect([inside.dropout.functionCoverage, outside.dropout.functionCoverage]).toEqual([1, 0]);
    expect([inside.ensemble?.functionCoverage, outside.ensemble?.functionCoverage]).toEqual([0, 1]);
    expect(outside.ensemble?.modelSd).toBeCloseTo(Math.SQRT2, 14);
    expect(inside.best.observationCoverage).toBe(0.9);
    expect(compareCurves(dropout, null, options).inside.ensemble).toBeNull();
    expect(compareCurves(dropout, null, { ...options, data: [] }).inside.dropout.logScore).toBeNaN();
  });

  test("refuses what does not fit the places", () => {
    const options = { inputs, data: [0], truth, noiseVariance: 0.01 };
    expect(() => compareCurves(passesOf([1]), null, options)).toThrow("dropout has 1 point(s); expected 4");
    const four = passesOf([1, 1, 1, 1]);
    expect(() => compareCurves(four, passesOf([1]), options)).toThrow("ensemble has 1 point(s)");
    expect(() => compareCurves(four, null, { ...options, truth: { ...truth, noiseSds: [1] } })).toThrow(
      "truth.noiseSds has 1 point(s)",
    );
  });

  test("of two classes", () => {
    const places = [0, 0, 10, 0, 10, 10];
    const dropout = passesOf([800, 0, 0], [800, 0, 0]);
    const ensemble = passesOf([0, 800, 800], [0, -800, -800]);
    const { inside, outside } = compareClasses(dropout, ensemble, {
      inputs: places,
      data: [0.1, 0.1],
      truth: [1, 0.5, 0.5],
    });
    expect(inside.dropout).toMatchObject({ numPoints: 1, accuracy: 1, logScore: 0, modelEntropy: 0 });
    expect(outside.dropout.logScore).toBeCloseTo(-Math.log(2), 14);
    expect(inside.ensemble?.accuracy).toBe(0.5);
    expect(outside.ensemble?.modelEntropy).toBeCloseTo(Math.log(2), 14);
    expect(outside.best).toMatchObject({ numPoints: 2, accuracy: 0.5, calibrationError: 0 });
  });

  test("truths of the sets", () => {
    const set = networkDataSet("growingNoise");
    const { values, noiseSds } = curveTruth(set, [-3, 1]);
    expect(Array.from(noiseSds)).toEqual([set.noiseSd(-3), set.noiseSd(1)]);
    expect(Array.from(values)).toEqual([set.truth(-3), set.truth(1)]);
    const arcs = networkDataSet("arcs");
    expect([...classTruth(arcs, [0.1, 0.7, -1, 0.3])]).toEqual([arcs.truth(0.1, 0.7), arcs.truth(-1, 0.3)]);
  });
});
