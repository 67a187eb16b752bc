/**
 * Counts what a tier of tests came to. Whatever is not a passed test counts against it: a skipped test, a
 * file that could not be loaded, an error outside every test, and no tests at all.
 */

/**
 * @param report what vitest's JSON reporter wrote, or undefined when it wrote nothing
 * @param exitStatus how vitest ended; 0 is success
 * @returns numbers of tests, `failed` including `skipped`
 */
export function tallyTier(report, exitStatus) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const brokenFiles = report.testResults.filter(isBrokenFile).length;
  const failed = report.numFailedTests + skipped + brokenFiles;
  const endedBadly = exitStatus !== 0 || passed === 0;
  return { passed, skipped, failed: endedBadly ? Math.max(failed, 1) : failed };
}

/** The plain line that ends every run of the tests. */
export function closingLine(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  return `${passed} passed, ${passed + failed === 0 ? 1 : failed} failed`;
}

/** A file that failed though none of its tests did: it could not be loaded, or a hook threw. */
function isBrokenFile(file) {
  return file.status === "failed" && !file.assertionResults.some((result) => result.status === "failed");
}
