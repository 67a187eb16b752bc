import { gridOffset } from "../../../core/grid";
import type { KernelState } from "../../../core/kernels";
import { seedWords, Stream, StreamPurpose } from "../../../core/random";
import { boxCentre, NUM_BINS } from "../../../core/run/totals";
import { CROWD_BINS } from "../../../core/run/crowd";
import { numIntegrationSteps } from "../../../core/samplers/hamiltonianMonteCarlo";
import type { Target } from "../../../core/targets";
import { unlessLost } from "../unlessLost";
import { chainsOfDispatch, GROUP, slicesOf, type Slice } from "./blockPlan";
import { addPart, emptyTotals, type BlockTotals, type TotalsShape } from "./blockTotals";
import { areModesSwapped } from "./densityParts";
import { DispatchPace } from "./dispatchPace";
import { bindBuffers, copyOf, createBuffers, type EnsembleBuffers } from "./ensembleBuffers";
import { checkLimits, ensembleSizes, SLICES_OF_PART, type EnsembleSizes } from "./ensembleLimits";
import { checkOptions, originOf, STEPS_BETWEEN_BINS } from "./ensembleOptions";
import type { AdvanceOptions, GpuEnsembleOptions } from "./ensembleOptions";
import { packState, unpackState, type GpuEnsembleState } from "./ensembleState";
import { Readbacks } from "./readbacks";
import { programFor, type ProgramWithInputs } from "./samplerProgram";
import { WorkQueue } from "./workQueue";

/** Rows of data that cost as much as a density without. */
const ROWS_OF_AN_EVALUATION = 16;

/**
 * Chains on a graphics card, in float32: transitions with the random bits of `KernelEnsemble`, of which `state` and
 * `restore` are the way from and to it. Blocks are made in the order of the calls; two calls may be under way, so
 * that the card has work while the totals of a block are on their way. A run does not replay bit for bit elsewhere.
 */
export class GpuEnsemble {
  readonly numChains: number;
  /** The last state that was handed in or out: where to go on from if the device is lost. */
  lastState: GpuEnsembleState | null = null;
  readonly #device: GPUDevice;
  readonly #program: ProgramWithInputs;
  readonly #options: GpuEnsembleOptions;
  readonly #shape: TotalsShape;
  readonly #sizes: EnsembleSizes;
  readonly #buffers: EnsembleBuffers;
  readonly #queue: WorkQueue;
  readonly #readbacks: Readbacks;
  readonly #pace: DispatchPace;
  #paths = new Stream(seedWords(0, 0, StreamPurpose.sampler));
  #bindGroup: { readonly of: GPUBuffer; readonly group: GPUBindGroup } | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isDestroyed = false;

  private constructor(
    device: GPUDevice,
    options: GpuEnsembleOptions,
    program: ProgramWithInputs,
    shape: TotalsShape,
    numRows: number,
  ) {
    const { numParameters, numChains, numHeads } = shape;
    const numCounts = numParameters * (NUM_BINS + numHeads) + CROWD_BINS * CROWD_BINS;
    const sizes = ensembleSizes(numParameters, numChains, shape.layout, numCounts);
    checkLimits(device.limits, sizes, program.data.byteLength);
    this.numChains = numChains;
    this.#device = device;
    this.#options = options;
    this.#program = program;
    this.#shape = shape;
    this.#sizes = sizes;
    this.#buffers = createBuffers(device, sizes, program);
    this.#queue = new WorkQueue(device, {
      numPadded: sizes.numPadded,
      numShown: numChains,
      stepSize: options.stepSize,
    });
    this.#readbacks = new Readbacks(device, sizes.sums - 4 * sizes.totalsAt + sizes.counts);
    this.#pace = new DispatchPace(1 + numRows / ROWS_OF_AN_EVALUATION);
  }

  /**
   * An ensemble without chains as yet: `restore` a state first.
   * @throws RangeError where options or the target's inputs make no sense
   * @throws Error naming the limit that is too small, or the shader that does not compile, or that the device is lost
   */
  static async create(device: GPUDevice, target: Target, options: GpuEnsembleOptions): Promise<GpuEnsemble> {
    checkOptions(options);
    const { density, settingValues: settings, columns, dimension, box } = target;
    const { sampler, numChains, headStride = 0, mend } = options;
    const origin = originOf(target);
    const modes = !target.modes ? "none" : areModesSwapped(target) ? "swapped" : "in order";
    const given = { settings, columns, origin, offset: gridOffset(target) };
    const choice = { sampler, modes, ...(mend ? { mend } : {}) } as const;
    const found = await programFor(device, density, given, choice);
    const ofBox = box.flatMap(([low, high], i) => [low - origin[i], NUM_BINS / (high - low)]);
    const parameters = Float32Array.from([...found.parameters, ...ofBox]);
    const shape: TotalsShape = {
      layout: found.program.shader.layout,
      numParameters: dimension,
      numChains,
      numHeads: headStride > 0 ? Math.ceil(numChains / headStride) : 0,
      origin,
      centre: boxCentre(target),
    };
    const numRows = columns.length > 0 ? columns[0].length : 0;
    device.pushErrorScope("out-of-memory");
    const ensemble = new GpuEnsemble(device, options, { ...found, parameters }, shape, numRows);
    const error = await unlessLost(device, device.popErrorScope());
    if (!error) return ensemble;
    ensemble.destroy();
    throw new Error(`${numChains} chains do not fit into the graphics card's memory: ${error.message}`);
  }

  /** Goes on from a state; one of `KernelEnsemble` has no mode state, and its chains were in no mode as yet. */
  restore(state: KernelState & { readonly modeState?: Uint8Array }): void {
    const { numChains } = this;
    const { origin } = this.#shape;
    const packed = packState(state, origin, numChains, this.#sizes.numPadded);
    const paths = state.pathWords.slice();
    this.lastState = unpackState(packed.buffer, origin, numChains, this.#sizes.numPadded, paths.slice());
    this.#paths = new Stream(paths);
    this.#device.queue.writeBuffer(this.#buffers.state, 0, packed);
  }

  /**
   * The state after the blocks that were asked for so far.
   * @throws Error where the device is lost meanwhile
   */
  async state(): Promise<GpuEnsembleState> {
    const copied = await this.#inTurn(async () => {
      await Promise.resolve();
      return { buffer: copyOf(this.#device, this.#buffers.state), pathWords: this.#paths.state.slice() };
    });
    const { buffer, pathWords } = copied;
    try {
      await unlessLost(this.#device, buffer.mapAsync(GPUMapMode.READ));
      const { origin } = this.#shape;
      const packed = buffer.getMappedRange().slice(0);
      this.lastState = unpackState(packed, origin, this.numChains, this.#sizes.numPadded, pathWords);
      return this.lastState;
    } finally {
      buffer.destroy();
    }
  }

  /**
   * Makes transitions of every chain.
   * @throws RangeError where numSteps is no whole number from 1 up
   * @throws Error where the device is or gets lost ("The graphics device was lost"); `lastState` is still there
   */
  async advance(numSteps: number, options: AdvanceOptions = {}): Promise<BlockTotals> {
    if (!(Number.isInteger(numSteps) && numSteps >= 1)) {
      throw new RangeError(`numSteps = ${numSteps}; expected a whole number from 1 up`);
    }
    const { numWarmup = 0, withCrowd = false } = options;
    const { stepsBetweenBins = STEPS_BETWEEN_BINS } = this.#options;
    const slices = slicesOf(numSteps, numWarmup, stepsBetweenBins);
    const totals = emptyTotals(this.#shape, numSteps, withCrowd);
    const parts = await this.#inTurn(async () => {
      const found: Promise<void>[] = [];
      for (let first = 0; first < slices.length; first += SLICES_OF_PART) {
        const part = slices.slice(first, first + SLICES_OF_PART);
        const isLast = first + SLICES_OF_PART >= slices.length;
        // Each waits for a buffer to be read back through: not all of a long block is queued at once.
        const readback = await unlessLost(this.#device, this.#readbacks.take());
        const read = this.#submitPart(part, readback, isLast, withCrowd);
        const added = read.then((bytes) => addPart(totals, this.#shape, part, bytes, isLast));
        // Awaited below; until then nobody else hears of a failure.
        added.catch(() => null);
        found.push(added);
      }
      return found;
    });
    await Promise.all(parts);
    return totals;
  }

  /** Frees the card's memory; blocks under way are rejected. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    for (const buffer of Object.values(this.#buffers)) buffer.destroy();
    this.#queue.destroy();
    this.#readbacks.destroy();
  }

  /** Runs what submits work after what was asked for before. */
  async #inTurn<Result>(submit: () => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    const mine = (async () => {
      await before;
      if (this.#isDestroyed) throw new Error("The ensemble was destroyed");
      return await submit();
    })();
    this.#turn = mine.then(
      () => {},
      () => {},
    );
    return await mine;
  }

  /** Submits some slices, and reads their totals and counts back. */
  async #submitPart(
    slices: readonly Slice[],
    readback: GPUBuffer,
    isLast: boolean,
    withCrowd: boolean,
  ): Promise<ArrayBuffer> {
    const device = this.#device;
    const { sums, counts } = this.#buffers;
    const { layout } = this.#shape;
    const { totalsAt, numPadded } = this.#sizes;
    device.pushErrorScope("validation");
    const clear = device.createCommandEncoder();
    clear.clearBuffer(counts);
    device.queue.submit([clear.finish()]);
    const evaluations = slices.reduce(
      (sum, _slice, index) => sum + this.#addSlice(slices, index, isLast, withCrowd),
      0,
    );
    this.#queue.submit((uniforms) => this.#bindGroupWith(uniforms));
    const bytesOfTotals = 4 * slices.length * layout.numSums * (numPadded / GROUP);
    const bytes = bytesOfTotals + this.#sizes.counts;
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(sums, 4 * totalsAt, readback, 0, bytesOfTotals);
    encoder.copyBufferToBuffer(counts, 0, readback, bytesOfTotals, this.#sizes.counts);
    device.queue.submit([encoder.finish()]);
    const submittedAt = performance.now();
    const scope = device.popErrorScope();
    const mapped = readback.mapAsync(GPUMapMode.READ, 0, bytes);
    const read = async (): Promise<ArrayBuffer> => {
      const [found] = await Promise.allSettled([scope, mapped]);
      const error = found.status === "fulfilled" ? found.value : null;
      if (error) throw new Error(`A block of steps failed: ${error.message}`);
      await mapped;
      this.#pace.add(evaluations, submittedAt, performance.now());
      const copy = readback.getMappedRange(0, bytes).slice(0);
      readback.unmap();
      this.#readbacks.giveBack(readback);
      return copy;
    };
    return await unlessLost(device, read());
  }

  /** Queues the dispatches of a slice; returns how many evaluations of the density they make. */
  #addSlice(slices: readonly Slice[], index: number, isLastPart: boolean, withCrowd: boolean): number {
    const { numSteps, isCounted } = slices[index];
    // The last one of those that are read back together: what is not summed over steps is as it stands then.
    const isEnd = index === slices.length - 1;
    const isLast = isEnd && isLastPart;
    const { makeSteps, addGroups, look } = this.#program.program;
    const { layout } = this.#shape;
    const { numPadded, mostChains, totalsAt } = this.#sizes;
    const { headStride = 0 } = this.#options;
    const paths = this.#choosePaths(numSteps);
    const cost = 1 + (paths.length > 0 ? paths.reduce((sum, n) => sum + n, 0) : numSteps);
    const chainsAtATime = chainsOfDispatch(this.#pace.work, cost, mostChains);
    for (let firstChain = 0; firstChain < numPadded; firstChain += chainsAtATime) {
      const numChains = Math.min(chainsAtATime, numPadded - firstChain);
      const work = {
        firstChain,
        numChains,
        numSteps,
        isCounted,
        totalsAt: totalsAt + index * layout.numSums * (numPadded / GROUP),
        withFlags: isEnd,
        paths,
      };
      this.#queue.addRows(makeSteps, numChains, work);
      const numSums = isEnd ? layout.numSums : layout.numSumsOfSteps;
      if (isCounted || isEnd)
        this.#queue.add(addGroups, [Math.ceil(numChains / GROUP / GROUP), numSums], work);
    }
    if (isCounted || isLast) {
      this.#queue.addRows(look, this.numChains, {
        numChains: numPadded,
        withBins: isCounted,
        withCrowd: isLast && withCrowd,
        headStride: isLast ? headStride : 0,
      });
    }
    return cost * numPadded;
  }

  #choosePaths(numSteps: number): number[] {
    const { sampler, stepSize, pathLength = 0 } = this.#options;
    if (sampler !== "hmc") return [];
    return Array.from({ length: numSteps }, () =>
      numIntegrationSteps(stepSize, pathLength, this.#paths.uniform()),
    );
  }

  #bindGroupWith(uniforms: GPUBuffer): GPUBindGroup {
    if (this.#bindGroup?.of === uniforms) return this.#bindGroup.group;
    const group = bindBuffers(this.#device, this.#program.program, uniforms, this.#buffers);
    this.#bindGroup = { of: uniforms, group };
    return group;
  }
}
