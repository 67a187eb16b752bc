/** One number of a run against the exact one. */
export interface Check {
  readonly name: string;
  readonly value: number;
  readonly expected: number;
  /** Distance in standard errors; of a grid's largest error, its share of what is allowed. */
  readonly z: number;
}

export interface Verdict {
  readonly checks: readonly Check[];
  /** A sentence for each number that is wrong; empty for a kernel that passes. */
  readonly failures: readonly string[];
}

/** Digits that tell two values apart, and no more. */
export function rounded(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)));
}

/** Refuses what lies farther off than so many standard errors. */
export function verdictOf(checks: readonly Check[], largestZ: number): Verdict {
  const failures = checks
    // Not "greater than": a NaN fails.
    .filter(({ z }) => !(Math.abs(z) <= largestZ))
    .map(
      ({ name, value, expected, z }) =>
        `${name} is ${rounded(value)}, exactly ${rounded(expected)}: ${rounded(Math.abs(z), 3)} standard errors off`,
    );
  return { checks, failures };
}
