/**
 * What goes on behind the lab's pictures: the points, a network that learns, its passes, an ensemble beside it.
 * Tells its owner of every new model; must not know how anything is shown.
 */
import type { SettingsStore } from "../../app/settingsStore";
import type { Network } from "../../core/network";
import {
  EnsembleTraining,
  NetworkTraining,
  type EnsembleProgress,
  type PassAnswer,
  type TrainingProgress,
} from "../../engine/network";
import { defaultNumWorkers } from "../../engine/workers";
import { attempt } from "../attempt";
import { courseKeys, restartKeys } from "./dropoutSettings";
import { dropoutModel, firstModel, type DropoutModel } from "./dropoutModel";
import { PassLoop } from "./passLoop";
import { problemOf, snapshotOf, type Problem, type Values } from "./problem";
import { courseOf, ensembleJobOf, firstNetwork, jobOf, passRequest } from "./trainingJob";

export interface SessionEvents {
  /** @param isIdle false while more of the same is about to come */
  readonly onModel: (model: DropoutModel, isIdle: boolean) => void;
  readonly onProgress: () => void;
  readonly onEnsemble: () => void;
  /** Input or training that went wrong; what was there before is still there. */
  readonly onProblem: (sentence: string) => void;
  readonly onNotice: (sentence: string) => void;
}

/** So many passes keep up with a network that learns. */
const LIVE_PASSES = 60;

interface Asked {
  readonly values: Values;
  readonly problem: Problem;
  readonly network: Network;
  readonly isIdle: boolean;
}

export class Session {
  /** The model that stands; the first one is made on the spot. */
  model: DropoutModel;
  /** Who made its passes, and how long that took; null for the first ones. */
  made: Pick<PassAnswer, "backend" | "milliseconds"> | null = null;
  #problem: Problem;
  #network: Network;
  #progress: TrainingProgress | null = null;
  #ensemble: EnsembleProgress | null = null;
  /** What the ensemble was trained on; another one is trained where this is another text. */
  #ensembleKey = "";
  /** Whether a new run starts by itself: until someone pauses or stops. */
  #isEager = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** False where there is nothing to train: then the training of before is of no interest. */
  #hasJob = false;
  /** Grows with every set of points. */
  #problemNumber = 0;
  #complained: string | null = null;
  readonly #store: SettingsStore;
  readonly #events: SessionEvents;
  readonly #training: NetworkTraining;
  readonly #ensembleTraining: EnsembleTraining;
  readonly #loop: PassLoop<Asked>;
  readonly #waiting = new Set<() => void>();

  constructor(store: SettingsStore, events: SessionEvents, defaults: SettingsStore) {
    this.#store = store;
    this.#events = events;
    const numWorkers = defaultNumWorkers();
    const { onNotice } = events;
    this.#training = new NetworkTraining({
      onProgress: (progress) => this.#takeProgress(progress),
      onNotice,
    });
    this.#ensembleTraining = new EnsembleTraining({
      numWorkers: Math.max(1, numWorkers - 1),
      onProgress: (progress) => this.#takeEnsemble(progress),
      onNotice,
    });
    this.#loop = new PassLoop({
      numWorkers,
      onNotice,
      onAnswer: (answer, asked) => this.#takePasses(answer, asked),
    });
    // A link's points may be none: then the default's are there, with a complaint.
    this.#problem = problemOf(defaults);
    const isGood = this.#readProblem();
    const values = isGood ? store : defaults;
    this.#network = firstNetwork(values, this.#problem);
    this.model = firstModel(snapshotOf(values), this.#problem, this.#network);
  }

  get problem(): Problem {
    return this.#problem;
  }

  /** Null where there is nothing to train. */
  get progress(): TrainingProgress | null {
    return this.#progress;
  }

  get ensemble(): EnsembleProgress | null {
    return this.#ensemble;
  }

  /** Finished networks of the ensemble, of those that belong to what is shown. */
  get networks(): readonly Network[] {
    const isWanted = this.#store.toggle("ensemble") && this.#ensembleKey === this.#keyOfEnsemble();
    return isWanted ? (this.#ensemble?.networks ?? []) : [];
  }

  /** Begins what the settings say, and goes on by itself unless someone has paused. */
  begin(): void {
    const job = jobOf(this.#store, this.#problem);
    this.#complained = null;
    this.#hasJob = job !== null;
    this.#progress = null;
    if (job === null) {
      this.#training.stop();
      this.#network = firstNetwork(this.#store, this.#problem);
      this.#events.onProgress();
      this.ask();
      return;
    }
    this.#training.begin(job);
    if (this.#isEager) this.#training.play();
  }

  settingsChanged(changed: ReadonlySet<string>, isLive: boolean): void {
    const has = (keys: ReadonlySet<string>): boolean => [...changed].some((key) => keys.has(key));
    if (has(restartKeys)) {
      const isPreview =
        isLive && ![...changed].some((key) => restartKeys.has(key) && key !== "data" && key !== "points");
      if (isLive && !isPreview) return;
      if (!this.#readProblem()) return;
      if (!isLive) return this.begin();
    } else if (has(courseKeys) && !isLive && this.#progress) {
      if (this.#progress.status === "finished") return this.begin();
      this.#training.setSettings(courseOf(this.#store, this.#problem));
    } else if (changed.has("maxSteps") && !isLive && this.#progress) {
      this.#training.setMaxSteps(this.#store.number("maxSteps"));
      if (this.#isEager) this.#training.play();
    }
    this.ask();
  }

  /** A gesture on points has ended where its last move left them: now the network learns them. */
  settle(): void {
    this.begin();
  }

  toggle(): void {
    if (this.#progress === null) return;
    const { status } = this.#progress;
    if (status === "training") return this.pause();
    this.#isEager = true;
    if (status === "finished") return this.begin();
    this.#training.setMaxSteps(this.#store.number("maxSteps"));
    this.#training.play();
  }

  pause(): void {
    this.#isEager = false;
    this.#training.pause();
  }

  stop(): void {
    this.#isEager = false;
    this.#training.stop();
  }

  reset(): void {
    this.#isEager = false;
    this.begin();
  }

  /** So many more steps, past the end as well; settles when they are made or the run ends otherwise. */
  async train(numSteps: number): Promise<void> {
    const progress = this.#training.progress;
    if (this.#progress === null || progress === null) return;
    this.#training.pause();
    this.#training.setMaxSteps(progress.numSteps + numSteps);
    this.#training.play();
    await new Promise<void>((resolve) => {
      this.#waiting.add(resolve);
    });
  }

  killWorker(): void {
    this.#training.killWorker();
  }

  /** Has passes made by the network that there is. */
  ask(): void {
    const status = this.#progress?.status;
    const isTraining = status === "training" || (status === "ready" && this.#isEager);
    const values = snapshotOf(this.#store);
    const request = passRequest(values, this.#problem, this.#network, isTraining ? LIVE_PASSES : Infinity);
    this.#loop.ask(request, {
      values,
      problem: this.#problem,
      network: this.#network,
      isIdle: !isTraining,
    });
    this.#keepEnsemble(isTraining);
  }

  dispose(): void {
    this.#training.dispose();
    this.#ensembleTraining.dispose();
    this.#loop.dispose();
    for (const resolve of this.#waiting) resolve();
  }

  /** @returns whether the settings hold points that can be used; else all stays as it was */
  #readProblem(): boolean {
    return attempt(
      () => {
        this.#problem = problemOf(this.#store);
        this.#problemNumber += 1;
      },
      ({ message }) => this.#events.onProblem(`${message} The picture stays as it was.`),
    );
  }

  #takeProgress(progress: TrainingProgress): void {
    if (!this.#hasJob) return;
    const maxSteps = this.#store.number("maxSteps");
    const { status, numSteps, problem } = progress;
    // Single steps end at goals of their own, short of the run's end or past it.
    const isShort = status === "finished" && numSteps < maxSteps;
    this.#progress = {
      ...progress,
      maxSteps: Math.max(maxSteps, numSteps),
      status: isShort ? "paused" : status,
    };
    this.#network = progress.network;
    if (problem !== this.#complained) {
      this.#complained = problem;
      if (problem !== null) this.#events.onProblem(problem);
    }
    this.#events.onProgress();
    this.ask();
    if (status === "training" || status === "ready") return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #takePasses(answer: PassAnswer, { values, problem, network, isIdle }: Asked): void {
    // The first answer took as long as a worker takes to start: its time says nothing of the passes.
    const isFirst = this.made === null;
    this.made = { backend: answer.backend, milliseconds: answer.milliseconds };
    this.model = dropoutModel(values, problem, network, answer, this.networks);
    this.#events.onModel(this.model, isIdle && this.#progress?.status !== "training");
    if (isFirst && isIdle) this.ask();
  }

  #takeEnsemble(progress: EnsembleProgress): void {
    const numBefore = this.#ensemble?.numFinished ?? 0;
    this.#ensemble = progress;
    if (progress.problem !== null) this.#events.onNotice(progress.problem);
    this.#events.onEnsemble();
    if (progress.numFinished !== numBefore) this.ask();
  }

  #keyOfEnsemble(): string {
    const job = ensembleJobOf(this.#store, this.#problem);
    if (job === null) return "";
    return JSON.stringify([this.#problemNumber, { ...job, data: null }, this.#store.number("ensembleSize")]);
  }

  /** The ensemble waits for the network, so that both are not slow. */
  #keepEnsemble(isTraining: boolean): void {
    if (!this.#store.toggle("ensemble")) {
      if (this.#ensemble?.status === "training") this.#ensembleTraining.stop();
      return;
    }
    const key = this.#keyOfEnsemble();
    if (isTraining || key === this.#ensembleKey) return;
    this.#ensembleKey = key;
    const job = ensembleJobOf(this.#store, this.#problem);
    if (job) this.#ensembleTraining.train(job, this.#store.number("ensembleSize"));
    else this.#ensembleTraining.stop();
  }
}
