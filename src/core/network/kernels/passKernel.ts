import { expectWhole } from "../../math/expectations";
import { seedWords, StreamPurpose, STREAM_WORDS } from "../../random";
import { compile } from "../../wasm";
import { countPoints, expectRate, keptScale } from "../dropout";
import type { MaskSharing } from "../dropout";
import type { Network } from "../network";
import type { PassOutputs } from "../predict";
import { emitPasses, type PassExports, type PassModule } from "./emitPasses";
import { maskCells } from "./maskCells";
import { BATCH, CELL_BITS, CHUNK, shapeKey, shapeOf, type PassShape } from "./passPlan";
import { expectSupported } from "./supportsPasses";
import { writeNetwork } from "./writeNetwork";

/** Sums over passes at every point, of the outputs less the point's shift and of the squares of these. */
export interface PassMoments {
  readonly numPasses: number;
  readonly shifts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Streams of a kernel: eight side by side, and one for second draws. */
const NUM_STREAMS = 9;
/** Far from the chains of any sampler, which number their streams from 0. */
const FIRST_CHAIN = 0x40000000;
/** 2^26, so that the last one is still numbered in 32 bits. */
const MAX_STREAM = 67108864;

/** What a kernel is made of; tests hand in wrong parts. */
export interface PassKernelParts {
  readonly module: (shape: PassShape) => PassModule;
  readonly cells: typeof maskCells;
  readonly scale: typeof keptScale;
}

const modules = new Map<string, { readonly made: PassModule; readonly compiled: WebAssembly.Module }>();

/** Made and compiled once for all networks of a shape. */
function moduleOf(shape: PassShape): { readonly made: PassModule; readonly compiled: WebAssembly.Module } {
  const key = shapeKey(shape);
  let known = modules.get(key);
  if (known === undefined) {
    const made = emitPasses(shape);
    known = { made, compiled: compile(made.bytes) };
    modules.set(key, known);
  }
  return known;
}

/**
 * Passes of one network at one rate in float32, on this thread and at once; every call goes on in the kernel's
 * random numbers. A long task is best cut into calls of a few milliseconds: the engine replaces slow code by fast
 * between calls only.
 */
export class PassKernel {
  private readonly made: PassModule;
  private readonly exports: PassExports;
  private readonly memory: WebAssembly.Memory;
  private readonly parts: Pick<PassKernelParts, "cells" | "scale">;
  private network: Network;

  /**
   * @param stream numbers the kernels that share a seed, as those of several workers do; from 0 to 2^26
   * @throws RangeError unless 0 <= rate < 1 and `supportsPasses`, or where a weight is not finite in float32
   */
  constructor(
    network: Network,
    rate: number,
    seed: number,
    stream = 0,
    { module, cells = maskCells, scale = keptScale }: Partial<PassKernelParts> = {},
  ) {
    expectSupported(network);
    const shape = shapeOf(network);
    const parts = module === undefined ? moduleOf(shape) : { made: module(shape), compiled: undefined };
    this.made = parts.made;
    this.network = network;
    this.parts = { cells, scale };
    const instance = new WebAssembly.Instance(parts.compiled ?? compile(parts.made.bytes));
    this.exports = instance.exports as unknown as PassExports;
    this.memory = (instance.exports as { memory: WebAssembly.Memory }).memory;
    this.restart(network, rate, seed, stream);
  }

  /**
   * From now on passes of another network of the same shape, at any rate, with random numbers from the start.
   * @throws RangeError as the constructor, or where the shape is another one; the kernel then needs another restart
   */
  restart(network: Network, rate: number, seed: number, stream = 0): void {
    const { plan } = this.made;
    const [given, expected] = [shapeOf(network), plan.shape].map(shapeKey);
    if (given !== expected) throw new RangeError(`network of shape ${given}; expected ${expected}`);
    expectRate(rate);
    expectWhole("stream", stream, 0, MAX_STREAM);
    writeNetwork(plan, this.memory.buffer, network, this.parts.scale(rate));
    const table = this.parts.cells(rate, CELL_BITS);
    new Uint8Array(this.memory.buffer, plan.cells).set(table.cells);
    new Int32Array(this.memory.buffer, plan.remainder).set(table.remainder);
    this.seed(seed, stream);
    this.network = network;
  }

  /**
   * Passes of which every output is kept.
   * @param inputs [point][input], flat
   * @throws RangeError where numPasses is below 1 or a point incomplete
   */
  draw(inputs: ArrayLike<number>, numPasses: number, sharing: MaskSharing): PassOutputs {
    const numPoints = this.checkedPoints(inputs, numPasses);
    const outputs = new Float64Array(numPasses * numPoints);
    const pointsAtOnce = this.pointsAtOnce(sharing);
    this.forEachBatch(inputs, numPasses, sharing, (firstPass, passes, firstPoint, points) => {
      this.run(sharing, points, passes, 1, 0);
      const kept = new Float32Array(this.memory.buffer, this.made.plan.outputs, CHUNK * BATCH);
      for (let point = 0; point < points; point++) {
        const lane = point % pointsAtOnce;
        const from = CHUNK * (point - lane) + lane;
        for (let pass = 0; pass < passes; pass++) {
          outputs[(firstPass + pass) * numPoints + firstPoint + point] = kept[from + pass * pointsAtOnce];
        }
      }
    });
    return { numPasses, numPoints, outputs };
  }

  /**
   * Passes of which only mean and spread are wanted.
   * @param soFar of earlier calls with the same points, to which these are added; it is left as it is
   * @throws RangeError where numPasses is below 1, a point incomplete, or `soFar` has other points
   */
  moments(
    inputs: ArrayLike<number>,
    numPasses: number,
    sharing: MaskSharing,
    soFar?: PassMoments,
  ): PassMoments {
    const numPoints = this.checkedPoints(inputs, numPasses);
    if (soFar !== undefined && soFar.sums.length !== numPoints) {
      throw new RangeError(`moments of ${soFar.sums.length} point(s); expected ${numPoints}`);
    }
    const copy = (values: Float64Array | undefined): Float64Array =>
      values?.slice() ?? new Float64Array(numPoints);
    const [shifts, sums, squares] = [copy(soFar?.shifts), copy(soFar?.sums), copy(soFar?.squares)];
    const { plan } = this.made;
    const places = [
      [plan.shifts, shifts],
      [plan.sums, sums],
      [plan.squares, squares],
    ] as const;
    this.forEachBatch(inputs, numPasses, sharing, (firstPass, passes, firstPoint, points) => {
      const isFirst = soFar === undefined && firstPass === 0;
      for (const [address, values] of places) {
        const inKernel = new Float64Array(this.memory.buffer, address, points);
        if (!isFirst) inKernel.set(values.subarray(firstPoint, firstPoint + points));
      }
      this.run(sharing, points, passes, 0, isFirst ? 1 : 0);
      for (const [address, values] of places) {
        values.set(new Float64Array(this.memory.buffer, address, points), firstPoint);
      }
    });
    return { numPasses: numPasses + (soFar?.numPasses ?? 0), shifts, sums, squares };
  }

  private checkedPoints(inputs: ArrayLike<number>, numPasses: number): number {
    expectWhole("numPasses", numPasses, 1);
    return countPoints(this.network, inputs);
  }

  private pointsAtOnce(sharing: MaskSharing): 1 | 4 {
    return sharing === "perPass" && this.made.plan.shape.widths.length === 1 ? 4 : 1;
  }

  private run(sharing: MaskSharing, points: number, passes: number, isKept: number, isFirst: number): void {
    if (sharing === "perPass") this.exports.runShared(points, passes, isKept, isFirst);
    else this.exports.runOwn(points, passes, isKept, isFirst);
  }

  /** Cuts passes and points into what the module's memory holds; masks that are shared are drawn once for all points. */
  private forEachBatch(
    inputs: ArrayLike<number>,
    numPasses: number,
    sharing: MaskSharing,
    visit: (firstPass: number, passes: number, firstPoint: number, points: number) => void,
  ): void {
    const { numInputs } = this.made.plan.shape;
    const numPoints = inputs.length / numInputs;
    for (let firstPass = 0; firstPass < numPasses; firstPass += CHUNK) {
      const passes = Math.min(CHUNK, numPasses - firstPass);
      if (sharing === "perPass") this.exports.drawSharedMasks(passes);
      for (let firstPoint = 0; firstPoint < numPoints; firstPoint += BATCH) {
        const points = Math.min(BATCH, numPoints - firstPoint);
        this.writeInputs(inputs, firstPoint, points);
        visit(firstPass, passes, firstPoint, points);
      }
    }
  }

  private writeInputs(inputs: ArrayLike<number>, firstPoint: number, points: number): void {
    const { plan } = this.made;
    const { numInputs } = plan.shape;
    const placed = new Float32Array(this.memory.buffer, plan.inputs, numInputs * BATCH);
    for (let i = 0; i < numInputs; i++) {
      for (let point = 0; point < points; point++) {
        placed[i * BATCH + point] = inputs[(firstPoint + point) * numInputs + i];
      }
    }
  }

  private seed(seed: number, stream: number): void {
    const { plan } = this.made;
    const words = new Int32Array(this.memory.buffer, plan.streams, 8 * STREAM_WORDS);
    for (let i = 0; i < NUM_STREAMS; i++) {
      const chain = FIRST_CHAIN + NUM_STREAMS * stream + i;
      const state = seedWords(seed, chain, StreamPurpose.sampler);
      if (i === 8) new Int32Array(this.memory.buffer, plan.secondStream, STREAM_WORDS).set(state);
      // Four streams are in a vector, [word][stream].
      else state.forEach((word, w) => (words[16 * (i >> 2) + 4 * w + (i & 3)] = word));
    }
  }
}
