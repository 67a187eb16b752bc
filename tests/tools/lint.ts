import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What the linter reads besides the sources. */
const LINTER_FILES = [".oxlintrc.json", "scripts/lintRules.mjs"];

const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    module: "ESNext",
    moduleResolution: "bundler",
    strict: true,
    types: [],
  },
};

export interface Finding {
  file: string;
  /** Line of the file, from 1. */
  line: number;
  /** Name of the rule without its plugin, as `no-cycle`. */
  rule: string;
}

/**
 * Lints sources that are no part of the repository by the repository's own rules.
 * @param sources text by path, as `src/core/a.ts`
 */
export function lint(sources: Record<string, string>): Finding[] {
  const folder = mkdtempSync(path.join(tmpdir(), "bayescape-lint-"));
  try {
    for (const file of LINTER_FILES) write(folder, file, readRoot(file));
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
    write(folder, "tsconfig.json", JSON.stringify(TSCONFIG));
    for (const [file, text] of Object.entries(sources)) write(folder, file, text);
    return runLinter(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lines of a file at which one rule was broken, in order. */
export function linesAt(findings: Finding[], file: string, rule: string): number[] {
  const lines = findings.filter((finding) => finding.file === file && finding.rule === rule);
  return [...new Set(lines.map(({ line }) => line))].toSorted((a, b) => a - b);
}

function readRoot(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

function write(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

interface Diagnostic {
  /** Missing where the file could not be parsed. */
  code?: string;
  message: string;
  filename: string;
  labels: { span: { line: number } }[];
}

function runLinter(folder: string): Finding[] {
  const command = path.join(ROOT, "node_modules/oxlint/bin/oxlint");
  const run = spawnSync(process.execPath, [command, "-f", "json"], { cwd: folder, encoding: "utf8" });
  if (!run.stdout.startsWith("{")) throw new Error(`The linter did not run: ${run.stdout}${run.stderr}`);
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
  return diagnostics.map(findingOf);
}

function findingOf({ code, message, filename, labels }: Diagnostic): Finding {
  const rule = /\((.*)\)/.exec(code ?? "")?.[1];
  if (rule === undefined) throw new Error(`The linter could not read ${filename}: ${message}`);
  return { file: filename.replaceAll("\\", "/"), line: labels[0]?.span.line ?? 0, rule };
}
