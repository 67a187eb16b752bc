import { afterEach, describe, expect, test, vi } from "vitest";
import { PlotChart, type PlotContent } from "../../../src/charts";
import { labelFont } from "../../../src/charts/plotAxes";
import { createChartPage, type ChartPage } from "./chartPage";

let page: ChartPage;
let chart: PlotChart;

afterEach(() => {
  chart.dispose();
  page.remove();
});

const of = (...values: number[]): Float64Array => Float64Array.from(values);

function content(
  labels: readonly string[],
  optional: readonly string[] = [],
  yName = "density",
): PlotContent {
  const curve = (label: string, isOptional: boolean) => ({
    label,
    colour: "rgb(0, 0, 255)",
    x: of(0, 1),
    y: of(0, 1),
    isOptional,
  });
  return {
    xName: "x",
    yName,
    curves: [...labels.map((label) => curve(label, false)), ...optional.map((label) => curve(label, true))],
  };
}

function show(width: number, height: number, title: string, shown: PlotContent): void {
  page = createChartPage(width, height);
  chart = new PlotChart(page.container, { title });
  chart.show(shown);
  chart.resize();
}

const part = (selector: string): HTMLElement => page.container.querySelector<HTMLElement>(selector)!;
const isWhole = (element: HTMLElement): boolean =>
  element.checkVisibility() && element.scrollWidth <= element.clientWidth && element.clientWidth > 0;
const keys = (): string[] =>
  [...page.container.querySelectorAll<HTMLElement>(".chart-key")]
    .filter((key) => key.checkVisibility() && isWhole(key.querySelector("span")!))
    .map((key) => key.textContent ?? "");
const lines = (): number => Math.round(part(".chart-head").offsetHeight / 20);

describe("the head of a plot", () => {
  test("has all in one line where it fits", () => {
    show(500, 250, "At the ring", content(["passes"], ["with noise"]));
    expect([lines(), isWhole(part(".chart-title")), part(".chart-axis-name").checkVisibility()]).toEqual([
      1,
      true,
      true,
    ]);
    expect(keys()).toEqual(["passes", "with noise"]);
  });

  test("drops an optional key, then the name of the axis, before the title", () => {
    show(190, 250, "At the ring", content(["passes"], ["with noise"]));
    expect(lines()).toBe(1);
    expect(isWhole(part(".chart-title"))).toBe(true);
    expect(keys()).toEqual(["passes"]);
    page.container.style.width = "168px";
    chart.resize();
    expect(lines()).toBe(1);
    expect(isWhole(part(".chart-title"))).toBe(true);
    expect(part(".chart-axis-name").checkVisibility()).toBe(false);
    expect(keys()).toEqual(["passes"]);
  });

  test("gives the key lines of its own where title and key do not both fit, and takes them back", () => {
    const labels = ["model", "noise", "mean", "truth", "ensemble"];
    show(260, 260, "Data and passes", content(labels));
    expect(lines()).toBeGreaterThan(1);
    expect(isWhole(part(".chart-title"))).toBe(true);
    expect(part(".chart-axis-name").checkVisibility()).toBe(true);
    expect(keys()).toEqual(labels);
    page.container.style.width = "600px";
    chart.resize();
    expect(lines()).toBe(1);
    expect(keys()).toEqual(labels);
  });

  test("stays as high as it is while the readout stands in the key's place", () => {
    show(260, 260, "Data and passes", content(["model", "noise", "mean", "truth", "ensemble"]));
    const height = part(".chart-head").offsetHeight;
    page.point([0.5, 0.5]);
    expect(part(".chart-readout").checkVisibility()).toBe(true);
    expect(part(".chart-head").offsetHeight).toBe(height);
    page.point(null);
    expect(part(".chart-keys").checkVisibility()).toBe(true);
    expect(part(".chart-head").offsetHeight).toBe(height);
  });

  test("does not take the chart for itself", () => {
    show(200, 110, "Data and passes", content(["model", "noise", "mean", "truth", "ensemble", "exact"]));
    expect(part(".chart-head").offsetHeight).toBeLessThan(110 / 3);
  });
});

describe("a swarm of dots", () => {
  const dots = (count: number): PlotContent => ({
    xName: "x",
    yName: "y",
    xRange: [0, 1],
    yRange: [0, 1],
    points: [
      {
        label: "data",
        colour: "rgb(255, 0, 0)",
        x: Float64Array.from({ length: count }, (_, i) => (i + 0.5) / count),
        y: new Float64Array(count).fill(0.5),
      },
    ],
  });

  test("has no outlines; fewer dots have", () => {
    page = createChartPage(400, 200, { "--panel": "rgb(0, 255, 0)" });
    chart = new PlotChart(page.container, { title: "Data" });
    chart.show(dots(300));
    expect(page.countPixels([0, 255, 0])).toBeGreaterThan(200);
    chart.show(dots(500));
    expect(page.countPixels([255, 0, 0])).toBeGreaterThan(300);
    expect(page.countPixels([0, 255, 0], {}, 0.5)).toBe(0);
  });
});

test("no label of the horizontal axis reaches beyond the canvas", () => {
  const written = vi.spyOn(CanvasRenderingContext2D.prototype, "fillText");
  // The name is long, so it stands below, and numbers may reach as far as the edge.
  const shown: PlotContent = { ...content(["a"]), xName: "y at x = 0.12345678" };
  show(240, 160, "At the ring", shown);
  const canvas = page.container.querySelector("canvas")!;
  const context = canvas.getContext("2d")!;
  const faults: string[] = [];
  let numLabels = 0;
  for (let width = 240; width < 300; width += 4) {
    page.container.style.width = `${width}px`;
    chart.resize();
    for (const end of [100_000, 104_000, 106_000, 108_000, 110_000, 150_000, 160_000]) {
      written.mockClear();
      chart.show({ ...shown, xRange: [0, end] });
      context.font = labelFont(11 * devicePixelRatio);
      for (const [text, centre] of written.mock.calls) {
        if (!/^\d+,?000$/.test(text)) continue;
        numLabels++;
        const right = centre + context.measureText(text).width / 2;
        if (right > canvas.width) faults.push(`${text} ends at ${right} of ${canvas.width}`);
      }
    }
  }
  written.mockRestore();
  expect(numLabels).toBeGreaterThan(100);
  expect(faults).toEqual([]);
});
