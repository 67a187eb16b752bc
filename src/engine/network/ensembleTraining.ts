import { expectWhole } from "../../core/math/expectations";
import type { Network, TrainingState } from "../../core/network";
import type { WorkerHandle } from "../liveWorker";
import type { NetworkApi } from "../protocol/network";
import { WorkerPool } from "../workerPool";
import { createNetworkWorker } from "./createNetworkWorker";
import { CarriedTraining } from "./carriedTraining";
import { startJob, type TrainingJob } from "./trainingJob";
import { divergedStep, messageOf } from "./trainingWords";

export interface EnsembleProgress {
  readonly numMembers: number;
  readonly numFinished: number;
  /** Of all members together. */
  readonly numSteps: number;
  /** The finished members, in their order. */
  readonly networks: readonly Network[];
  readonly status: "idle" | "training" | "finished" | "stopped";
  /** What went wrong, in words; null where nothing did. */
  readonly problem: string | null;
}

export interface EnsembleTrainingOptions {
  /** Members that are trained at the same time. */
  readonly numWorkers: number;
  /** Default: a real worker of this page. */
  readonly createWorker?: () => WorkerHandle;
  /** Milliseconds of silence after which a worker is taken for dead. */
  readonly timeLimit?: number;
  readonly onProgress: (progress: EnsembleProgress) => void;
  /** Told in words what happened that changes no number. */
  readonly onNotice: (text: string) => void;
}

/** Longer than a step over 10,000 points of the widest network takes on a slow machine. */
const TIME_LIMIT = 20_000;

interface Member {
  readonly index: number;
  /** After its last block. */
  state: TrainingState;
  isFinished: boolean;
  /** Where it diverged and is left out; null where it did not. */
  divergedAt: number | null;
}

/** A call of `train`. */
interface Session {
  readonly job: TrainingJob;
  readonly members: readonly Member[];
  /** The next member to be given to a worker. */
  next: number;
  status: EnsembleProgress["status"];
  problem: string | null;
}

/**
 * A deep ensemble: the same job for every member, each from initial weights and with a stream of its own, so that
 * member m of a seed is always the same network, whatever worker trains it and however many there are.
 */
export class EnsembleTraining {
  readonly #options: EnsembleTrainingOptions;
  #pool: WorkerPool<NetworkApi>;
  #session: Session | null = null;
  #isDisposed = false;

  constructor(options: EnsembleTrainingOptions) {
    this.#options = options;
    this.#pool = this.#newPool();
  }

  /** Null before anything was trained. */
  get progress(): EnsembleProgress | null {
    return this.#session && progressOf(this.#session);
  }

  /**
   * Trains so many members from their first step on, in the place of what was trained before, of which nothing is
   * reported any more. A job that core refuses changes nothing but the problem.
   */
  train(job: TrainingJob, numMembers: number): void {
    if (this.#isDisposed) return;
    try {
      expectWhole("numMembers", numMembers, 1);
      const members = Array.from({ length: numMembers }, (_, index) => ({
        index,
        state: startJob(job, index),
        isFinished: false,
        divergedAt: null,
      }));
      this.#endWorkers();
      this.#session = { job, members, next: 0, status: "training", problem: null };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#session ??= { job, members: [], next: 0, status: "idle", problem: null };
      this.#session.problem = error.message;
    }
    this.#report();
    const session = this.#session;
    if (session.status !== "training" || session.next > 0) return;
    const numLanes = Math.max(1, Math.min(this.#options.numWorkers, session.members.length));
    for (let lane = 0; lane < numLanes; lane++) void this.#train(session);
  }

  /** Ends the workers; the members that are finished stay. */
  stop(): void {
    if (this.#session?.status !== "training") return;
    this.#endWorkers();
    this.#session.status = "stopped";
    this.#report();
  }

  /** Ends the workers for good; nothing is reported any more. */
  dispose(): void {
    this.#isDisposed = true;
    this.#pool.dispose();
  }

  /** Trains one member after the other while there are any. */
  async #train(session: Session): Promise<void> {
    try {
      while (this.#isGoingOn(session) && session.next < session.members.length) {
        await this.#trainMember(session, session.members[session.next++]);
      }
    } catch (error) {
      if (!this.#isGoingOn(session)) return;
      this.#endWorkers();
      session.status = "stopped";
      session.problem = `The ensemble stopped: ${messageOf(error)}. The networks that were finished are kept.`;
      this.#report();
    }
  }

  async #trainMember(session: Session, member: Member): Promise<void> {
    const { job } = session;
    const number = member.index + 1;
    const carried = new CarriedTraining(this.#pool, member.state, job.data, (numSteps) => {
      this.#options.onNotice(
        `A worker of the ensemble ended and was replaced; network ${number} goes on from step ${numSteps.toLocaleString("en")}.`,
      );
    });
    try {
      while (this.#isGoingOn(session) && !member.isFinished && member.divergedAt === null) {
        const report = await carried.advance(job.settings, job.maxSteps - carried.numSteps);
        if (!this.#isGoingOn(session)) return;
        member.state = report.state;
        if (report.divergence) member.divergedAt = divergedStep(report);
        else member.isFinished = carried.numSteps >= job.maxSteps;
        if (session.members.every(isThrough)) {
          session.status = "finished";
          this.#endWorkers();
        }
        this.#report();
      }
    } finally {
      carried.release();
    }
  }

  #isGoingOn(session: Session): boolean {
    return session === this.#session && session.status === "training" && !this.#isDisposed;
  }

  #endWorkers(): void {
    this.#pool.dispose();
    this.#pool = this.#newPool();
  }

  #newPool(): WorkerPool<NetworkApi> {
    const { createWorker = createNetworkWorker, timeLimit = TIME_LIMIT } = this.#options;
    return new WorkerPool<NetworkApi>(createWorker, timeLimit);
  }

  #report(): void {
    const { progress } = this;
    if (progress && !this.#isDisposed) this.#options.onProgress(progress);
  }
}

function isThrough({ isFinished, divergedAt }: Member): boolean {
  return isFinished || divergedAt !== null;
}

function progressOf({ members, status, problem }: Session): EnsembleProgress {
  const finished = members.filter(({ isFinished }) => isFinished);
  return {
    numMembers: members.length,
    numFinished: finished.length,
    numSteps: members.reduce((sum, { state }) => sum + state.current.progress.numSteps, 0),
    networks: finished.map(({ state }) => state.current.network),
    status,
    problem: problem ?? divergenceProblem(members),
  };
}

function divergenceProblem(members: readonly Member[]): string | null {
  const diverged = members.filter(({ divergedAt }) => divergedAt !== null);
  if (diverged.length === 0) return null;
  const list = diverged.map(({ index, divergedAt }) => `network ${index + 1} at step ${divergedAt}`);
  return `Training diverged and left out: ${list.join(", ")}. Lower the learning rate.`;
}
