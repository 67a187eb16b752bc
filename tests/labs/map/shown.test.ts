import { describe, expect, test } from "vitest";
import { articlePoints } from "../../../src/labs/map/articleParabola";
import { barScale } from "../../../src/labs/map/barScale";
import { contentOf } from "../../../src/labs/map/dataView";
import { formatNumber, formatShort, weightName } from "../../../src/labs/map/format";
import { moodOf, readoutsOf, sentenceOf } from "../../../src/labs/map/readouts";
import { degreeBars, errorRange, evidenceRange, weightRange } from "../../../src/labs/map/stripRanges";
import { barsInWords } from "../../../src/labs/map/weightBars";
import type { Point } from "../../../src/labs/points/pointText";
import { modelWith } from "./modelWith";

describe("numbers", () => {
  const rows = readoutsOf(modelWith());
  const row = (name: string) => rows.find((each) => each.name === name);

  test.each([
    ["test MSE, MLE", "0.01729", "0.0173"],
    ["test MSE, MAP", "0.00854", "0.0085"],
    ["largest |w|, MLE", "19.67", "19.7"],
    ["largest |w|, MAP", "0.2708", "0.3"],
    ["best degree", "2", "2"],
  ])("%s agree with the article", (name, value, reference) => {
    expect(row(name)).toMatchObject({ value, reference, state: "good" });
  });

  test("what stands beside them", () => {
    expect(row("σw of this λ")).toMatchObject({ value: "0.1500", reference: "not stated" });
    expect(row("its probability")?.value).toBe("0.6324");
    expect(row("its test MSE")?.value).toBe("0.00968");
    expect(row("log evidence")?.value).toBe("−2.391");
  });

  test.each([[{ lambda: 2 }], [{ degree: 9 }], [{ penalty: "L1" }]])(
    "the article is not quoted at %j",
    (values) => {
      const quoted = readoutsOf(modelWith(values)).filter(({ reference }) => reference !== "");
      expect(quoted.map(({ name }) => name)).toEqual(["best degree"]);
    },
  );

  test("nor for other points, but in another order they are the same", () => {
    const moved = articlePoints().with(3, [-0.5, 0.5]);
    expect(readoutsOf(modelWith({}, moved)).every(({ reference }) => reference === "")).toBe(true);
    const turned = readoutsOf(modelWith({}, articlePoints().reverse()));
    expect(turned.find(({ name }) => name === "test MSE, MLE")?.state).toBe("good");
  });

  test("without an MLE or a truth there are dashes or no rows, never NaN", () => {
    for (const points of [[[0, 0]], [[5, 2]], articlePoints().slice(0, 4)] as Point[][]) {
      const model = modelWith({}, points);
      const text = [...readoutsOf(model).map(({ value }) => value), sentenceOf(model), barsInWords(model)];
      expect(text.join()).not.toMatch(/NaN|Infinity|null|undefined/);
      expect(moodOf(model)).toBe("neutral");
    }
  });
});

describe("the sentence", () => {
  test.each([
    [{}, "holds them to 0.271 and brings the test error down, 0.00854 against 0.0173"],
    [{ penalty: "L1" }, "holds them to 0.353, sets 8 of 11 to 0 and lowers the test error, 0.013 against"],
    [{ lambda: 100 }, "holds them to 0.036; the test error rises, 0.0889"],
    [{ degree: 2, lambda: 1e-6 }, "hardly changes them; the test error hardly changes"],
    [{ truth: "none" }, "holds them to 0.271. The evidence favours degree 2, with 63 %."],
  ])("at %j", (values, part) => {
    expect(sentenceOf(modelWith(values))).toContain(part);
  });

  test("without an MLE", () => {
    expect(sentenceOf(modelWith({}, [[0.5, 0.3]]))).toMatch(/^1 point, degree 10: least squares have no/);
  });

  test("its colour says whether the prior helps", () => {
    expect([{}, { lambda: 100 }, { degree: 2, lambda: 1e-6 }].map((each) => moodOf(modelWith(each)))).toEqual(
      ["good", "slow", "neutral"],
    );
  });
});

describe("pictures", () => {
  test("the points that can be moved are the first set; test points come on request", () => {
    const content = contentOf(modelWith(), true);
    expect(content.points?.map(({ isDraggable, x }) => [isDraggable === true, x.length])).toEqual([
      [true, 15],
      [false, 40],
    ]);
    expect(contentOf(modelWith(), false).points).toHaveLength(1);
    expect(contentOf(modelWith({ truth: "none" }), true).points).toHaveLength(1);
    const labels = (model: ReturnType<typeof modelWith>) =>
      contentOf(model, false).curves?.map(({ label }) => label);
    expect(labels(modelWith())).toEqual(["truth", "MLE", "MAP"]);
    expect(labels(modelWith({}, [[0, 0]]))).toEqual(["truth", "MAP"]);
  });

  test("the scale of the bars keeps order and signs, and shows 20 and 0.3 alike", () => {
    const { toShare, ticks } = barScale([-19.67, 12.5, 0.27], 0.27);
    const shares = [-19.67, -1, -0.1, 0, 0.1, 0.27, 12.5].map(toShare);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares[6]).toBeLessThan(1);
    expect(shares[5] - shares[3]).toBeGreaterThan(0.1);
    expect(ticks).toEqual([-10, -1, -0.1, 0, 0.1, 1, 10]);
    expect(barScale([0, 0], 0).ticks).toContain(0);
    expect(barScale([3e6, 2e-9], 2e-9).ticks.length).toBeLessThan(6);
  });

  test("axes hold what is at the lambda shown", () => {
    for (const values of [{}, { lambda: 1e-6 }, { lambda: 1000 }, { penalty: "L1" }]) {
      const model = modelWith(values);
      const [low, high] = weightRange(model);
      expect(low).toBeLessThan(Math.min(...model.map.weights));
      expect(high).toBeGreaterThan(Math.max(...model.map.weights));
      expect(errorRange(model)[1]).toBeGreaterThan(Math.max(model.map.trainError, model.map.testError ?? 0));
      const logs = evidenceRange(model.evidence);
      expect(logs[1]).toBeGreaterThan(model.best.maxLogLikelihood);
      expect(logs[0]).toBeLessThan(model.best.logEvidence);
    }
  });

  test("every degree has one bar, the likeliest stands out", () => {
    const [likeliest, others] = degreeBars(modelWith().evidence, 2, "");
    expect([...likeliest.x]).toEqual([2]);
    expect([...others.x]).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

test("texts of numbers", () => {
  expect([19.674067, 0.0172923, 0.15, -2.3908, 4.4e-16, 0, Number.NaN, null].map(formatNumber)).toEqual([
    "19.67",
    "0.01729",
    "0.1500",
    "−2.391",
    "4.40e−16",
    "0",
    "–",
    "–",
  ]);
  expect([19.674067, 0.00853644, -0.45, 1, 1e-6].map(formatShort)).toEqual([
    "19.7",
    "0.00854",
    "−0.45",
    "1",
    "1e−6",
  ]);
  expect(weightName(10)).toBe("w₁₀");
});
