/**
 * `npm test`: runs the tiers in order and stops at the first that fails. The last line is always
 * `N passed, N failed`. `npm test -- node e2e` runs only the tiers named.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireNode } from "./requireNode.mjs";
import { closingLine, tallyTier } from "./tally.mjs";

const TIERS = ["node", "browser", "fallback", "e2e"];

const rows = [];
try {
  await runTiers(process.argv.slice(2));
} catch (error) {
  console.error(`\nThe tests did not run: ${error.message}`);
  rows.push({ tier: "start", passed: 0, failed: 1, skipped: 0, seconds: 0 });
}
printShares();
const closing = closingLine(rows);
process.exitCode = closing.endsWith(" 0 failed") ? 0 : 1;
console.log(closing);

async function runTiers(asked) {
  requireNode();
  const unknown = asked.find((tier) => !TIERS.includes(tier));
  if (unknown !== undefined) throw new Error(`there is no tier "${unknown}", only ${TIERS.join(", ")}.`);
  const chosen = TIERS.filter((tier) => asked.length === 0 || asked.includes(tier));
  const environment = { ...process.env };
  if (chosen.some((tier) => tier !== "node")) {
    const { ensureChromium } = await import("./chromium.mjs");
    environment.CHROME_PATH = ensureChromium();
  }
  for (const tier of chosen) {
    const row = runTier(tier, environment);
    rows.push(row);
    if (row.failed > 0) return;
  }
}

function runTier(tier, environment) {
  console.log(`\n=== ${tier} ===`);
  const folder = mkdtempSync(path.join(tmpdir(), "bayescape-test-"));
  const reportFile = path.join(folder, "report.json");
  const vitest = path.join(
    path.dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
    "vitest.mjs",
  );
  const flags = ["run", "--project", tier, "--reporter=default", "--reporter=json", "--allowOnly=false"];
  const begin = performance.now();
  const { status } = spawnSync(process.execPath, [vitest, ...flags, `--outputFile.json=${reportFile}`], {
    env: environment,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const seconds = (performance.now() - begin) / 1000;
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return { tier, seconds, ...tallyTier(report, status) };
}

function printShares() {
  const total = rows.reduce((sum, row) => sum + row.seconds, 0);
  console.log("\ntier        passed  failed     time  share");
  for (const { tier, passed, failed, skipped, seconds } of rows) {
    const share = total === 0 ? 0 : Math.round((100 * seconds) / total);
    const columns = [
      tier.padEnd(10),
      String(passed).padStart(8),
      String(failed).padStart(8),
      `${seconds.toFixed(1)} s`.padStart(9),
      `${share} %`.padStart(7),
    ];
    const note = skipped > 0 ? `  (${skipped} skipped, which counts as failed)` : "";
    console.log(columns.join("") + note);
  }
  console.log("");
}
