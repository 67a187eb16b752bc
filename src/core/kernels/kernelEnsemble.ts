import { writeInputs } from "../density/wasm";
import { seedWords, Stream, STREAM_WORDS, StreamPurpose } from "../random";
import { numIntegrationSteps } from "../samplers/hamiltonianMonteCarlo";
import { compile } from "../wasm";
import type { KernelModule } from "./kernelModule";
import { chainArrays, paddedChains, type ChainArrays } from "./layout";
import { seedPathWords } from "./pathStream";

/** All that the coming transitions of some chains depend on, beside the kernel and its inputs. */
export interface KernelState {
  /** [parameter][chain] */
  readonly positions: Float32Array;
  /** [word][chain] */
  readonly words: Int32Array;
  /** State of the stream that gives the lengths of paths, which all chains share. */
  readonly pathWords: Int32Array;
}

/** Sums over the transitions since they were last cleared, for each chain. */
export interface KernelMoments {
  readonly numSteps: number;
  /** [parameter][chain], of the position less the centre */
  readonly sums: Float64Array;
  /** [parameter][chain], of the squares of these */
  readonly squares: Float64Array;
  readonly numAccepted: Float64Array;
  /** Paths that lost the dynamics; 0 where the kernel follows none. */
  readonly numDivergent: Float64Array;
  readonly centre: Float64Array;
}

/** The kernel's own arrays, not copies: each [..][chain] with `numPadded` chains, and changed by every run. */
export interface KernelViews {
  readonly positions: Float32Array;
  readonly words: Int32Array;
  /** Of the positions after a run. */
  readonly logDensities: Float32Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly numAccepted: Float64Array;
  readonly numDivergent: Float64Array;
}

export interface EnsembleOptions {
  readonly numChains: number;
  /** Values of the density's settings, and its data. */
  readonly settings?: ArrayLike<number>;
  readonly columns?: readonly ArrayLike<number>[];
  /** Most sets of positions that one run writes. */
  readonly numOutputs?: number;
}

interface KernelExports {
  prepare(): void;
  run(...call: number[]): void;
}

const PAGE = 65536;

/**
 * Chains in the memory of a kernel, of which `run` makes transitions, on this thread and at once. Padding chains have
 * states of their own and are never shown.
 */
export class KernelEnsemble {
  readonly numChains: number;
  /** Chains with those that fill the last block up. */
  readonly numPadded: number;
  private readonly kernel: KernelModule;
  private readonly arrays: ChainArrays;
  private readonly memory: WebAssembly.Memory;
  private readonly exports: KernelExports;
  private readonly freeAddress: number;
  private readonly chainsAddress: number;
  private readonly outputAddress: number;
  private readonly numOutputs: number;
  private readonly columns: readonly ArrayLike<number>[];
  private numSteps = 0;
  private stepSize = 0;
  private pathLength = 0;
  private paths = new Stream(seedPathWords(0));

  /** @throws RangeError where counts are not whole numbers or inputs do not fit the density */
  constructor(kernel: KernelModule, options: EnsembleOptions) {
    const { numChains, settings = [], columns = [], numOutputs = 0 } = options;
    const { layout } = kernel;
    if (!(Number.isInteger(numChains) && numChains >= 1)) {
      throw new RangeError(`numChains = ${numChains}; expected a whole number from 1 up`);
    }
    this.kernel = kernel;
    this.arrays = chainArrays(layout.numParameters);
    this.numChains = numChains;
    this.numPadded = paddedChains(numChains, layout.chainsInBlock);
    this.numOutputs = numOutputs;
    this.columns = columns;
    const numRows = columns.length === 0 ? 0 : columns[0].length;
    const bytesOfData = 32 + numRows * (8 * columns.length + layout.inputs.bytesOfRow);
    this.freeAddress = layout.endAddress;
    this.chainsAddress = 16 * Math.ceil((this.freeAddress + bytesOfData) / 16);
    this.outputAddress = this.chainsAddress + this.arrays.total * this.numPadded;
    const end = this.outputAddress + 4 * layout.numParameters * this.numPadded * numOutputs;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
    const instance = new WebAssembly.Instance(compile(kernel.bytes), { env: { memory: this.memory } });
    this.exports = instance.exports as unknown as KernelExports;
    this.setSettings(settings);
  }

  /** Moves sliders: what is worked out from settings and data is worked out anew. */
  setSettings(settings: ArrayLike<number>): void {
    writeInputs(this.kernel.layout.inputs, this.memory.buffer, this.freeAddress, settings, this.columns);
    this.exports.prepare();
  }

  /** @param pathLength mean length of the paths of Hamiltonian chains; others have none */
  setStepSize(stepSize: number, pathLength = 0): void {
    this.stepSize = stepSize;
    this.pathLength = pathLength;
    new Float32Array(this.memory.buffer, this.kernel.layout.stepSizeAddress, 1)[0] = stepSize;
  }

  /** Chooses what is taken from positions before they are summed, best near their mean; clears the sums. */
  setCentre(centre: ArrayLike<number>): void {
    this.centre().set(centre);
    this.clearMoments();
  }

  /**
   * Places the chains and seeds their streams as those of the chains from `firstChain` on; clears the sums.
   * @param positions [parameter][chain]
   */
  start(positions: ArrayLike<number>, seed: number, firstChain = 0): void {
    const words = new Int32Array(STREAM_WORDS * this.numChains);
    for (let chain = 0; chain < this.numChains; chain++) {
      const seeded = seedWords(seed, firstChain + chain, StreamPurpose.sampler);
      seeded.forEach((word, i) => (words[i * this.numChains + chain] = word));
    }
    this.restore({ positions: Float32Array.from(positions), words, pathWords: seedPathWords(seed) });
    this.clearMoments();
  }

  /** Goes on from a state; a copy of the last chain fills the block up. */
  restore({ positions, words, pathWords }: KernelState): void {
    const { numParameters } = this.kernel.layout;
    const { numChains } = this;
    if (positions.length !== numParameters * numChains || words.length !== STREAM_WORDS * numChains) {
      throw new RangeError(
        `state: ${positions.length} coordinates and ${words.length} words; expected ${numParameters} and ${STREAM_WORDS} for each of ${numChains} chains`,
      );
    }
    this.fill(this.floats(this.arrays.positions, numParameters), positions);
    this.fill(this.words(), words);
    this.paths = new Stream(pathWords.slice());
  }

  state(): KernelState {
    const { numParameters } = this.kernel.layout;
    const positions = this.floats(this.arrays.positions, numParameters);
    return {
      positions: this.shown(positions),
      words: this.shown(this.words()),
      pathWords: this.pathWords,
    };
  }

  /** For whoever goes through all chains after every run; what is written there counts. */
  views(): KernelViews {
    const { numParameters } = this.kernel.layout;
    const { positions, logDensities, sums, squares, numAccepted, numDivergent } = this.arrays;
    return {
      positions: this.floats(positions, numParameters),
      words: this.words(),
      logDensities: this.floats(logDensities, 1),
      sums: this.doubles(sums, numParameters),
      squares: this.doubles(squares, numParameters),
      numAccepted: this.doubles(numAccepted, 1),
      numDivergent: this.doubles(numDivergent, 1),
    };
  }

  /** State of the stream that gives the lengths of paths. */
  get pathWords(): Int32Array {
    return this.paths.state.slice();
  }

  /** Makes transitions; positions are kept after every `stepsBetween` of them, none where it is 0. */
  run(numSteps: number, stepsBetween = 0): void {
    const needed = stepsBetween === 0 ? 0 : Math.floor(numSteps / stepsBetween);
    if (needed > this.numOutputs) {
      throw new RangeError(`${needed} sets of positions to write; expected at most ${this.numOutputs}`);
    }
    const { layout } = this.kernel;
    const { numPaths } = layout;
    const bytesOfOutput = 4 * layout.numParameters * this.numPadded;
    // A kernel that is told the lengths of paths is told so many at a time.
    const most = numPaths === 0 ? numSteps : numPaths;
    let output = this.outputAddress;
    let untilOutput = stepsBetween;
    for (let left = numSteps; left > 0;) {
      const count = Math.min(left, most);
      if (numPaths > 0) this.choosePaths(count);
      const { chainsAddress, numPadded } = this;
      this.exports.run(chainsAddress, numPadded, 0, numPadded, count, stepsBetween, untilOutput, output);
      if (stepsBetween > 0) {
        const numKept = count < untilOutput ? 0 : 1 + Math.floor((count - untilOutput) / stepsBetween);
        output += numKept * bytesOfOutput;
        untilOutput += numKept * stepsBetween - count;
      }
      left -= count;
    }
    this.numSteps += numSteps;
  }

  /** What the last run kept, [time][parameter][chain] with `numPadded` chains; overwritten by the next. */
  outputs(numKept: number): Float32Array {
    const count = numKept * this.kernel.layout.numParameters * this.numPadded;
    return new Float32Array(this.memory.buffer, this.outputAddress, count);
  }

  /** Log densities of the last run's last positions. */
  logDensities(): Float32Array {
    return this.floats(this.arrays.logDensities, 1).slice(0, this.numChains);
  }

  moments(): KernelMoments {
    const { numParameters } = this.kernel.layout;
    const { arrays } = this;
    return {
      numSteps: this.numSteps,
      sums: this.shown(this.doubles(arrays.sums, numParameters)),
      squares: this.shown(this.doubles(arrays.squares, numParameters)),
      numAccepted: this.shown(this.doubles(arrays.numAccepted, 1)),
      numDivergent: this.shown(this.doubles(arrays.numDivergent, 1)),
      centre: this.centre().slice(),
    };
  }

  clearMoments(): void {
    this.doubles(this.arrays.sums, 2 * this.kernel.layout.numParameters + 2).fill(0);
    this.numSteps = 0;
  }

  private choosePaths(count: number): void {
    const { pathsAddress } = this.kernel.layout;
    const numLeapfrog = new Int32Array(this.memory.buffer, pathsAddress, count);
    for (let i = 0; i < count; i++) {
      numLeapfrog[i] = numIntegrationSteps(this.stepSize, this.pathLength, this.paths.uniform());
    }
  }

  private centre(): Float64Array {
    const { centreAddress, numParameters } = this.kernel.layout;
    return new Float64Array(this.memory.buffer, centreAddress, numParameters);
  }

  private floats(offset: number, count: number): Float32Array {
    const { memory, chainsAddress, numPadded } = this;
    return new Float32Array(memory.buffer, chainsAddress + offset * numPadded, count * numPadded);
  }

  private words(): Int32Array {
    const { memory, chainsAddress, numPadded, arrays } = this;
    return new Int32Array(memory.buffer, chainsAddress + arrays.words * numPadded, STREAM_WORDS * numPadded);
  }

  private doubles(offset: number, count: number): Float64Array {
    const { memory, chainsAddress, numPadded } = this;
    return new Float64Array(memory.buffer, chainsAddress + offset * numPadded, count * numPadded);
  }

  /** Arrays without the padding. */
  private shown<T extends Float32Array | Float64Array | Int32Array>(padded: T): T {
    const { numChains, numPadded } = this;
    const numArrays = padded.length / numPadded;
    const shown = padded.slice(0, numArrays * numChains) as T;
    for (let i = 0; i < numArrays; i++) {
      shown.set(padded.subarray(i * numPadded, i * numPadded + numChains), i * numChains);
    }
    return shown;
  }

  private fill<T extends Float32Array | Int32Array>(padded: T, values: T): void {
    const { numChains, numPadded } = this;
    for (let i = 0; i * numChains < values.length; i++) {
      padded.set(values.subarray(i * numChains, (i + 1) * numChains), i * numPadded);
      padded.fill(values[(i + 1) * numChains - 1], i * numPadded + numChains, (i + 1) * numPadded);
    }
  }
}
