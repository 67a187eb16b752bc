import type { Bars } from "../../charts";
import { MAP } from "./colours";
import type { DegreeRow, MapModel } from "./mapModel";

/** Weights below this lambda may leave the picture: least squares' are so large that no others would be seen. */
const LAMBDA_IN_VIEW = { L2: 1e-3, L1: 1e-2 } as const;
/** The errors' axis reaches so far above what the MAP has, the evidence's so far below the best. */
const ERRORS_ABOVE = 2.5;
const LOGS_BELOW = 30;

/** The least lambda whose weights the pictures' axes have to hold. */
export function lambdaInView({ penalty }: Pick<MapModel, "penalty">): number {
  return LAMBDA_IN_VIEW[penalty];
}

/** Vertical axis of the weights over lambda. */
export function weightRange(model: MapModel): [number, number] {
  const { path, map } = model;
  const kept = path.weights
    .filter((_, at) => path.lambdas[at] >= lambdaInView(model))
    .flatMap((all) => [...all]);
  const [low, high] = [Math.min(0, ...kept, ...map.weights), Math.max(0, ...kept, ...map.weights)];
  const room = 0.08 * (high - low) || 1;
  return [low - room, high + room];
}

/** Vertical axis of the errors: from 0, so that the least ones are seen and the MAP's is. */
export function errorRange({ pathErrors, map, mle }: MapModel): [number, number] {
  const { train, test } = pathErrors;
  const shown = Math.max(map.trainError, map.testError ?? 0);
  const least = Math.min(...(test ?? train));
  const most = Math.max(...train, ...(test ?? []));
  const limit = Math.max(1.2 * shown, ERRORS_ABOVE * Math.max(least, mle?.trainError ?? 0));
  return [0, 1.05 * Math.min(most, limit) || 1];
}

/** Vertical axis of the evidence and the best fit, far-off degrees cut away below. */
export function evidenceRange(evidence: readonly DegreeRow[]): [number, number] {
  const logs = evidence.map(({ logEvidence }) => logEvidence);
  const fits = evidence.map(({ maxLogLikelihood }) => maxLogLikelihood).filter(Number.isFinite);
  const top = Math.max(...logs, ...fits);
  const low = Math.max(Math.min(...logs, ...fits), Math.max(...logs) - LOGS_BELOW);
  const room = 0.08 * (top - low) || 1;
  return [low - room, top + room];
}

/** The probability of each degree, the likeliest one marked out. */
export function degreeBars(evidence: readonly DegreeRow[], best: number, label: string): Bars[] {
  return [true, false].map((isBest) => {
    const rows = evidence.filter((row) => (row.degree === best) === isBest);
    return {
      label: isBest ? "" : label,
      colour: isBest ? MAP : "var(--series-8)",
      x: Float64Array.from(rows, (row) => row.degree),
      height: Float64Array.from(rows, (row) => row.probability),
      width: 0.8,
    };
  });
}
