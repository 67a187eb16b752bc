/**
 * Networks under dropout, in float64 and readable: forward passes with masks, their exact moments where there
 * are any, training by Adam as plain data that can be kept and gone on from, predictions with the model's doubt
 * and the noise apart, and sets to learn from. The oracle of the fast kernels, and the article's own network.
 * Must not know workers, the GPU, charts, or who draws the passes.
 */
export { initialNetwork, networkOf, numHiddenUnits, copyNetwork } from "./network";
export type { Activation, Network } from "./network";
export { ARTICLE_DROPOUT, articleInputs, articleNetwork } from "./articleNetwork";
export { drawMasks, evaluateNetwork, forwardPass } from "./dropout";
export type { MaskSharing } from "./dropout";
export { exactCovariance, exactMoments, exactShape } from "./exactMoments";
export type { ExactMoments, ExactShape } from "./exactMoments";
export { batchGradient, gradientMemory } from "./gradient";
export type { Batch, GradientMemory, Objective, TrainingData } from "./gradient";
export type { LossKind } from "./loss";
export { copyTraining, startTraining } from "./trainingState";
export type { TrainingPoint, TrainingState } from "./trainingState";
export { trainStep, trainSteps } from "./train";
export type { TrainingBlock, TrainingSettings, TrainStepResult } from "./train";
export { drawPasses, ensembleOutputs, outputsAt, summarizePasses } from "./predict";
export type { PassOutputs, PassSummary } from "./predict";
export { summarizeClasses } from "./classProbability";
export type { ClassSummary } from "./classProbability";
export { coverage, normalBand, passLogScore } from "./passScores";
export type { PassBand } from "./passScores";
export { NETWORK_DATA_SETS, networkDataSet } from "./dataSets";
export type { NetworkDataSet } from "./dataSets";
