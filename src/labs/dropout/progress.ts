import type { TrainingProgress } from "../../engine/network";

/** Where training stands, as far as words and numbers need it. */
export interface Standing {
  readonly status: TrainingProgress["status"] | "none";
  readonly numSteps: number;
  readonly maxSteps: number;
  /** Mean loss of the last steps; NaN before the first. */
  readonly loss: number;
}

/** Nothing to train. */
export const NO_TRAINING: Standing = { status: "none", numSteps: 0, maxSteps: 0, loss: NaN };

/** Share of the curve that its end is averaged over. */
const TAIL = 0.05;

export function standingOf(progress: TrainingProgress): Standing {
  const { status, numSteps, maxSteps, curve } = progress;
  const tail = curve.losses.slice(-Math.max(1, Math.round(TAIL * curve.losses.length)));
  const loss = tail.reduce((sum, value) => sum + value, 0) / tail.length;
  return { status, numSteps, maxSteps, loss };
}
