import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PlotChart, type PlotContent } from "../../../src/charts";
import { createChartPage, type ChartPage } from "./chartPage";

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;
const of = (...values: number[]): Float64Array => Float64Array.from(values);

const POINTS: PlotContent = {
  xName: "x",
  yName: "height",
  xRange: [0, 10],
  yRange: [0, 1],
  points: [{ label: "data", colour: "var(--mine)", x: of(2, 8), y: of(0.5, 0.5), isDraggable: true }],
};

let page: ChartPage;
let chart: PlotChart;
let events: string[];
let clock: number;

beforeEach(() => {
  page = createChartPage(400, 220, { "--mine": "#ff0000", "--panel": "#ffffff" });
  chart = new PlotChart(page.container, { title: "Plot" });
  events = [];
  clock = 1000;
  const round = (value: number): number => Math.round(value * 100) / 100;
  chart.onDrag = (set, index, x, y, isLive) =>
    events.push(`drag ${set} ${index} ${round(x)} ${round(y)} ${isLive ? "live" : "end"}`);
  chart.onAdd = (x, y) => events.push(`add ${round(x)} ${round(y)}`);
  chart.onRemove = (set, index) => events.push(`remove ${set} ${index}`);
});
afterEach(() => {
  chart.dispose();
  page.remove();
});

/** At shares of the plotting area from left and top. */
function pointer(type: string, left: number, top: number, pointerType = "mouse"): void {
  const over = page.container.querySelector(".u-over")!;
  const box = over.getBoundingClientRect();
  const event = new PointerEvent(type, {
    clientX: box.left + left * box.width,
    clientY: box.top + top * box.height,
    bubbles: true,
    cancelable: true,
    isPrimary: true,
    pointerId: 5,
    pointerType,
  });
  Object.defineProperty(event, "timeStamp", { value: clock });
  over.dispatchEvent(event);
}

function click(left: number, top: number): void {
  pointer("pointerdown", left, top);
  pointer("pointerup", left, top);
}

function key(name: string): void {
  const host = page.container.querySelector(".chart-plot")!;
  host.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  host.dispatchEvent(new KeyboardEvent("keyup", { key: name, bubbles: true }));
}

describe("PlotChart draws", () => {
  test("a curve in a colour of the page, and follows its theme", () => {
    chart.show({
      xName: "x",
      yName: "y",
      curves: [{ label: "c", colour: "var(--mine)", x: of(0, 1), y: of(1, 1) }],
    });
    // One value throughout lies at 1 / 1.08 of an axis that begins at 0.
    expect(page.countPixels(RED, { top: 0.03, bottom: 0.12 })).toBeGreaterThan(300);
    expect(page.countPixels(RED, { top: 0.2 })).toBe(0);
    page.container.style.setProperty("--mine", "#0000ff");
    chart.setTheme();
    expect(page.countPixels(RED)).toBe(0);
    expect(page.countPixels(BLUE)).toBeGreaterThan(300);
  });

  test("gaps where values are not finite", () => {
    const y = of(1, 1, Number.NaN, 1, 1);
    chart.show({ xName: "x", yName: "y", curves: [{ label: "c", colour: "red", x: of(0, 1, 2, 3, 4), y }] });
    expect(page.countPixels(RED, { left: 0, right: 0.2 })).toBeGreaterThan(50);
    expect(page.countPixels(RED, { left: 0.28, right: 0.72 })).toBe(0);
  });

  test("bands, fills and bars where they belong", () => {
    const alpha = (left: number, right: number, top: number, bottom: number): boolean =>
      page.countPixels(RED, { left, right, top, bottom }, 0.1) > 20;
    const x = of(0, 1);
    const frame = { xName: "x", yName: "y", xRange: [0, 1], yRange: [-1, 1] } satisfies PlotContent;
    chart.show({
      ...frame,
      bands: [{ label: "b", colour: "red", x, low: of(0.3, 0.3), high: of(0.6, 0.6) }],
    });
    expect([alpha(0.1, 0.9, 0.22, 0.33), alpha(0.1, 0.9, 0.02, 0.18), alpha(0.1, 0.9, 0.4, 0.9)]).toEqual([
      true,
      false,
      false,
    ]);
    chart.show({ ...frame, curves: [{ label: "c", colour: "red", x, y: of(-0.6, -0.6), fill: true }] });
    expect([alpha(0.1, 0.9, 0.55, 0.75), alpha(0.1, 0.9, 0.05, 0.45), alpha(0.1, 0.9, 0.85, 0.99)]).toEqual([
      true,
      false,
      false,
    ]);
    chart.show({ ...frame, bars: [{ label: "h", colour: "red", x: of(0.5), height: of(0.8), width: 0.2 }] });
    expect([alpha(0.42, 0.58, 0.15, 0.45), alpha(0.1, 0.38, 0.1, 0.9), alpha(0.42, 0.58, 0.55, 0.9)]).toEqual(
      [true, false, false],
    );
  });

  test("a mark at its place, on a logarithmic axis too", () => {
    chart.show({
      xName: "λ",
      yName: "y",
      xRange: [0.01, 100],
      isLogX: true,
      marks: [{ label: "", colour: "red", x: 1 }],
    });
    expect(page.countPixels(RED, { left: 0.48, right: 0.52 }, 0.6)).toBeGreaterThan(100);
    expect(page.countPixels(RED, { left: 0, right: 0.48 }, 0.6)).toBe(0);
  });

  test("a quiet note while there is nothing", () => {
    expect(page.text()).toContain("nothing to show yet");
    chart.show(POINTS);
    expect(page.text()).not.toContain("nothing to show yet");
    expect(chart.summary()).toBe("Plot: height against x. Points: 2 data.");
  });

  test("larger type where it is the main picture", async () => {
    const { classList } = page.container.querySelector(".chart")!;
    expect(classList.contains("is-large")).toBe(false);
    page.container.style.width = "740px";
    page.container.style.height = "480px";
    chart.resize();
    expect(classList.contains("is-large")).toBe(true);
    chart.show(POINTS);
    expect(page.countPixels(RED)).toBeGreaterThan(60);
    click(0.5, 0.5);
    expect(events).toEqual(["add 5 0.5"]);
  });
});

describe("PlotChart reads", () => {
  test("the curves under the pointer, with a dot on each", () => {
    chart.show({
      xName: "θ",
      yName: "density",
      xRange: [0, 1],
      yRange: [0, 2],
      curves: [{ label: "prior", colour: "red", x: of(0, 1), y: of(0, 2) }],
    });
    page.point([0.5, 0.5]);
    expect(page.text()).toMatch(/θ 0\.(50|49|5)\d* prior (1\.0|0\.99)/);
    expect(page.container.querySelectorAll(".chart-dot:not([hidden])")).toHaveLength(1);
    page.point(null);
    expect(page.text()).not.toContain("θ 0.5");
    expect(page.container.querySelectorAll(".chart-dot:not([hidden])")).toHaveLength(0);
  });

  test("the point under the pointer", () => {
    chart.show(POINTS);
    page.point([0.2, 0.5]);
    expect(page.text()).toContain("data 1 x 2.00 height 0.500");
    expect(page.container.querySelector(".has-handle")).not.toBeNull();
  });

  test("one of many curves, which then stands out", () => {
    const curves = [0, 1, 2, 3, 4, 5].map((level) => ({
      label: `w${level}`,
      colour: level === 3 ? "red" : "blue",
      x: of(0, 1),
      y: of(level, level),
    }));
    chart.show({ xName: "x", yName: "y", yRange: [0, 5], curves });
    expect(page.countPixels(BLUE)).toBeGreaterThan(300);
    page.point([0.5, 0.4]);
    expect(page.text()).toContain("w3 3.00");
    expect(page.countPixels(BLUE)).toBe(0);
    expect(page.countPixels(RED)).toBeGreaterThan(300);
  });
});

describe("PlotChart moves points", () => {
  test("with the pointer, live and at the end, kept within the axes", () => {
    chart.show(POINTS);
    pointer("pointerdown", 0.2, 0.5);
    pointer("pointermove", 0.4, 0.25);
    expect(page.countPixels(RED, { left: 0.37, right: 0.43, top: 0.2, bottom: 0.3 })).toBeGreaterThan(30);
    expect(page.countPixels(RED, { left: 0.15, right: 0.25 })).toBe(0);
    pointer("pointermove", 1.4, -0.5);
    pointer("pointerup", 1.4, -0.5);
    expect(events).toEqual(["drag 0 0 4 0.75 live", "drag 0 0 10 1 live", "drag 0 0 10 1 end"]);
    pointer("pointermove", 0.5, 0.5);
    expect(events).toHaveLength(3);
    // What was given is not the chart's to change.
    expect(POINTS.points![0].x[0]).toBe(2);
  });

  test("from where they were grabbed, without a jump", () => {
    chart.show(POINTS);
    pointer("pointerdown", 0.22, 0.5);
    pointer("pointermove", 0.42, 0.5);
    expect(events).toEqual(["drag 0 0 4 0.5 live"]);
  });

  test("by touch, and stops the page from scrolling only there", () => {
    chart.show(POINTS);
    const over = page.container.querySelector(".u-over")!;
    const box = over.getBoundingClientRect();
    const isScrollStopped = (left: number): boolean => {
      const at = { clientX: box.left + left * box.width, clientY: box.top + 0.5 * box.height };
      const touches = [new Touch({ identifier: 1, target: over, ...at })];
      return !over.dispatchEvent(new TouchEvent("touchstart", { touches, bubbles: true, cancelable: true }));
    };
    expect([isScrollStopped(0.2), isScrollStopped(0.5)]).toEqual([true, false]);
    pointer("pointerdown", 0.2, 0.5, "touch");
    pointer("pointermove", 0.3, 0.5, "touch");
    pointer("pointercancel", 0.3, 0.5, "touch");
    expect(events).toEqual(["drag 0 0 3 0.5 live", "drag 0 0 3 0.5 end"]);
  });

  test("only those that may be moved, and not by a trembling hand", () => {
    chart.show({ ...POINTS, points: [{ ...POINTS.points![0], isDraggable: false }] });
    pointer("pointerdown", 0.2, 0.5);
    pointer("pointermove", 0.4, 0.5);
    pointer("pointerup", 0.4, 0.5);
    chart.show(POINTS);
    pointer("pointerdown", 0.2, 0.5);
    pointer("pointermove", 0.205, 0.5);
    pointer("pointerup", 0.205, 0.5);
    expect(events).toEqual([]);
  });

  test("while its axes stay still until the point is let go", () => {
    const shown = (x: number): PlotContent => ({
      xName: "x",
      yName: "y",
      points: [{ label: "data", colour: "red", x: of(0, x), y: of(1, 1), isDraggable: true }],
    });
    chart.onDrag = (_set, _index, x, _y, isLive) => {
      chart.show(shown(x));
      events.push(`${x.toFixed(1)} ${isLive ? "live" : "end"}`);
    };
    chart.show(shown(10));
    // The axis reaches from −0.5 to 10.5.
    pointer("pointerdown", 10.5 / 11, 1 / 1.08 - 0.86);
    pointer("pointermove", 6.5 / 11, 0.5);
    pointer("pointermove", 5.5 / 11, 0.5);
    expect(events).toEqual(["6.0 live", "5.0 live"]);
    expect(page.countPixels(RED, { left: 0.47, right: 0.53 })).toBeGreaterThan(20);
    pointer("pointerup", 5.5 / 11, 0.5);
    expect(page.countPixels(RED, { left: 0.47, right: 0.53 })).toBe(0);
    expect(page.countPixels(RED, { left: 0.9, right: 1 })).toBeGreaterThan(20);
  });

  test("and survives a point that its owner takes away", () => {
    chart.show(POINTS);
    pointer("pointerdown", 0.8, 0.5);
    pointer("pointermove", 0.7, 0.5);
    chart.show({ ...POINTS, points: [] });
    pointer("pointermove", 0.6, 0.5);
    pointer("pointerup", 0.6, 0.5);
    expect(events).toEqual(["drag 0 1 7 0.5 live"]);
  });
});

describe("PlotChart adds and removes points", () => {
  test("adds at a click on an empty place, on a logarithmic axis as well", () => {
    chart.show(POINTS);
    click(0.5, 0.25);
    click(0.2, 0.5);
    expect(events).toEqual(["add 5 0.75"]);
    chart.show({ ...POINTS, isLogX: true, xRange: [1, 100], points: [] });
    click(0.5, 0.5);
    expect(events[1]).toBe("add 10 0.5");
  });

  test("removes at a double click on a point, not at two slow ones, not at a click beside it", () => {
    chart.show(POINTS);
    click(0.2, 0.5);
    clock += 2000;
    click(0.2, 0.5);
    clock += 2000;
    click(0.8, 0.5);
    clock += 100;
    click(0.2, 0.5);
    expect(events).toEqual([]);
    clock += 100;
    click(0.2, 0.5);
    expect(events).toEqual(["remove 0 0"]);
  });

  test("removes at a long press of a finger", async () => {
    chart.show(POINTS);
    pointer("pointerdown", 0.8, 0.5, "touch");
    await expect.poll(() => events, { timeout: 10_000 }).toEqual(["remove 0 1"]);
    pointer("pointerup", 0.8, 0.5, "touch");
    expect(events).toHaveLength(1);
  });
});

describe("PlotChart by keyboard", () => {
  test("takes the focus only while there is something to move", () => {
    const host = page.container.querySelector(".chart-plot")!;
    expect([host.getAttribute("tabindex"), page.container.getAttribute("role")]).toEqual([null, "img"]);
    chart.show(POINTS);
    expect([host.getAttribute("tabindex"), page.container.getAttribute("role")]).toEqual(["0", "group"]);
    chart.show({ xName: "x", yName: "y" });
    expect([host.getAttribute("tabindex"), page.container.getAttribute("role")]).toEqual([null, "img"]);
  });

  test("chooses, moves by a hundredth, and says so", () => {
    chart.show(POINTS);
    const live = page.container.querySelector("[aria-live]")!;
    key("]");
    expect(live.textContent).toBe("data 1 of 2: x 2.00, height 0.500");
    key("]");
    key("ArrowRight");
    key("ArrowDown");
    expect(events).toEqual([
      "drag 0 1 8.1 0.5 live",
      "drag 0 1 8.1 0.5 end",
      "drag 0 1 8.1 0.49 live",
      "drag 0 1 8.1 0.49 end",
    ]);
    expect(live.textContent).toBe("data 2 of 2: x 8.10, height 0.490");
  });

  test("removes what it has shown, and adds in the middle", () => {
    chart.show(POINTS);
    key("Delete");
    expect(events).toEqual([]);
    key("Delete");
    key("+");
    expect(events).toEqual(["remove 0 0", "add 5 0.5"]);
  });
});

test("PlotChart leaves nothing behind, not even a drag", async () => {
  chart.show(POINTS);
  pointer("pointerdown", 0.2, 0.5);
  chart.dispose();
  // A listener that was left behind would ask for a plot that is gone.
  const errors: string[] = [];
  const collect = (event: ErrorEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    errors.push(event.message);
  };
  window.addEventListener("error", collect, { capture: true });
  window.dispatchEvent(new PointerEvent("pointermove", { pointerId: 5, clientX: 200, clientY: 100 }));
  window.removeEventListener("error", collect, { capture: true });
  expect(errors).toEqual([]);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(events).toEqual([]);
  expect(page.container.childElementCount).toBe(0);
  expect(page.container.getAttributeNames()).toEqual(["style"]);
});

/** What is written in the last picture that is drawn while something is done. */
async function writtenAtLast(act: () => void): Promise<Set<string>> {
  const written = new Set<string>();
  const prototype = CanvasRenderingContext2D.prototype;
  const spies = [
    vi.spyOn(prototype, "clearRect").mockImplementation(() => written.clear()),
    vi.spyOn(prototype, "fillText").mockImplementation((text) => void written.add(text)),
  ];
  act();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const spy of spies) spy.mockRestore();
  return written;
}

test("labels give way to the name of the axis, though it comes when the axis stands", async () => {
  chart.dispose();
  // So low that the vertical axis has no label but 0, 0.5 and 1; both axes are those of an empty chart.
  page.container.style.height = "110px";
  const written = await writtenAtLast(() => {
    chart = new PlotChart(page.container, { title: "Plot" });
    chart.show({ xName: "number of workers", yName: "y" });
  });
  expect(written.has("number of workers")).toBe(true);
  expect(written.has("0.2")).toBe(true);
  expect(written.has("0.8")).toBe(false);
});
