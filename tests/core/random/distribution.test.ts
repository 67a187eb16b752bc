/**
 * What the streams draw, and that streams do not know of each other. Seeds are fixed, so a test passes
 * always or never; the false-alarm rates say how rarely a right generator would fail under another seed.
 */
import { describe, expect, it } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";

const SEED = 20260;
const COUNT = 400_000;
/** Kolmogorov and Smirnov: sqrt(n) D exceeds this with probability 1e-6 (2 exp(-2 x^2)). */
const KS_LIMIT = Math.sqrt(Math.log(2e6) / 2);
/** A z-score exceeds this with probability 6e-7. */
const Z_LIMIT = 5;

/** Normal distribution function by G. Marsaglia's series (2004). */
function normalCdf(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) sum += term *= (x * x) / k;
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
}

/** sqrt(n) times the largest distance between the draws' distribution function and `cdf`. */
function ksStatistic(draws: Float64Array, cdf: (x: number) => number): number {
  const sorted = draws.slice().sort();
  let distance = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    distance = Math.max(distance, p - i / sorted.length, (i + 1) / sorted.length - p);
  });
  return distance * Math.sqrt(sorted.length);
}

function meanOf(draws: Float64Array, f: (x: number) => number): number {
  return draws.reduce((sum, x) => sum + f(x), 0) / draws.length;
}

function manyNormals(): Float64Array {
  const out = new Float64Array(COUNT);
  Stream.from(SEED, 0, StreamPurpose.test).normals(out, COUNT);
  return out;
}

function manyNormals24(): Float64Array {
  const stream = Stream.from(SEED, 1, StreamPurpose.test);
  return Float64Array.from(Array.from({ length: COUNT / 2 }, () => stream.normalPair24()).flat());
}

describe.each([
  ["normals", manyNormals],
  ["normalPair24", manyNormals24],
])("%s", (_name, draw) => {
  const draws = draw();

  it("have the normal distribution (false alarm 1e-6)", () => {
    expect(ksStatistic(draws, normalCdf)).toBeLessThan(KS_LIMIT);
  });

  it("have mean 0, variance 1, skewness 0, kurtosis 3 (false alarm 2.4e-6)", () => {
    // Each moment with its standard deviation for one draw.
    const moments: [power: number, value: number, sd: number][] = [
      [1, 0, 1],
      [2, 1, Math.sqrt(2)],
      [3, 0, Math.sqrt(15)],
      [4, 3, Math.sqrt(96)],
    ];
    for (const [power, value, sd] of moments) {
      const z = ((meanOf(draws, (x) => x ** power) - value) / sd) * Math.sqrt(COUNT);
      expect(Math.abs(z)).toBeLessThan(Z_LIMIT);
    }
  });

  it("would be caught 3 % too wide, or 0.02 off centre", () => {
    const wide = draws.map((x) => 1.03 * x);
    const shifted = draws.map((x) => x + 0.02);
    expect(ksStatistic(wide, normalCdf)).toBeGreaterThan(KS_LIMIT);
    expect(ksStatistic(shifted, normalCdf)).toBeGreaterThan(KS_LIMIT);
  });
});

describe("uniforms", () => {
  it.each(["uniform", "uniform24"] as const)("%s is uniform on [0, 1) (false alarm 1e-6)", (method) => {
    const stream = Stream.from(SEED, 2, StreamPurpose.test);
    const draws = Float64Array.from({ length: COUNT }, () => stream[method]());
    expect(ksStatistic(draws, (x) => x)).toBeLessThan(KS_LIMIT);
    expect(
      ksStatistic(
        draws.map((x) => x * x),
        (x) => x,
      ),
    ).toBeGreaterThan(KS_LIMIT);
  });
});

/** Largest |z| of the correlation between any two of the streams, at lags -1, 0 and 1. */
function worstCorrelation(streams: readonly Stream[], count: number): number {
  const rows = streams.map((stream) => {
    const out = new Float64Array(count);
    stream.normals(out, count);
    return out;
  });
  let worst = 0;
  for (let a = 0; a < rows.length; a++) {
    for (let b = 0; b < a; b++) {
      const sums = [0, 0, 0];
      for (let i = 1; i < count - 1; i++) {
        sums[0] += rows[a][i] * rows[b][i - 1];
        sums[1] += rows[a][i] * rows[b][i];
        sums[2] += rows[a][i] * rows[b][i + 1];
      }
      // A product of independent normals has variance 1.
      for (const sum of sums) worst = Math.max(worst, Math.abs(sum) / Math.sqrt(count - 2));
    }
  }
  return worst;
}

// 48 streams make 1128 pairs and 3384 scores; 6.5 is exceeded with probability 3384 * 8e-11 = 3e-7.
describe("streams are uncorrelated with each other (false alarm 3e-7)", () => {
  const NUM_STREAMS = 48;
  const LENGTH = 2000;
  const LIMIT = 6.5;
  const make = (f: (i: number) => Stream): Stream[] => Array.from({ length: NUM_STREAMS }, (_, i) => f(i));

  it("between chains of a seed", () => {
    const streams = make((chain) => Stream.from(SEED, chain, StreamPurpose.sampler));
    expect(worstCorrelation(streams, LENGTH)).toBeLessThan(LIMIT);
  });

  it("between seeds", () => {
    const streams = make((seed) => Stream.from(seed, 0, StreamPurpose.sampler));
    expect(worstCorrelation(streams, LENGTH)).toBeLessThan(LIMIT);
  });

  it("between the purposes of chains", () => {
    const purposes = Object.values(StreamPurpose);
    const streams = make((i) => Stream.from(SEED, Math.floor(i / 4), purposes[i % 4]));
    expect(worstCorrelation(streams, LENGTH)).toBeLessThan(LIMIT);
  });

  it("and a chain that repeats another would be caught", () => {
    const [a, b, c] = [0, 1, 2].map((chain) => Stream.from(SEED, chain, StreamPurpose.sampler));
    const repeated = Stream.from(SEED, 1, StreamPurpose.sampler);
    expect(worstCorrelation([a, b, c, repeated], LENGTH)).toBeGreaterThan(LIMIT);
  });
});
