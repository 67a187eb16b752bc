/**
 * How long an edited formula takes until its chains run at full speed:
 *   node tests/bench/formula/measure.mjs [edits]
 * in headless Chromium, what a sampling worker does between the text and the kernel at 90 % of its speed; the first
 * edit of a page apart from the later ones. What the page adds (its own look at the target, messages, the next frame)
 * is not in it.
 */
import { openBenchPage } from "../benchPage.mjs";

const numEdits = Number(process.argv[2] ?? 21);
const { page, close } = await openBenchPage(new URL("./workload.ts", import.meta.url), "measureEdit", {
  webgpu: false,
});
try {
  const edits = [];
  for (let edit = 0; edit < numEdits; edit++) {
    edits.push(await page.evaluate((number) => window.measureEdit(number), edit));
  }
  const [first, ...later] = edits;
  const quantile = (key, share) => {
    const sorted = later.map((edit) => edit[key]).toSorted((a, b) => a - b);
    return sorted[Math.round(share * (sorted.length - 1))];
  };
  console.log("| milliseconds until | first edit | later ones, median | 10 to 90 % |\n|---|--:|--:|--:|");
  for (const [key, label] of [
    ["target", "the target stands"],
    ["begun", "the chains stand at their start"],
    ["fullSpeed", "90 % of full speed"],
  ]) {
    const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantile(key, share).toFixed(1));
    console.log(`| ${label} | ${first[key].toFixed(1)} | ${middle} | ${low} to ${high} |`);
  }
  console.log(
    `\n${quantile("rate", 0.5).toFixed(0)} million transitions a second at full speed, one thread.`,
  );
} finally {
  await close();
}
