import { expect, test } from "vitest";
import { CROWD_BINS } from "../../../src/core/run";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { checkedNumbers } from "../../../src/core/settings";
import { targetByKey, type Target } from "../../../src/core/targets";
import { createFormulaTarget } from "../../../src/core/targets/formula/formulaTarget";
import { ensembleDensity } from "../../../src/labs/explorer/ensembleDensity";
import { curveLength, trailLength } from "../../../src/labs/explorer/trailLength";

const NUM_CHAINS = 40_000;

function draws(target: Target): Float64Array {
  const stream = Stream.from(5, 0, StreamPurpose.test);
  const positions = new Float64Array(NUM_CHAINS * target.dimension);
  for (let chain = 0; chain < NUM_CHAINS; chain++) {
    const { dimension } = target;
    target.truth.drawExact(stream, positions.subarray(chain * dimension, (chain + 1) * dimension));
  }
  return positions;
}

const make = (key: string): Target => targetByKey(key).create(checkedNumbers(targetByKey(key).settings, {}));

// A bin at the peak holds some 90 (plane) and 3000 (line) chains: 0.3 is over four standard errors. Seed 5.
test.each([
  ["mixture", [0, 1], CROWD_BINS * CROWD_BINS],
  ["bimodal1d", [0], CROWD_BINS],
])("independent draws of %s are as dense as the target, over its peak", (key, axes, length) => {
  const target = make(key);
  const density = ensembleDensity(target, axes, draws(target), null);
  expect(density).toHaveLength(length);
  const highest = Math.max(...density);
  expect(highest).toBeGreaterThan(0.7);
  expect(highest).toBeLessThan(1.3);
});

test("counts that somebody made are taken for the chains, where they are of the parameters shown", () => {
  const target = make("mixture");
  const positions = draws(target);
  const counts = new Float64Array(CROWD_BINS * CROWD_BINS);
  counts[5 * CROWD_BINS + 7] = NUM_CHAINS;
  const density = ensembleDensity(target, [0, 1], positions, counts);
  expect(density.indexOf(Math.max(...density))).toBe(5 * CROWD_BINS + 7);
  expect(ensembleDensity(target, [1, 0], positions, counts)).toEqual(
    ensembleDensity(target, [1, 0], positions, null),
  );
});

test("of more parameters than are shown the highest place is 1", () => {
  const text = "parameters a, b, c\nnormal(a, 0, 1)\nnormal(b, 0, 1)\nnormal(c, 0, 1)";
  const target = createFormulaTarget({ text, sliderValues: [], columnNames: [], columns: [] });
  const positions = new Float64Array(3 * NUM_CHAINS);
  Stream.from(6, 0, StreamPurpose.test).normals(positions, positions.length);
  expect(Math.max(...ensembleDensity(target, [2, 0], positions, null))).toBe(1);
});

test("trails are as long as was asked for, unless a processor has to draw too many pieces", () => {
  expect(trailLength(24, 256, false)).toBe(24);
  expect(trailLength(24, 1000, true)).toBe(6);
  expect(trailLength(24, 16, true)).toBe(24);
  expect(curveLength(24, 256, false)).toBe(96);
  expect(curveLength(64, 16, false)).toBe(256);
  expect(curveLength(64, 4096, true)).toBe(32);
});
