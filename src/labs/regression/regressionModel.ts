/**
 * Everything that the lab shows, as a pure function of its settings and the points. Must not know of
 * pictures, words or the page.
 */
import type { SettingsStore } from "../../app/settingsStore";
import { normalCdf } from "../../core/math/errorFunction";
import { Stream, StreamPurpose } from "../../core/random";
import {
  credibleBand,
  evidenceByDegree,
  leastSquares,
  observe,
  pairOfWeights,
  polynomialSystem,
  posteriorLogEvidence,
  predict,
  priorOfWeights,
  weightCovariance,
  weightMean,
  weightsFromNormals,
  weightSds,
  type Band,
  type DegreeEvidence,
  type PairOfWeights,
  type Prediction,
  type RegressionData,
  type WeightPosterior,
} from "../../core/regression";
import { areArticlePoints, type Point } from "./dataText";
import { evenly, plotViewOf, type PlotView } from "./plotRange";
import { HIGHEST_DEGREE, TRUE_INTERCEPT, TRUE_SLOPE } from "./regressionSettings";

/** Places along x at which curves and bands are computed. */
const NUM_PLACES = 200;

/** Probability of a normal variable to lie within two standard deviations: what the bands hold. */
export const COVERAGE = normalCdf(2) - normalCdf(-2);

/** Rounding of the largest power, times the prior sd of its weight, may be this share of the noise. */
const TOLERATED_ROUNDING = 0.01;

/** Standard deviations averaged over the middle half of the x axis, and over its outer quarter. */
export interface InsideOutside {
  readonly inside: number;
  readonly outside: number;
}

export interface RegressionModel {
  readonly points: readonly Point[];
  /** The first so many points are in the posterior. */
  readonly numSeen: number;
  readonly posterior: WeightPosterior;
  /** Posterior mean and standard deviation of each weight, lowest power first. */
  readonly weights: Float64Array;
  readonly sds: Float64Array;
  /** Joint posterior of intercept and slope. */
  readonly pair: PairOfWeights;
  readonly logEvidence: number;
  readonly evidence: readonly DegreeEvidence[];
  /** Weights without a prior; null where the points seen do not determine them. */
  readonly leastSquares: Float64Array | null;
  /** The weights that made the data, and how many posterior sds they lie off; null for other data or degrees. */
  readonly truth: {
    readonly weights: readonly [number, number];
    readonly z: readonly [number, number];
  } | null;
  readonly view: PlotView;
  readonly x: Float64Array;
  readonly prediction: Prediction;
  readonly bands: { readonly curve: Band; readonly observation: Band };
  /** Weights drawn from the posterior. */
  readonly lines: readonly Float64Array[];
  readonly predictiveSd: InsideOutside;
  readonly epistemicSd: InsideOutside;
}

/** @throws RangeError where the numbers cannot be computed, saying why */
export function regressionModel(store: SettingsStore, points: readonly Point[]): RegressionModel {
  const [sigmaNoise, sigmaPrior] = [store.number("sigmaNoise"), store.number("sigmaPrior")];
  const degree = store.number("degree");
  const reach = reachOf(points);
  const mostX = largestX(degree, sigmaNoise, sigmaPrior);
  if (reach > mostX) {
    throw new RangeError(
      `x as large as ${reach.toLocaleString("en")} leaves no digits for the noise at degree ${degree}; expected at most ${Number(mostX.toPrecision(2)).toLocaleString("en")}, in other units or at a lower degree.`,
    );
  }
  const numSeen = Math.min(store.number("seen"), points.length);
  const seen = dataOf(points.slice(0, numSeen));
  const prior = priorOfWeights(degree, sigmaNoise, sigmaPrior);
  const posterior = numSeen === 0 ? prior : observe(prior, seen);
  const weights = weightMean(posterior);
  const sds = weightSds(posterior);
  const view = plotViewOf(points, sigmaNoise);
  const x = evenly(view.x, NUM_PLACES);
  const prediction = predict(posterior, x);
  return {
    points,
    numSeen,
    posterior,
    weights,
    sds,
    pair: pairOfWeights(posterior, 0, 1),
    logEvidence: posteriorLogEvidence(posterior),
    evidence: evidenceOf(seen, highestDegree(reach, sigmaNoise, sigmaPrior), sigmaNoise, sigmaPrior),
    leastSquares: leastSquaresOf(seen, degree),
    truth: degree === 1 && areArticlePoints(points) ? truthOf(weights, sds) : null,
    view,
    x,
    prediction,
    bands: credibleBand(prediction, COVERAGE),
    lines: drawLines(posterior, store.number("numLines"), store.number("seed")),
    predictiveSd: averages(x, prediction.predictiveSd, view),
    epistemicSd: averages(x, prediction.epistemicSd, view),
  };
}

function dataOf(points: readonly Point[]): RegressionData {
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}

function truthOf(weights: Float64Array, sds: Float64Array): RegressionModel["truth"] {
  const off = (truth: number, k: number): number => (truth - weights[k]) / sds[k];
  return { weights: [TRUE_INTERCEPT, TRUE_SLOPE], z: [off(TRUE_INTERCEPT, 0), off(TRUE_SLOPE, 1)] };
}

function reachOf(points: readonly Point[]): number {
  return points.reduce((most, [x]) => Math.max(most, Math.abs(x)), 0);
}

/** The largest |x| whose powers keep the noise: where points are few, weights of the prior's size cancel there. */
function largestX(degree: number, sigmaNoise: number, sigmaPrior: number): number {
  return ((TOLERATED_ROUNDING * sigmaNoise) / (sigmaPrior * Number.EPSILON)) ** (1 / degree);
}

/** The highest degree that these x allow, of those compared. */
function highestDegree(reach: number, sigmaNoise: number, sigmaPrior: number): number {
  let degree = HIGHEST_DEGREE;
  while (degree > 1 && reach > largestX(degree, sigmaNoise, sigmaPrior)) degree -= 1;
  return degree;
}

function evidenceOf(
  data: RegressionData,
  maxDegree: number,
  sigmaNoise: number,
  sigmaPrior: number,
): DegreeEvidence[] {
  if (data.x.length > 0) return evidenceByDegree(data, maxDegree, sigmaNoise, sigmaPrior);
  const probability = 1 / (maxDegree + 1);
  return Array.from({ length: maxDegree + 1 }, (_, degree) => ({ degree, logEvidence: 0, probability }));
}

function leastSquaresOf(data: RegressionData, degree: number): Float64Array | null {
  // Fewer points than weights cannot fix them; as many with equal x cannot either, and core says so.
  if (data.x.length <= degree) return null;
  try {
    return leastSquares(polynomialSystem(data, degree)).weights;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Each line has a stream of its own: it keeps its place in the posterior while that moves. */
function drawLines(posterior: WeightPosterior, count: number, seed: number): Float64Array[] {
  const normals = new Float64Array(posterior.degree + 1);
  return Array.from({ length: count }, (_, line) => {
    Stream.from(seed, line, StreamPurpose.exactDraws).normals(normals, normals.length);
    return weightsFromNormals(posterior, normals);
  });
}

/** Inside is the middle half of the axis, where the article's data are; outside the outer quarter. */
function averages(x: Float64Array, values: Float64Array, view: PlotView): InsideOutside {
  const [middle, half] = [(view.x[0] + view.x[1]) / 2, (view.x[1] - view.x[0]) / 2];
  const average = (isIn: (share: number) => boolean): number => {
    const chosen = values.filter((_, i) => isIn(Math.abs(x[i] - middle) / half));
    return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
  };
  return { inside: average((share) => share <= 0.5), outside: average((share) => share > 0.75) };
}

/** The likeliest weights of all that have this intercept and slope: for a line, just these two. */
export function weightsThrough({ posterior, weights, pair }: RegressionModel, place: Point): Float64Array {
  const covariance = weightCovariance(posterior);
  const dimension = weights.length;
  const [sd0, sd1] = pair.sds;
  const { correlation } = pair;
  // In units of their sds, the two offsets are decorrelated and each weight follows them.
  const u = (place[0] - weights[0]) / sd0;
  const v = (place[1] - weights[1]) / sd1;
  const free = 1 - correlation * correlation;
  const [a, b] = [(u - correlation * v) / free, (v - correlation * u) / free];
  return weights.map((weight, k) =>
    k < 2 ? place[k] : weight + (a * covariance[k]) / sd0 + (b * covariance[dimension + k]) / sd1,
  );
}
