import { cosTwoPi, log, sinTwoPi } from "../../math/elementary";
import { Stream, type RandomNumbers } from "../../random";

const TWO_TO_MINUS_24 = 5.960464477539063e-8;
const TWO_TO_MINUS_32 = 2.3283064365386963e-10;

/**
 * The random numbers of the kernels in float64, for samplers that take, for each transition, some normals and then one
 * uniform for the accept test: driven by these they make the kernels' transitions to float32 accuracy. The rules are
 * those of `transitionNumbers`. A sampler that takes a uniform before, for the length of a path, gets it from `paths`.
 */
export class KernelNumbers implements RandomNumbers {
  readonly state: Int32Array;
  private readonly stream: Stream;
  private readonly paths: Stream | undefined;
  private firstWords: readonly [number, number] = [0, 0];
  private isPathDue = false;

  /** @param paths the stream that all chains share, of kernels whose paths have lengths */
  constructor(state: Int32Array, paths?: Stream) {
    this.state = state;
    this.stream = new Stream(state);
    this.paths = paths;
  }

  normals(out: Float64Array, count: number): void {
    for (let i = 0; i < count; i += 2) {
      const words = [this.stream.nextWord(), this.stream.nextWord()] as const;
      if (i === 0) this.firstWords = words;
      const angleBits = i === 0 ? 20 : 24;
      const u = (words[0] >>> 8) * TWO_TO_MINUS_24;
      const turns = (words[1] << (32 - angleBits)) * TWO_TO_MINUS_32;
      const radius = Math.sqrt(-2 * log(1 - u));
      out[i] = radius * cosTwoPi(turns);
      if (i + 1 < count) out[i + 1] = radius * sinTwoPi(turns);
    }
    this.isPathDue = this.paths !== undefined;
  }

  uniform(): number {
    if (this.isPathDue && this.paths !== undefined) {
      this.isPathDue = false;
      return this.paths.uniform();
    }
    const [first, second] = this.firstWords;
    const signed = Math.fround((first << 24) | (second >>> 8));
    return Math.fround(signed + 2147483712) * TWO_TO_MINUS_32;
  }
}
