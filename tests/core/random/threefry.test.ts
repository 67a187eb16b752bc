import { describe, expect, it } from "vitest";
import { threefry2x32 } from "../../../src/core/random";
import vectors from "../../reference/rng_kat.json";
import { words } from "./words";

interface Vector {
  readonly generator: string;
  readonly rounds: number;
  readonly key: readonly string[];
  readonly ctr: readonly string[];
  readonly expected: readonly string[];
}

const isOurs = ({ generator, rounds }: { generator: string; rounds: number }): boolean =>
  generator === "threefry2x32" && rounds === 20;

function pair(hex: readonly string[]): [number, number] {
  const [first, second] = words(hex);
  return [first, second];
}

function outputs(known: readonly Vector[]): number[][] {
  return known.map(({ key, ctr }) => threefry2x32(pair(key), pair(ctr)));
}

describe("threefry2x32, 20 rounds", () => {
  it("gives the authors' known answers", () => {
    const known = vectors.official.filter(isOurs);
    expect(known).toHaveLength(3);
    expect(outputs(known)).toEqual(known.map(({ expected }) => words(expected)));
  });

  it("gives the answers to further keys and counters", () => {
    const known = vectors.extra_made_here.vectors.filter(isOurs);
    expect(known.length).toBeGreaterThan(5);
    expect(outputs(known)).toEqual(known.map(({ expected }) => words(expected)));
  });

  it("takes signed words for unsigned ones", () => {
    const [known] = vectors.extra_made_here.vectors.filter(isOurs);
    const signed = (hex: readonly string[]): [number, number] => [pair(hex)[0] | 0, pair(hex)[1] | 0];
    expect(threefry2x32(signed(known.key), signed(known.ctr))).toEqual(words(known.expected));
  });

  it("gives the first blocks and the checksum of 10,000 counters", () => {
    const known = vectors.extra_made_here.streams.filter(isOurs);
    expect(known).toHaveLength(1);
    const [{ key, first_4_blocks: firstBlocks, checksum }] = known;
    let hash = 0;
    for (let i = 0; i < 10_000; i++) {
      const block = threefry2x32(pair(key), [i, 0]);
      if (i < firstBlocks.length) expect(block).toEqual(words(firstBlocks[i]));
      for (const word of block) hash = Math.imul(hash, 0x01000193) ^ word;
    }
    expect(hash >>> 0).toBe(words([checksum])[0]);
  });
});
