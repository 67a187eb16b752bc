export interface TierReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

export function tallyTier(report: TierReport | undefined, exitStatus: number | null): Tally;
export function closingLine(tallies: Pick<Tally, "passed" | "failed">[]): string;
