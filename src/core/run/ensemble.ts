import { seedPathWords } from "../kernels/pathStream";
import { openState, seedState, XOSHIRO, type Generator } from "../random";
import { createStepInfo, type ChainState, type Step } from "../samplers";
import type { Target } from "../targets/target";

/** Everything that the next step of each chain depends on; copied to resume a run elsewhere. */
export interface EnsembleState {
  /** Transitions made so far. */
  numSteps: number;
  /** [chain][dimension] */
  positions: Float64Array;
  /** [chain] */
  logDensities: Float64Array;
  /** Which random numbers the chains draw. */
  generator: Generator["kind"];
  /** [chain][word], the state of each chain's random numbers */
  streams: Int32Array;
  /** State of the stream that gives the lengths of paths, which all chains of a kernel share; no other sampler's. */
  pathWords: Int32Array;
}

/** Draws of a range of chains, or of some of them, over some steps. */
export interface DrawBlock {
  numSteps: number;
  /** Chains whose draws these are. */
  readonly numChains: number;
  /** Their indices in the range, ascending; null where they are all of it. */
  readonly chains: readonly number[] | null;
  readonly dimension: number;
  /** [chain][step][dimension] */
  readonly positions: Float64Array;
  /** [chain][step]; NaN where a kernel made the steps */
  readonly logDensities: Float64Array;
  /** [chain][step], min(1, ratio of densities) */
  readonly acceptanceProbabilities: Float64Array;
  /** [chain][step], 1 where the proposal was accepted */
  readonly isAccepted: Uint8Array;
  /** [chain][step], 1 where the path to the proposal diverged; zeros where a kernel made the steps */
  readonly isDivergent: Uint8Array;
  /** [chain][dimension], what each chain proposed in the last step */
  readonly lastProposals: Float64Array;
}

export function createDrawBlock(
  numChains: number,
  numSteps: number,
  dimension: number,
  chains: readonly number[] | null = null,
): DrawBlock {
  return {
    numSteps,
    numChains,
    chains,
    dimension,
    positions: new Float64Array(numChains * numSteps * dimension),
    logDensities: new Float64Array(numChains * numSteps),
    acceptanceProbabilities: new Float64Array(numChains * numSteps),
    isAccepted: new Uint8Array(numChains * numSteps),
    isDivergent: new Uint8Array(numChains * numSteps),
    lastProposals: new Float64Array(numChains * dimension),
  };
}

/**
 * Which row of a block is that of a chain of the range.
 * @throws RangeError where the block has not got it
 */
export function rowOf({ chains, numChains }: DrawBlock, chain: number): number {
  let row = chain;
  if (chains) {
    row = 0;
    for (let above = chains.length; row < above;) {
      const middle = (row + above) >> 1;
      if (chains[middle] < chain) row = middle + 1;
      else above = middle;
    }
  }
  if (row < 0 || row >= numChains || (chains && chains[row] !== chain)) {
    throw new RangeError(`chain = ${chain}; expected one of the ${numChains} that the block has`);
  }
  return row;
}

/**
 * The state of chains at their start.
 * @param positions [chain][dimension]
 * @param firstChain index in the run of the first of them; streams follow from it, so that a range of
 *   chains draws the same numbers whoever else runs
 */
export function createEnsembleState(
  target: Target,
  positions: Float64Array,
  seed: number,
  firstChain: number,
  generator: Generator = XOSHIRO,
): EnsembleState {
  const { dimension } = target;
  const numChains = positions.length / dimension;
  const logDensities = new Float64Array(numChains);
  const numWords = seedState(generator, seed, firstChain).length;
  const streams = new Int32Array(numChains * numWords);
  for (let chain = 0; chain < numChains; chain++) {
    logDensities[chain] = target.logDensity(positions.subarray(chain * dimension, (chain + 1) * dimension));
    streams.set(seedState(generator, seed, firstChain + chain), chain * numWords);
  }
  return {
    numSteps: 0,
    positions: positions.slice(),
    logDensities,
    generator: generator.kind,
    streams,
    pathWords: seedPathWords(seed),
  };
}

export function copyEnsembleState(state: EnsembleState): EnsembleState {
  return {
    numSteps: state.numSteps,
    positions: state.positions.slice(),
    logDensities: state.logDensities.slice(),
    generator: state.generator,
    streams: state.streams.slice(),
    pathWords: state.pathWords.slice(),
  };
}

/**
 * Advances every chain by `block.numSteps` transitions, chain after chain, and records them.
 * The draws do not depend on how a run is cut into blocks or ranges of chains.
 */
export function advanceEnsemble(step: Step, state: EnsembleState, block: DrawBlock): void {
  advanceChains(step, state, block, 0);
  state.numSteps += block.numSteps;
}

/** As `advanceEnsemble` the chains from firstChain on, as many as the block has; the steps are not counted yet. */
export function advanceChains(step: Step, state: EnsembleState, block: DrawBlock, firstChain: number): void {
  const { numSteps, dimension } = block;
  const info = createStepInfo(dimension);
  const chainState: ChainState = { position: new Float64Array(dimension), logDensity: 0 };
  const numWords = state.streams.length / state.logDensities.length;
  const stream = openState({ kind: state.generator }, new Int32Array(numWords));
  const { position } = chainState;
  for (let row = 0; row < block.numChains; row++) {
    const chain = firstChain + row;
    const base = chain * dimension;
    for (let i = 0; i < dimension; i++) position[i] = state.positions[base + i];
    chainState.logDensity = state.logDensities[chain];
    for (let i = 0; i < numWords; i++) stream.state[i] = state.streams[chain * numWords + i];
    for (let s = 0; s < numSteps; s++) {
      step(chainState, stream, info);
      const at = row * numSteps + s;
      for (let i = 0; i < dimension; i++) block.positions[at * dimension + i] = position[i];
      block.logDensities[at] = chainState.logDensity;
      block.acceptanceProbabilities[at] = info.acceptanceProbability;
      block.isAccepted[at] = info.isAccepted ? 1 : 0;
      block.isDivergent[at] = info.isDivergent ? 1 : 0;
    }
    for (let i = 0; i < dimension; i++) {
      state.positions[base + i] = position[i];
      block.lastProposals[row * dimension + i] = info.proposal[i];
    }
    state.logDensities[chain] = chainState.logDensity;
    for (let i = 0; i < numWords; i++) state.streams[chain * numWords + i] = stream.state[i];
  }
}
