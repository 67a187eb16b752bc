import { ensembleOutputs } from "../../../core/network";
import type { MaskSharing, Network, PassOutputs } from "../../../core/network";
import { countPoints, expectRate, keptScale } from "../../../core/network/dropout";
import { expectWhole } from "../../../core/math/expectations";
import { unlessLost } from "../unlessLost";
import { inFloat32, mustFit, packNetwork } from "./packNetwork";
import { createPassBuffers, readBack, type PassBuffers } from "./passBuffers";
import { mustHold, passesOfPart } from "./passLimits";
import { addTotals, emptyPassTotals, momentsOfTotals, type PassMoments } from "./passMoments";
import { passProgramFor, type PassProgram } from "./passProgram";
import { dropThreshold, LARGEST_WORD, runRounds, type PassWork } from "./passRounds";
import { BLOCKS_OF_GROUP, PASSES_OF_BLOCK } from "./passShader";

export interface PassOptions {
  readonly rate: number;
  readonly numPasses: number;
  readonly sharing: MaskSharing;
}

/**
 * Passes of one network on a graphics card, in float32. Which units pass t drops depends on the seed and t alone
 * where the points share masks ("perPass"), else also on the index of the point; never on numPasses. A unit is
 * dropped with probability round(rate 2^32) / 2^32, independently of all others. Calls may overlap.
 */
export class GpuPasses {
  readonly #device: GPUDevice;
  readonly #network: Network;
  readonly #program: PassProgram;
  readonly #weights: Float32Array<ArrayBuffer>;
  readonly #live = new Set<PassBuffers>();
  #isDisposed = false;

  private constructor(
    device: GPUDevice,
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    program: PassProgram,
  ) {
    this.#device = device;
    this.#network = network;
    this.#weights = weights;
    this.#program = program;
  }

  /**
   * @param mend changes the shader; only tests do, to break it
   * @throws RangeError where there is no kernel for the network, or its numbers do not fit into float32
   * @throws Error naming the shader where it does not compile, or that the device is lost
   */
  static async create(
    device: GPUDevice,
    network: Network,
    mend?: (code: string) => string,
  ): Promise<GpuPasses> {
    mustFit(network);
    const weights = packNetwork(network);
    const program = await passProgramFor(device, network, mend);
    return new GpuPasses(device, network, weights, program);
  }

  /**
   * The output of every pass at every point; see `drawPassesOnGpu`.
   * @param inputs [point][input], flat
   * @throws RangeError where an option makes no sense, or the outputs are more than the card's buffers hold
   * @throws Error where memory is short, the device is or gets lost, or this is disposed of meanwhile
   */
  async draw(inputs: ArrayLike<number>, options: PassOptions, seed: number): Promise<PassOutputs> {
    const { numPasses } = options;
    const numPoints = this.#check(inputs, options, seed);
    const bytes = 4 * numPasses * numPoints;
    mustHold(this.#device.limits, bytes, `${numPasses} passes at ${numPoints} points`);
    const points = packPoints(inputs, numPoints, new Float64Array(numPoints));
    return await this.#withBuffers(points, bytes, bytes, async (buffers) => {
      const work = workOf(options, seed, numPoints, numPasses, 0);
      await this.#run("drawOutputs", buffers, work, Math.ceil(numPasses / PASSES_OF_BLOCK) * numPoints);
      const found = await readBack(this.#device, buffers, 0, bytes);
      return { numPasses, numPoints, outputs: new Float64Array(found) };
    });
  }

  /**
   * Mean and sd of the passes at every point; the outputs never leave the card. The same passes as `draw`.
   * @param inputs [point][input], flat
   * @throws as `draw`; any number of passes fits
   */
  async passMoments(inputs: ArrayLike<number>, options: PassOptions, seed: number): Promise<PassMoments> {
    const { numPasses } = options;
    const numPoints = this.#check(inputs, options, seed);
    const centres = inFloat32("outputs", ensembleOutputs([this.#network], inputs).outputs);
    const most = Math.min(numPasses, passesOfPart(this.#device.limits, numPoints));
    const numGroups = (count: number): number => Math.ceil(count / (PASSES_OF_BLOCK * BLOCKS_OF_GROUP));
    const numBlocks = (count: number): number => Math.ceil(count / PASSES_OF_BLOCK);
    const bytesOfItems = 8 * numPoints;
    const bytes = bytesOfItems * (numBlocks(most) + numGroups(most));
    mustHold(this.#device.limits, bytes, `sums at ${numPoints} points`);
    const points = packPoints(inputs, numPoints, centres);
    return await this.#withBuffers(points, bytes, bytesOfItems * numGroups(most), async (buffers) => {
      const totals = emptyPassTotals(numPoints);
      for (let first = 0; first < numPasses; first += most) {
        const count = Math.min(most, numPasses - first);
        const work = workOf(options, seed, numPoints, count, first / PASSES_OF_BLOCK);
        await this.#run("sumBlocks", buffers, work, numBlocks(count) * numPoints);
        await this.#run("addGroups", buffers, work, numGroups(count) * numPoints);
        const [from, size] = [bytesOfItems * numBlocks(count), bytesOfItems * numGroups(count)];
        addTotals(totals, await readBack(this.#device, buffers, from, size));
      }
      return momentsOfTotals(totals, centres, numPasses);
    });
  }

  /** Frees the card's memory; calls under way are rejected. */
  dispose(): void {
    this.#isDisposed = true;
    for (const { all } of this.#live) for (const buffer of all) buffer.destroy();
    this.#live.clear();
  }

  #check(inputs: ArrayLike<number>, { rate, numPasses }: PassOptions, seed: number): number {
    expectRate(rate);
    expectWhole("numPasses", numPasses, 1);
    expectWhole("seed", seed, 0, LARGEST_WORD);
    return countPoints(this.#network, inputs);
  }

  async #withBuffers<Result>(
    points: Float32Array<ArrayBuffer>,
    bytesOfResults: number,
    bytesToRead: number,
    use: (buffers: PassBuffers) => Promise<Result>,
  ): Promise<Result> {
    this.#mustLive();
    const device = this.#device;
    mustHold(device.limits, points.byteLength, "the points");
    device.pushErrorScope("out-of-memory");
    const { layout } = this.#program;
    const buffers = createPassBuffers(device, layout, this.#weights, points, bytesOfResults, bytesToRead);
    this.#live.add(buffers);
    try {
      const error = await unlessLost(device, device.popErrorScope());
      if (error) throw new Error(`The passes do not fit into the graphics card's memory: ${error.message}`);
      return await use(buffers);
    } catch (error) {
      this.#mustLive();
      throw error;
    } finally {
      for (const buffer of buffers.all) buffer.destroy();
      this.#live.delete(buffers);
    }
  }

  async #run(
    kernel: "drawOutputs" | "sumBlocks" | "addGroups",
    { bindGroup, uniform }: PassBuffers,
    work: PassWork,
    numItems: number,
  ): Promise<void> {
    this.#mustLive();
    const { [kernel]: pipeline, pace, paceOfGroups } = this.#program;
    await runRounds(this.#device, {
      pipeline,
      bindGroup,
      uniform,
      work,
      numItems,
      pace: kernel === "addGroups" ? paceOfGroups : pace,
    });
  }

  #mustLive(): void {
    if (this.#isDisposed) throw new Error("The passes on the graphics card were disposed of");
  }
}

function workOf(
  { rate, sharing }: PassOptions,
  seed: number,
  numPoints: number,
  numPasses: number,
  firstBlock: number,
): PassWork {
  const threshold = dropThreshold(rate);
  const isShared = sharing === "perPass";
  return { numPoints, numPasses, firstBlock, seed, threshold, isShared, scale: keptScale(rate) };
}

/** [point]: its inputs, and then its centre. */
function packPoints(
  inputs: ArrayLike<number>,
  numPoints: number,
  centres: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const numInputs = inputs.length / numPoints;
  const rounded = inFloat32("inputs", inputs);
  const points = new Float32Array(numPoints * (numInputs + 1));
  for (let point = 0; point < numPoints; point++) {
    for (let i = 0; i < numInputs; i++) points[point * (numInputs + 1) + i] = rounded[point * numInputs + i];
    points[point * (numInputs + 1) + numInputs] = centres[point];
  }
  return points;
}
