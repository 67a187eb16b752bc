/**
 * Builds the site once, as `npm run build` does, into a folder of its own, and serves it from a sub-path.
 * Tests read the address with `inject("baseUrl")`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startStaticServer } from "./staticServer";

const SUB_PATH = "/lab/tool/";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the built page, with a slash at its end. */
    baseUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "bayescape-site-"));
  build(project.config.root, folder);
  const server = await startStaticServer(folder, SUB_PATH);
  project.provide("baseUrl", server.url);
  return async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** In a process of its own: the test run's NODE_ENV would make it a development build. */
function build(root: string, folder: string): void {
  const manifest = createRequire(import.meta.url).resolve("vite/package.json");
  const command = path.join(path.dirname(manifest), "bin", "vite.js");
  const { NODE_ENV: _nodeEnv, VITEST: _vitest, ...environment } = process.env;
  execFileSync(
    process.execPath,
    [command, "build", "--logLevel", "warn", "--emptyOutDir", "--outDir", folder],
    {
      cwd: root,
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
}
