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

test("what is unfinished is not called wrong before typing pauses, and what is finished counts at once", async () => {
  const { page, lab } = await openExplorer({ hash: withFormula("-(x^2 + y^2) / 2", "&numChains=16") });
  const field = page.locator(".formula-field").first();
  const truth = (): Promise<number> =>
    lab.evaluate((handle) => handle.summary()?.parameters[0].sd.truth ?? NaN);
  // What the page shows and takes within the very task of the key press.
  const afterKey = (text: string) =>
    field.evaluate((element, value) => {
      const area = element as HTMLTextAreaElement;
      area.value = value;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      return document.querySelector(".formula-problem")?.textContent;
    }, text);
  expect(await afterKey("-(x^2 + y^2) / 2 +")).toBe("");
  await expect.poll(() => page.locator(".formula-problem").textContent()).toContain("Something is missing");
  await afterKey("-(x^2 + y^2) / 32");
  await waitFor(lab, (handle) => handle.settings().formula, "-(x^2 + y^2) / 32");
  await expect.poll(truth).toBeCloseTo(4, 2);
  expect(await page.locator(".formula-problem").textContent()).toBe("");
});

test("a formula of one parameter is a curve, and its chains are right", async () => {
  const { page, lab } = await openExplorer({
    hash: withFormula("parameters a\nnormal(a, 3, 2)", "&stepSize=5"),
  });
  await lab.evaluate(async (handle) => {
    await handle.reset();
    await handle.run(1200);
  });
  const summary = await lab.evaluate((handle) => handle.summary());
  expect(summary?.parameters.map(({ name }) => name)).toEqual(["a"]);
  for (const { mean, sd } of summary?.parameters ?? []) {
    expect([mean.truth, sd.truth].map((value) => Math.round(1e4 * value) / 1e4)).toEqual([3, 2]);
    expect(Math.abs(mean.z)).toBeLessThan(5);
    expect(Math.abs(sd.z)).toBeLessThan(5);
  }
  expect(await page.locator(".chart-marginal").count()).toBe(1);
  expect(await page.locator(".formula-axes").isVisible()).toBe(false);
  await expect.poll(() => page.locator(".grid-line").textContent()).toContain("Curve:");
  expectSilentConsole(page);
});

test("of three parameters two or three are shown, by choice, and the link carries the choice", async () => {
  const formula = "parameters a, b, c\nnormal(a, 0, 1)\nnormal(b, a, 1)\nnormal(c, b, 1)";
  const { page, lab } = await openExplorer({ hash: withFormula(formula, "&numChains=16&stepSize=1.5") });
  const axes = page.locator(".formula-axes select");
  const values = (): Promise<string[]> =>
    axes.evaluateAll((selects) => selects.map((select) => (select as HTMLSelectElement).value));
  expect(await values()).toEqual(["0", "1", "-1"]);
  expect(await page.locator(".chart-marginal").count()).toBe(2);
  await expect
    .poll(() => page.locator(".grid-line").textContent())
    .toContain("the density of a and b together");
  await axes.nth(2).selectOption("2");
  await expect.poll(values).toEqual(["0", "1", "2"]);
  await expect.poll(() => page.locator(".chart-marginal").count()).toBe(3);
  await axes.nth(0).selectOption("2");
  await expect.poll(values).toEqual(["2", "1", "0"]);
  await waitFor(lab, (handle) => handle.settings().shown, "c,b,a");
  // The run goes on; only the picture is another one.
  await lab.evaluate((handle) => handle.run(20));
  const hash = await page.evaluate(() => window.location.hash);
  expect(decodeURIComponent(hash)).toContain("shown=c,b,a");
  const reopened = await openExplorer({ hash: hash.slice(1) });
  expect(await reopened.page.locator(".formula-axes select").nth(0).inputValue()).toBe("2");
  expect(await reopened.page.locator(".chart-marginal").count()).toBe(3);
  expectSilentConsole(page);
  expectSilentConsole(reopened.page);
});

test("every example is a density with a surface", async () => {
  const { page, lab } = await openExplorer({ hash: "explorer?target=formula&gridNodes=65&numChains=16" });
  const examples = page.locator(".formula-head select");
  const count = await examples.locator("option").count();
  expect(count).toBeGreaterThan(5);
  const dimensions = new Set<number>();
  for (let i = 1; i < count; i++) {
    await examples.selectOption({ index: i });
    await expect.poll(() => page.locator(".formula-problem").textContent()).toBe("");
    await lab.evaluate(async (handle) => {
      await handle.reset();
      await handle.run(50);
    });
    const positions = await lab.evaluate((handle) => [...handle.positions()]);
    const dimension = await lab.evaluate((handle) => handle.summary()?.parameters.length ?? 0);
    dimensions.add(dimension);
    expect(positions).toHaveLength(16 * dimension);
    expect(positions.every(Number.isFinite)).toBe(true);
  }
  expect([...dimensions].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 10]);
  expectSilentConsole(page);
});
