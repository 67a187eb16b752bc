import { describe, expect, test } from "vitest";
import {
  addBlock,
  boxCentre,
  createDrawBlock,
  createRunTotals,
  MODE_BITS,
  NUM_BINS,
  type DrawBlock,
} from "../../../src/core/run";
import { Stream, StreamPurpose } from "../../../src/core/random";
import type { Target } from "../../../src/core/targets";
import { presetVariant, presetVariants } from "../../contract/variants";

const [NUM_CHAINS, NUM_STEPS, FIRST_STEP] = [3, 40, 12];

/** Draws that do not come from a sampler: exact ones, and some outside the box. */
function someDraws(target: Target): DrawBlock {
  const { dimension } = target;
  const block = createDrawBlock(NUM_CHAINS, NUM_STEPS, dimension);
  const stream = Stream.from(81, 0, StreamPurpose.test);
  for (let n = 0; n < NUM_CHAINS * NUM_STEPS; n++) {
    target.truth.drawExact(stream, block.positions.subarray(n * dimension, (n + 1) * dimension));
    block.isAccepted[n] = stream.uniform() < 0.4 ? 1 : 0;
    const [low, high] = target.box[0];
    // Just outside too: such a draw must not land in a bin of the other parameter.
    const outside = [low - 1e-9, high, high + 1e-9, high + 1000];
    if (n % 7 === 0) block.positions[n * dimension] = outside[(n / 7) % 4];
  }
  return block;
}

/** Values of one chain after the warm-up. */
function ofChain(block: DrawBlock, chain: number, pick: (draw: number[], at: number) => number): number[] {
  const { dimension } = block;
  return Array.from({ length: NUM_STEPS - FIRST_STEP }, (_, i) => {
    const at = chain * NUM_STEPS + FIRST_STEP + i;
    return pick([...block.positions.subarray(at * dimension, (at + 1) * dimension)], at);
  });
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const chains = Array.from({ length: NUM_CHAINS }, (_, chain) => chain);

describe.each(presetVariants)("totals of $name are direct sums", ({ target }) => {
  const block = someDraws(target);
  const { dimension, modes } = target;
  const totals = createRunTotals(NUM_CHAINS, dimension);
  addBlock(target, totals, block, FIRST_STEP);

  test("of positions and their squares about the centre of the box, and of accepted proposals", () => {
    const centre = boxCentre(target);
    expect(totals.numDraws).toBe(NUM_STEPS - FIRST_STEP);
    for (const chain of chains) {
      for (let i = 0; i < dimension; i++) {
        const differences = ofChain(block, chain, (draw) => draw[i] - centre[i]);
        const squares = differences.map((value) => value * value);
        expect(totals.sums[chain * dimension + i]).toBe(sum(differences));
        expect(totals.squares[chain * dimension + i]).toBe(sum(squares));
      }
      expect(totals.accepted[chain]).toBe(sum(ofChain(block, chain, (_, at) => block.isAccepted[at])));
    }
  });

  test("of the probability to belong to the first mode, zero where there is one mode", () => {
    const shares = chains.map((chain) =>
      sum(ofChain(block, chain, (draw) => modes?.responsibility(draw) ?? 0)),
    );
    expect([...totals.firstMode]).toEqual(shares);
  });

  test("of draws in each bin; those outside the box are in none", () => {
    for (let i = 0; i < dimension; i++) {
      const [low, high] = target.box[i];
      const values = chains.flatMap((chain) => ofChain(block, chain, (draw) => draw[i]));
      const counts = Array.from({ length: NUM_BINS }, (_, bin) => {
        const width = (high - low) / NUM_BINS;
        const isInside = (value: number): boolean =>
          value >= low + bin * width && value < low + (bin + 1) * width;
        return values.filter(isInside).length;
      });
      expect([...totals.histogram.subarray(i * NUM_BINS, (i + 1) * NUM_BINS)]).toEqual(counts);
    }
    expect(sum([...totals.histogram])).toBeLessThan(NUM_CHAINS * (NUM_STEPS - FIRST_STEP) * dimension);
  });
});

describe("changes of mode", () => {
  const { target } = presetVariant("mixture, Equal mixture");
  /** Totals after one chain went through places along the line between the modes at -2 and 2. */
  const after = (places: number[]): { modeSwitches: number; lastMode: number } => {
    const block = createDrawBlock(1, places.length, 2);
    places.forEach((x, step) => (block.positions[2 * step] = x));
    const totals = createRunTotals(1, 2);
    addBlock(target, totals, block, 0);
    return { modeSwitches: totals.modeSwitches[0], lastMode: totals.modeState[0] & MODE_BITS };
  };

  test.each([
    [[-2, -2, -2], 0, 0],
    [[-2, 2], 1, 1],
    [[-2, 2, -2, 2, -2], 4, 0],
    // Between the modes nothing has happened yet.
    [[-2, 0, -2, 0.1, -0.1, -2], 0, 0],
    [[0, 0.2, 2], 0, 1],
    [[0, 0], 0, 2],
    [[2, 0, -2], 1, 0],
    [[2, -0.1, 2], 0, 1],
    [[-2, 0.1, -2], 0, 0],
  ])("along %j: %i", (places, modeSwitches, lastMode) => {
    expect(after(places)).toEqual({ modeSwitches, lastMode });
  });
});

test("a block that lies in the warm-up adds nothing", () => {
  const { target } = presetVariants[0];
  const totals = createRunTotals(NUM_CHAINS, 2);
  addBlock(target, totals, someDraws(target), NUM_STEPS);
  expect(totals).toEqual(createRunTotals(NUM_CHAINS, 2));
});
