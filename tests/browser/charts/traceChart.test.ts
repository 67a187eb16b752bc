import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TraceChart } from "../../../src/charts";
import { createChartPage, type ChartPage } from "./chartPage";

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;
const CAPACITY = 100;

let page: ChartPage;
let chart: TraceChart;

/** Two level lines: the first chain at +1, the second at −1, on an axis from −2 to 2. */
function pushLevels(numSteps: number, firstDraw = 0): void {
  const values = new Float64Array(2 * numSteps).fill(1, 0, numSteps).fill(-1, numSteps);
  chart.push(values, numSteps, firstDraw);
  chart.draw();
}

beforeEach(() => {
  page = createChartPage(400, 160, { "--first": "#ff0000", "--line": "#eeeeee" });
  chart = new TraceChart(page.container, { capacity: CAPACITY, title: "Trace" });
  chart.setChains(["left", "right"], ["var(--first)", "#0000ff"]);
  chart.setAxis("μ", [-2, 2], 0);
});
afterEach(() => {
  chart.dispose();
  page.remove();
});

describe("TraceChart", () => {
  test("says that there are no draws yet, until there are", () => {
    expect(page.text()).toContain("no draws yet");
    expect(chart.summary()).toBe("Trace: μ over the draws of 2 chains. No draws yet.");
    chart.push(new Float64Array(0), 0, 0);
    chart.draw();
    expect(page.text()).toContain("no draws yet");
    pushLevels(10);
    expect(page.text()).not.toContain("no draws yet");
  });

  test("shows the last draws, each chain at its height", () => {
    pushLevels(250);
    const coloured = (colour: typeof RED | typeof BLUE, top: number): number => {
      chart.setFocus(colour === RED ? 0 : 1);
      return page.countPixels(colour, { top, bottom: top + 0.1 });
    };
    expect(coloured(RED, 0.2)).toBeGreaterThan(300);
    expect(coloured(BLUE, 0.7)).toBeGreaterThan(300);
    expect(coloured(RED, 0.7)).toBe(0);
    expect(chart.summary()).toContain("Draws 150 to 249 are shown.");
  });

  test("dims all chains but the focused one", () => {
    pushLevels(CAPACITY);
    expect(page.countPixels(BLUE, {}, 0.5)).toBeGreaterThan(300);
    chart.setFocus(0);
    expect(page.countPixels(RED)).toBeGreaterThan(300);
    expect(page.countPixels(BLUE, {}, 0.5)).toBe(0);
    chart.setFocus(1);
    expect(page.countPixels(RED)).toBe(0);
    expect(page.countPixels(BLUE)).toBeGreaterThan(300);
    const dim = (): number => page.container.querySelectorAll(".is-dim").length;
    expect(dim()).toBe(1);
    chart.setFocus(null);
    expect(dim()).toBe(0);
    chart.setFocus(7);
    expect(dim()).toBe(0);
  });

  test("leaves a gap where values are not finite", () => {
    const values = new Float64Array(2 * CAPACITY).fill(1);
    values.fill(Number.NaN, 40, 60);
    chart.push(values, CAPACITY, 0);
    chart.setFocus(0);
    expect(page.countPixels(RED, { left: 0.05, right: 0.35 })).toBeGreaterThan(50);
    expect(page.countPixels(RED, { left: 0.42, right: 0.58 })).toBe(0);
    expect(page.countPixels(RED, { left: 0.65, right: 0.95 })).toBeGreaterThan(50);
    expect(chart.summary()).toContain("left: mean 1.00, from 1.00 to 1.00, 20 not finite.");
  });

  test("survives chains that have no finite value at all", () => {
    chart.push(new Float64Array(20).fill(Number.NaN), 10, 0);
    chart.draw();
    expect(chart.summary()).toContain("left: no finite value.");
  });

  test("reports the chain under the pointer and reads its value", () => {
    const onHoverChain = vi.fn<(index: number | null) => void>();
    chart.onHoverChain = onHoverChain;
    pushLevels(CAPACITY);
    page.point([0.5, 0.26]);
    expect(onHoverChain.mock.calls).toEqual([[0]]);
    expect(page.text()).toMatch(/draw (49|50) left 1\.00/);
    page.point([0.5, 0.74]);
    expect(onHoverChain.mock.calls).toEqual([[0], [1]]);
    expect(page.text()).toContain("right −1.00");
    page.point(null);
    expect(onHoverChain.mock.calls).toEqual([[0], [1], [null]]);
    expect(page.text()).not.toContain("draw");
  });

  test("reports no chain where the pointer is far from all", () => {
    const onHoverChain = vi.fn<(index: number | null) => void>();
    chart.onHoverChain = onHoverChain;
    chart.setAxis("μ", [-2, 20], 0);
    pushLevels(CAPACITY);
    page.point([0.5, 0.2]);
    expect(onHoverChain).not.toHaveBeenCalled();
    expect(page.text()).toMatch(/draw (49|50)/);
  });

  test("keeps reading while new draws come in under a resting pointer", () => {
    pushLevels(CAPACITY);
    page.point([0.5, 0.26]);
    pushLevels(CAPACITY, CAPACITY);
    expect(page.text()).toMatch(/draw 1(49|50) left 1\.00/);
  });

  test("holds on to the hovered chain until the pointer moves", () => {
    const onHoverChain = vi.fn<(index: number | null) => void>();
    chart.onHoverChain = onHoverChain;
    pushLevels(CAPACITY);
    page.point([0.5, 0.26]);
    const swapped = new Float64Array(2 * CAPACITY).fill(-1, 0, CAPACITY).fill(1, CAPACITY);
    chart.push(swapped, CAPACITY, CAPACITY);
    chart.draw();
    expect(onHoverChain.mock.calls).toEqual([[0]]);
    expect(page.text()).toContain("left −1.00");
    page.point([0.5, 0.27]);
    expect(onHoverChain.mock.calls).toEqual([[0], [1]]);
  });

  test("shades the warm-up and nothing after it", () => {
    page.container.style.setProperty("--text-muted", "#000000");
    chart.setTheme();
    chart.setAxis("μ", [-2, 2], 50);
    pushLevels(CAPACITY);
    expect(chart.summary()).toContain("Warm-up (burn-in) ends before draw 50.");
    // The canvas is transparent: a shade is black with little alpha.
    const canvas = page.container.querySelector("canvas")!;
    const context = canvas.getContext("2d")!;
    const alphaAt = (share: number): number =>
      context.getImageData(Math.round(canvas.width * share), Math.round(canvas.height * 0.38), 1, 1).data[3];
    expect(alphaAt(0.3)).toBe(26);
    expect(alphaAt(0.8)).toBe(0);
  });

  test("forgets its draws when it gets new chains", async () => {
    pushLevels(20);
    page.point([0.1, 0.26]);
    chart.setChains(["only"], ["#00ff00"]);
    expect(chart.summary()).toContain("1 chain. No draws yet.");
    expect(page.container.querySelectorAll(".chart-key")).toHaveLength(1);
    expect(page.container.querySelectorAll("canvas")).toHaveLength(1);
    chart.setChains([], []);
    chart.setChains(["one", "two", "three"], ["#f00", "#0f0", "#00f"]);
    chart.setFocus(2);
    // A replaced plot still has a drawing queued, which must not fail.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(page.container.querySelectorAll(".chart-key")).toHaveLength(3);
  });

  test("takes the colours of a new theme", () => {
    pushLevels(CAPACITY);
    chart.setFocus(0);
    page.container.style.setProperty("--first", "#00ff00");
    chart.setTheme();
    expect(page.countPixels([0, 255, 0])).toBeGreaterThan(300);
    expect(page.countPixels(RED)).toBe(0);
  });

  test("follows its container, down to nothing and back", () => {
    const width = (): number => page.container.querySelector("canvas")!.getBoundingClientRect().width;
    page.container.style.width = "250px";
    chart.resize();
    expect(width()).toBe(250);
    page.container.style.width = "0px";
    chart.resize();
    page.container.style.width = "600px";
    chart.resize();
    expect(width()).toBe(600);
  });

  test("is an image with a text alternative", () => {
    expect(page.container.getAttribute("role")).toBe("img");
    expect(page.container.getAttribute("aria-label")).toContain("No draws yet");
  });

  test("leaves nothing behind", async () => {
    pushLevels(10);
    chart.dispose();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(page.container.childElementCount).toBe(0);
    expect(page.container.getAttributeNames()).toEqual(["style"]);
  });

  test("names what does not fit", () => {
    expect(() => chart.setAxis("μ", [2, 2], 0)).toThrow("range is [2, 2]");
    expect(() => chart.setChains(["a"], [])).toThrow("1 labels but 0 colours");
    expect(() => chart.push(new Float64Array(3), 2, 0)).toThrow("holds 3 numbers");
  });
});
