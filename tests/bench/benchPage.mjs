/** A page in headless Chromium that has what a workload's module exports, for measurements. */
import { chromium } from "playwright";
import { build } from "vite";
import { ensureChromium, launchArguments } from "../../scripts/chromium.mjs";

/**
 * @param {URL} workload the module, TypeScript
 * @param {string} name of its export that the page gets as `window[name]`
 * @param {{ webgpu: boolean }} options
 */
export async function openBenchPage(workload, name, { webgpu }) {
  const [{ output }] = [
    await build({
      configFile: false,
      logLevel: "warn",
      build: {
        write: false,
        minify: false,
        target: "es2022",
        lib: { entry: workload.pathname, formats: ["es"], fileName: "workload" },
      },
    }),
  ].flat();
  const executablePath = ensureChromium({ say: (line) => console.error(line) });
  const browser = await chromium.launch({ executablePath, args: launchArguments({ webgpu }) });
  const page = await browser.newPage();
  page.on("console", (message) => console.error(message.text()));
  // WebGPU is there for secure pages only.
  await page.route("https://bench.test/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>bench</title>" }),
  );
  await page.goto("https://bench.test/");
  await page.addScriptTag({ type: "module", content: `${output[0].code}\nwindow.${name} = ${name};` });
  await page.waitForFunction((key) => key in window, name);
  return { page, close: () => browser.close() };
}
