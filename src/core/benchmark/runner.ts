import type { WorkloadKey } from "./workloads";
import type { BackendKey } from "./backends";

/** One worker's share of a row. */
export interface RunnerPlan {
  readonly workload: WorkloadKey;
  readonly backend: BackendKey;
  /** Chains of this worker. */
  readonly numChains: number;
  /** Which of the row's workers it is, and how many there are; streams and rows of the grid follow from it. */
  readonly share: { readonly index: number; readonly count: number };
  readonly seed: number;
}

/** Mean over draws, and its standard error from the means of chains or groups of them, which are independent. */
export interface MeanEstimate {
  readonly name: string;
  readonly value: number;
  readonly standardError: number;
}

/** What a run of chains says of the distribution it drew from. */
export interface ChainEvidence {
  readonly kind: "chains";
  readonly numChains: number;
  readonly numSteps: number;
  /** Independent means that the standard errors come from: one of each chain, or of each group of chains. */
  readonly numMeans: number;
  /** Whether all chains have paths of the same random lengths, so that their acceptance is not independent. */
  readonly sharesPaths: boolean;
  /** Acceptance first, then moments of the parameters. */
  readonly estimates: readonly MeanEstimate[];
  /** Effective sample size of the mean of the parameter that mixes worst. */
  readonly ess: number;
}

/** What the values of a grid say of its density. */
export interface GridEvidence {
  readonly kind: "grid";
  /** Nodes that were looked at. */
  readonly numNodes: number;
  /** Of the log density at the node that is farthest off; NaN where a value is none. */
  readonly largestError: number;
}

/** What passes under dropout say of their moments: sums in exact standard deviations about the exact means. */
export interface PassEvidence {
  readonly kind: "passes";
  readonly numPasses: number;
  /** Of passes that were made together. */
  readonly numBlocks: number;
  /** At each point, over passes. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** Over blocks and points, of the squares of means times passes of the block. */
  readonly spread: number;
  /** The same of the differences between neighbouring points. */
  readonly steps: number;
}

export type Evidence = ChainEvidence | GridEvidence | PassEvidence;

/** A workload on a backend, ready to run on this thread. */
export interface BenchmarkRunner {
  /** Does so many steps of its own size: transitions of every chain, rows of the grid, or passes over all points. */
  advance(numSteps: number): void;
  /** What a step counts, in the workload's unit. */
  readonly unitsPerStep: number;
  /** Forgets what was done so far; chains stay where they are, and streams go on. */
  clear(): void;
  /** Of everything since it was cleared. */
  evidence(): Evidence;
}
