/**
 * The chains of a run on a graphics card, as reports like those of a worker. Loaded when a run wants it. Must not
 * know workers and the page.
 */
import type { KernelState } from "../../core/kernels";
import { addGroupSums, createRunTotals, HAS_SWITCHED, POOL, type RunTotals } from "../../core/run";
import { turnBack, turnOver } from "../../core/run/turned";
import { STREAM_WORDS } from "../../core/random";
import { samplerByKey } from "../../core/samplers";
import type { Target } from "../../core/targets";
import { drawnStride, firstAxes, type BlockReport, type RangeState, type RunConfig } from "../protocol";
import {
  GpuEnsemble,
  MODE_BITS,
  type BlockTotals,
  type GpuEnsembleState,
  type GpuSamplerKey,
} from "./ensemble";

/** Milliseconds after which the state is read back again, to go on from elsewhere if the device is lost. */
const CHECKPOINT_INTERVAL = 2000;
/** Milliseconds that a block should take at most, so that the picture moves. */
const BLOCK_TIME = 60;
const LEAST_STEPS = 16;
const MOST_STEPS = 1024;

interface Checkpoint {
  readonly state: KernelState & { readonly modeState?: Uint8Array };
  readonly numSteps: number;
  readonly totals: RunTotals;
}

export class GpuCrowd {
  readonly #ensemble: GpuEnsemble;
  readonly #config: RunConfig;
  readonly #dimension: number;
  readonly #stride: number;
  readonly #totals: RunTotals;
  /** The last state that is known, as a run has it; made when it is asked for. */
  #known: RangeState;
  #checkpoint: Checkpoint;
  #checkedAt = performance.now();
  #numSteps: number;
  /** Transitions of each chain that a block may have. */
  #most = LEAST_STEPS;

  private constructor(ensemble: GpuEnsemble, config: RunConfig, target: Target, begun: RangeState) {
    this.#ensemble = ensemble;
    this.#config = config;
    this.#dimension = target.dimension;
    this.#stride = drawnStride(config.numChains);
    this.#numSteps = begun.ensemble.numSteps;
    this.#totals = createRunTotals(config.numChains, target.dimension, POOL);
    this.#known = { ...begun, totals: this.#totals };
    const state = kernelState(begun, config.numChains, target.dimension);
    this.#checkpoint = { state, numSteps: this.#numSteps, totals: structuredClone(this.#totals) };
    ensemble.restore(state);
  }

  /**
   * Takes the chains of a run that stands at its start.
   * @throws Error naming the limit that is too small, the shader that does not compile, or that the device is lost
   * @throws RangeError where the sampler has no kernel, or settings make no sense
   */
  static async begin(
    device: GPUDevice,
    config: RunConfig,
    target: Target,
    begun: RangeState,
  ): Promise<GpuCrowd> {
    const { key, values } = config.sampler;
    const { stepSizeKey } = samplerByKey(key);
    if (!isGpuSampler(key))
      throw new RangeError(`sampler = ${key}; expected rwm, mala or hmc, which have a kernel`);
    const ensemble = await GpuEnsemble.create(device, target, {
      sampler: key,
      numChains: config.numChains,
      stepSize: values[stepSizeKey],
      pathLength: values.pathLength ?? 0,
      headStride: drawnStride(config.numChains),
    });
    return new GpuCrowd(ensemble, config, target, begun);
  }

  get numSteps(): number {
    return this.#numSteps;
  }

  /** Where the run can be gone on with elsewhere: the last state that was read back. */
  checkpoint(): RangeState {
    const { state, numSteps, totals } = this.#checkpoint;
    const { numChains } = this.#config;
    const positions = new Float64Array(numChains * this.#dimension);
    const streams = new Int32Array(numChains * STREAM_WORDS);
    turnBack(state.positions, numChains, positions, this.#dimension, numChains);
    turnBack(state.words, numChains, streams, STREAM_WORDS, numChains);
    const modeState = state.modeState?.map(modeOfRun) ?? totals.modeState;
    return {
      firstChain: 0,
      ensemble: {
        numSteps,
        positions,
        logDensities: new Float64Array(numChains),
        generator: "xoshiro",
        streams,
        pathWords: state.pathWords.slice(),
      },
      totals: { ...structuredClone(totals), modeState },
    };
  }

  /**
   * @param trackedChains only those that are drawn are known, and only at the end of the block
   * @throws Error where the device is lost or a dispatch fails; the checkpoint is still there
   */
  async advance(
    numSteps: number,
    trackedChains: readonly number[],
    axes: readonly number[] = firstAxes(this.#dimension),
  ): Promise<BlockReport> {
    const count = Math.min(numSteps, this.#most);
    const firstStep = this.#numSteps;
    const numWarmup = Math.max(0, Math.min(count, this.#config.numWarmup - firstStep));
    const begun = performance.now();
    const totals = await this.#ensemble.advance(count, { numWarmup, withCrowd: this.#dimension > 1 });
    const took = performance.now() - begun;
    this.#most = Math.round(
      Math.min(MOST_STEPS, Math.max(LEAST_STEPS, Math.min(2 * this.#most, (count * BLOCK_TIME) / took))),
    );
    this.#numSteps += count;
    addGroupSums(this.#totals, groupSums(totals));
    if (performance.now() - this.#checkedAt > CHECKPOINT_INTERVAL) await this.#check();
    this.#known = { ...this.#known, ensemble: { ...this.#known.ensemble, numSteps: this.#numSteps } };
    return this.#report(firstStep, count, totals, trackedChains, axes);
  }

  destroy(): void {
    this.#ensemble.destroy();
  }

  async #check(): Promise<void> {
    const state: GpuEnsembleState = await this.#ensemble.state();
    this.#checkpoint = { state, numSteps: this.#numSteps, totals: structuredClone(this.#totals) };
    this.#checkedAt = performance.now();
    // Positions of all chains, for whoever asks for them: a moment old.
    const { numChains } = this.#config;
    const positions = new Float64Array(numChains * this.#dimension);
    turnBack(state.positions, numChains, positions, this.#dimension, numChains);
    this.#known = { ...this.#known, ensemble: { ...this.#known.ensemble, positions } };
  }

  #report(
    firstStep: number,
    numSteps: number,
    { heads, crowd }: BlockTotals,
    tracked: readonly number[],
    axes: readonly number[],
  ): BlockReport {
    const dimension = this.#dimension;
    const numHeads = heads.length / dimension;
    // What lies between two blocks is not known: a place that is none keeps the trails from crossing it.
    const trailSteps = numSteps > 1 ? 2 : 1;
    const trail = new Float32Array(numHeads * trailSteps * axes.length).fill(NaN);
    const ends = new Float32Array(numHeads * axes.length);
    axes.forEach((axis, k) => {
      for (let head = 0; head < numHeads; head++) {
        const value = heads[axis * numHeads + head];
        ends[head * axes.length + k] = value;
        trail[((head + 1) * trailSteps - 1) * axes.length + k] = value;
      }
    });
    const known = tracked.filter((chain) => chain % this.#stride === 0);
    const draws = new Float64Array(known.length * numSteps * dimension).fill(NaN);
    known.forEach((chain, row) => {
      for (let i = 0; i < dimension; i++) {
        draws[((row + 1) * numSteps - 1) * dimension + i] = heads[i * numHeads + chain / this.#stride];
      }
    });
    return {
      firstStep,
      numSteps,
      firstChain: 0,
      numChains: this.#config.numChains,
      trailSteps,
      stride: this.#stride,
      axes,
      trail,
      lastProposals: ends,
      lastAccepted: new Uint8Array(numHeads).fill(1),
      trackedChains: known,
      tracked: draws,
      crowd: crowd ?? undefined,
      state: this.#known,
    };
  }
}

function isGpuSampler(key: string): key is GpuSamplerKey {
  return key === "rwm" || key === "mala" || key === "hmc";
}

/** A run's state as the kernels have it. */
function kernelState({ ensemble }: RangeState, numChains: number, dimension: number): KernelState {
  const positions = new Float32Array(numChains * dimension);
  const words = new Int32Array(numChains * STREAM_WORDS);
  turnOver(ensemble.positions, positions, numChains, dimension, numChains);
  turnOver(ensemble.streams, words, numChains, STREAM_WORDS, numChains);
  return { positions, words, pathWords: ensemble.pathWords.slice() };
}

/** The mode state of a chain as `RunTotals` has it. */
function modeOfRun(state: number): number {
  return (state & MODE_BITS.last) | ((state & MODE_BITS.everSwitched) === 0 ? 0 : HAS_SWITCHED);
}

/** Sums of a block as `RunTotals` takes them: modes were looked at after every step, the histogram less often. */
function groupSums(totals: BlockTotals): Parameters<typeof addGroupSums>[1] {
  const { numCounted, numBinned, numGroups, sums, squares, accepted, histogram, modes } = totals;
  const none = new Float64Array(numGroups);
  const stepsOfALook = numBinned === 0 ? 0 : numCounted / numBinned;
  return {
    numSteps: numCounted,
    numLooks: numCounted,
    sums,
    squares,
    accepted,
    divergent: null,
    responsibility: modes?.firstMode ?? none,
    switches: modes?.switches ?? none,
    histogram: histogram.map((count) => count * stepsOfALook),
    numSwitched: modes?.everSwitched ?? none,
    // Who was ever in both has switched.
    numInAMode: modes
      ? modes.everFirst.map((count, group) => count + modes.everSecond[group] - modes.everSwitched[group])
      : none,
  };
}
