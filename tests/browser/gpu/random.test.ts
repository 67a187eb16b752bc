import { describe, expect, it } from "vitest";
import elementary from "../../../shaders/elementary.wgsl?raw";
import random from "../../../shaders/random.wgsl?raw";
import { seedWords, Stream, StreamPurpose } from "../../../src/core/random";
import vectors from "../../reference/rng_kat.json";
import { runKernel } from "./runKernel";

const library = `${elementary}\n${random}`;
const words = (hex: readonly string[]): number[] => hex.map((word) => parseInt(word, 16));

const STREAMS: [seed: number, chain: number, purpose: StreamPurpose][] = [
  [0, 0, StreamPurpose.start],
  [1, 0, StreamPurpose.sampler],
  [1, 1, StreamPurpose.sampler],
  [42, 4095, StreamPurpose.exactDraws],
  [0xffffffff, 0xffffffff, StreamPurpose.test],
  [0x80000000, 123456789, StreamPurpose.sampler],
];
const streamElements = Uint32Array.from(STREAMS.flatMap((stream) => [...stream, 0]));

const SEED = "var state = seedState(element.x, element.y, element.z);";

/** Takes `count` numbers or pairs from every stream, by statements that write words[at]. */
async function takeFromStreams(
  count: number,
  wordsEach: number,
  take: string,
): Promise<Uint32Array<ArrayBuffer>> {
  const body = `${SEED}
  for (var i = 0u; i < ${count}u; i++) {
    let at = (index * ${count}u + i) * ${wordsEach}u;
    ${take}
  }`;
  return await runKernel(library, body, streamElements, count * wordsEach);
}

describe("random.wgsl", () => {
  it("threefry2x32 gives the authors' known answers and the further ones", async () => {
    const known = [...vectors.official, ...vectors.extra_made_here.vectors].filter(
      ({ generator, rounds }) => generator === "threefry2x32" && rounds === 20,
    );
    expect(known.length).toBeGreaterThanOrEqual(3);
    const body = `let result = threefry2x32(element.xy, element.zw);
  words[2u * index] = result.x;
  words[2u * index + 1u] = result.y;`;
    const elements = Uint32Array.from(known.flatMap(({ key, ctr }) => words([...key, ...ctr])));
    expect([...(await runKernel(library, body, elements, 2))]).toEqual(
      known.flatMap(({ expected }) => words(expected)),
    );
  });

  it("nextWord is xoshiro128++: first outputs, checksums and the state after 10,000", async () => {
    const { vectors: known } = vectors.xoshiro128plusplus;
    const body = `var state = element;
  let at = index * 16u;
  var xored = 0u;
  var sum = 0u;
  for (var i = 0u; i < 10000u; i++) {
    let word = nextWord(&state);
    if (i < 10u) { words[at + i] = word; }
    xored ^= word;
    sum += word;
  }
  words[at + 10u] = xored;
  words[at + 11u] = sum;
  for (var i = 0u; i < 4u; i++) { words[at + 12u + i] = state[i]; }`;
    const elements = Uint32Array.from(known.flatMap(({ state }) => words(state)));
    const expected = known.flatMap((vector) =>
      words([
        ...vector.first_outputs,
        vector.xor_of_first_10000,
        vector.sum_mod_2_32_of_first_10000,
        ...vector.state_after_10000,
      ]),
    );
    expect([...(await runKernel(library, body, elements, 16))]).toEqual(expected);
  });

  it("seeds and steps streams to the bits of Stream", async () => {
    const body = `${SEED}
  for (var i = 0u; i < 4u; i++) { words[index * 36u + i] = state[i]; }
  for (var i = 0u; i < 32u; i++) { words[index * 36u + 4u + i] = nextWord(&state); }`;
    const expected = STREAMS.flatMap(([seed, chain, purpose]) => {
      const stream = Stream.from(seed, chain, purpose);
      const taken = Array.from({ length: 32 }, () => stream.nextWord());
      return [...seedWords(seed, chain, purpose), ...taken].map((word) => word >>> 0);
    });
    expect([...(await runKernel(library, body, streamElements, 36))]).toEqual(expected);
  });

  it("uniform24 is the same number as in float64", async () => {
    const taken = await takeFromStreams(1000, 1, "words[at] = bitcast<u32>(uniform24(&state));");
    const expected = STREAMS.flatMap((seeds) => {
      const stream = Stream.from(...seeds);
      return Array.from({ length: 1000 }, () => stream.uniform24());
    });
    expect([...new Float32Array(taken.buffer)]).toEqual(expected);
  });

  // The radius is at most 5.8. To it come the rounding of the logarithm (halved by the root), of the root
  // (4.5 ulp allowed by WGSL) and of sine and cosine (2^-23): 2^-20 of the radius in all.
  it("normalPair24 is within 2^-20 of the pair's radius of Stream.normalPair24", async () => {
    const take = `let pair = normalPair24(&state);
    words[at] = bitcast<u32>(pair.x);
    words[at + 1u] = bitcast<u32>(pair.y);`;
    const count = 5000;
    const normals = new Float32Array((await takeFromStreams(count, 2, take)).buffer);
    let worst = 0;
    STREAMS.forEach((seeds, index) => {
      const stream = Stream.from(...seeds);
      for (let i = 0; i < count; i++) {
        const pair = stream.normalPair24();
        const radius = Math.hypot(...pair);
        for (const j of [0, 1]) {
          const error = Math.abs(normals[(index * count + i) * 2 + j] - pair[j]);
          if (!(error <= worst * radius)) worst = error === error ? error / radius : Infinity;
        }
      }
    });
    expect(worst).toBeLessThan(9.5367431640625e-7);
    expect(worst).toBeGreaterThan(0);
  });
});
