import type { RandomNumbers } from "../random";
import type { NumberSetting, NumberValues } from "../settings";
import type { Target } from "../targets/target";

/**
 * State of one chain: what the next step needs and cannot work out. The gradient is no part of it, being a
 * function of the position; gradientMemory.ts spares the work.
 */
export interface ChainState {
  readonly position: Float64Array;
  logDensity: number;
}

/** What a viewer wants to know of a step; overwritten by the next one. */
export interface StepInfo {
  /** The proposed position, before the accept test. */
  readonly proposal: Float64Array;
  /** min(1, ratio of densities). */
  acceptanceProbability: number;
  isAccepted: boolean;
  /**
   * Evaluations of the log density that the transition took, with the gradient where the sampler asks for
   * it. That at the position where the chain stood is the last transition's, even where it had to be redone.
   */
  numEvaluations: number;
  /** Energy at the end of a simulated path minus that at its start, Infinity where it ended outside; else 0. */
  energyError: number;
  /** Whether the path was too coarse to follow the dynamics, or left the support. */
  isDivergent: boolean;
}

/**
 * One transition over preallocated memory: advances `state` in place and fills `info`. It may be handed
 * another chain's state at any time, so what it remembers must not change what it does.
 */
export type Step = (state: ChainState, stream: RandomNumbers, info: StepInfo) => void;

/** A sampler as the registry holds it: its settings, and its step for a target. */
export interface SamplerDefinition {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly settings: readonly NumberSetting[];
  /** Key of the setting that says how far one step goes: what is tuned, and swept over. */
  readonly stepSizeKey: string;
  /** Whether its paths can diverge: what `StepInfo.isDivergent` says of others means nothing. */
  readonly canDiverge?: true;
  /** @param values already checked against `settings` */
  createStep(target: Target, values: NumberValues): Step;
}

/** Fresh memory for one chain at a position. */
export function initState(target: Target, position: ArrayLike<number>): ChainState {
  return { position: Float64Array.from(position), logDensity: target.logDensity(position) };
}

export function createStepInfo(dimension: number): StepInfo {
  return {
    proposal: new Float64Array(dimension),
    acceptanceProbability: 0,
    isAccepted: false,
    numEvaluations: 0,
    energyError: 0,
    isDivergent: false,
  };
}
