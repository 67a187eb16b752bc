import { describe, expect, test } from "vitest";
import { MersenneTwister } from "../../../src/core/random/mersenneTwister";
import { expectAllClose, seedNumbers } from "../seedNumbers";

interface Section {
  seed: number;
  mt19937_init_genrand_uint32: number[];
  random_sample: number[];
  standard_normal_legacy_polar: number[];
  "binomial_1_0.7": number[];
}

const stored = seedNumbers("numpy_rng") as Section;
const take = <Value>(count: number, next: () => Value): Value[] => Array.from({ length: count }, next);

describe("MT19937 as in numpy's legacy RandomState", () => {
  test("words after init_genrand(42)", () => {
    const generator = new MersenneTwister(stored.seed);
    expect(take(16, () => generator.nextWord())).toEqual(stored.mt19937_init_genrand_uint32);
  });

  // The C++ standard (rand.predef) names the 10,000th word of the default seed; the first is well known too.
  test("first and 10,000th word after init_genrand(5489)", () => {
    const generator = new MersenneTwister(5489);
    expect(generator.nextWord()).toBe(3499211612);
    for (let i = 2; i < 10_000; i++) generator.nextWord();
    expect(generator.nextWord()).toBe(4123659995);
  });

  test("uniforms are equal to the bit", () => {
    const generator = new MersenneTwister(stored.seed);
    expect(take(10, () => generator.randomSample())).toEqual(stored.random_sample);
    const scaled = new MersenneTwister(stored.seed);
    expect(scaled.uniform(-2, 2)).toBe(-2 + 4 * stored.random_sample[0]);
  });

  test("normals, an odd number of them", () => {
    const generator = new MersenneTwister(stored.seed);
    expectAllClose(
      take(11, () => generator.standardNormal()),
      stored.standard_normal_legacy_polar,
      1e-14,
    );
    const moved = new MersenneTwister(stored.seed);
    expect(moved.normal(5, 2)).toBe(5 + 2 * new MersenneTwister(stored.seed).standardNormal());
  });

  test("binomial with one trial", () => {
    const generator = new MersenneTwister(stored.seed);
    expect(take(20, () => generator.bernoulli(0.7))).toEqual(stored["binomial_1_0.7"]);
    // Up to one half, numpy's inversion gives 1 for the large uniforms; above, for the small ones.
    const rare = new MersenneTwister(stored.seed);
    expect(take(10, () => rare.bernoulli(0.3))).toEqual(stored.random_sample.map((u) => (u > 0.7 ? 1 : 0)));
    const ends = new MersenneTwister(1);
    expect(take(50, () => ends.bernoulli(0)).every((flip) => flip === 0)).toBe(true);
    expect(take(50, () => ends.bernoulli(1)).every((flip) => flip === 1)).toBe(true);
  });

  test("a word between two normals does not disturb the pair, as in numpy", () => {
    const plain = new MersenneTwister(7);
    const pair = [plain.standardNormal(), plain.standardNormal()];
    const disturbed = new MersenneTwister(7);
    const first = disturbed.standardNormal();
    disturbed.randomSample();
    expect([first, disturbed.standardNormal()]).toEqual(pair);
  });

  test("seeds and probabilities out of range are named", () => {
    expect(() => new MersenneTwister(-1)).toThrow("seed = -1; expected a whole number from 0 to 4294967295");
    expect(() => new MersenneTwister(2 ** 32)).toThrow(RangeError);
    expect(() => new MersenneTwister(1.5)).toThrow(RangeError);
    expect(() => new MersenneTwister(1).bernoulli(1.5)).toThrow("probability = 1.5");
    expect(new MersenneTwister(2 ** 32 - 1).nextWord()).toBeGreaterThanOrEqual(0);
  });
});
