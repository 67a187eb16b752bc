import type { BenchmarkRunner } from "./runner";

/** Milliseconds since a moment that all workers of a page share. */
export type Clock = () => number;

/** A call lasts about so long: engines exchange code for a faster one only between calls. */
const CALL_MS = 3;
const MOST_CALL_MS = 5;
/** A rate is taken over this, and warm-up ends when so many of them in a row lie close together. */
const SLICE_MS = 40;
const SLICES_IN_A_ROW = 3;
const CLOSE = 0.05;

/** What warming up found. */
export interface WarmUp {
  /** Steps of a call. */
  readonly callSize: number;
  readonly milliseconds: number;
  /** False where the time was up before rates stayed within 5 % of one another. */
  readonly isSettled: boolean;
}

/** What was done between two moments. */
export interface Window {
  readonly units: number;
  readonly milliseconds: number;
}

/** Whether the last rates differ by no more than 5 %. */
export function areSettled(rates: readonly number[]): boolean {
  const last = rates.slice(-SLICES_IN_A_ROW);
  return last.length === SLICES_IN_A_ROW && Math.max(...last) <= (1 + CLOSE) * Math.min(...last);
}

function timeOf(runner: BenchmarkRunner, clock: Clock, callSize: number): number {
  const begun = clock();
  runner.advance(callSize);
  return clock() - begun;
}

/** Steps that take about three milliseconds, at least one. */
function findCallSize(runner: BenchmarkRunner, clock: Clock, first: number): number {
  let size = first;
  let milliseconds = timeOf(runner, clock, size);
  // A clock of coarse ticks may show nothing at all.
  for (let doublings = 0; doublings < 30 && milliseconds < CALL_MS / 2; doublings++) {
    size *= 2;
    milliseconds = timeOf(runner, clock, size);
  }
  return milliseconds <= MOST_CALL_MS ? size : Math.max(1, Math.round((size * CALL_MS) / milliseconds));
}

/**
 * Runs until the rate stays the same, then forgets the run.
 * @param mostMs when to stop all the same
 */
export function warmUp(runner: BenchmarkRunner, clock: Clock, mostMs: number): WarmUp {
  const begun = clock();
  let callSize = findCallSize(runner, clock, 1);
  const rates: number[] = [];
  while (!areSettled(rates) && clock() - begun < mostMs) {
    const sliceBegun = clock();
    let numSteps = 0;
    do {
      runner.advance(callSize);
      numSteps += callSize;
    } while (clock() - sliceBegun < SLICE_MS);
    rates.push(numSteps / (clock() - sliceBegun));
    callSize = findCallSize(runner, clock, Math.max(1, Math.floor(callSize / 2)));
  }
  runner.clear();
  return { callSize, milliseconds: clock() - begun, isSettled: areSettled(rates) };
}

/**
 * Calls from a given moment on, until the time is up. Workers that are given the same moment run at the same time.
 * @param beginAt by the clock; a moment that has passed is now
 */
export function measureWindow(
  runner: BenchmarkRunner,
  clock: Clock,
  callSize: number,
  beginAt: number,
  milliseconds: number,
): Window {
  let begun = clock();
  while (begun < beginAt) begun = clock();
  let numSteps = 0;
  let now = begun;
  do {
    runner.advance(callSize);
    numSteps += callSize;
    now = clock();
  } while (now - begun < milliseconds);
  return { units: numSteps * runner.unitsPerStep, milliseconds: now - begun };
}

/** The smallest step of a clock in milliseconds, of some that were seen. */
export function resolutionOf(clock: Clock, numSteps = 20): number {
  let smallest = Infinity;
  let before = clock();
  for (let seen = 0; seen < numSteps;) {
    const now = clock();
    if (now === before) continue;
    smallest = Math.min(smallest, now - before);
    before = now;
    seen += 1;
  }
  return smallest;
}
