import { expect, test } from "vitest";
import { openExplorer, positionsAfter, waitFor } from "./explorerPage";
import { expectSilentConsole } from "./helpers";

test.each([
  ["stepSize=0", "stepSize = 0", "a number from 0.001 to 20"],
  ["stepSize=-1", "stepSize = -1", "a number from 0.001 to 20"],
  ["stepSize=NaN", "stepSize = NaN", "a number from 0.001 to 20"],
  ["numChains=1e9", "numChains = 1e9", "a whole number from 1 to 1000000"],
  ["numChains=2.5", "numChains = 2.5", "a whole number from 1 to 1000000"],
  ["seed=", "seed = ", "a whole number from 0 to 4294967295"],
  ["target=nowhere", "target = nowhere", "one of mixture, "],
  ["camera=1,2,x", "camera = 1,2,x", "5 numbers"],
  ["colour=red", "colour", "not a setting"],
  ["v=99", "kernel version 99", "may differ"],
])("a link with %s falls to the default with one notice that names it", async (query, named, expected) => {
  const { page, lab } = await openExplorer({ hash: `explorer?${query}` });
  const notice = page.locator(".notice");
  await expect.poll(() => notice.count()).toBe(1);
  expect(await notice.textContent()).toContain(named);
  expect(await notice.textContent()).toContain(expected);
  const settings = await lab.evaluate((handle) => handle.settings());
  expect(settings.stepSize).toBe(0.3);
  expect(settings.numChains).toBe(256);
  await waitFor(lab, (handle) => handle.numSteps() > 0, true);
  expectSilentConsole(page);
});

test("a lab that does not exist opens the first one and says so", async () => {
  const { page } = await openExplorer({ hash: "kitchen?seed=4" });
  await expect.poll(() => page.locator(".notice").textContent()).toContain('no lab "kitchen"');
  expectSilentConsole(page);
});

test("without WebGPU a worker computes the surface, and the panel says so", async () => {
  const { page, lab } = await openExplorer({ webgpu: false });
  await waitFor(lab, (handle) => handle.surface()?.backend, "worker");
  await expect.poll(() => page.locator(".grid-line").textContent()).toContain("a worker");
  await waitFor(lab, (handle) => handle.numSteps() > 20, true);
  expectSilentConsole(page);
});

test("WebGPU asked for where there is none: a notice says what still works", async () => {
  const { page, lab } = await openExplorer({ webgpu: false, hash: "explorer?gridBackend=webgpu" });
  await waitFor(lab, (handle) => handle.surface()?.backend, "worker");
  await expect.poll(() => page.locator(".notice-problem").textContent()).toMatch(/worker/);
});

test("without WebGL there is a clear page, and numbers and charts still work", async () => {
  const { page } = await openExplorer();
  // The page is opened once more, with every WebGL context refused.
  await page.addInitScript(() => {
    const prototype = HTMLCanvasElement.prototype as unknown as Record<
      "getContext",
      (...call: unknown[]) => unknown
    >;
    prototype.getContext = new Proxy(prototype.getContext, {
      apply: (getContext, canvas, call) =>
        String(call[0]).startsWith("webgl") ? null : Reflect.apply(getContext, canvas, call),
    });
  });
  await page.reload();
  await expect.poll(() => page.locator(".no-webgl").textContent()).toContain("no WebGL 2");
  await page.waitForFunction(() => "bayescape" in window);
  await expect.poll(() => page.locator(".readouts").textContent()).toContain("0.86");
  expect(await page.locator(".charts canvas").count()).toBeGreaterThan(2);
});

test("a worker that dies in the middle of a run is replaced: the same draws, a notice, nothing lost", async () => {
  const hash = "explorer?numChains=40&seed=5&numWorkers=2";
  const { lab: undisturbed } = await openExplorer({ hash });
  const expected = await positionsAfter(undisturbed, 400);
  const { page, lab } = await openExplorer({ hash });
  await positionsAfter(lab, 150);
  await lab.evaluate((handle) => handle.killWorker(1));
  await lab.evaluate((handle) => handle.run(250));
  expect(await lab.evaluate((handle) => [...handle.positions()])).toEqual(expected);
  await expect.poll(() => page.locator(".notice").textContent()).toContain("replaced");
  expectSilentConsole(page);
});

test("the scripting handle names what it cannot use", async () => {
  const { lab } = await openExplorer();
  const refusal = (values: Record<string, unknown>): Promise<string> =>
    lab.evaluate((handle, given) => {
      try {
        handle.set(given);
        return "accepted";
      } catch (error) {
        return String(error);
      }
    }, values);
  expect(await refusal({ stepSize: -1 })).toBe(
    "RangeError: stepSize = -1; expected a number from 0.001 to 20",
  );
  expect(await refusal({ stepsize: 1 })).toContain("stepsize is not a setting");
  expect(await refusal({ numChains: 1e9 })).toContain("numChains = 1000000000");
  expect(await refusal({ numChains: 300 })).toBe("accepted");
});
