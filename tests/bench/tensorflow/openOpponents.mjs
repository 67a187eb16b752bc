/** The page in which TensorFlow.js runs, on one thread with SIMD; its binaries come from the installed package. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { openBenchPage } from "../benchPage.mjs";

const WASM_PATH = "https://bench.test/wasm/";

/**
 * @returns prepare(workload), measure(workload, milliseconds), failuresOf(workload, blocks), problemOf(workload) as in
 *   workload.ts, and close()
 */
export async function openOpponents() {
  const { page, close } = await openBenchPage(new URL("./workload.ts", import.meta.url), "opponents", {
    webgpu: false,
  });
  const folder = join(
    dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json")),
    "dist",
  );
  await page.route(`${WASM_PATH}*.wasm`, (route) =>
    route.fulfill({
      contentType: "application/wasm",
      body: readFileSync(join(folder, route.request().url().slice(WASM_PATH.length))),
    }),
  );
  const call = (name, ...words) =>
    page.evaluate(([key, given]) => window.opponents[key](...given), [name, words]);
  return {
    prepare: (workload) => call("prepare", workload, WASM_PATH),
    measure: (workload, milliseconds) => call("measure", workload, milliseconds),
    failuresOf: (workload, blocks) => call("failuresOf", workload, blocks),
    problemOf: (workload) => call("problemOf", workload),
    close,
  };
}
