import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MarginalChart } from "../../../src/charts";
import { createChartPage, type ChartPage } from "./chartPage";

const CURVE = [255, 0, 0] as const;
const MEAN = [0, 0, 255] as const;

/** Two level pieces: density 0.75 below 0 and 0.25 above, with a mean of −0.25. */
const X = Float64Array.of(-1, -1e-9, 1e-9, 1);
const DENSITY = Float64Array.of(0.75, 0.75, 0.25, 0.25);

let page: ChartPage;
let chart: MarginalChart;

beforeEach(() => {
  page = createChartPage(500, 200, { "--text": "#ff0000", "--accent": "#0000ff" });
  chart = new MarginalChart(page.container, { title: "Marginal" });
});
afterEach(() => {
  chart.dispose();
  page.remove();
});

/** Alpha of the canvas where only bars can be, 0 where it is empty. */
function barAlpha(left: number, top: number): number {
  const canvas = page.container.querySelector("canvas")!;
  const over = page.container.querySelector(".u-over")!.getBoundingClientRect();
  const whole = canvas.getBoundingClientRect();
  const ratio = canvas.width / whole.width;
  const x = Math.round((over.left - whole.left + left * over.width) * ratio);
  const y = Math.round((over.top - whole.top + top * over.height) * ratio);
  return canvas.getContext("2d")!.getImageData(x, y, 1, 1).data[3];
}

describe("MarginalChart", () => {
  test("shows the exact density before there is any draw", () => {
    chart.setExact("μ", X, DENSITY, -0.25);
    expect(page.countPixels(CURVE)).toBeGreaterThan(300);
    expect(barAlpha(0.2, 0.9)).toBe(0);
    expect(chart.summary()).toBe("Marginal: density of μ. The exact mean is −0.250. No draws yet.");
  });

  test("shows nothing, without failing, before it knows anything", () => {
    expect(chart.summary()).toBe("Marginal: density of value. No draws yet.");
    expect(page.countPixels(CURVE)).toBe(0);
  });

  test("draws bars as high as their density", () => {
    chart.setExact("μ", X, DENSITY, -0.25);
    // Densities 0.5 and 0.25 on an axis that ends at 1.12 · 0.75 = 0.84; a quarter of the draws lies outside.
    chart.setHistogram(Float64Array.of(50, 25), [-1, 1], 100, -0.2);
    chart.draw();
    const axisTop = 0.84;
    for (const [left, height] of [
      [0.2, 0.5],
      [0.9, 0.25],
    ] as const) {
      expect(barAlpha(left, 1 - (height - 0.03) / axisTop)).toBeGreaterThan(50);
      expect(barAlpha(left, 1 - (height + 0.03) / axisTop)).toBe(0);
    }
    expect(chart.summary()).toContain(
      "100 draws with mean −0.200. Total variation distance to the exact density: 0.13.",
    );
  });

  test("marks the running mean on the axis", () => {
    chart.setExact("μ", X, DENSITY, Number.NaN);
    chart.setHistogram(new Float64Array(2), [-1, 1], 10, 0.6);
    chart.draw();
    const near = { left: 0.77, right: 0.83, top: 0.9 };
    expect(page.countPixels(MEAN, near)).toBeGreaterThan(15);
    chart.setHistogram(new Float64Array(2), [-1, 1], 10, null);
    chart.draw();
    expect(page.countPixels(MEAN, near)).toBe(0);
  });

  test("reads the bin under the pointer against the exact share of that bin", () => {
    chart.setExact("μ", X, DENSITY, -0.25);
    page.point([0.25, 0.5]);
    expect(page.text()).toMatch(/μ −0\.5\d\d exact 0\.750/);
    chart.setHistogram(Float64Array.of(10, 80, 10), [-1.5, 1.5], 100, 0);
    chart.draw();
    page.point([0.5, 0.5]);
    // The middle bin reaches from −0.5 to 0.5, half on each level.
    expect(page.text()).toContain("μ −0.5 to 0.5 draws 0.800 exact 0.500");
    page.point(null);
    expect(page.text()).toContain("exact mean");
  });

  test("marks the bin that is under a resting pointer now", () => {
    chart.setHistogram(Float64Array.of(1, 1, 1, 1), [0, 4], 4, null);
    chart.draw();
    const plain = barAlpha(0.4, 0.9);
    page.point([0.4, 0.5]);
    expect(barAlpha(0.4, 0.9)).toBeGreaterThan(plain + 50);
    expect(barAlpha(0.6, 0.9)).toBe(plain);
    chart.setHistogram(Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1), [0, 8], 8, null);
    chart.draw();
    expect(barAlpha(0.4, 0.9)).toBeGreaterThan(plain + 50);
    expect(barAlpha(0.2, 0.9)).toBe(plain);
  });

  test("leaves a gap for counts that are not numbers and takes zero draws", () => {
    chart.setExact("μ", X, DENSITY, -0.25);
    chart.setHistogram(Float64Array.of(50, Number.NaN, 50), [-1, 1], 100, Number.NaN);
    chart.draw();
    expect(barAlpha(0.2, 0.9)).toBeGreaterThan(50);
    expect(barAlpha(0.5, 0.9)).toBe(0);
    chart.setHistogram(new Float64Array(0), [0, 0], 0, null);
    chart.draw();
    expect(chart.summary()).toContain("No draws yet");
  });

  test("copies what it is given", () => {
    const density = DENSITY.slice();
    chart.setExact("μ", X, density, -0.25);
    density.fill(0);
    chart.resize();
    chart.setTheme();
    expect(page.countPixels(CURVE)).toBeGreaterThan(300);
  });

  test("works where nothing exact is known", () => {
    chart.setExact("σ", new Float64Array(0), new Float64Array(0), Number.NaN);
    chart.setHistogram(Float64Array.of(1, 3), [0, 2], 4, 1.2);
    chart.draw();
    expect(barAlpha(0.75, 0.5)).toBeGreaterThan(50);
    page.point([0.75, 0.5]);
    expect(page.text()).toContain("draws 0.75");
    expect(page.text()).not.toContain("exact");
  });

  test("names what does not fit", () => {
    expect(() => chart.setExact("μ", X, new Float64Array(3), 0)).toThrow("density has 3 values; expected 4");
    expect(() => chart.setHistogram(Float64Array.of(1), [1, 0], 1, null)).toThrow("range is [1, 0]");
  });

  test("leaves nothing behind", async () => {
    chart.setExact("μ", X, DENSITY, -0.25);
    chart.dispose();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(page.container.childElementCount).toBe(0);
    expect(page.container.getAttributeNames()).toEqual(["style"]);
  });
});
