/**
 * Finds the Chromium that tests run in, and installs one where none is found.
 * The one place that knows browser paths and launch flags; knows nothing of tests.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright";

const COMMAND_NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"];

const MAC_PLACES = ["Google Chrome", "Chromium", "Google Chrome for Testing"].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const LINUX_PLACES = ["/opt/google/chrome/chrome", "/snap/bin/chromium"];

const WINDOWS_PLACES = ["Google\\Chrome", "Chromium"].map((name) => `${name}\\Application\\chrome.exe`);

const QUIET_FLAGS = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** WebGPU on the software adapter, for machines without a graphics card; WebGL 2 works beside it. */
const WEBGPU_FLAGS = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];

/**
 * Command-line flags for Chromium.
 * @param {{ webgpu: boolean }} options with `webgpu` false, `requestAdapter()` resolves to null on a
 *   machine without a graphics card
 */
export function launchArguments({ webgpu }) {
  return [...(isRoot() ? ["--no-sandbox"] : []), ...QUIET_FLAGS, ...(webgpu ? WEBGPU_FLAGS : [])];
}

/**
 * The first Chromium found: CHROME_PATH, then PATH, then the platform's usual places, then the one that
 * Playwright has already downloaded. Undefined when there is none.
 * @throws when CHROME_PATH is set to something that cannot be run
 */
export function findChromium(environment = process.env) {
  const chosen = environment.CHROME_PATH;
  if (chosen) {
    if (!isExecutable(chosen)) {
      throw new Error(`CHROME_PATH is "${chosen}", which is not an executable file; point it at a Chrome.`);
    }
    return { path: chosen, source: "CHROME_PATH" };
  }
  const onPath = candidatesOnPath(environment).find(isExecutable);
  if (onPath) return { path: onPath, source: "PATH" };
  const installed = usualPlaces(environment).find(isExecutable);
  if (installed) return { path: installed, source: "the usual place" };
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return { path: downloaded, source: "Playwright's download" };
  return undefined;
}

/**
 * The path of a Chromium, installed first when none is found. Says in one line what it found or did.
 * @throws one sentence that says what to do, when there is none and none can be installed
 */
export function ensureChromium({
  find = findChromium,
  installers = usualInstallers(),
  say = console.log,
} = {}) {
  const found = find();
  if (found) {
    say(`Chromium: ${found.path} (from ${found.source}).`);
    return found.path;
  }
  for (const installer of installers) {
    say(`Chromium: none found, installing one with ${installer.name}.`);
    const installed = installer.run() ? find() : undefined;
    if (installed) {
      say(`Chromium: installed ${installed.path}.`);
      return installed.path;
    }
  }
  throw new Error("No Chromium was found or could be installed: install Chrome, or set CHROME_PATH to one.");
}

function usualInstallers() {
  const playwright = { name: "playwright install chromium", run: installWithPlaywright };
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return [playwright];
  const apt = { name: "apt-get install chromium", run: installWithApt };
  return isRoot() ? [apt, playwright] : [playwright];
}

function installWithApt() {
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  return (
    runs("apt-get", ["update"], environment) && runs("apt-get", ["install", "-y", "chromium"], environment)
  );
}

function installWithPlaywright() {
  const manifest = createRequire(import.meta.url).resolve("playwright/package.json");
  const cli = path.join(path.dirname(manifest), "cli.js");
  return runs(process.execPath, [cli, "install", "--no-shell", "chromium"]);
}

function runs(command, commandArguments, environment = {}) {
  const result = spawnSync(command, commandArguments, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return result.status === 0;
}

function candidatesOnPath(environment) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const folders = (environment.PATH ?? "").split(path.delimiter).filter(Boolean);
  return COMMAND_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix)));
}

function usualPlaces(environment) {
  if (process.platform === "darwin") {
    return [...MAC_PLACES, ...MAC_PLACES.map((place) => path.join(environment.HOME ?? "", place))];
  }
  if (process.platform === "win32") {
    const roots = [environment.PROGRAMFILES, environment["PROGRAMFILES(X86)"], environment.LOCALAPPDATA];
    return roots.filter(Boolean).flatMap((root) => WINDOWS_PLACES.map((place) => path.join(root, place)));
  }
  return LINUX_PLACES;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function isRoot() {
  return process.getuid?.() === 0;
}
