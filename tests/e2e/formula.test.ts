/** A log density of one's own in the explorer: typed, wrong, with sliders, with data, in a link. */
import { expect, test } from "vitest";
import { openExplorer, waitFor } from "./explorerPage";
import { expectSilentConsole } from "./helpers";

const withFormula = (formula: string, rest = ""): string =>
  `explorer?target=formula&formula=${encodeURIComponent(formula)}${rest}`;

test("a typed formula becomes the surface and the chains' target while typing pauses", async () => {
  const { page, lab } = await openExplorer({ hash: withFormula("-(x^2 + y^2) / 2") });
  const truths = (): Promise<number[]> =>
    lab.evaluate((handle) => handle.summary()?.parameters.map(({ sd }) => sd.truth) ?? []);
  for (const sd of await truths()) expect(Math.abs(sd - 1)).toBeLessThan(1e-3);
  await page.locator(".formula-field").first().fill("-(x^2 + y^2) / 18");
  await expect.poll(async () => (await truths())[0]).toBeGreaterThan(2.9);
  await lab.evaluate(async (handle) => {
    handle.set({ stepSize: 6 });
    await handle.reset();
    await handle.run(1500);
  });
  const summary = await lab.evaluate((handle) => handle.summary());
  for (const { mean, sd, rhat } of summary?.parameters ?? []) {
    expect(Math.abs(mean.z)).toBeLessThan(5);
    expect(Math.abs(sd.z)).toBeLessThan(5);
    expect(rhat).toBeLessThan(1.01);
  }
  expectSilentConsole(page);
});

test("an error marks the place and says what was expected; the last good surface stays", async () => {
  const { page, lab } = await openExplorer({ hash: withFormula("-(x^2 + y^2) / 2") });
  const field = page.locator(".formula-field").first();
  await field.fill("-(x^2 + z^2) / 2");
  const problem = page.locator(".formula-problem");
  await expect.poll(() => problem.textContent()).toContain("“z” is not known");
  expect(await problem.locator("mark").textContent()).toBe("z");
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await lab.evaluate((handle) => handle.summary()?.parameters[0].sd.truth)).toBeCloseTo(1, 3);
  await field.fill("x + y");
  await expect.poll(() => problem.textContent()).toContain("does not fall off");
  await field.fill("1 / (x^2 + y^2)");
  await expect.poll(() => problem.textContent()).toContain("infinite at (0, 0)");
  await field.fill("parameters a\n-a^2");
  await expect.poll(() => problem.textContent()).toContain("expected two");
  await field.fill("-(x^2 + y^2) / 8");
  await expect.poll(() => problem.textContent()).toBe("");
  await waitFor(lab, (handle) => (handle.summary()?.parameters[0].sd.truth ?? 0) > 1.9, true);
});

test("sliders, a table and the formula travel in the link", async () => {
  const formula =
    "parameters a, b\nslider s = 1 from 0.5 to 4\nnormal(a, 0, 10)\nnormal(b, 0, 10)\nsum(normal(v, a + b * u, s))";
  const table = "u,v\n0,1\n1,3\n2,5";
  const { page, lab } = await openExplorer({
    hash: withFormula(
      formula,
      `&formulaSliders=${encodeURIComponent("s=2")}&formulaData=${encodeURIComponent(table)}`,
    ),
  });
  const sd = await lab.evaluate((handle) => handle.summary()?.parameters[1].sd.truth ?? NaN);
  // Slope: sigma / sqrt(sum of (u - mean)^2) = 2 / sqrt 2, the priors take off less than 2 %.
  expect(sd).toBeGreaterThan(1.37);
  expect(sd).toBeLessThan(1.42);
  expect(await page.locator(".formula-slider output").textContent()).toBe("2");
  await page.locator(".formula-slider input").focus();
  await page.keyboard.press("ArrowRight");
  await waitFor(lab, (handle) => handle.settings().formulaSliders, "s=2.01");
});

test("a link with a broken formula says so and shows the first example", async () => {
  const { page, lab } = await openExplorer({ hash: withFormula("-(x^2 + ") });
  await expect.poll(() => page.locator(".notices").textContent()).toContain("Something is missing here");
  expect(await lab.evaluate((handle) => handle.positions().length)).toBe(512);
});

test("every example is a density with a surface", async () => {
  const { page, lab } = await openExplorer({ hash: "explorer?target=formula&gridNodes=65&numChains=16" });
  const examples = page.locator(".formula-examples");
  const count = await examples.locator("option").count();
  expect(count).toBeGreaterThan(5);
  for (let i = 1; i < count; i++) {
    await examples.selectOption({ index: i });
    await expect.poll(() => page.locator(".formula-problem").textContent()).toBe("");
    await lab.evaluate(async (handle) => {
      await handle.reset();
      await handle.run(50);
    });
    const positions = await lab.evaluate((handle) => [...handle.positions()]);
    expect(positions).toHaveLength(32);
    expect(positions.every(Number.isFinite)).toBe(true);
  }
  expectSilentConsole(page);
});
