/** The sums that a kernel keeps of each chain, as those of a run's totals. */
import type { KernelViews } from "../kernels";
import { turnBack, turnOver } from "./turned";
import type { RunTotals } from "./totals";

/** Takes a kernel's sums into totals of single chains, or adds them to those of groups. */
export function readSums(views: KernelViews, numPadded: number, totals: RunTotals): void {
  const { sums, squares, numAccepted, numDivergent } = views;
  const { chainsPerEntry } = totals;
  const numEntries = totals.accepted.length;
  const dimension = totals.sums.length / numEntries;
  if (chainsPerEntry === 1) {
    turnBack(sums, numPadded, totals.sums, dimension, numEntries);
    turnBack(squares, numPadded, totals.squares, dimension, numEntries);
    totals.accepted.set(numAccepted.subarray(0, numEntries));
    totals.divergent.set(numDivergent.subarray(0, numEntries));
    return;
  }
  for (let i = 0; i < dimension; i++) {
    addGroups(sums, i * numPadded, chainsPerEntry, totals.sums, i, dimension);
    addGroups(squares, i * numPadded, chainsPerEntry, totals.squares, i, dimension);
  }
  addGroups(numAccepted, 0, chainsPerEntry, totals.accepted, 0, 1);
  addGroups(numDivergent, 0, chainsPerEntry, totals.divergent, 0, 1);
}

/** Adds the values of each group, from values[first] on, to every `stride`-th of the sums. */
function addGroups(
  values: Float64Array,
  first: number,
  chainsPerEntry: number,
  sums: Float64Array,
  offset: number,
  stride: number,
): void {
  let from = first;
  for (let at = offset; at < sums.length; at += stride) {
    let sum = 0;
    for (let k = 0; k < chainsPerEntry; k++) sum += values[from + k];
    sums[at] += sum;
    from += chainsPerEntry;
  }
}

/** Puts the sums of single chains where a kernel goes on from them. */
export function writeSums(views: KernelViews, numPadded: number, totals: RunTotals): void {
  const numChains = totals.accepted.length;
  const dimension = totals.sums.length / numChains;
  turnOver(totals.sums, views.sums, numPadded, dimension, numChains);
  turnOver(totals.squares, views.squares, numPadded, dimension, numChains);
  views.numAccepted.set(totals.accepted);
  views.numDivergent.set(totals.divergent);
}
