/** The hand-tuned random walk: its table of normals, its streams, and where its chains go. */
import { expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { createTunedWalk, layerEnds } from "../../../src/core/benchmark/tunedWalk";

const optionsOf = (stepSize: number, positions: ArrayLike<number>, firstChain = 0) => ({
  stepSize,
  positions: Float64Array.from(positions),
  seed: 1,
  firstChain,
});

test("the layers of the ziggurat have one area, and the last one ends at the top", () => {
  const height = (x: number): number => Math.exp(-0.5 * x * x);
  const areas = Array.from({ length: 254 }, (_, i) => {
    const [outer, inner] = [layerEnds[i + 1], layerEnds[i + 2]];
    return outer * (height(inner) - height(outer));
  });
  for (const area of [...areas, layerEnds[255] * (1 - height(layerEnds[255]))]) {
    expect(area / 0.00492867323399).toBeCloseTo(1, 7);
  }
});

test("where the density is zero, nothing is accepted", () => {
  const walk = createTunedWalk(optionsOf(1e-3, [40, 40]));
  walk.advance(100);
  expect([...walk.numAccepted]).toEqual([0]);
  expect(walk.sums[0]).toBeCloseTo(4000, 9);
});

test("steps so small that all are accepted are a sum of normals", () => {
  // 64,000 chains of 16 steps: variance of the end point is 16, fourth moment 3 x 256. With |z| < 4.5 a right table
  // fails with probability 2e-5, over seeds; the seed is fixed.
  const numChains = 64_000;
  const numSteps = 16;
  const stepSize = 1e-7;
  const walk = createTunedWalk(optionsOf(stepSize, new Float64Array(2 * numChains)));
  let [second, fourth, beyond] = [0, 0, 0];
  walk.advance(numSteps);
  const before = walk.sums.slice();
  walk.advance(1);
  // The last position of each chain: 17 normals.
  const variance = numSteps + 1;
  for (let i = 0; i < 2 * numChains; i++) {
    const z = (walk.sums[i] - before[i]) / stepSize / Math.sqrt(variance);
    second += z * z;
    fourth += z ** 4;
    if (Math.abs(z) > 3) beyond += 1;
  }
  const count = 2 * numChains;
  expect(Math.abs(second / count - 1)).toBeLessThan(4.5 * Math.sqrt(2 / count));
  expect(Math.abs(fourth / count - 3)).toBeLessThan(4.5 * Math.sqrt(96 / count));
  expect(Math.abs(beyond / count - 0.0026998)).toBeLessThan(4.5 * Math.sqrt(0.0027 / count));
  // One in ten million steps of this size is refused.
  expect(walk.numAccepted.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0.9999 * numChains * 17);
});

test("single normals have the tails of normals", () => {
  // The first step of 400,000 chains, two normals each: beyond 3.8, which is beyond the table, 116 are expected.
  const numChains = 400_000;
  const stepSize = 1e-7;
  const walk = createTunedWalk(optionsOf(stepSize, new Float64Array(2 * numChains)));
  walk.advance(1);
  const normals = walk.sums.map((sum) => sum / stepSize);
  const above = (limit: number): number => normals.filter((z) => z > limit).length;
  const below = (limit: number): number => normals.filter((z) => z < limit).length;
  const count = 2 * numChains;
  // Upper tail probabilities of the standard normal.
  for (const [limit, probability] of [
    [0, 0.5],
    [0.25, 0.4012936743],
    [1, 0.1586552539],
    [2, 0.0227501319],
    [3, 0.001349898],
    [3.5, 0.0002326291],
    [3.8, 0.000072348],
  ]) {
    const allowed = 4.5 * Math.sqrt((probability * (1 - probability)) / count);
    expect(Math.abs(above(limit) / count - probability)).toBeLessThan(allowed);
    expect(Math.abs(below(-limit) / count - probability)).toBeLessThan(allowed);
  }
});

test("how steps are divided into calls changes nothing, and chains have streams of their own", () => {
  const start = [2, 0, 2, 0, -2, 1];
  const [whole, parts] = [createTunedWalk(optionsOf(0.3, start)), createTunedWalk(optionsOf(0.3, start))];
  whole.advance(200);
  for (const count of [1, 63, 64, 65, 7]) parts.advance(count);
  expect(parts.numAccepted).toEqual(whole.numAccepted);
  parts.sums.forEach((sum, i) => expect(sum).toBeCloseTo(whole.sums[i], 9));
  expect(whole.sums[0]).not.toBe(whole.sums[1]);
  const second = createTunedWalk(optionsOf(0.3, [2, 0], 1));
  second.advance(200);
  expect(second.sums[0]).toBe(whole.sums[1]);
});

test("the tabulated density decides as the exact one does, step by step", () => {
  const numChains = 50_000;
  const origin = new Float64Array(2 * numChains);
  const walkOf = (stepSize: number, positions: Float64Array) => {
    const walk = createTunedWalk(optionsOf(stepSize, positions));
    walk.advance(1);
    return walk;
  };
  // Steps that are always accepted show the normals; steps twice as wide as usual are refused often enough.
  const normals = walkOf(1e-7, origin).sums.map((sum) => sum / 1e-7);
  const positions = origin.map((_, i) => 3 * Math.sin(i));
  const { numAccepted } = walkOf(0.6, positions);
  const density = (x: number, y: number): number =>
    Math.exp(-0.5 * ((x + 2) ** 2 + y * y)) + Math.exp(-0.5 * ((x - 2) ** 2 + y * y));
  let numDifferent = 0;
  for (let chain = 0; chain < numChains; chain++) {
    const stream = Stream.from(1, chain, StreamPurpose.sampler);
    stream.nextWord();
    stream.nextWord();
    const u = (stream.nextWord() >>> 0) / 4294967296;
    const [x, y] = [positions[2 * chain], positions[2 * chain + 1]];
    const proposed = density(x + 0.6 * normals[chain], y + 0.6 * normals[numChains + chain]);
    if (u * density(x, y) < proposed !== (numAccepted[chain] === 1)) numDifferent += 1;
  }
  expect(numDifferent).toBe(0);
  const share = numAccepted.reduce((sum, each) => sum + each, 0) / numChains;
  expect(share).toBeGreaterThan(0.5);
  expect(share).toBeLessThan(0.95);
});
