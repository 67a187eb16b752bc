import type { EnsembleState } from "./ensemble";
import { createRunTotals, type RunTotals } from "./totals";

/** Cuts chains first to first + count - 1 out of a state. */
export function sliceEnsemble(state: EnsembleState, first: number, count: number): EnsembleState {
  const dimension = state.positions.length / state.logDensities.length;
  const numWords = state.streams.length / state.logDensities.length;
  return {
    numSteps: state.numSteps,
    positions: state.positions.slice(first * dimension, (first + count) * dimension),
    logDensities: state.logDensities.slice(first, first + count),
    generator: state.generator,
    streams: state.streams.slice(first * numWords, (first + count) * numWords),
  };
}

function concatenate<T extends Float64Array | Int32Array | Uint8Array>(
  empty: (length: number) => T,
  parts: T[],
): T {
  const whole = empty(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const float64 = (length: number): Float64Array => new Float64Array(length);

/** Joins the states of neighbouring ranges, in the order of their chains. */
export function joinEnsembles(parts: readonly EnsembleState[]): EnsembleState {
  return {
    numSteps: parts[0].numSteps,
    positions: concatenate(
      float64,
      parts.map((part) => part.positions),
    ),
    logDensities: concatenate(
      float64,
      parts.map((part) => part.logDensities),
    ),
    generator: parts[0].generator,
    streams: concatenate(
      (length) => new Int32Array(length),
      parts.map((part) => part.streams),
    ),
  };
}

/** Cuts a range of chains out of the totals; the histogram, which has no chains, goes to the first range. */
export function sliceTotals(totals: RunTotals, first: number, count: number): RunTotals {
  const dimension = totals.sums.length / totals.accepted.length;
  return {
    numDraws: totals.numDraws,
    sums: totals.sums.slice(first * dimension, (first + count) * dimension),
    squares: totals.squares.slice(first * dimension, (first + count) * dimension),
    accepted: totals.accepted.slice(first, first + count),
    firstMode: totals.firstMode.slice(first, first + count),
    modeSwitches: totals.modeSwitches.slice(first, first + count),
    lastMode: totals.lastMode.slice(first, first + count),
    histogram: first === 0 ? totals.histogram.slice() : createRunTotals(0, dimension).histogram,
  };
}

/** Joins the totals of neighbouring ranges, in the order of their chains. */
export function joinTotals(parts: readonly RunTotals[]): RunTotals {
  const histogram = new Float64Array(parts[0].histogram.length);
  for (const part of parts) part.histogram.forEach((count, bin) => (histogram[bin] += count));
  return {
    numDraws: parts[0].numDraws,
    sums: concatenate(
      float64,
      parts.map((part) => part.sums),
    ),
    squares: concatenate(
      float64,
      parts.map((part) => part.squares),
    ),
    accepted: concatenate(
      float64,
      parts.map((part) => part.accepted),
    ),
    firstMode: concatenate(
      float64,
      parts.map((part) => part.firstMode),
    ),
    modeSwitches: concatenate(
      float64,
      parts.map((part) => part.modeSwitches),
    ),
    lastMode: concatenate(
      (length) => new Uint8Array(length),
      parts.map((part) => part.lastMode),
    ),
    histogram,
  };
}
