import type { EnsembleState } from "./ensemble";
import { checkPools } from "./pool";
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
    pathWords: state.pathWords.slice(),
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
    pathWords: parts[0].pathWords.slice(),
  };
}

/**
 * Cuts a range of chains out of the totals; the histogram, which has no chains, goes to the first range.
 * @throws RangeError where the range begins or ends between chains that share an entry
 */
export function sliceTotals(totals: RunTotals, first: number, count: number): RunTotals {
  const { chainsPerEntry } = totals;
  checkPools("first", first, chainsPerEntry);
  checkPools("count", count, chainsPerEntry);
  const dimension = totals.sums.length / totals.accepted.length;
  const entry = first / chainsPerEntry;
  const end = entry + count / chainsPerEntry;
  return {
    chainsPerEntry,
    numDraws: totals.numDraws,
    numLooks: totals.numLooks,
    sums: totals.sums.slice(entry * dimension, end * dimension),
    squares: totals.squares.slice(entry * dimension, end * dimension),
    accepted: totals.accepted.slice(entry, end),
    divergent: totals.divergent.slice(entry, end),
    isDivergenceKnown: totals.isDivergenceKnown,
    firstMode: totals.firstMode.slice(entry, end),
    modeSwitches: totals.modeSwitches.slice(entry, end),
    numSwitched: totals.numSwitched.slice(entry, end),
    numInAMode: totals.numInAMode.slice(entry, end),
    modeState: totals.modeState.slice(first, first + count),
    histogram: first === 0 ? totals.histogram.slice() : createRunTotals(0, dimension).histogram,
  };
}

type NameOf<T> = { [K in keyof RunTotals]: RunTotals[K] extends T ? K : never }[keyof RunTotals];

/** Joins the totals of neighbouring ranges, in the order of their chains. */
export function joinTotals(parts: readonly RunTotals[]): RunTotals {
  const histogram = new Float64Array(parts[0].histogram.length);
  for (const part of parts) part.histogram.forEach((count, bin) => (histogram[bin] += count));
  const sums = (name: NameOf<Float64Array>): Float64Array =>
    concatenate(
      float64,
      parts.map((part) => part[name]),
    );
  const counts = (name: NameOf<Uint8Array>): Uint8Array =>
    concatenate(
      (length) => new Uint8Array(length),
      parts.map((part) => part[name]),
    );
  const [{ chainsPerEntry, numDraws, numLooks, isDivergenceKnown }] = parts;
  return {
    chainsPerEntry,
    numDraws,
    numLooks,
    isDivergenceKnown,
    sums: sums("sums"),
    squares: sums("squares"),
    accepted: sums("accepted"),
    divergent: sums("divergent"),
    firstMode: sums("firstMode"),
    modeSwitches: sums("modeSwitches"),
    numSwitched: counts("numSwitched"),
    numInAMode: counts("numInAMode"),
    modeState: counts("modeState"),
    histogram,
  };
}
