import { cosTwoPi, log, sinTwoPi } from "../math/elementary";
import { threefry2x32 } from "./threefry";

/** What a stream is used for; each purpose of each chain has a stream of its own. */
export const StreamPurpose = { start: 0, sampler: 1, exactDraws: 2, test: 3 } as const;
export type StreamPurpose = (typeof StreamPurpose)[keyof typeof StreamPurpose];

/** Number of 32-bit words in a stream's state. */
export const STREAM_WORDS = 4;

/**
 * The seed of a stream: Threefry-2x32-20 keyed by (seed, chain) at counters (purpose, 0) and (purpose, 1).
 * @returns four words that are not all zero, the state of a xoshiro128++ generator
 */
export function seedWords(seed: number, chain: number, purpose: StreamPurpose): Int32Array {
  const [a, b] = threefry2x32([seed, chain], [purpose, 0]);
  const [c, d] = threefry2x32([seed, chain], [purpose, 1]);
  const state = Int32Array.of(a, b, c, d);
  if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1;
  return state;
}

/**
 * A stream of random numbers: xoshiro128++ (Blackman and Vigna 2019) and the fixed rules by which its
 * words become uniforms and normals. These rules are part of the stream's definition: a link replays
 * only as long as they stay as they are.
 */
export class Stream {
  readonly state: Int32Array;

  /** @param state four words, not all zero; kept and advanced in place */
  constructor(state: Int32Array) {
    this.state = state;
  }

  static from(seed: number, chain: number, purpose: StreamPurpose): Stream {
    return new Stream(seedWords(seed, chain, purpose));
  }

  /** The next 32 bits as a signed integer. */
  nextWord(): number {
    const s = this.state;
    const s0 = s[0];
    const s3 = s[3];
    const sum = (s0 + s3) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + s0) | 0;
    const s2 = s[2] ^ s0;
    const s1 = s[1];
    const mixed = s3 ^ s1;
    s[1] = s1 ^ s2;
    s[0] = s0 ^ mixed;
    s[2] = s2 ^ (s1 << 9);
    s[3] = (mixed << 11) | (mixed >>> 21);
    return result;
  }

  /** Uniform on [0, 1) with 53 bits; takes two words, the first one holds the high bits. */
  uniform(): number {
    const high = this.nextWord() >>> 5;
    const low = this.nextWord() >>> 6;
    return (high * 67108864 + low) * 1.1102230246251565e-16;
  }

  /**
   * Standard normals by Box and Muller (1958): each pair takes two uniforms u, v and is
   * sqrt(-2 log(1 - u)) times (cos 2 pi v, sin 2 pi v). An odd last number drops its partner, so the
   * number of words taken depends on the count alone.
   */
  normals(out: Float64Array, count: number): void {
    for (let i = 0; i < count; i += 2) {
      const radius = Math.sqrt(-2 * log(1 - this.uniform()));
      const v = this.uniform();
      out[i] = radius * cosTwoPi(v);
      if (i + 1 < count) out[i + 1] = radius * sinTwoPi(v);
    }
  }

  /** Uniform on [0, 1) with 24 bits, exact in float32; takes one word. */
  uniform24(): number {
    return (this.nextWord() >>> 8) * 5.960464477539063e-8;
  }

  /** A pair of standard normals as the float32 kernels make them: two 24-bit uniforms, then as `normals`. */
  normalPair24(): [number, number] {
    const radius = Math.sqrt(-2 * log(1 - this.uniform24()));
    const v = this.uniform24();
    return [Math.fround(radius * cosTwoPi(v)), Math.fround(radius * sinTwoPi(v))];
  }
}
