/** The sweep over step sizes: what each is worth, the best of them, and taking it. */
import { expect, test } from "vitest";
import { openExplorer, waitFor } from "./explorerPage";
import { expectSilentConsole } from "./helpers";

test("the sweep names the best of 24 step sizes, and it can be taken", async () => {
  const { page, lab } = await openExplorer({ hash: "explorer?sweep=true&numChains=16&gridNodes=65" });
  const words = page.locator(".sweep-words");
  await expect.poll(() => words.textContent(), { timeout: 90_000 }).toContain("Best of 24");
  const best = Number(await words.locator("strong").textContent());
  expect(best).toBeGreaterThan(1.5);
  expect(best).toBeLessThan(4);
  await words.getByRole("button").click();
  await waitFor(lab, (handle) => handle.settings().stepSize, best);
  // The step size alone makes no new sweep.
  expect(await words.textContent()).toContain("Best of 24");
  await lab.evaluate((handle) => handle.set({ sweep: false }));
  expect(await words.isVisible()).toBe(false);
  expect(await page.locator(".chart-trace").isVisible()).toBe(true);
  expectSilentConsole(page);
});
