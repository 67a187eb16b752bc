/**
 * How the site is built and served, and the test tiers as vitest projects: node, browser, fallback, e2e.
 * `scripts/test.mjs` runs the tiers in this order; `npx vitest run --project node` runs one.
 */
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { findChromium, launchArguments } from "./scripts/chromium.mjs";
import { CONTENT_SECURITY_POLICY, contentSecurityPolicyPlugin } from "./scripts/contentSecurityPolicy.mjs";
import { texPlugin } from "./scripts/texPlugin.mjs";

/** Cross-origin isolation, which shared memory needs. The page must work without it too. */
const ISOLATION_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const BROWSER_TESTS = ["tests/browser/**/*.test.ts", "tests/setup/**/*.test.ts"];
const FALLBACK_TESTS = ["tests/browser/**/*.fallback.test.ts", "tests/setup/**/*.fallback.test.ts"];
const E2E_TESTS = ["tests/e2e/**/*.test.ts"];

/** Longer than anything that ends: a test that hangs is stopped, none is timed. */
const TIMEOUT_MS = 120_000;

/** Found before the first test imports it, so that the page is not reloaded in the middle of a run. */
const DEPENDENCIES = ["comlink", "fast-check", "lil-gui", "three", "uplot"];

function testProjects(): TestProjectInlineConfiguration[] {
  return [
    {
      extends: true,
      test: {
        name: "node",
        environment: "node",
        include: ["tests/**/*.test.ts"],
        exclude: [...BROWSER_TESTS, ...E2E_TESTS],
        testTimeout: TIMEOUT_MS,
        hookTimeout: TIMEOUT_MS,
      },
    },
    browserProject({
      name: "browser",
      include: BROWSER_TESTS,
      exclude: FALLBACK_TESTS,
      setup: "./tests/setup/requireAdapter.ts",
      webgpu: true,
    }),
    browserProject({
      name: "fallback",
      include: FALLBACK_TESTS,
      exclude: [],
      setup: "./tests/setup/refuseAdapter.ts",
      webgpu: false,
    }),
    {
      extends: true,
      test: {
        name: "e2e",
        environment: "node",
        include: E2E_TESTS,
        globalSetup: "./tests/setup/serveSite.ts",
        fileParallelism: false,
        testTimeout: TIMEOUT_MS,
        hookTimeout: TIMEOUT_MS,
      },
    },
  ];
}

interface BrowserProjectOptions {
  name: string;
  include: string[];
  exclude: string[];
  setup: string;
  webgpu: boolean;
}

function browserProject(options: BrowserProjectOptions): TestProjectInlineConfiguration {
  // An unusable CHROME_PATH is left for the browser tiers to complain of: the others do not need it.
  const executablePath = process.env.CHROME_PATH ?? findChromium()?.path;
  return {
    extends: true,
    optimizeDeps: { include: DEPENDENCIES },
    test: {
      name: options.name,
      include: options.include,
      exclude: options.exclude,
      setupFiles: options.setup,
      testTimeout: TIMEOUT_MS,
      hookTimeout: TIMEOUT_MS,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        viewport: { width: 640, height: 480 },
        provider: playwright({
          launchOptions: {
            ...(executablePath === undefined ? {} : { executablePath }),
            args: launchArguments({ webgpu: options.webgpu }),
          },
        }),
        instances: [{ browser: "chromium" }],
      },
    },
  };
}

// Outside a test run nothing looks for a browser.
const projects = process.env.VITEST ? testProjects() : [];

export default defineConfig({
  // Relative addresses: the built page runs from any folder of any static host.
  base: "./",
  plugins: [texPlugin(), contentSecurityPolicyPlugin()],
  build: { target: "es2022" },
  worker: { format: "es" },
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: { ...ISOLATION_HEADERS, "Content-Security-Policy": CONTENT_SECURITY_POLICY } },
  test: { projects, maxWorkers: 2, allowOnly: !process.env.CI },
});
