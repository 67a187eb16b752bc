/**
 * Networks in workers: one that learns while one watches, ensembles of them, and the passes under dropout.
 * Workers that die are replaced, and what they did is done again with the same numbers.
 * Must not know frames, pictures and settings panels, nor where the data come from.
 */
export { createNetworkWorker } from "./createNetworkWorker";
export { NetworkTraining } from "./networkTraining";
export type { NetworkTrainingOptions } from "./networkTraining";
export type { TrainingJob, TrainingProgress, TrainingStatus } from "./trainingJob";
export type { LossCurve } from "./lossCurve";
export { EnsembleTraining } from "./ensembleTraining";
export type { EnsembleProgress, EnsembleTrainingOptions } from "./ensembleTraining";
export { PassRunner } from "./passRunner";
export type { PassRunnerOptions } from "./passRunner";
export type { PassAnswer, PassBackend, PassRequest } from "./passRequest";
