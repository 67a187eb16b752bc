/**
 * Builds the C reference that the benchmarks are held against, with the system's compiler if there is one:
 *   node tests/bench/native/build.mjs
 * Knows how to compile; knows nothing of what is measured.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const COMPILERS = ["cc", "gcc", "clang"];
const FLAGS = ["-std=gnu11", "-O3", "-march=native"];
const SOURCE_FOLDER = path.dirname(fileURLToPath(import.meta.url));

/**
 * The system's C compiler: the first of cc, gcc, clang on PATH.
 * @param {Record<string, string | undefined>} environment
 * @returns {string | undefined} its full path
 */
export function findCompiler(environment = process.env) {
  const folders = (environment.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const suffix = process.platform === "win32" ? ".exe" : "";
  return COMPILERS.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix))).find(
    isExecutable,
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Compiles the reference unless this compiler has done so before, for these sources and this processor.
 * @param {{ environment?: Record<string, string | undefined>, folder?: string }} options `folder` is where the
 *   program goes
 * @returns {{ executable: string, command: string } | { executable: undefined, reason: string }} the command with
 *   which it was built, or in one sentence why there is none
 */
export function buildReference({
  environment = process.env,
  folder = path.join(SOURCE_FOLDER, "build"),
} = {}) {
  const compiler = findCompiler(environment);
  if (compiler === undefined) {
    return { executable: undefined, reason: `no C compiler on PATH, expected ${COMPILERS.join(", ")}` };
  }
  const files = readdirSync(SOURCE_FOLDER).filter((file) => /\.[ch]$/.test(file));
  const sources = files.filter((file) => file.endsWith(".c"));
  const command = [path.basename(compiler), ...FLAGS, ...sources, "-lm"].join(" ");
  const executable = path.join(folder, `reference-${fingerprint(compiler, files)}`);
  if (existsSync(executable)) return { executable, command };

  mkdirSync(folder, { recursive: true });
  // Under a name of its own first: another process may be building the same.
  const unfinished = `${executable}.${process.pid}`;
  const compilation = spawnSync(compiler, [...FLAGS, ...sources, "-o", unfinished, "-lm"], {
    cwd: SOURCE_FOLDER,
    env: environment,
    encoding: "utf8",
  });
  if (compilation.status !== 0) {
    const message = compilation.error?.message ?? compilation.stderr.trim();
    return { executable: undefined, reason: `${command} failed: ${message}` };
  }
  renameSync(unfinished, executable);
  return { executable, command };
}

/** Changes with the compiler, the flags, the processor (-march=native) and the sources. */
function fingerprint(compiler, files) {
  const hash = createHash("sha256");
  for (const part of [compiler, ...FLAGS, process.arch, cpus()[0]?.model ?? ""]) hash.update(`${part}\0`);
  for (const file of files.toSorted()) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(path.join(SOURCE_FOLDER, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = buildReference();
  if (built.executable === undefined) console.log(`The C reference was not built: ${built.reason}.`);
  else console.log(`${built.executable}\n${built.command}`);
}
