import { describe, expect, test } from "vitest";
import { durationInWords, rateInWords, threeDigits, timesInWords } from "../../../src/labs/benchmark/format";
import { markdownOf } from "../../../src/labs/benchmark/markdown";
import { compareResults, parseResults, toJson } from "../../../src/labs/benchmark/results";
import { refused, resultsOf, rowWith, spread } from "./rows";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("JSON", () => {
  test("comes back as it went", () => {
    const results = resultsOf([rowWith({}), refused]);
    expect(parseResults(toJson(results))).toEqual(results);
  });

  const broken = (row: object): string => toJson(resultsOf([{ ...rowWith({}), ...row }]));
  test.each([
    ["not JSON", "hello", /not JSON/],
    ["other JSON", "[1, 2]", /format "bayescape-benchmark"/],
    [
      "another version",
      toJson(resultsOf([])).replace('"version": 1', '"version": 2'),
      /version 2; expected 1/,
    ],
    ["no rows", '{"format":"bayescape-benchmark","version":1}', /no rows, machine or options/],
    ["an unknown workload", broken({ workload: "chess" }), /Row 1 .* the workload chess/],
    ["an unknown backend", broken({ backend: "abacus" }), /the backend abacus/],
    ["a rate that is a text", broken({ rate: "fast" }), /a rate that is none/],
    ["a number missing", broken({ rate: null }), /is measured, and has no rate/],
    ["a count that is none", broken({ numChains: 1.5 }), /no whole numbers/],
    ["no checks", broken({ checks: undefined }), /no repeats, checks or reasons/],
  ])("is refused with the reason: %s", (_name, text, reason) => {
    expect(() => parseResults(text)).toThrow(RangeError);
    expect(() => parseResults(text)).toThrow(reason);
  });
});

describe("Markdown", () => {
  test("has a line for each row, and no number where the gate refused", () => {
    const lines = plain(markdownOf(resultsOf([rowWith({}), refused]))).split("\n");
    expect(lines[0]).toBe(
      "Chromium 156, 2 cores, SwiftShader Device (software), timer 5.00 µs, isolated, relaxed SIMD; 2024-05-06.",
    );
    expect(lines).toContain("### Random-walk Metropolis");
    expect(lines).toContain(
      "| WebAssembly SIMD | 1 | 1,024 | 260 M | 234 M to 286 M | 599 k | × 31.4 | passed, largest z 2.50 |",
    );
    expect(lines).toContain(
      "| Relaxed SIMD | 1 | 1,024 | – | – | – | – | acceptance is 1, exactly 0.862281: 400 standard errors off |",
    );
  });

  test("tables have as many cells in every line", () => {
    const rows = [
      rowWith({}),
      refused,
      rowWith({ id: "g", workload: "grid", backend: "webgpu", essPerSecond: null, ratio: null }),
      rowWith({ id: "p", workload: "dropoutSmall", essPerSecond: null }),
      rowWith({ id: "w", purpose: "workers", numWorkers: 2 }),
    ];
    for (const earlier of [null, new Map([["w", 1.25]])]) {
      const tables = markdownOf(resultsOf(rows), earlier)
        .split("\n\n")
        .flatMap((part) => {
          const lines = part.split("\n").filter((line) => line.startsWith("|"));
          return lines.length === 0 ? [] : [lines];
        });
      expect(tables).toHaveLength(4);
      for (const lines of tables) {
        expect(new Set(lines.map((line) => line.split("|").length)).size).toBe(1);
      }
    }
  });

  test("says that a run was cancelled, and gives the ratio to an earlier one", () => {
    expect(markdownOf(resultsOf([rowWith({})], false))).toContain("Not all rows were measured.");
    const text = plain(markdownOf(resultsOf([rowWith({})]), new Map([["backend: rwm simd 1w 1024c", 1.5]])));
    expect(text).toContain("| × 1.50 |");
  });
});

describe("a comparison", () => {
  test("takes rows by what they are, and only where both have a number", () => {
    const now = [rowWith({}), refused, rowWith({ id: "new" }), rowWith({ id: "gone bad", rate: null })];
    const before = [
      rowWith({ id: "gone bad" }),
      rowWith({ rate: spread(130e6) }),
      { ...refused, rate: spread(1) },
      rowWith({ id: "old" }),
    ];
    expect([...compareResults(now, before)]).toEqual([["backend: rwm simd 1w 1024c", 2]]);
  });
});

describe("numbers", () => {
  test.each([
    [0, "0"],
    [0.00512, "0.00512"],
    [1.2, "1.20"],
    [9.996, "10.0"],
    [12.34, "12.3"],
    [99.96, "100"],
    [123.4, "123"],
    [1234, "1,230"],
  ])("%f has three digits: %s", (value, text) => expect(threeDigits(value)).toBe(text));

  test.each([
    [12, "12.0"],
    [9994, "9.99 k"],
    [999_600, "1.00 M"],
    [456e6, "456 M"],
    [24.8e9, "24.8 G"],
  ])("the rate %f is %s", (value, text) => expect(plain(rateInWords(value))).toBe(text));

  test("ratios and durations", () => {
    expect(plain(timesInWords(1234.4))).toBe("× 1,234");
    expect(plain(timesInWords(0.476))).toBe("× 0.476");
    expect([0.2, 7.6, 33, 170].map(durationInWords)).toEqual([
      "about 1 s",
      "about 8 s",
      "about 35 s",
      "about 3 min",
    ]);
  });
});
