/**
 * What crosses between the page and its workers, and how both make a target of it: plain data only, so that structured clone carries it.
 * Workers import this file and core, nothing else of the engine.
 */
import { CROWD, type EnsembleState, type RunTotals, type Start, type SweepPoint } from "../core/run";
import type { Arithmetic } from "../core/run/kernelRunner";
import type { GridShape } from "../core/grid";
import type { DrawSummary } from "../core/diagnostics";
import type { Generator } from "../core/random";
import type { NumberValues } from "../core/settings";
import { targetByKey, type Target } from "../core/targets";
import { createFormulaTarget, type FormulaChoice } from "../core/targets/formula/formulaTarget";

/** A target or sampler by its key in the registry and the values of its settings. */
export interface Choice {
  readonly key: string;
  readonly values: NumberValues;
}

/** A target, with a visitor's own data where it takes some, or a visitor's own formula. */
export interface TargetChoice extends Choice {
  readonly data?: Float64Array | undefined;
  readonly formula?: FormulaChoice | undefined;
}

/** @throws RangeError where no target has the key, there is no posterior of the data, or the formula cannot be used */
export function createTarget({ key, values, data, formula }: TargetChoice): Target {
  if (formula) return createFormulaTarget(formula);
  return targetByKey(key).create(values, data);
}

/** Everything that decides the draws of a run. */
export interface RunConfig {
  readonly target: TargetChoice;
  readonly sampler: Choice;
  readonly numChains: number;
  readonly numWarmup: number;
  readonly seed: number;
  readonly start: Start;
  /** Default: a xoshiro128++ stream for every chain. */
  readonly generator?: Generator;
  /**
   * float32 are the SIMD kernels, webgpu a graphics card where there is one; their chains draw from streams of their
   * own alone. Default: float64.
   */
  readonly arithmetic?: Arithmetic;
}

/** State of a contiguous range of a run's chains: enough to go on from it anywhere. */
export interface RangeState {
  readonly firstChain: number;
  readonly ensemble: EnsembleState;
  readonly totals: RunTotals;
}

/** So many chains of a crowd are drawn one by one: all of them would hide its density. */
const DRAWN_OF_CROWD = 512;

/** Every so many-th chain of a run is drawn, from chain 0 on. */
export function drawnStride(numChains: number): number {
  return numChains <= CROWD ? 1 : Math.ceil(numChains / DRAWN_OF_CROWD);
}

/** The chains of a range that are drawn: their first index among the drawn ones, and how many they are. */
export function drawnInRange(
  firstChain: number,
  numChains: number,
  stride: number,
): { readonly first: number; readonly count: number } {
  const first = Math.ceil(firstChain / stride);
  return { first, count: Math.ceil((firstChain + numChains) / stride) - first };
}

/** What one worker reports of one block of transitions. */
export interface BlockReport {
  readonly firstStep: number;
  readonly numSteps: number;
  readonly firstChain: number;
  readonly numChains: number;
  /** Steps in `trail`: the last min(numSteps, longestTrail(dimension)). */
  readonly trailSteps: number;
  /** Every so many-th chain of the run is drawn; what follows is of those in this range. */
  readonly stride: number;
  /** The parameters that are drawn, by their indices: one, two or three. */
  readonly axes: readonly number[];
  /** [drawn chain][step][axis]; NaN where a step is not known */
  readonly trail: Float32Array<ArrayBuffer>;
  /** [drawn chain][axis], proposals of the last step */
  readonly lastProposals: Float32Array<ArrayBuffer>;
  /** [drawn chain], whether they were accepted */
  readonly lastAccepted: Uint8Array<ArrayBuffer>;
  /** Those of the asked-for chains that lie in this range. */
  readonly trackedChains: readonly number[];
  /** [tracked chain][step][dimension], every draw of them; NaN where it is not known */
  readonly tracked: Float64Array<ArrayBuffer>;
  /** Where all chains stand after the block, counted where they were stepped: [row][column], CROWD_BINS each way. */
  readonly crowd?: Float64Array | undefined;
  /** State after the block. */
  readonly state: RangeState;
}

/** Longest trail that is ever drawn, in steps; of one parameter it is a curve through time, which may be longer. */
export function longestTrail(dimension: number): number {
  return dimension === 1 ? 256 : 64;
}

/** The parameters that are drawn unless others are asked for. */
export function firstAxes(dimension: number): readonly number[] {
  return dimension === 1 ? [0] : [0, 1];
}

/** The sampling worker: one run at a time, one block at a time. */
export interface SamplerApi {
  /** Puts chains firstChain to firstChain + numChains - 1 at their start. */
  begin(config: RunConfig, firstChain: number, numChains: number): RangeState;
  /** Goes on from a state, the worker's own of before or another one's. */
  resume(config: RunConfig, state: RangeState): void;
  /**
   * @param trackedChains chains (indices in the run) whose every draw is wanted
   * @param spent buffers of an earlier report, handed back to be filled again
   * @param axes parameters to be drawn, by their indices; default: the first two
   */
  advance(
    numSteps: number,
    trackedChains: readonly number[],
    spent: readonly ArrayBuffer[],
    axes?: readonly number[],
  ): BlockReport;
}

/** A grid as the analysis worker makes it, and what it computed in. */
export interface WorkerGrid {
  /** [iy][ix] */
  readonly values: Float32Array;
  readonly milliseconds: number;
  readonly arithmetic: "SIMD" | "float64";
}

/** Result of an estimate by independent exact draws. */
export interface AcceptanceEstimate {
  readonly value: number;
  readonly standardError: number;
  readonly numDraws: number;
}

/** The analysis worker: what takes too long for the page's thread. */
export interface AnalysisApi {
  grid(target: TargetChoice, shape: GridShape): WorkerGrid;
  acceptance(target: TargetChoice, sampler: Choice, numDraws: number): AcceptanceEstimate;
  /** What a step size is worth; the other settings of the sampler stay. */
  sweepPoint(target: TargetChoice, sampler: Choice, stepSize: number): SweepPoint;
  /** @param draws per parameter, [chain][draw] */
  summaries(draws: readonly Float64Array[], numChains: number): DrawSummary[];
}
