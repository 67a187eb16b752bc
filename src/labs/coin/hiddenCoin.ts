import { Stream, StreamPurpose } from "../../core/random";

/** Streams of a coin: its bias, and its flips. */
const BIAS = 0;
const FLIPS = 1;

/** The hidden bias of the coin with this number: uniform on [0, 1). */
export function hiddenBias(seed: number): number {
  return Stream.from(seed, BIAS, StreamPurpose.test).uniform();
}

/** The first flips of the coin with this number, 1 for heads; always the same ones. */
export function hiddenFlips(seed: number, count: number): Uint8Array {
  const bias = hiddenBias(seed);
  const stream = Stream.from(seed, FLIPS, StreamPurpose.test);
  return Uint8Array.from({ length: count }, () => (stream.uniform() < bias ? 1 : 0));
}

/** Whether these flips are the coin's own, not typed in: only then a reveal says something about them. */
export function areHiddenFlips(seed: number, flips: Uint8Array): boolean {
  const own = hiddenFlips(seed, flips.length);
  return flips.every((flip, i) => flip === own[i]);
}

/** Flips with `count` more of the coin's, each the one that the coin gives at its place. */
export function flipOn(seed: number, flips: Uint8Array, count: number): Uint8Array {
  const next = hiddenFlips(seed, flips.length + count);
  next.set(flips);
  return next;
}
