import { describe, expect, test } from "vitest";
import { tracePath } from "../../../src/charts/tracePath";

const identity = { offset: 0, scale: 1 };

/** The path as text: M and L with pixel coordinates. */
function trace(xs: number[], ys: number[], toX = identity): string {
  const steps: string[] = [];
  const pen = {
    moveTo: (x: number, y: number) => steps.push(`M${x},${y}`),
    lineTo: (x: number, y: number) => steps.push(`L${x},${y}`),
  };
  tracePath(pen, xs, ys, toX, { offset: 10, scale: -1 }, [-100, 100]);
  return steps.join(" ");
}

describe("tracePath", () => {
  test("joins the points", () => {
    expect(trace([0, 5, 9], [1, 2, 3])).toBe("M0,9 L5,8 L9,7");
  });

  test("breaks where a value is not finite", () => {
    expect(trace([0, 1, 2, 3, 4, 5], [1, 2, Number.NaN, Infinity, 5, 6])).toBe("M0,9 L1,8 M4,5 L5,4");
  });

  test("draws a value alone as a dot", () => {
    expect(trace([0, 1, 2], [Number.NaN, 4, Number.NaN])).toBe("M1,6 L2,6");
  });

  test("replaces the points of a pixel column by the first, lowest, highest and last", () => {
    const tenth = { offset: 0, scale: 0.1 };
    expect(trace([0, 1, 2, 3, 10], [0, 7, -7, 2, 0], tenth)).toBe("M0,10 L0,3 L0,17 L0,8 L1,10");
  });

  test("keeps coordinates within the limits", () => {
    expect(trace([0, 1], [1e300, -1e300])).toBe("M0,-100 L1,100");
  });

  test("draws nothing without a finite value", () => {
    expect(trace([], [])).toBe("");
    expect(trace([0, 1], [Number.NaN, Number.NaN])).toBe("");
  });
});
