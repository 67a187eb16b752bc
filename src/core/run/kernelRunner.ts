/**
 * Random-walk Metropolis for a crowd of chains: the SIMD kernel makes the transitions in float32, and hands them on
 * as blocks like those of the float64 sampler, so that everything after it is the same. Not part of the folder's
 * index: a page that draws chains needs neither kernels nor their emitters.
 */
import type { Density } from "../density";
import { float32ErrorBound } from "../density/wgsl";
import { emitRandomWalk, KernelEnsemble, type KernelModule } from "../kernels";
import { STREAM_WORDS } from "../random";
import type { Target } from "../targets/target";
import { CROWD } from "./crowd";
import type { DrawBlock, EnsembleState } from "./ensemble";

/** Transitions that the kernel makes in one go, all of whose positions it keeps. */
const STEPS_AT_A_TIME = 16;

/** A random walk has no paths whose lengths would be drawn. */
const NO_PATHS = Int32Array.of(1, 0, 0, 0);

/** Of a log density in float32: errors below this change no acceptance that anyone could notice. */
const GOOD_ENOUGH = 1e-3;

/**
 * Whether the kernel may stand in for the float64 sampler: the stated bound on the float32 error of the log density
 * is small at its peak and half-way to the corners of its box.
 */
export function isKernelAccurate({
  density,
  settingValues,
  columns,
  dimension,
  box,
  peaks,
}: Target): boolean {
  const boundAt = float32ErrorBound(density, {
    settings: settingValues,
    columns,
    origin: Array.from({ length: dimension }, () => 0),
    offset: 0,
  });
  const corners = [-1, 1].map((side) => peaks[0].map((at, i) => at + 0.25 * side * (box[i][1] - box[i][0])));
  return [...peaks, ...corners].every((position) => {
    const { value, error } = boundAt(position)[0];
    return value === -Infinity || error < GOOD_ENOUGH;
  });
}

/** What a run computes in: a choice of the visitor's, or the kernel for a crowd where it may stand in. */
export type Arithmetic = "auto" | "float64" | "float32";

/** The same answer wherever it is asked: the draws follow from it. */
export function resolveArithmetic(
  wanted: Arithmetic,
  numChains: number,
  target: Target,
): "float64" | "float32" {
  if (wanted !== "auto") return wanted;
  return numChains > CROWD && isKernelAccurate(target) ? "float32" : "float64";
}

/** Modules by density: settings travel in memory. */
const modules = new WeakMap<Density, KernelModule>();

function moduleOf(density: Density): KernelModule {
  const known = modules.get(density);
  if (known) return known;
  const made = emitRandomWalk(density);
  modules.set(density, made);
  return made;
}

/** A kernel with the memory of a range of chains. */
export class KernelRunner {
  readonly #kernel: KernelEnsemble;
  readonly #dimension: number;
  readonly #numChains: number;

  constructor(target: Target, stepSize: number, numChains: number) {
    const { density, settingValues, columns, dimension } = target;
    this.#dimension = dimension;
    this.#numChains = numChains;
    this.#kernel = new KernelEnsemble(moduleOf(density), {
      numChains,
      settings: settingValues,
      columns,
      numOutputs: STEPS_AT_A_TIME,
    });
    this.#kernel.setStepSize(stepSize);
  }

  /**
   * Advances every chain by `block.numSteps` transitions and records them. What was proposed where nothing was
   * accepted the kernel does not keep: `lastProposals` then repeats the position.
   */
  advance(state: EnsembleState, block: DrawBlock): void {
    const [numChains, dimension] = [this.#numChains, this.#dimension];
    this.#restore(state);
    // The kernel's float32 positions; a move is what changes one of them.
    const before = Float32Array.from(state.positions);
    for (let done = 0; done < block.numSteps;) {
      const count = Math.min(STEPS_AT_A_TIME, block.numSteps - done);
      this.#kernel.run(count, 1);
      const kept = this.#kernel.outputs(count);
      const { numPadded } = this.#kernel;
      for (let s = 0; s < count; s++) {
        for (let chain = 0; chain < numChains; chain++) {
          const at = chain * block.numSteps + done + s;
          let hasMoved = false;
          for (let i = 0; i < dimension; i++) {
            const value = kept[(s * dimension + i) * numPadded + chain];
            hasMoved ||= value !== before[chain * dimension + i];
            before[chain * dimension + i] = value;
            block.positions[at * dimension + i] = value;
          }
          block.isAccepted[at] = hasMoved ? 1 : 0;
          block.acceptanceProbabilities[at] = hasMoved ? 1 : 0;
        }
      }
      done += count;
    }
    this.#save(state, block);
  }

  /** The kernel's arrays are [parameter][chain] and [word][chain], a run's [chain][parameter] and [chain][word]. */
  #restore({ positions, streams }: EnsembleState): void {
    const [numChains, dimension] = [this.#numChains, this.#dimension];
    const turned = new Float32Array(positions.length);
    const words = new Int32Array(streams.length);
    for (let chain = 0; chain < numChains; chain++) {
      for (let i = 0; i < dimension; i++) turned[i * numChains + chain] = positions[chain * dimension + i];
      for (let w = 0; w < STREAM_WORDS; w++) words[w * numChains + chain] = streams[chain * STREAM_WORDS + w];
    }
    this.#kernel.restore({ positions: turned, words, pathWords: NO_PATHS });
  }

  #save(state: EnsembleState, block: DrawBlock): void {
    const [numChains, dimension] = [this.#numChains, this.#dimension];
    const { positions, words } = this.#kernel.state();
    for (let chain = 0; chain < numChains; chain++) {
      for (let i = 0; i < dimension; i++) {
        state.positions[chain * dimension + i] = positions[i * numChains + chain];
        block.lastProposals[chain * dimension + i] = positions[i * numChains + chain];
      }
      for (let w = 0; w < STREAM_WORDS; w++)
        state.streams[chain * STREAM_WORDS + w] = words[w * numChains + chain];
    }
    state.logDensities.set(this.#kernel.logDensities());
    state.numSteps += block.numSteps;
  }
}
