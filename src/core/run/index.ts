/**
 * Running many chains: where they start, how they advance, what is summed up. Pure and synchronous;
 * the page's workers call the same functions that `runChains` does.
 */
export { advanceEnsemble, copyEnsembleState, createDrawBlock, createEnsembleState, rowOf } from "./ensemble";
export type { DrawBlock, EnsembleState } from "./ensemble";
export { runChains } from "./runChains";
export type { RunOptions, RunResult } from "./runChains";
export { numSuperchainsOf, startPositions, superchainOf } from "./start";
export type { Start } from "./start";
export { MAX_SINGLE, POOL, poolOf, wholePools } from "./pool";
export {
  addBlock,
  boxCentre,
  createRunTotals,
  HAS_SWITCHED,
  LOOK_EVERY,
  MODE_BITS,
  NO_MODE,
  NUM_BINS,
} from "./totals";
export type { RunTotals } from "./totals";
export { addGroupSums } from "./groupSums";
export type { GroupSums } from "./groupSums";
export { estimateAcceptance } from "./exactAcceptance";
export { joinEnsembles, joinTotals, sliceEnsemble, sliceTotals } from "./rangeOfChains";
export { advanceBy, advanceRange, beginRange } from "./rangeRunner";
export type { Advance, ChainRange } from "./rangeRunner";
export {
  MAX_RANK_CHAINS,
  MAX_RHAT,
  MAX_Z,
  MIN_ESS,
  rankQuantities,
  isIatKnown,
  MIN_ESS_OF_ERROR,
  summarizeRun,
  verdictOf,
} from "./runSummary";
export type { Estimate, ParameterSummary, RunSummary, Verdict } from "./runSummary";
export { ThinnedDraws } from "./thinnedDraws";
export { NUM_SWEEP_POINTS, SWEEP, sweepPoint, sweepStepSizes } from "./sweep";
export type { SweepOptions, SweepPoint } from "./sweep";
export { CROWD, CROWD_BINS, crowdDensity, smoothedCounts } from "./crowd";
