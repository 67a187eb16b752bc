/** The article's 15 points, the curve that made them, and the places where fits are held against it. */
import { parabolaData } from "../../core/article";
import { evaluatePolynomial, type RegressionData } from "../../core/regression";
import { evenly, type PlotView } from "../points/plotView";
import type { Point } from "../points/pointText";

/** y = 0.1 - 0.3 x + 0.5 x^2, and noise of sd 0.15. */
export const TRUE_WEIGHTS = [0.1, -0.3, 0.5] as const;
export const TRUE_SIGMA = 0.15;

/** Where the article's data lie in the middle. */
export const USUAL_VIEW: PlotView = { x: [-1.2, 1.2], y: [-0.4, 1.4] };

const NUM_TEST_POINTS = 200;

/** From left to right. */
export function articlePoints(): Point[] {
  const { x, y } = parabolaData();
  return Array.from(x, (value, i) => [value, y[i]] as const);
}

/** The article's test data: the curve itself, without noise, at 200 places from -1 to 1. */
export function testData(): RegressionData {
  const x = evenly([-1, 1], NUM_TEST_POINTS);
  return { x, y: x.map((at) => evaluatePolynomial(TRUE_WEIGHTS, at)) };
}
