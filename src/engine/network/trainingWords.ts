import type { TrainingSettings } from "../../core/network";
import { WorkerDiedError } from "../liveWorker";
import type { TrainingReport } from "../protocol/network";

/** The step, counted from 1, whose loss or weights left all bounds. */
export function divergedStep({ firstStep, losses }: TrainingReport): number {
  return firstStep + losses.length + 1;
}

export function divergenceProblem(report: TrainingReport, { learningRate }: TrainingSettings): string {
  const step = divergedStep(report).toLocaleString("en");
  return `Training diverged at step ${step}: ${report.divergence}. The last good network is kept; lower the learning rate, now ${learningRate}, and go on.`;
}

export function replacementNotice(numSteps: number): string {
  return `The training worker ended and was replaced; training goes on from step ${numSteps.toLocaleString("en")}.`;
}

export function failureProblem(error: unknown): string {
  const reason = messageOf(error);
  if (!(error instanceof WorkerDiedError)) return `Training failed: ${reason}. The last network is kept.`;
  return `Training stopped because no worker lives (${reason}). The last network is kept; training can go on from it.`;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
