import type { RandomNumbers } from "../random";
import type { NumberSetting, NumberValues } from "../settings";
import type { Target } from "../targets/target";

/** State of one chain: what the next step needs. Gradient-based samplers will extend it. */
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
}

/** One transition over preallocated memory: advances `state` in place and fills `info`. */
export type Step = (state: ChainState, stream: RandomNumbers, info: StepInfo) => void;

/** A sampler as the registry holds it: its settings, and its step for a target. */
export interface SamplerDefinition {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly settings: readonly NumberSetting[];
  /** @param values already checked against `settings` */
  createStep(target: Target, values: NumberValues): Step;
}

/** Fresh memory for one chain at a position. */
export function initState(target: Target, position: ArrayLike<number>): ChainState {
  return { position: Float64Array.from(position), logDensity: target.logDensity(position) };
}

export function createStepInfo(dimension: number): StepInfo {
  return { proposal: new Float64Array(dimension), acceptanceProbability: 0, isAccepted: false };
}
