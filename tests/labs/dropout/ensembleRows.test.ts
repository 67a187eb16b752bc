import { describe, expect, test } from "vitest";
import type { ClassScores } from "../../../src/labs/dropout/classes/classScores";
import { classRows, comparisonReadouts, curveRows } from "../../../src/labs/dropout/ensemble/comparisonRows";
import { classSentence, curveSentence } from "../../../src/labs/dropout/ensemble/comparisonSentence";
import type { CurveScores } from "../../../src/labs/dropout/ensemble/curveScores";
import { formatNumber, formatPercent } from "../../../src/labs/dropout/ensemble/format";

const BEST: CurveScores = {
  numPlaces: 10,
  functionCoverage: 0.9,
  observationCoverage: 0.9,
  logScore: 0.884,
  modelSd: 0,
  error: 0,
};

const curve = (scores: Partial<CurveScores>): CurveScores => ({ ...BEST, ...scores });

const EMPTY = curve({
  numPlaces: 0,
  functionCoverage: NaN,
  observationCoverage: NaN,
  logScore: NaN,
  modelSd: NaN,
  error: NaN,
});

const COMPARISON = {
  inside: {
    dropout: curve({ functionCoverage: 0.34, logScore: 0.2, modelSd: 0.05, error: 0.3 }),
    ensemble: curve({ functionCoverage: 0.88, logScore: 0.5, modelSd: 0.2, error: 0.1 }),
    best: BEST,
  },
  outside: {
    dropout: curve({ functionCoverage: 0.999, logScore: -Infinity, modelSd: 3, error: 1.001 }),
    ensemble: curve({ functionCoverage: 0.001, logScore: -1e6, modelSd: 1, error: 1 }),
    best: BEST,
  },
};

function explanationOf(label: string, comparison = COMPARISON): string {
  const row = curveRows(comparison).find((one) => one.label === label);
  expect(row).toBeDefined();
  return row?.explanation ?? "";
}

test("numbers are said as they are, and no share is rounded to certainty", () => {
  expect([0, 0.004, 0.34, 0.996, 1, NaN].map(formatPercent)).toEqual([
    "0 %",
    "under 1 %",
    "34 %",
    "over 99 %",
    "100 %",
    "–",
  ]);
  expect([0, -1.2345, 123.4, 1e-5, -2e6, NaN, Infinity, -Infinity].map(formatNumber)).toEqual([
    "0.00",
    "−1.23",
    "123",
    "1.0e−5",
    "−2.0e6",
    "–",
    "∞",
    "−∞",
  ]);
});

describe("rows", () => {
  test("each quantity inside and outside, both numbers and what is expected", () => {
    const rows = curveRows(COMPARISON);
    expect(rows.map(({ label }) => label).slice(0, 3)).toEqual([
      "in band, inside",
      "in band, outside",
      "y in band, inside",
    ]);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ dropout: "34 %", ensemble: "88 %", expected: "90 %" });
    expect(rows[5]).toMatchObject({ dropout: "−∞", ensemble: "−1.0e6", expected: "0.884" });
    expect(rows[6]).toMatchObject({ dropout: "0.050", ensemble: "0.200", expected: "–" });
    expect(comparisonReadouts(rows)[0]).toMatchObject({
      name: "in band, inside",
      value: "34 %",
      reference: "88 %",
      state: "none",
    });
  });

  test("verdicts follow the numbers", () => {
    expect(explanationOf("in band, inside")).toContain(
      "90 % are claimed. Dropout holds fewer: it claims too much. The ensemble holds about as many.",
    );
    expect(explanationOf("in band, outside")).toContain(
      "Dropout holds more: it claims too little. The ensemble holds fewer",
    );
    expect(explanationOf("log score, inside")).toContain(
      "The ensemble is better. Who knew the truth would have 0.884.",
    );
    expect(explanationOf("log score, outside")).toContain("The ensemble is better.");
    expect(explanationOf("model sd, outside")).toContain("Dropout is more in doubt.");
    expect(explanationOf("error, inside")).toContain("The ensemble is better.");
    expect(explanationOf("error, outside")).toContain("The two are about alike.");
    const both = {
      dropout: curve({ logScore: -Infinity }),
      ensemble: curve({ logScore: -Infinity }),
      best: BEST,
    };
    expect(explanationOf("log score, inside", { inside: both, outside: both })).toContain("about alike");
  });

  test("without an ensemble, or without places, nothing is claimed", () => {
    const rows = curveRows({
      inside: { ...COMPARISON.inside, ensemble: null },
      outside: { dropout: EMPTY, ensemble: null, best: EMPTY },
    });
    expect(rows.every(({ ensemble }) => ensemble === "–")).toBe(true);
    expect(rows[0].explanation).not.toMatch(/ensemble|NaN/);
    expect(rows[1].explanation).not.toMatch(/holds|claimed|knew/);
    expect(rows[4].explanation).not.toMatch(/better|alike/);
    expect(rows[5]).toMatchObject({ dropout: "–", expected: "–" });
  });
});

describe("sentences", () => {
  test("say the coverage of both", () => {
    expect(curveSentence(COMPARISON)).toBe(
      "Outside the data the truth lies in the 90 % band of dropout at over 99 % of places, of the ensemble at under 1 %. " +
        "Inside the data the truth lies in the 90 % band of dropout at 34 % of places, of the ensemble at 88 %.",
    );
  });

  test("leave out what there is not", () => {
    const one = curve({ functionCoverage: NaN });
    expect(
      curveSentence({
        inside: { ...COMPARISON.inside, ensemble: one },
        outside: { dropout: one, ensemble: one, best: BEST },
      }),
    ).toBe(
      "Outside the data there is no band to judge. Inside the data the truth lies in the 90 % band of dropout at 34 % of places.",
    );
    const nowhere = { dropout: EMPTY, ensemble: null, best: EMPTY };
    expect(curveSentence({ inside: nowhere, outside: nowhere })).toBe(
      "No place shown lies outside the data. No place shown lies inside the data.",
    );
  });

  test("of two classes", () => {
    const scores: ClassScores = {
      numPoints: 4,
      accuracy: 0.75,
      logScore: -0.5,
      calibrationError: 0.21,
      modelEntropy: 0.1,
    };
    const better = { ...scores, logScore: -0.25, calibrationError: 0.08, accuracy: 0.755 };
    const region = {
      dropout: scores,
      ensemble: better,
      best: { ...scores, logScore: -0.1, calibrationError: 0 },
    };
    const none = { ...scores, numPoints: 0 };
    const comparison = { inside: region, outside: { dropout: none, ensemble: null, best: none } };
    expect(classSentence(comparison)).toBe(
      "No place shown lies outside the data. Inside the data the calibration error is 0.210 of dropout, 0.080 of the ensemble; " +
        "the log score is −0.500 of dropout, −0.250 of the ensemble, and −0.100 of one who knows the truth.",
    );
    const rows = classRows(comparison);
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatchObject({ label: "right, inside", dropout: "75 %", ensemble: "76 %" });
    expect(rows[0].explanation).toContain("about alike");
    expect(rows[4].explanation).toContain("The ensemble is better.");
  });
});
