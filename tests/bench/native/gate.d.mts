import type { Check } from "./run.mjs";

export interface Verdict {
  acceptance: Check | null;
  moments: Record<string, Check>;
  failures: string[];
}

export const LARGEST_Z: number;
export function judgeSampler(
  workload: string,
  measured: unknown,
  settings: { stepSize: number; numLeapfrog?: number },
): Verdict;
export function judgeGrid(measured: unknown): Verdict & { largestError: number };
