import { describe, expect, test } from "vitest";
import {
  addDatum,
  moveDatum,
  OWN_DATA_LENGTH,
  parseOwnData,
  removeDatum,
} from "../../../src/labs/explorer/ownData";
import { simulateNormalData } from "../../../src/core/targets/normalData";

const data = Float64Array.of(1, 2.25, 4);

describe("editing data", () => {
  test("moves, adds and removes one, and leaves the others alone", () => {
    expect(moveDatum(data, 1, 3.14159265).ownData).toBe("1 3.142 4");
    expect(addDatum(data, -0.12345678).ownData).toBe("1 2.25 4 -0.123");
    expect(removeDatum(data, 0)).toEqual({ data: "own", ownData: "2.25 4" });
    expect(removeDatum(data, 1).ownData).toBe("1 4");
    expect([...data]).toEqual([1, 2.25, 4]);
  });

  test("the text is read back to the bit", () => {
    const text = addDatum(simulateNormalData(299, 3, 1.5, 42), 5).ownData;
    expect(text.length).toBeLessThan(OWN_DATA_LENGTH);
    const read = parseOwnData(text);
    expect(read).toHaveLength(300);
    expect(addDatum(read ?? data, 1).ownData).toBe(`${text} 1`);
  });

  test("leaves no data without a posterior", () => {
    expect(() => removeDatum(Float64Array.of(1, 2), 0)).toThrow("a single point; expected at least two");
    expect(() => moveDatum(Float64Array.of(1, 2), 1, 1)).toThrow("All 2 points of the data are 1");
  });

  test("an empty text stands for the data that were there", () => {
    expect(parseOwnData("  ")).toBe(null);
  });
});
