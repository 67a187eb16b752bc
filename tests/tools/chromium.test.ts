import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  ensureChromium,
  findChromium,
  launchArguments,
  type FoundChromium,
} from "../../scripts/chromium.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "bayescape-chromium-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const suffix = process.platform === "win32" ? ".exe" : "";
function plant(name: string, mode = 0o755): string {
  const file = path.join(folder, name + suffix);
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
}

describe("findChromium", () => {
  const chosen = plant("my-browser");
  const onPath = plant("chromium");

  test("takes CHROME_PATH before anything else", () => {
    const environment = { CHROME_PATH: chosen, PATH: folder };
    expect(findChromium(environment)).toEqual({ path: chosen, source: "CHROME_PATH" });
  });

  test("takes a known name on PATH", () => {
    expect(findChromium({ PATH: folder })).toEqual({ path: onPath, source: "PATH" });
  });

  test.each(["/nonexistent", folder])("names a CHROME_PATH that cannot be run: %s", (wrong) => {
    expect(() => findChromium({ CHROME_PATH: wrong, PATH: folder })).toThrow(`CHROME_PATH is "${wrong}"`);
  });

  test("passes over a file on PATH that may not be executed", () => {
    const locked = plant("google-chrome", 0o644);
    expect(findChromium({ PATH: folder })?.path).not.toBe(locked);
  });
});

describe("ensureChromium", () => {
  const browser: FoundChromium = { path: "/found/chromium", source: "PATH" };
  const tries = (name: string, succeeds: boolean, log: string[]) => ({
    name,
    run: () => {
      log.push(name);
      return succeeds;
    },
  });

  test("installs nothing when there is one, and says where in one line", () => {
    const lines: string[] = [];
    const log: string[] = [];
    const installers = [tries("first", true, log)];
    expect(ensureChromium({ find: () => browser, installers, say: (line) => lines.push(line) })).toBe(
      browser.path,
    );
    expect(lines).toEqual(["Chromium: /found/chromium (from PATH)."]);
    expect(log).toEqual([]);
  });

  test("falls to the other way when the first fails", () => {
    const log: string[] = [];
    const find = () => (log.includes("second") ? browser : undefined);
    const installers = [tries("first", false, log), tries("second", true, log), tries("third", true, log)];
    expect(ensureChromium({ find, installers, say: () => {} })).toBe(browser.path);
    expect(log).toEqual(["first", "second"]);
  });

  test("does not believe an installer that leaves no browser behind", () => {
    const log: string[] = [];
    const installers = [tries("first", true, log), tries("second", true, log)];
    expect(() => ensureChromium({ find: () => undefined, installers, say: () => {} })).toThrow(
      /install Chrome, or set CHROME_PATH/,
    );
    expect(log).toEqual(["first", "second"]);
  });
});

describe("launchArguments", () => {
  test("ask for software WebGPU only where it is wanted", () => {
    expect(launchArguments({ webgpu: true })).toContain("--use-webgpu-adapter=swiftshader");
    expect(launchArguments({ webgpu: false }).join(" ")).not.toContain("webgpu");
  });

  test("leave the sandbox on but for root, who cannot have it", () => {
    expect(launchArguments({ webgpu: false }).includes("--no-sandbox")).toBe(process.getuid?.() === 0);
  });
});
