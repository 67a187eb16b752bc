import { describe, expect, test } from "vitest";
import { describeTable, NO_TABLE, noteOfTable, parseTable } from "../../../src/labs/points/parseTable";

const plain = (text: string): unknown => {
  const { names, columns } = parseTable(text);
  return { names, columns: columns.map((column) => [...column]) };
};

describe("a pasted table", () => {
  test.each<[string, string[], number[][]]>([
    [
      "dose,response\n1,2.5\n2,3e1\n",
      ["dose", "response"],
      [
        [1, 2],
        [2.5, 30],
      ],
    ],
    [
      "1 2\n3 4",
      ["u", "v"],
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ["1\t2\t3\t4", ["c1", "c2", "c3", "c4"], [[1], [2], [3], [4]]],
    ["a;b\r\n\r\n−1;.5", ["a", "b"], [[-1], [0.5]]],
    ["7\n8\n9", ["u"], [[7, 8, 9]]],
    [
      '"Body mass (g)",2nd,beta,beta\n1,2,3,4',
      ["Body_mass_g", "c2nd", "beta_", "beta__"],
      [[1], [2], [3], [4]],
    ],
    ["", [], []],
  ])("%j", (text, names, columns) => {
    expect(plain(text)).toEqual({ names, columns });
  });

  test.each([
    ["a,b\n1", "Line 2 of the table has 1 value; expected 2"],
    ["a\n1,2", "Line 2 of the table has “1,2” in column 1"],
    ["a,b\n1,2,3", "has 3 values; expected 2"],
    ["a,b\n1,2\n1e400,3", "Line 3 of the table has “1e400” in column 1, beyond the range of numbers"],
    ["1,-1e999", "Line 1 of the table has “-1e999” in column 2"],
    ["a,b\n1,x", "Line 2 of the table has “x” in column 2"],
    ["a,b\n1,NaN", "“NaN”"],
    ["a,b\n1,", "“” in column 2"],
    ["a,b", "names and no rows"],
    [
      Array.from({ length: 21 }, () => "1").join(","),
      "has 1 row and 21 columns; expected at most 10,000 and 20",
    ],
    ["1\n".repeat(10_001), "10,001 rows and 1 column;"],
  ])("%j is refused", (text, words) => {
    expect(() => parseTable(text)).toThrow(RangeError);
    expect(() => parseTable(text)).toThrow(words);
  });
});

describe("what is said below the field of a table", () => {
  test.each([
    ["", "Paste or drop columns of numbers; the first line may name them."],
    ["1,2", "1 row of u, v."],
    ["a\n1\n2", "2 rows of a."],
  ])("%j", (text, words) => {
    expect(describeTable(parseTable(text))).toBe(words);
    expect(noteOfTable(text, NO_TABLE)).toBe(words);
  });

  test("of a refused one, that it is not in use, and what is", () => {
    const inUse = parseTable("a\n1\n2");
    expect(noteOfTable("a\n1\nx", inUse)).toBe("This table is not in use; still in use: 2 rows of a.");
    expect(noteOfTable("a\n1\nx", NO_TABLE)).toBe("This table is not in use.");
  });
});
