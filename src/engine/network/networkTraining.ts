import type { TrainingSettings, TrainingState } from "../../core/network";
import type { WorkerHandle } from "../liveWorker";
import type { NetworkApi, TrainingReport } from "../protocol/network";
import { WorkerPool } from "../workerPool";
import { CarriedTraining } from "./carriedTraining";
import { createNetworkWorker } from "./createNetworkWorker";
import { LossBins } from "./lossCurve";
import { SteadyPace } from "./steadyPace";
import {
  expectMaxSteps,
  expectTrainable,
  startJob,
  type TrainingJob,
  type TrainingProgress,
  type TrainingStatus,
} from "./trainingJob";
import { divergenceProblem, failureProblem, replacementNotice } from "./trainingWords";

export interface NetworkTrainingOptions {
  /** Default: a real worker of this page. */
  readonly createWorker?: () => WorkerHandle;
  /** Milliseconds of silence after which the worker is taken for dead. */
  readonly timeLimit?: number;
  readonly onProgress: (progress: TrainingProgress) => void;
  /** Told in words what happened that changes no number. */
  readonly onNotice: (text: string) => void;
}

/** Longer than a step over 10,000 points of the widest network takes on a slow machine. */
const TIME_LIMIT = 20_000;

/** A job that was begun. */
interface Session {
  /** With the settings and the most steps of now, which a reset takes over. */
  job: TrainingJob;
  /** After the last block, known to be good. */
  state: TrainingState;
  status: TrainingStatus;
  /** What became of the run. */
  problem: string | null;
  /** Why the last change that was asked for was not made. */
  refusal: string | null;
  readonly bins: LossBins;
  readonly pace: SteadyPace;
  carried: CarriedTraining | null;
  /** A block is out, or about to be. */
  isPumping: boolean;
}

/**
 * One network that learns in a worker, block by block. The numbers depend on the job alone as long as settings are
 * not changed on the way: changed ones hold from the next block on, and where that begins depends on the clock.
 */
export class NetworkTraining {
  readonly #options: NetworkTrainingOptions;
  #pool: WorkerPool<NetworkApi>;
  #session: Session | null = null;
  #isDisposed = false;

  constructor(options: NetworkTrainingOptions) {
    this.#options = options;
    this.#pool = this.#newPool();
  }

  /** Where the job stands; null before one was begun. */
  get progress(): TrainingProgress | null {
    return this.#session && progressOf(this.#session);
  }

  /**
   * Puts a job at step 0, in the place of the one before it, of which nothing is reported any more. A job that core
   * refuses changes nothing but the problem of the one before it; where there is none, a notice says why.
   */
  begin(job: TrainingJob): void {
    if (this.#isDisposed) return;
    const started: TrainingState[] = [];
    if (!this.#isAccepted(() => started.push(startJob(job)))) return;
    this.#session?.carried?.release();
    const bins = new LossBins();
    const pace = new SteadyPace();
    this.#session = {
      job,
      state: started[0],
      status: "ready",
      problem: null,
      refusal: null,
      bins,
      pace,
      carried: null,
      isPumping: false,
    };
    this.#report();
  }

  /** From the next block on. A diverged run stays so until it is played. */
  setSettings(settings: TrainingSettings): void {
    const session = this.#session;
    if (!session || this.#isDisposed) return;
    const { job } = session;
    if (!this.#isAccepted(() => expectTrainable(job, job.data, settings))) return;
    session.job = { ...job, settings };
    this.#settle(session.status);
  }

  /** A finished run with more steps to go is paused; one that has none left is finished at its next block. */
  setMaxSteps(maxSteps: number): void {
    const session = this.#session;
    if (!session || this.#isDisposed) return;
    if (!this.#isAccepted(() => expectMaxSteps(maxSteps))) return;
    session.job = { ...session.job, maxSteps };
    const isDone = numStepsOf(session) >= maxSteps;
    if (session.status === "finished" && !isDone) this.#settle("paused");
    else if (isDone && (session.status === "ready" || session.status === "paused")) this.#settle("finished");
    else this.#settle(session.status);
  }

  /** Goes on, from a pause, a stop or a divergence too. */
  play(): void {
    const session = this.#session;
    if (!session || this.#isDisposed) return;
    if (session.status === "training" || session.status === "finished") return;
    [session.problem, session.refusal] = [null, null];
    this.#settle("training");
    if (!session.isPumping) void this.#pump(session);
  }

  /** The block that is out is still taken in; then the worker waits. */
  pause(): void {
    if (this.#session?.status === "training") this.#settle("paused");
  }

  /** Ends the worker at once; the network of the last block stays, and `play` goes on from it with a new worker. */
  stop(): void {
    const session = this.#session;
    if (!session || this.#isDisposed) return;
    this.#giveUpWorker(session);
    if (session.status !== "finished") this.#settle("stopped");
  }

  /** Begins the job anew, with the settings and the most steps of now. */
  reset(): void {
    if (this.#session) this.begin(this.#session.job);
  }

  /** Ends the worker, as a crash would. For tests and demonstrations of the recovery. */
  killWorker(): void {
    this.#session?.carried?.endWorker();
  }

  /** Ends the worker for good; nothing is reported any more. */
  dispose(): void {
    this.#isDisposed = true;
    this.#pool.dispose();
  }

  async #pump(session: Session): Promise<void> {
    session.isPumping = true;
    while (this.#isGoingOn(session)) {
      session.carried ??= this.#carry(session);
      const { carried, job } = session;
      const mostSteps = job.maxSteps - numStepsOf(session);
      try {
        const report = mostSteps > 0 ? await carried.advance(job.settings, mostSteps) : null;
        // After a stop and a new start another worker has it.
        if (session !== this.#session || session.carried !== carried) continue;
        this.#takeIn(session, report, job.settings);
      } catch (error) {
        if (session !== this.#session || session.carried !== carried || this.#isDisposed) continue;
        this.#giveUpWorker(session);
        session.problem = failureProblem(error);
        this.#settle("stopped");
      }
    }
    session.isPumping = false;
  }

  #isGoingOn(session: Session): boolean {
    return session === this.#session && session.status === "training" && !this.#isDisposed;
  }

  /** @param report null where there was no step left */
  #takeIn(session: Session, report: TrainingReport | null, settings: TrainingSettings): void {
    if (report) {
      session.state = report.state;
      session.bins.add(report.firstStep, report.losses);
      session.pace.add(report.losses.length, report.milliseconds);
    }
    if (report?.divergence) {
      session.problem = divergenceProblem(report, settings);
      this.#settle("diverged");
    } else {
      this.#settle(numStepsOf(session) >= session.job.maxSteps ? "finished" : session.status);
    }
  }

  #carry({ state, job }: Session): CarriedTraining {
    return new CarriedTraining(this.#pool, state, job.data, (numSteps) => {
      this.#options.onNotice(replacementNotice(numSteps));
    });
  }

  #giveUpWorker(session: Session): void {
    session.carried?.release();
    session.carried = null;
    this.#pool.dispose();
    this.#pool = this.#newPool();
  }

  #newPool(): WorkerPool<NetworkApi> {
    const { createWorker = createNetworkWorker, timeLimit = TIME_LIMIT } = this.#options;
    return new WorkerPool<NetworkApi>(createWorker, timeLimit);
  }

  #settle(status: TrainingStatus): void {
    if (!this.#session) return;
    this.#session.status = status;
    this.#report();
  }

  #report(): void {
    const { progress } = this;
    if (progress && !this.#isDisposed) this.#options.onProgress(progress);
  }

  /** What core refuses becomes the problem of the run there is, or a notice where there is none. */
  #isAccepted(attempt: () => unknown): boolean {
    const session = this.#session;
    let refusal: string | null = null;
    try {
      attempt();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refusal = error.message;
    }
    if (session) session.refusal = refusal;
    if (refusal !== null && session) this.#report();
    else if (refusal !== null) this.#options.onNotice(refusal);
    return refusal === null;
  }
}

function numStepsOf({ state }: Session): number {
  return state.current.progress.numSteps;
}

function progressOf(session: Session): TrainingProgress {
  const { status, job, state, bins, pace, problem, refusal } = session;
  return {
    status,
    numSteps: numStepsOf(session),
    maxSteps: job.maxSteps,
    network: state.current.network,
    curve: bins.curve(),
    stepsPerSecond: pace.stepsPerSecond,
    problem: refusal ?? problem,
  };
}
