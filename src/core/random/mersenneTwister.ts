import { log } from "../math/elementary";
import { expectProbability, expectWhole } from "../math/expectations";

const SIZE = 624;
const SHIFT = 397;
/** Places of the state behind the words: how many of them were used, whether a normal is kept, and its bits. */
const USED = SIZE;
const HAS_SPARE = SIZE + 1;
const SPARE = SIZE + 2;
const STATE_WORDS = SIZE + 4;

const float64 = new Float64Array(1);
const halves = new Int32Array(float64.buffer);

/**
 * numpy's legacy stream, `numpy.random.RandomState(seed)`, so that published numpy runs can be replayed.
 * MT19937 of Matsumoto and Nishimura (1998), seeded by their init_genrand (2002); uniforms with 53 bits and
 * polar normals in the order in which numpy's legacy generator takes them. Words and uniforms are equal to
 * numpy's to the bit; normals to a rounding of the logarithm, which here is core's own. For replay only:
 * samplers draw from `Stream`.
 */
export class MersenneTwister {
  /** Everything that the next number depends on, in 628 words; advanced in place. */
  readonly state: Int32Array;
  private readonly words: Uint32Array;

  /**
   * @param from a seed, or the state of another generator to go on from, which is kept
   * @throws RangeError unless the seed is a whole number from 0 to 2^32 - 1
   */
  constructor(from: number | Int32Array) {
    this.state = typeof from === "number" ? new Int32Array(STATE_WORDS) : from;
    this.words = new Uint32Array(this.state.buffer, this.state.byteOffset, SIZE);
    if (typeof from === "number") this.seed(from);
  }

  private seed(seed: number): void {
    expectWhole("seed", seed, 0, 0xffffffff);
    this.words[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const last = this.words[i - 1];
      this.words[i] = Math.imul(last ^ (last >>> 30), 1812433253) + i;
    }
    this.state[USED] = SIZE;
  }

  private refill(): void {
    const { words } = this;
    for (let i = 0; i < SIZE; i++) {
      const joined = (words[i] & 0x80000000) | (words[(i + 1) % SIZE] & 0x7fffffff);
      words[i] = words[(i + SHIFT) % SIZE] ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    this.state[USED] = 0;
  }

  /** The next 32 bits, unsigned. */
  nextWord(): number {
    if (this.state[USED] === SIZE) this.refill();
    let word = this.words[this.state[USED]++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** numpy's `random_sample()` or `rand()`: uniform on [0, 1) with 53 bits; takes two words. */
  randomSample(): number {
    const high = this.nextWord() >>> 5;
    const low = this.nextWord() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** numpy's `uniform(low, high)`. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.randomSample();
  }

  /**
   * numpy's `standard_normal()` or `randn()`: Marsaglia's polar method. Of a pair the second is returned
   * first, and the first at the next call.
   */
  standardNormal(): number {
    const { state } = this;
    if (state[HAS_SPARE] === 1) {
      state[HAS_SPARE] = 0;
      halves.set(state.subarray(SPARE));
      return float64[0];
    }
    let [x1, x2, square] = [0, 0, 0];
    while (!(square > 0 && square < 1)) {
      x1 = 2 * this.randomSample() - 1;
      x2 = 2 * this.randomSample() - 1;
      square = x1 * x1 + x2 * x2;
    }
    const factor = Math.sqrt((-2 * log(square)) / square);
    float64[0] = factor * x1;
    state.set(halves, SPARE);
    state[HAS_SPARE] = 1;
    return factor * x2;
  }

  /** Fills the first `count` places of `out` with standard normals. */
  normals(out: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) out[i] = this.standardNormal();
  }

  /** numpy's `normal(mean, sd)`. */
  normal(mean: number, sd: number): number {
    return mean + sd * this.standardNormal();
  }

  /**
   * numpy's `binomial(1, probability)`, by inversion: takes one uniform, and counts the rarer of the outcomes.
   * @throws RangeError unless 0 <= probability <= 1
   */
  bernoulli(probability: number): 0 | 1 {
    expectProbability("probability", probability);
    const u = this.randomSample();
    const isOne = probability > 0.5 ? u <= probability : u > 1 - probability;
    return isOne ? 1 : 0;
  }
}
