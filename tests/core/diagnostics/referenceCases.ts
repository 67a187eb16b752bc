import { readFileSync } from "node:fs";
import type { DrawMatrix } from "../../../src/core/diagnostics/index";

/** One set of chains with what R's posterior package says of it; see `meta` in the file. */
export interface ReferenceCase {
  readonly name: string;
  readonly note: string;
  readonly draws: DrawMatrix;
  readonly expected: Readonly<Record<string, unknown>>;
}

interface StoredCase {
  name: string;
  note: string;
  n_chains: number;
  n_iterations: number;
  draws_by_chain: (number | string)[][];
  expected: Record<string, unknown>;
}

/** Numbers are stored as such, or as "NaN" or "Infinity"; null stands for R's NA. */
export function asNumber(stored: unknown): number {
  return stored === null ? NaN : Number(stored);
}

const file = new URL("../../reference/diagnostics.json", import.meta.url);
const stored = JSON.parse(readFileSync(file, "utf8")) as { cases: StoredCase[] };

export const referenceCases: readonly ReferenceCase[] = stored.cases.map((each) => ({
  name: each.name,
  note: each.note,
  draws: {
    values: Float64Array.from(each.draws_by_chain.flat(), asNumber),
    numChains: each.n_chains,
    numDraws: each.n_iterations,
  },
  expected: each.expected,
}));
