import { exp, logAddExp } from "../math/elementary";

/** "squared": (output - target)^2. "logistic": minus the log probability of the class, 0 or 1, at log odds `output`. */
export type LossKind = "squared" | "logistic";

/** 1 / (1 + e^-x), the probability at log odds x; 0 where e^-x overflows, below about -709. */
export function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}

/** Loss of one point. */
export function lossOf(kind: LossKind, output: number, target: number): number {
  if (kind === "logistic") return logAddExp(0, target === 1 ? -output : output);
  const miss = output - target;
  return miss * miss;
}

/** Derivative of `lossOf` with respect to the output. */
export function slopeOfLoss(kind: LossKind, output: number, target: number): number {
  return kind === "logistic" ? logistic(output) - target : 2 * (output - target);
}
