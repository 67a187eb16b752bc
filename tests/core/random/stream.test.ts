import { describe, expect, it } from "vitest";
import { seedWords, Stream, StreamPurpose, STREAM_WORDS, threefry2x32 } from "../../../src/core/random";
import vectors from "../../reference/rng_kat.json";
import { words } from "./words";

const PURPOSES = Object.values(StreamPurpose);

function streamOf(state: readonly number[]): Stream {
  return new Stream(Int32Array.from(state, (word) => word | 0));
}

function wordsOf(stream: Stream, count: number): number[] {
  return Array.from({ length: count }, () => stream.nextWord() >>> 0);
}

describe("xoshiro128++", () => {
  it.each(vectors.xoshiro128plusplus.vectors)("gives the known outputs from state $state", (known) => {
    const stream = streamOf(words(known.state));
    let xored = 0;
    let sum = 0;
    const first: number[] = [];
    for (let i = 0; i < 10_000; i++) {
      const word = stream.nextWord();
      if (i < 10) first.push(word >>> 0);
      xored ^= word;
      sum = (sum + word) | 0;
    }
    expect(first).toEqual(words(known.first_outputs));
    expect(xored >>> 0).toBe(words([known.xor_of_first_10000])[0]);
    expect(sum >>> 0).toBe(words([known.sum_mod_2_32_of_first_10000])[0]);
    expect([...stream.state].map((word) => word >>> 0)).toEqual(words(known.state_after_10000));
  });
});

describe("seeding", () => {
  it("takes two Threefry blocks keyed by seed and chain, with the purpose as counter", () => {
    const expected = [...threefry2x32([7, 11], [2, 0]), ...threefry2x32([7, 11], [2, 1])];
    const state = seedWords(7, 11, StreamPurpose.exactDraws);
    expect(state).toHaveLength(STREAM_WORDS);
    expect([...state].map((word) => word >>> 0)).toEqual(expected);
    expect([...Stream.from(7, 11, StreamPurpose.exactDraws).state]).toEqual([...state]);
  });

  it("gives every seed, chain and purpose a state of its own", () => {
    const states = new Set<string>();
    for (let seed = 0; seed < 10; seed++) {
      for (let chain = 0; chain < 500; chain++) {
        for (const purpose of PURPOSES) states.add(seedWords(seed, chain, purpose).join());
      }
    }
    expect(states.size).toBe(10 * 500 * PURPOSES.length);
  });

  it("resumes from a copy of its state", () => {
    const stream = Stream.from(3, 1, StreamPurpose.sampler);
    wordsOf(stream, 17);
    const copy = new Stream(stream.state.slice());
    expect(wordsOf(copy, 20)).toEqual(wordsOf(stream, 20));
  });
});

/** `meta.recommended_conversions` of the reference, by which words become uniforms. */
describe("uniforms", () => {
  const taken = wordsOf(Stream.from(5, 0, StreamPurpose.test), 2000);

  it("uniform is ((u1 >>> 5) * 2^26 + (u2 >>> 6)) * 2^-53", () => {
    expect(vectors.meta.recommended_conversions.f64).toContain("((u1 >>> 5) * 2^26 + (u2 >>> 6)) * 2^-53");
    const stream = Stream.from(5, 0, StreamPurpose.test);
    for (let i = 0; i < 2000; i += 2) {
      const expected = ((taken[i] >>> 5) * 2 ** 26 + (taken[i + 1] >>> 6)) * 2 ** -53;
      expect(stream.uniform()).toBe(expected);
    }
  });

  it("uniform24 is (u >>> 8) * 2^-24", () => {
    expect(vectors.meta.recommended_conversions.f32).toContain("(u >>> 8) * 2^-24");
    const stream = Stream.from(5, 0, StreamPurpose.test);
    for (const word of taken) expect(stream.uniform24()).toBe((word >>> 8) * 2 ** -24);
  });

  it("reach 0 and stay below 1", () => {
    // The next word is rotl(s0 + s3, 7) + s0.
    const low = [0, 1, 2, 0];
    const high = [0xffffffff, 0, 0, 1];
    expect(streamOf(low).uniform24()).toBe(0);
    expect(streamOf(high).uniform24()).toBe(1 - 2 ** -24);
    expect(streamOf(high).uniform()).toBeLessThan(1);
    expect(streamOf(high).uniform()).toBeGreaterThanOrEqual(1 - 2 ** -27);
  });
});

describe("normals", () => {
  it("are those of Box and Muller, from two uniforms a pair", () => {
    const [normals, uniforms] = [Stream.from(9, 4, 3), Stream.from(9, 4, 3)];
    const out = new Float64Array(200);
    normals.normals(out, 200);
    for (let i = 0; i < 200; i += 2) {
      const radius = Math.sqrt(-2 * Math.log1p(-uniforms.uniform()));
      const angle = 2 * Math.PI * uniforms.uniform();
      expect(Math.abs(out[i] - radius * Math.cos(angle))).toBeLessThan(1e-14);
      expect(Math.abs(out[i + 1] - radius * Math.sin(angle))).toBeLessThan(1e-14);
    }
  });

  it("take as many words for an odd count as for the next even one, and write no more than asked", () => {
    const [odd, even] = [Stream.from(9, 5, 3), Stream.from(9, 5, 3)];
    const [three, four] = [new Float64Array(4).fill(99), new Float64Array(4)];
    odd.normals(three, 3);
    even.normals(four, 4);
    expect([...three]).toEqual([...four.subarray(0, 3), 99]);
    expect([...odd.state]).toEqual([...even.state]);
  });

  it("normalPair24 is the same from 24-bit uniforms, rounded to float32", () => {
    const [normals, uniforms] = [Stream.from(9, 6, 3), Stream.from(9, 6, 3)];
    for (let i = 0; i < 500; i++) {
      const pair = normals.normalPair24();
      const radius = Math.sqrt(-2 * Math.log1p(-uniforms.uniform24()));
      const angle = 2 * Math.PI * uniforms.uniform24();
      [radius * Math.cos(angle), radius * Math.sin(angle)].forEach((expected, j) => {
        expect(pair[j]).toBe(Math.fround(pair[j]));
        expect(Math.abs(pair[j] - expected)).toBeLessThanOrEqual(2 ** -24 * Math.abs(expected) + 1e-14);
      });
    }
  });
});
