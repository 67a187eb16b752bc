export type Workload = "rwm" | "hmc" | "grid";
export type Variant = "scalar" | "scalarLogistic" | "avx2" | "avx2Logistic";

export interface Check {
  value: number;
  /** Null where the exact value is not known. */
  expected: number | null;
  standardError: number;
  z: number | null;
}

export interface NativeSettings {
  numChains?: number;
  numSteps?: number;
  numWarmup?: number;
  stepSize?: number;
  numLeapfrog?: number;
  numFrames?: number;
  seed?: number;
}

export interface NativeResult {
  workload: Workload;
  variant: Variant;
  transitionsPerSecond?: number;
  transitionsPerProcessorSecond?: number;
  gradientsPerSecond?: number;
  gradientsPerProcessorSecond?: number;
  pointEvaluationsPerSecond?: number;
  pointEvaluationsPerProcessorSecond?: number;
  /** Processor time over time by the clock. */
  processorShare: number;
  acceptance: Check | null;
  moments: Record<string, Check>;
  /** Of a grid: of the log density at the node that is farthest off. */
  largestError?: number;
  /** Empty where the kernel is right. */
  failures: string[];
  /** Where the first sixteen chains ended. */
  positions?: [number, number][];
  settings: NativeSettings;
  command: string;
}

export interface Spread {
  median: number;
  low: number;
  high: number;
}

export interface NativeRow {
  workload: Workload;
  variant: Variant;
  rate: Spread | null;
  processorRate: Spread | null;
  ratioToScalar: Spread | null;
  failures: string[];
  last: NativeResult;
}

export interface NativeCase {
  workload: Workload;
  variant: Variant;
}

export const CASES: NativeCase[];
export function callReference(executable: string, words: string[]): unknown;
export function runNative(
  options: NativeCase &
    NativeSettings & {
      environment?: Record<string, string | undefined>;
      say?: (line: string) => void;
    },
): NativeResult | null;
export function measureNative(options?: {
  numRounds?: number;
  cases?: NativeCase[];
  say?: (line: string) => void;
}): NativeRow[] | null;
