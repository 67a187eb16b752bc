/** Data behind the posterior in the explorer: the article's run, points that are dragged and typed, and many of them. */
import { expect, test } from "vitest";
import { seedNumbers } from "../core/seedNumbers";
import { openExplorer, waitFor } from "./explorerPage";

const hash = "explorer?target=meanLogSd&stepSize=0.15";

test("the article's run ends where numpy's chain did, and says what was printed", async () => {
  const { page, lab } = await openExplorer({ hash });
  await page.getByRole("button", { name: "The article's run" }).first().click();
  await waitFor(lab, (handle) => handle.settings().numChains, 1);
  await lab.evaluate(async (handle) => {
    handle.pause();
    await handle.reset();
    await handle.run(10_000);
  });
  const { numpy_chain: chain } = seedNumbers("metropolis_hastings") as {
    numpy_chain: { states_every_100th_from_index_99: number[][]; acceptance_after_burn: number };
  };
  const last = chain.states_every_100th_from_index_99[99];
  const position = await lab.evaluate((handle) => [...handle.positions()]);
  position.forEach((value, i) => expect(Math.abs(value - last[i])).toBeLessThan(1e-9));
  const rate = await lab.evaluate((handle) => handle.summary()?.acceptanceRate.value ?? NaN);
  expect(rate).toBeCloseTo(chain.acceptance_after_burn, 12);
  expect(await page.locator(".published").textContent()).toContain("50.30 %");
});

test("a point dragged in the chart of the data takes surface and chains with it; back undoes it", async () => {
  const { page, lab } = await openExplorer({ hash: `${hash}&data=own&ownData=1 2 3 4 9` });
  const truth = (): Promise<number | undefined> =>
    lab.evaluate((handle) => handle.summary()?.parameters[0].mean.truth);
  const before = (await truth()) ?? NaN;
  const chart = page.locator(".chart-data [tabindex]").first();
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await waitFor(lab, (handle) => handle.settings().ownData !== "1 2 3 4 9", true);
  await expect.poll(truth).toBeGreaterThan(before);
  expect(await lab.evaluate((handle) => handle.positions().length)).toBe(512);
  await page.goBack();
  await waitFor(lab, (handle) => handle.settings().ownData, "1 2 3 4 9");
  await expect.poll(truth).toBeCloseTo(before, 12);
});

test("data that cannot be used are refused by name, and the run goes on with the last good ones", async () => {
  const { page, lab } = await openExplorer({ hash: `${hash}&data=own&ownData=1 2 3 4 9` });
  const truth = (): Promise<number | undefined> =>
    lab.evaluate((handle) => handle.summary()?.parameters[0].mean.truth);
  const before = await truth();
  for (const [bad, words] of [
    ["1 2 three", "three"],
    ["7", "a single point"],
    ["4 4 4", "All 3 points"],
  ]) {
    await lab.evaluate((handle, text) => handle.set({ ownData: text }), bad);
    await expect.poll(() => page.locator(".notices").textContent()).toContain(words);
    expect(await truth()).toBe(before);
  }
  const link = await lab.evaluate((handle) => handle.numSteps());
  await expect.poll(() => lab.evaluate((handle) => handle.numSteps())).toBeGreaterThan(link);
});

test("100,000 simulated data: the posterior is narrow, the surface comes from whom it takes no time", async () => {
  const { lab } = await openExplorer({ hash: `${hash}&numPoints=100000` });
  await waitFor(lab, (handle) => handle.surface() !== null, true);
  const sd = await lab.evaluate((handle) => handle.summary()?.parameters[0].sd.truth ?? NaN);
  expect(sd).toBeGreaterThan(0.0046);
  expect(sd).toBeLessThan(0.0049);
});
