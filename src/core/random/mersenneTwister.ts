import { log } from "../math/elementary";
import { expectProbability, expectWhole } from "../math/expectations";

const SIZE = 624;
const SHIFT = 397;

/**
 * numpy's legacy stream, `numpy.random.RandomState(seed)`, so that published numpy runs can be replayed.
 * MT19937 of Matsumoto and Nishimura (1998), seeded by their init_genrand (2002); uniforms with 53 bits and
 * polar normals in the order in which numpy's legacy generator takes them. Words and uniforms are equal to
 * numpy's to the bit; normals to a rounding of the logarithm, which here is core's own. For replay only:
 * samplers draw from `Stream`.
 */
export class MersenneTwister {
  private readonly words = new Uint32Array(SIZE);
  private used = SIZE;
  /** The second normal of a pair, kept for the next call. */
  private spare: number | null = null;

  /** @throws RangeError unless the seed is a whole number from 0 to 2^32 - 1 */
  constructor(seed: number) {
    expectWhole("seed", seed, 0, 0xffffffff);
    this.words[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const last = this.words[i - 1];
      this.words[i] = Math.imul(last ^ (last >>> 30), 1812433253) + i;
    }
  }

  private refill(): void {
    const { words } = this;
    for (let i = 0; i < SIZE; i++) {
      const joined = (words[i] & 0x80000000) | (words[(i + 1) % SIZE] & 0x7fffffff);
      words[i] = words[(i + SHIFT) % SIZE] ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    this.used = 0;
  }

  /** The next 32 bits, unsigned. */
  nextWord(): number {
    if (this.used === SIZE) this.refill();
    let word = this.words[this.used++];
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
  uniform(low: number, high: number): number {
    return low + (high - low) * this.randomSample();
  }

  /**
   * numpy's `standard_normal()` or `randn()`: Marsaglia's polar method. Of a pair the second is returned
   * first, and the first at the next call.
   */
  standardNormal(): number {
    if (this.spare !== null) {
      const kept = this.spare;
      this.spare = null;
      return kept;
    }
    let [x1, x2, square] = [0, 0, 0];
    while (!(square > 0 && square < 1)) {
      x1 = 2 * this.randomSample() - 1;
      x2 = 2 * this.randomSample() - 1;
      square = x1 * x1 + x2 * x2;
    }
    const factor = Math.sqrt((-2 * log(square)) / square);
    this.spare = factor * x1;
    return factor * x2;
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
