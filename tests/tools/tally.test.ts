import { expect, test } from "vitest";
import { closingLine, tallyTier, type TierReport } from "../../scripts/tally.mjs";

const empty: TierReport = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};
const passedFile = { status: "passed", assertionResults: [{ status: "passed" }] };
const failedFile = { status: "failed", assertionResults: [{ status: "passed" }, { status: "failed" }] };
const unloadableFile = { status: "failed", assertionResults: [] };
const fileWithFailedHook = { status: "failed", assertionResults: [{ status: "passed" }] };

test("counts what passed and failed", () => {
  const report = { ...empty, numPassedTests: 7, numFailedTests: 2, testResults: [passedFile, failedFile] };
  expect(tallyTier(report, 1)).toEqual({ passed: 7, failed: 2, skipped: 0 });
  expect(tallyTier({ ...empty, numPassedTests: 7, testResults: [passedFile] }, 0).failed).toBe(0);
});

test("a file that cannot be loaded, and one whose hook throws, fail once each", () => {
  const testResults = [passedFile, unloadableFile, fileWithFailedHook];
  expect(tallyTier({ ...empty, numPassedTests: 2, testResults }, 1).failed).toBe(2);
});

test("a skipped or unwritten test counts as failed", () => {
  const report = { ...empty, numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 };
  expect(tallyTier(report, 0)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("no tests at all, no report, and an error outside every test count as one failure", () => {
  expect(tallyTier(empty, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(tallyTier(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(tallyTier({ ...empty, numPassedTests: 5 }, 1).failed).toBe(1);
  expect(tallyTier({ ...empty, numPassedTests: 5 }, null).failed).toBe(1);
});

test("the closing line adds the tiers up, and nothing run is a failure", () => {
  const tallies = [
    { passed: 10, failed: 0 },
    { passed: 4, failed: 2 },
  ];
  expect(closingLine(tallies)).toBe("14 passed, 2 failed");
  expect(closingLine([])).toBe("0 passed, 1 failed");
});
