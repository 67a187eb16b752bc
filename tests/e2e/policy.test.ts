/** The Content-Security-Policy of the built page: it is there, it bites, and everything works under it. */
import { expect, test } from "vitest";
import { openExplorer, waitFor } from "./explorerPage";
import { expectSilentConsole, openPage } from "./helpers";

test("formulas become WebAssembly under a policy that forbids eval", async () => {
  const { page, lab } = await openExplorer({
    hash: `explorer?target=formula&formula=${encodeURIComponent("-(x^2 + y^2) / 2")}`,
  });
  await waitFor(lab, (handle) => handle.numSteps() > 5, true);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
  expectSilentConsole(page);
});

test("the policy bites: neither inline scripts nor styles nor other hosts", async () => {
  const page = await openPage({ hash: "medical" });
  const refused = await page.evaluate(async () => {
    const refusals: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => refusals.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.wasRun = true";
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.body.append(style);
    await fetch("https://elsewhere.invalid/").catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { refusals, wasRun: "wasRun" in window };
  });
  expect(refused.wasRun).toBe(false);
  expect(refused.refusals.toSorted()).toEqual(["connect-src", "script-src-elem", "style-src-elem"]);
});
