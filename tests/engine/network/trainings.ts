/** Trainings over workers in this process, and waiting for what they report. */
import type { WorkerHandle } from "../../../src/engine/liveWorker";
import { NetworkTraining, type TrainingProgress } from "../../../src/engine/network";
import { PATIENCE } from "./networkPort";

export interface Watched {
  readonly training: NetworkTraining;
  readonly reports: TrainingProgress[];
  readonly notices: string[];
  /** The first report from now on, or the last one before, that is as it should be. */
  readonly until: (isIt: (progress: TrainingProgress) => boolean) => Promise<TrainingProgress>;
  /** Called with every report as it comes. */
  onReport: (progress: TrainingProgress) => void;
}

export function watchTraining({ createWorker }: { createWorker: () => WorkerHandle }): Watched {
  const reports: TrainingProgress[] = [];
  const notices: string[] = [];
  const waiting = new Set<(progress: TrainingProgress) => void>();
  const training = new NetworkTraining({
    createWorker,
    timeLimit: PATIENCE,
    onProgress: (progress) => {
      reports.push(progress);
      watched.onReport(progress);
      for (const look of waiting) look(progress);
    },
    onNotice: (text) => notices.push(text),
  });
  const watched: Watched = {
    training,
    reports,
    notices,
    onReport: () => {},
    until: (isIt) => {
      const standing = training.progress;
      if (standing && isIt(standing)) return Promise.resolve(standing);
      return new Promise((resolve) => {
        const look = (progress: TrainingProgress): void => {
          if (!isIt(progress)) return;
          waiting.delete(look);
          resolve(progress);
        };
        waiting.add(look);
      });
    },
  };
  return watched;
}

/** Lets everything that is on its way arrive. */
export function settleMessages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
