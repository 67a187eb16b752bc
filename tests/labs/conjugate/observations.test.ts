import { describe, expect, test } from "vitest";
import { readyObservations, simulateCounts } from "../../../src/labs/conjugate/observations";
import { parseCounts, parseFlips, parseMeasurements } from "../../../src/labs/points/parseObservations";
import { modelWith } from "./lab";

test("simulated counts are numpy's: RandomState(42).poisson(3, 25)", () => {
  const numpy = [4, 1, 3, 3, 2, 3, 2, 3, 0, 2, 4, 2, 1, 3, 4, 4, 1, 2, 3, 2, 3, 4, 1, 3, 3];
  expect([...simulateCounts(25)]).toEqual(numpy);
  expect([...(readyObservations("gamma", 10).values as Float64Array)]).toEqual(numpy.slice(0, 10));
});

test("where data are from", () => {
  expect(readyObservations("beta", 100).source).toBe("article");
  expect(readyObservations("normal", 50).source).toBe("article");
  expect(readyObservations("normal", 1000)).toMatchObject({ source: "simulated" });
  expect(readyObservations("normal", 1000).values.length).toBe(1000);
  expect(readyObservations("gamma", 25).source).toBe("given");
  expect(modelWith({ pair: "gamma" }).truth).toBeNull();
  expect(modelWith({ pair: "gamma", numCounts: "100" }).truth).toBe(3);
});

describe("what a visitor types", () => {
  test("flips in many spellings", () => {
    for (const text of ["1101", "1, 1, 0, 1", "hhth", "H H;T\nH", " 1\t1 0 1 "]) {
      expect([...parseFlips(text)]).toEqual([1, 1, 0, 1]);
    }
  });

  test("numbers in many spellings", () => {
    for (const text of ["3.5 -2 1e2", "3.5,-2,100", "3.5, -2, 100.", "+3.5;\n-2;\t1E2", "3.5 −2 100"]) {
      expect([...parseMeasurements(text)]).toEqual([3.5, -2, 100]);
    }
    expect([...parseCounts("0, 3 12")]).toEqual([0, 3, 12]);
  });

  test.each(["0.7", "1 2 0", "heads", "NaN", "-1", "10e1"])("“%s” holds no flips", (text) => {
    expect(() => parseFlips(text)).toThrow(/is no flip/);
  });

  test.each(["abc", "3.5 NaN", "1 Infinity", "0x10", "1.2.3", "--1", "1e", "٣"])(
    "“%s” holds no measurements",
    (text) => {
      expect(() => parseMeasurements(text)).toThrow(/is not a number/);
    },
  );

  test.each(["1.5", "-1", "two", "1 NaN", "10001", "1e99"])("“%s” holds no counts", (text) => {
    expect(() => parseCounts(text)).toThrow(/is not a count/);
  });

  test("decimal commas are asked about, not split", () => {
    expect(() => parseMeasurements("3,5 4,2")).toThrow(/commas in your data decimal/);
    expect(() => parseCounts("3,5;4,2")).toThrow(/commas in your data decimal/);
    expect([...parseMeasurements("3,5,4")]).toEqual([3, 5, 4]);
  });

  test("separators alone are no data", () => {
    expect(() => parseFlips(",;")).toThrow(/no flips/);
    expect(() => parseMeasurements(" , ")).toThrow(/no measurements/);
  });

  test("a million points are refused with their number", () => {
    expect(() => parseFlips("10".repeat(500_000))).toThrow(/1,000,000 flips; at most 8,000/);
    expect(() => parseMeasurements("1.5 ".repeat(1_000_000))).toThrow(/1,000,000 measurements; at most/);
  });

  test("too large a measurement is refused", () => {
    expect(() => parseMeasurements("1 2e6")).toThrow(/too large/);
    expect(() => parseMeasurements("1e999")).toThrow(/too large/);
  });

  test("nothing typed leaves the ready data", () => {
    expect(modelWith({ ownFlips: "  " }).observations.source).toBe("article");
  });

  test("one point and equal points are data", () => {
    const one = modelWith({ pair: "normal", ownMeasurements: "7" });
    expect(one.update.dataInWords).toBe("1 measurement, mean 7");
    expect(one.update.posterior.mean).toBeCloseTo((7 * 100) / 104, 12);
    const equal = modelWith({ pair: "normal", ownMeasurements: "4 4 4 4" });
    expect(equal.update.posterior.sd).toBeCloseTo(1 / Math.sqrt(1 / 100 + 1), 12);
    expect(modelWith({ pair: "gamma", ownCounts: "0" }).update.posteriorName).toBe("Gamma(2, 2)");
    const heads = modelWith({ ownFlips: "1" });
    expect(heads.region[0][1]).toBe(1);
  });
});
