import { expect } from "vitest";
import { initialNetwork, numHiddenUnits } from "../../../src/core/network";
import type { Activation, Network } from "../../../src/core/network";
import { Stream, StreamPurpose } from "../../../src/core/random";

export function testStream(seed: number): Stream {
  return Stream.from(seed, 0, StreamPurpose.test);
}

/** Random weights, and biases that are not 0. */
export function testNetwork(sizes: readonly number[], activation: Activation, seed = 1): Network {
  return initialNetwork(sizes, activation, testStream(seed), 0.5);
}

/** Every mask of a network with its probability; 2^units of them. */
export function allMasks(
  network: Network,
  rate: number,
): readonly { mask: Uint8Array; probability: number }[] {
  const numUnits = numHiddenUnits(network);
  return Array.from({ length: 2 ** numUnits }, (_, bits) => {
    const mask = Uint8Array.from({ length: numUnits }, (__, unit) => (bits >> unit) & 1);
    const numKept = mask.reduce((sum, bit) => sum + bit, 0);
    return { mask, probability: (1 - rate) ** numKept * rate ** (numUnits - numKept) };
  });
}

/** Distances of the sample mean and sample variance from the truth, in their own standard errors. */
export function momentScores(
  values: Float64Array,
  truth: { readonly mean: number; readonly variance: number },
): { readonly mean: number; readonly variance: number } {
  const count = values.length;
  const squares = values.map((value) => (value - truth.mean) ** 2);
  const meanSquare = squares.reduce((sum, square) => sum + square, 0) / count;
  const spread = squares.reduce((sum, square) => sum + (square - meanSquare) ** 2, 0) / count;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  // Squares that are all alike have no spread to measure a miss by: a miss is then infinitely far.
  const miss = meanSquare - truth.variance;
  return {
    mean: (mean - truth.mean) / Math.sqrt(truth.variance / count),
    variance: miss === 0 ? 0 : miss / Math.sqrt(spread / count),
  };
}

export function expectSameBits(a: readonly Float64Array[], b: readonly Float64Array[]): void {
  expect(a.length).toBe(b.length);
  a.forEach((values, i) => {
    expect(new BigInt64Array(values.buffer, values.byteOffset, values.length)).toEqual(
      new BigInt64Array(b[i].buffer, b[i].byteOffset, b[i].length),
    );
  });
}
