/**
 * The two sources of random numbers that a run can draw from: our own stream, and numpy's legacy one for
 * replaying published runs. A source is no more than its state and the rules that make numbers of it.
 */
import { MersenneTwister } from "./mersenneTwister";
import { seedWords, Stream, StreamPurpose } from "./stream";

/** Random numbers as a sampler takes them. */
export interface RandomNumbers {
  /** Everything that the next number depends on; advanced in place. */
  readonly state: Int32Array;
  /** Uniform on [0, 1) with 53 bits. */
  uniform(): number;
  /** Fills the first `count` places of `out` with standard normals. */
  normals(out: Float64Array, count: number): void;
}

/** Which random numbers a run draws. */
export type Generator =
  /** Threefry seeds a xoshiro128++ stream for every chain. */
  | { readonly kind: "xoshiro" }
  /**
   * numpy.random.RandomState(seed + chain), after a script has drawn so many normals from it: its data, made
   * by the stream that then drives the chain.
   */
  | { readonly kind: "numpy"; readonly skippedNormals: number };

export const XOSHIRO: Generator = { kind: "xoshiro" };

/** The state of a chain's random numbers before its first step. */
export function seedState(generator: Generator, seed: number, chain: number): Int32Array {
  if (generator.kind === "xoshiro") return seedWords(seed, chain, StreamPurpose.sampler);
  const numpy = new MersenneTwister((seed + chain) % 4294967296);
  for (let i = 0; i < generator.skippedNormals; i++) numpy.standardNormal();
  return numpy.state;
}

/** @param state as `seedState` makes it; kept and advanced in place */
export function openState({ kind }: Pick<Generator, "kind">, state: Int32Array): RandomNumbers {
  return kind === "xoshiro" ? new Stream(state) : new MersenneTwister(state);
}
