/**
 * Crowds of chains on the SIMD kernels: float32 transitions, summed up as they are made, so that nothing here touches
 * every draw. A few chains are to be shown with every draw: these go through a second, small kernel, which finds the
 * same bits again. Not part of the folder's index: a page that draws chains needs neither kernels nor their emitters.
 */
import type { Density } from "../density";
import { float32ErrorBound } from "../density/wgsl";
import { emitHamiltonian, emitLangevin, emitRandomWalk, KernelEnsemble, usualNumVectors } from "../kernels";
import type { KernelModule, KernelViews } from "../kernels";
import { STREAM_WORDS } from "../random";
import type { SamplerDefinition } from "../samplers";
import type { NumberValues } from "../settings";
import type { Target } from "../targets/target";
import { CROWD } from "./crowd";
import { createDrawBlock, type DrawBlock, type EnsembleState } from "./ensemble";
import { readSums, writeSums } from "./kernelSums";
import type { Advance, ChainRange } from "./rangeRunner";
import { addLook, boxCentre, LOOK_EVERY } from "./totals";
import { turnBack, turnedState } from "./turned";

/** Of a log density in float32: errors below this change no acceptance that anyone could notice. */
const GOOD_ENOUGH = 1e-3;

/**
 * Whether a kernel may stand in for the float64 sampler: the stated bound on the float32 error of the log density
 * is small at its peak and half-way to the corners of its box. That is enough for the samplers that follow the
 * gradient too: what is off in it is off in the proposal, which the accept test makes good.
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

/**
 * What a run computes in: a choice of the visitor's, or the kernel for a crowd where it may stand in. Where no graphics
 * card makes it, the SIMD kernels do.
 */
export type Arithmetic = "auto" | "float64" | "float32" | "webgpu";

/** The same answer wherever it is asked: the draws follow from it. */
export function resolveArithmetic(
  wanted: Arithmetic,
  numChains: number,
  target: Target,
): "float64" | "float32" {
  if (wanted !== "auto") return wanted === "float64" ? wanted : "float32";
  return numChains > CROWD && isKernelAccurate(target) ? "float32" : "float64";
}

type Emit = (density: Density, options: { readonly numVectors: number }) => KernelModule;

const EMITTERS: ReadonlyMap<string, Emit> = new Map([
  ["rwm", emitRandomWalk],
  ["mala", emitLangevin],
  ["hmc", emitHamiltonian],
]);

/** Of a typed target: four instead of six cost a few percent, and an edit is at full speed a third sooner. */
const VECTORS_OF_TYPED = 4;

/** Vectors of chains side by side in a target's kernel; no draw depends on it. */
export function numVectorsOf({ dimension, isTyped }: Pick<Target, "dimension" | "isTyped">): number {
  const usual = usualNumVectors(dimension);
  return isTyped ? Math.min(VECTORS_OF_TYPED, usual) : usual;
}

/** Modules by density and sampler: settings travel in memory. */
const modules = new WeakMap<Density, Map<string, KernelModule>>();

/** @throws RangeError where the sampler has no kernel */
function moduleOf(target: Target, samplerKey: string): KernelModule {
  const { density } = target;
  const ofDensity = modules.get(density) ?? new Map<string, KernelModule>();
  modules.set(density, ofDensity);
  const known = ofDensity.get(samplerKey);
  if (known) return known;
  const emit = EMITTERS.get(samplerKey);
  if (!emit) {
    throw new RangeError(
      `sampler = ${samplerKey}; expected one with a float32 kernel: ${[...EMITTERS.keys()].join(", ")}`,
    );
  }
  const made = emit(density, { numVectors: numVectorsOf(target) });
  ofDensity.set(samplerKey, made);
  return made;
}

/** A kernel with the memory of a range of chains. */
export class KernelRunner {
  readonly #target: Target;
  readonly #sampler: SamplerDefinition;
  readonly #values: NumberValues;
  readonly #kernel: KernelEnsemble;
  readonly #views: KernelViews;
  /** The chains that are shown, in a kernel of their own; made anew where their number changes. */
  #shown: KernelEnsemble | null = null;
  /** Whose chains the kernel's memory holds, and where they stood. */
  #range: ChainRange | null = null;
  #numSteps = 0;

  /**
   * @param values settings of the sampler, checked
   * @throws RangeError where the sampler has no kernel
   */
  constructor(target: Target, sampler: SamplerDefinition, values: NumberValues, numChains: number) {
    this.#target = target;
    this.#sampler = sampler;
    this.#values = values;
    this.#kernel = this.#createKernel(numChains, 0);
    this.#kernel.setCentre(boxCentre(target));
    this.#views = this.#kernel.views();
  }

  /**
   * Advances a range as any other `Advance` does. Whoever hands in the same range again must not have changed it in
   * between. The block's rows are those of a kernel: a move is what changes the position, and `lastProposals` repeats
   * it; the totals count what was truly accepted.
   */
  readonly advance: Advance = (range, numSteps, numWarmup, shown) => {
    const { ensemble, totals, numChains } = range;
    if (this.#range !== range || this.#numSteps !== ensemble.numSteps) this.#restore(range);
    const block = this.#draw(ensemble, numSteps, shown ?? Array.from({ length: numChains }, (_, k) => k));
    const kernel = this.#kernel;
    const end = ensemble.numSteps + numSteps;
    for (let at = ensemble.numSteps; at < end;) {
      // Calls end where something is to be done: with the warm-up, and where the chains are looked at.
      const next = Math.min(end, at < numWarmup ? numWarmup : LOOK_EVERY * (Math.floor(at / LOOK_EVERY) + 1));
      kernel.run(next - at);
      at = next;
      if (at <= numWarmup) kernel.clearMoments();
      else if (at % LOOK_EVERY === 0) addLook(this.#target, totals, this.#views.positions, kernel.numPadded);
    }
    totals.numDraws += Math.max(0, end - Math.max(numWarmup, ensemble.numSteps));
    totals.isDivergenceKnown = this.#sampler.canDiverge ?? false;
    readSums(this.#views, kernel.numPadded, totals);
    // Sums of a chain go on in the kernel; those of a group begin at 0 in each block.
    if (totals.chainsPerEntry > 1) kernel.clearMoments();
    this.#save(ensemble, end);
    this.#range = range;
    this.#numSteps = end;
    return shown ? block : { ...block, chains: null };
  };

  #createKernel(numChains: number, numOutputs: number): KernelEnsemble {
    const { settingValues: settings, columns } = this.#target;
    const { key, stepSizeKey } = this.#sampler;
    const module = moduleOf(this.#target, key);
    const kernel = new KernelEnsemble(module, { numChains, settings, columns, numOutputs });
    kernel.setStepSize(this.#values[stepSizeKey], this.#values.pathLength);
    return kernel;
  }

  /** Every draw of some chains, from their state before the block. */
  #draw(state: EnsembleState, numSteps: number, chains: readonly number[]): DrawBlock {
    const { dimension } = this.#target;
    const numShown = chains.length;
    const block = createDrawBlock(numShown, numSteps, dimension, chains);
    block.logDensities.fill(NaN);
    if (numShown === 0) return block;
    if (this.#shown?.numChains !== numShown) this.#shown = this.#createKernel(numShown, LOOK_EVERY);
    const kernel = this.#shown;
    kernel.restore(turnedState(state, chains, dimension));
    const before = kernel.views().positions.slice();
    const { numPadded } = kernel;
    for (let done = 0; done < numSteps;) {
      const count = Math.min(LOOK_EVERY, numSteps - done);
      kernel.run(count, 1);
      const kept = kernel.outputs(count);
      for (let s = 0; s < count; s++) {
        for (let row = 0; row < numShown; row++) {
          const at = row * numSteps + done + s;
          let hasMoved = false;
          for (let i = 0; i < dimension; i++) {
            const value = kept[(s * dimension + i) * numPadded + row];
            hasMoved ||= value !== before[i * numPadded + row];
            before[i * numPadded + row] = value;
            block.positions[at * dimension + i] = value;
          }
          block.isAccepted[at] = hasMoved ? 1 : 0;
          block.acceptanceProbabilities[at] = hasMoved ? 1 : 0;
        }
      }
      done += count;
    }
    for (let row = 0; row < numShown; row++) {
      for (let i = 0; i < dimension; i++) {
        block.lastProposals[row * dimension + i] = before[i * numPadded + row];
      }
    }
    return block;
  }

  #restore({ ensemble, totals, numChains }: ChainRange): void {
    if (ensemble.generator !== "xoshiro") {
      throw new RangeError(`generator = ${ensemble.generator}; expected xoshiro, which kernels draw from`);
    }
    const chains = Array.from({ length: numChains }, (_, chain) => chain);
    this.#kernel.restore(turnedState(ensemble, chains, this.#target.dimension));
    this.#kernel.clearMoments();
    if (totals.chainsPerEntry === 1) writeSums(this.#views, this.#kernel.numPadded, totals);
  }

  #save(state: EnsembleState, numSteps: number): void {
    const { positions, words, logDensities } = this.#views;
    const { numPadded, numChains } = this.#kernel;
    const { dimension } = this.#target;
    turnBack(positions, numPadded, state.positions, dimension, numChains);
    turnBack(words, numPadded, state.streams, STREAM_WORDS, numChains);
    state.logDensities.set(logDensities.subarray(0, numChains));
    state.pathWords = this.#kernel.pathWords;
    state.numSteps = numSteps;
  }
}
