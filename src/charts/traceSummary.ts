import type { DrawRing } from "./drawRing";
import { formatCount, formatValue } from "./formatValue";

/** What a trace's text alternative is made from. */
export interface TraceContent {
  title: string;
  name: string;
  labels: readonly string[];
  ring: DrawRing;
  warmupEnd: number;
  /** Values are rounded to about this. */
  precision: number;
}

/** A trace in words: the chains, the draws shown, and for every chain its mean and extent over them. */
export function traceSummary({ title, name, labels, ring, warmupEnd, precision }: TraceContent): string {
  const opening = `${title}: ${name} over the draws of ${labels.length} ${labels.length === 1 ? "chain" : "chains"}.`;
  if (ring.count === 0) return `${opening} No draws yet.`;
  const draws = ring.draws();
  const warmup = warmupEnd > draws[0] ? ` Warm-up (burn-in) ends before draw ${formatCount(warmupEnd)}.` : "";
  const chains = labels.map((label, index) => `${label}: ${describe(ring.series(index), precision)}.`);
  return [
    `${opening} Draws ${formatCount(draws[0])} to ${formatCount(ring.lastDraw())} are shown.${warmup}`,
    ...chains,
  ].join(" ");
}

function describe(values: Float64Array, precision: number): string {
  let sum = 0;
  let count = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (count === 0) return "no finite value";
  const [mean, from, to] = [sum / count, lowest, highest].map((value) => formatValue(value, precision));
  const missing = values.length - count;
  return `mean ${mean}, from ${from} to ${to}${missing > 0 ? `, ${formatCount(missing)} not finite` : ""}`;
}
