/**
 * Everything that the lab shows, as a pure function of its settings and the points. Must not know of
 * pictures, words or the page.
 */
import type { SettingsStore } from "../../app/settingsStore";
import { conditionNumber, leadingSystem, type TriangularSystem } from "../../core/linear";
import {
  evaluatePolynomial,
  evidenceByDegree,
  laplaceScaleOf,
  lasso,
  leastSquares,
  maxLogLikelihood,
  meanSquaredError,
  observe,
  polynomialSystem,
  priorOfWeights,
  regularizationPath,
  ridge,
  sigmaWeightsOf,
  spacedLambdas,
  weightSds,
  type DegreeEvidence,
  type PenaltyKind,
  type RegressionData,
  type RegularizationPath,
} from "../../core/regression";
import { evenly, plotViewOf, type PlotView } from "../points/plotView";
import { areSamePoints, type Point } from "../points/pointText";
import { articlePoints, TRUE_SIGMA, TRUE_WEIGHTS, testData, USUAL_VIEW } from "./articleParabola";
import { HIGHEST_DEGREE, LEAST_LAMBDA, MOST_LAMBDA } from "./mapSettings";
import { freeBowl, heldBowl, type Bowl } from "./weightPlane";

/** Places along x at which curves are computed. */
const NUM_PLACES = 300;
/** Ten a decade. */
const NUM_LAMBDAS = 91;
/** Rounding of the largest power of x may be this share of the prior's rows at the least lambda. */
const TOLERATED_ROUNDING = 0.01;
/** The lasso's conditions hold to this share of lambda, or the lasso is not shown. */
const TOLERATED_KKT = 1e-6;

/** Weights and how well they do. */
export interface ShownFit {
  readonly weights: Float64Array;
  /** Largest of the weights without their signs. */
  readonly largest: number;
  readonly trainError: number;
  /** Against the true curve; null where that is not known. */
  readonly testError: number | null;
}

/** The evidence of a degree, and what least squares reach at best; that is NaN where the data do not fix it. */
export interface DegreeRow extends DegreeEvidence {
  readonly maxLogLikelihood: number;
}

export interface Plane {
  readonly pair: readonly [number, number];
  readonly areOthersFree: boolean;
  /** Likelihood of the two weights, times -2 sigmaNoise^2. */
  readonly likelihood: Bowl | null;
  /** The same of likelihood and prior together, with the others free and under a Gaussian prior. */
  readonly posterior: Bowl | null;
}

export interface MapModel {
  readonly points: readonly Point[];
  readonly degree: number;
  readonly penalty: PenaltyKind;
  readonly lambda: number;
  readonly sigmaNoise: number;
  /** What lambda means: the prior sd of a weight, or the scale of its Laplace prior. */
  readonly priorScale: number;
  /** Null where the points do not determine the weights. */
  readonly mle: ShownFit | null;
  readonly map: ShownFit;
  /** Posterior sds of the weights under the Gaussian prior; null under a Laplace prior. */
  readonly sds: Float64Array | null;
  /** Largest violation of the lasso's optimality conditions, as a share of lambda; null for ridge. */
  readonly kktViolation: number | null;
  readonly conditionNumber: number;
  readonly path: RegularizationPath;
  readonly pathErrors: { readonly train: Float64Array; readonly test: Float64Array | null };
  readonly sigmaEvidence: number;
  readonly evidence: readonly DegreeRow[];
  readonly best: DegreeRow;
  /** Least squares of the degree with the highest evidence. */
  readonly bestFit: ShownFit | null;
  /** The weights that made the data, as many as there are; null where they are not known. */
  readonly truth: Float64Array | null;
  /** Whether the points are the article's, in whatever order. */
  readonly isArticle: boolean;
  /** Null where there is one weight only. */
  readonly plane: Plane | null;
  readonly view: PlotView;
  readonly x: Float64Array;
}

/**
 * @param last what was shown before: of it is kept what does not depend on what has changed since
 * @throws RangeError where the numbers cannot be computed, saying why
 */
export function mapModel(store: SettingsStore, points: readonly Point[], last?: MapModel): MapModel {
  if (points.length === 0) throw new RangeError("There are no points left; a fit needs at least one.");
  const [degree, lambda] = [store.number("degree"), store.number("lambda")];
  const [sigmaNoise, sigmaEvidence] = [store.number("sigmaNoise"), store.number("sigmaEvidence")];
  const penalty = store.text("penalty") as PenaltyKind;
  const data: RegressionData = { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  const maxDegree = highestDegree(points, degree);
  const largeSystem = polynomialSystem(data, maxDegree);
  const system = leadingSystem(largeSystem, degree + 1);
  const view = plotViewOf(points, sigmaNoise, USUAL_VIEW);
  const isTruthKnown = store.text("truth") !== "none" && view === USUAL_VIEW;
  const test = isTruthKnown ? testData() : null;
  const shown = (weights: Float64Array): ShownFit => shownFit(weights, data, test);

  const { weights, kktViolation } = mapOf(system, penalty, lambda);
  const priorScale = (penalty === "L2" ? sigmaWeightsOf : laplaceScaleOf)(lambda, sigmaNoise);
  const hasPoints = last?.points === points;
  const path =
    hasPoints && last.degree === degree && last.penalty === penalty
      ? last.path
      : regularizationPath(system, penalty, spacedLambdas(LEAST_LAMBDA, MOST_LAMBDA, NUM_LAMBDAS));
  const evidence =
    hasPoints && last.sigmaNoise === sigmaNoise && last.sigmaEvidence === sigmaEvidence
      ? last.evidence
      : degreeRows(data, largeSystem, sigmaNoise, sigmaEvidence);
  const best = evidence.reduce((first, one) => (one.probability > first.probability ? one : first));
  const mle = leastSquaresOf(system);
  const bestWeights = leastSquaresOf(leadingSystem(largeSystem, best.degree + 1));
  return {
    points,
    degree,
    penalty,
    lambda,
    sigmaNoise,
    priorScale,
    mle: mle && shown(mle),
    map: shown(weights),
    sds: penalty === "L2" ? weightSds(observe(priorOfWeights(degree, sigmaNoise, priorScale), data)) : null,
    kktViolation,
    conditionNumber: conditionNumber(system),
    path,
    pathErrors: {
      train: Float64Array.from(path.weights, (along) => meanSquaredError(along, data.x, data.y)),
      test: test && Float64Array.from(path.weights, (along) => meanSquaredError(along, test.x, test.y)),
    },
    sigmaEvidence,
    evidence,
    best,
    bestFit: bestWeights && shown(bestWeights),
    truth: isTruthKnown ? Float64Array.from({ length: degree + 1 }, (_, k) => TRUE_WEIGHTS[k] ?? 0) : null,
    isArticle: areSamePoints(points, articlePoints()),
    plane: planeOf(store, system, weights),
    view,
    x: evenly(view.x, NUM_PLACES),
  };
}

/**
 * The highest degree compared: beyond it powers of x are so large that nothing is left of the prior.
 * @throws RangeError where the degree asked for is higher
 */
function highestDegree(points: readonly Point[], degree: number): number {
  const reach = points.reduce((most, [x]) => Math.max(most, Math.abs(x)), 0);
  const largest = (TOLERATED_ROUNDING * Math.sqrt(LEAST_LAMBDA)) / Number.EPSILON;
  if (reach ** degree > largest) {
    const most = Number((largest ** (1 / degree)).toPrecision(3)).toLocaleString("en");
    throw new RangeError(
      `x as large as ${reach.toLocaleString("en")} leaves no digits for the prior at degree ${degree}; expected at most ${most}, in other units or at a lower degree.`,
    );
  }
  let highest = degree;
  while (highest < HIGHEST_DEGREE && reach ** (highest + 1) <= largest) highest += 1;
  return highest;
}

/** Whether this is the run that the article printed. */
export function isArticleRun({ isArticle, degree, lambda, penalty }: MapModel): boolean {
  return isArticle && degree === 10 && lambda === 1 && penalty === "L2";
}

/** Whether the evidence is that of the article's points with their own noise and a prior sd of 1. */
export function isArticleEvidence({ isArticle, sigmaNoise, sigmaEvidence }: MapModel): boolean {
  return isArticle && sigmaNoise === TRUE_SIGMA && sigmaEvidence === 1;
}

function shownFit(weights: Float64Array, data: RegressionData, test: RegressionData | null): ShownFit {
  return {
    weights,
    largest: weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0),
    trainError: meanSquaredError(weights, data.x, data.y),
    testError: test && meanSquaredError(weights, test.x, test.y),
  };
}

function mapOf(system: TriangularSystem, penalty: PenaltyKind, lambda: number) {
  if (penalty === "L2") return { weights: ridge(system, lambda).weights, kktViolation: null };
  const { weights, kktResidual } = lasso(system, lambda);
  const kktViolation = kktResidual / lambda;
  if (!(kktViolation <= TOLERATED_KKT)) {
    throw new RangeError(
      `The lasso of these points is lost in rounding: at degree ${system.dimension - 1} the powers of x are too large. Expected x in other units, such as −1 to 1, or a lower degree.`,
    );
  }
  return { weights, kktViolation };
}

function leastSquaresOf(system: TriangularSystem): Float64Array | null {
  try {
    return leastSquares(system).weights;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function degreeRows(
  data: RegressionData,
  system: TriangularSystem,
  sigmaNoise: number,
  sigmaEvidence: number,
): DegreeRow[] {
  return evidenceByDegree(data, system.dimension - 1, sigmaNoise, sigmaEvidence).map((row) => {
    const part = leadingSystem(system, row.degree + 1);
    const isFixed = leastSquaresOf(part) !== null;
    return { ...row, maxLogLikelihood: isFixed ? maxLogLikelihood(part, sigmaNoise) : NaN };
  });
}

function planeOf(store: SettingsStore, system: TriangularSystem, weights: Float64Array): Plane | null {
  const degree = system.dimension - 1;
  if (degree === 0) return null;
  const first = Math.min(store.number("first"), degree);
  const wanted = Math.min(store.number("second"), degree);
  const second = wanted !== first ? wanted : first < degree ? first + 1 : first - 1;
  const pair = [first, second] as const;
  const areOthersFree = store.text("others") === "free";
  return {
    pair,
    areOthersFree,
    likelihood: areOthersFree ? freeBowl(system, pair, 0) : heldBowl(system, weights, pair),
    posterior:
      areOthersFree && store.text("penalty") === "L2" ? freeBowl(system, pair, store.number("lambda")) : null,
  };
}

/** A fit along x. */
export function curveOf(weights: ArrayLike<number>, x: Float64Array): Float64Array {
  return x.map((at) => evaluatePolynomial(weights, at));
}
