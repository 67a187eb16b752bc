import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLOUR_AT, EMPTY, POINT_FLOATS, TrailRing } from "../../../src/scene/trailRing";

const colourOf = (chain: number) => chain % 6;

type Dimension = 2 | 3;

/** Draw number t of a chain, told apart from every other. */
const drawOf = (chain: number, t: number, dimension: Dimension) =>
  [chain + 0.5, t, chain - 2 * t].slice(0, dimension);

function blockOf(
  firstChain: number,
  chainCount: number,
  firstDraw: number,
  numSteps: number,
  dimension: Dimension = 2,
): Float32Array {
  const positions: number[] = [];
  for (let chain = firstChain; chain < firstChain + chainCount; chain++) {
    for (let step = 0; step < numSteps; step++) positions.push(...drawOf(chain, firstDraw + step, dimension));
  }
  return Float32Array.from(positions);
}

/** A ring, the same-sized copy that only ever saw the announced ranges, and how many draws went in. */
function pushBlocks(
  numChains: number,
  length: number,
  blocks: readonly number[],
  split: number,
  dimension: Dimension = 2,
) {
  const ring = new TrailRing(
    numChains,
    length,
    Uint8Array.from({ length: numChains }, (_, c) => colourOf(c)),
    dimension,
  );
  const uploaded = ring.points.slice();
  const at = split % numChains;
  let numDraws = 0;
  for (const numSteps of blocks) {
    // The later chains' part comes first.
    ring.write(blockOf(at, numChains - at, numDraws, numSteps, dimension), numSteps, at, numChains - at);
    if (at > 0) ring.write(blockOf(0, at, numDraws, numSteps, dimension), numSteps, 0, at);
    for (const { start, count } of ring.advance()) {
      uploaded.set(ring.points.subarray(start, start + count), start);
    }
    numDraws += numSteps;
  }
  return { ring, uploaded, numDraws };
}

describe("TrailRing", () => {
  it("holds the last draws of every chain in order, whatever the blocks and their parts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
        fc.nat(20),
        fc.constantFrom<Dimension>(2, 3),
        (numChains, length, blocks, split, dimension) => {
          const { ring, uploaded, numDraws } = pushBlocks(numChains, length, blocks, split, dimension);
          expect(uploaded).toEqual(ring.points); // nothing changed that was not announced
          const kept = Math.min(length, numDraws);
          for (let chain = 0; chain < numChains; chain++) {
            for (let age = 0; age < kept; age++) {
              const offset = ring.offsetOf(chain, age);
              const point = ring.points.subarray(offset, offset + POINT_FLOATS);
              const [x, y, z = 0] = drawOf(chain, numDraws - 1 - age, dimension);
              expect([...point]).toEqual([x, y, z, colourOf(chain)]);
            }
            const expected = Array.from({ length: kept }, (_, k) =>
              drawOf(chain, numDraws - kept + k, dimension),
            ).flat();
            expect([...ring.historyOf(chain)]).toEqual(expected);
          }
          const row = numChains * POINT_FLOATS;
          const repeated = ring.points.subarray(length * row);
          expect(repeated).toEqual(ring.points.subarray(0, row));
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it("announces no more than was written and the repeated row", () => {
    const { ring } = pushBlocks(3, 10, [4], 0);
    ring.write(blockOf(0, 3, 4, 2), 2, 0, 3);
    expect(ring.advance()).toEqual([{ start: 4 * 3 * POINT_FLOATS, count: 2 * 3 * POINT_FLOATS }]);
  });

  it("is replaced entirely by a block as long as itself", () => {
    const { ring } = pushBlocks(2, 4, [3], 0, 3);
    const block = blockOf(0, 2, 100, 6, 3);
    ring.write(block, 6, 0, 2);
    ring.advance();
    for (const chain of [0, 1]) {
      expect([...ring.historyOf(chain)]).toEqual([...block.subarray(chain * 18 + 6, chain * 18 + 18)]);
    }
  });

  it("leaves out draws that are not there", () => {
    const ring = new TrailRing(1, 3, Uint8Array.from([4]), 3);
    ring.write(Float32Array.from([NaN, NaN, NaN, 1, 2, 3, 4, 5, 6]), 3, 0, 1);
    ring.advance();
    expect([...ring.historyOf(0)]).toEqual([1, 2, 3, 4, 5, 6]);
    const oldest = ring.offsetOf(0, 2);
    expect(ring.points[oldest + COLOUR_AT]).toBe(EMPTY);
    expect(ring.points.every(Number.isFinite)).toBe(true); // nothing that a vertex shader cannot place
  });

  it("starts empty", () => {
    const ring = new TrailRing(2, 3, Uint8Array.from([0, 1]));
    expect(ring.points.every((value) => value === EMPTY)).toBe(true);
    expect(ring.historyOf(1)).toHaveLength(0);
  });

  it("names parts that do not fit", () => {
    const ring = new TrailRing(4, 3, new Uint8Array(4));
    expect(() => ring.write(new Float32Array(8), 1, 2, 3)).toThrow(
      "got chains 2..4, expected chains within 0..3",
    );
    expect(() => ring.write(new Float32Array(3), 1, 0, 2)).toThrow(
      "got 3 numbers for 2 chains x 1 steps x 2",
    );
    expect(() => ring.write(new Float32Array(6), 1, 0, 2)).toThrow(
      "got 6 numbers for 2 chains x 1 steps x 2, expected 4",
    );
    const inSpace = new TrailRing(4, 3, new Uint8Array(4), 3);
    expect(() => inSpace.write(new Float32Array(4), 1, 0, 2)).toThrow(
      "got 4 numbers for 2 chains x 1 steps x 3, expected 6",
    );
    ring.write(new Float32Array(4), 1, 0, 2);
    expect(() => ring.write(new Float32Array(8), 2, 2, 2)).toThrow("got a part of 2 steps, expected 1");
    expect(() => new TrailRing(2, 3, new Uint8Array(1))).toThrow("got 2 chains, length 3, 1 colours");
  });
});
