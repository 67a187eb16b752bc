import { element } from "../../app/element";
import type { SettingValues } from "../../core/settings";
import { experimentCards, type Experiment } from "../experimentCards";

const experiments: readonly Experiment[] = [
  {
    title: "Every core at work",
    lookFor: "As many workers as the machine has threads. Twice the threads are not always twice the speed.",
    values: { numWorkers: Math.max(1, Math.min(64, navigator.hardwareConcurrency || 1)) },
  },
  {
    title: "Too few chains",
    lookFor: "64 chains fill a handful of vectors: calls cost more, and ESS a second needs longer chains.",
    values: { numChains: 64 },
  },
  {
    title: "Too many chains",
    lookFor: "65,536 chains a worker no longer fit into the nearest cache.",
    values: { numChains: 65536 },
  },
  {
    title: "A long, careful run",
    lookFor: "Five seconds a row: the spread narrows, and the gate sees the fifth digit.",
    values: { seconds: 5, numChains: 768, numWorkers: 1 },
  },
];

const SECTIONS: readonly (readonly [title: string, ...paragraphs: string[]])[] = [
  [
    "What the numbers mean",
    "Transitions a second say how fast a sampler steps, for HMC gradients a second, since one of its transitions takes ten. Neither says what a step is worth: effective draws a second do. ESS is that of the parameter that mixes worst, from the scatter of the means of independent chains; where chains are shorter than ten autocorrelation times it is left out.",
  ],
  [
    "How they are made",
    "Each row warms up until three rates in a row agree within 5 %, in calls of 1 to 5 ms, because browsers exchange code for a faster one only between calls. Nine repeats follow, or as many of 0.25 s as fit; the rows of a workload take turns, so that what slows the machine slows all of them. Workers begin each repeat at the same moment, and their rates add up.",
    "Shown is the median with the 10 and 90 % quantiles. A ratio is taken repeat by repeat.",
  ],
  [
    "The gate",
    "Chains start from exact draws. Acceptance, means and variances of the very run that was timed are held against the exact values; a row with one of them 4.5 standard errors off shows no number but the reason. A right kernel fails with probability 3.4 in 100,000. Of a grid no node may be off by more than 0.01 in log density.",
    "Of passes under dropout, mean and sd at all 100 points are held against the exact ones, with how far the means of many passes spread and how much they change from point to point: masks that come again, or are shared where they must not be, show there. 5.4 standard errors are refused, which a right kernel meets with probability 1.4 in 100,000 at most. The weights of the large network have their signs arranged so that its exact moments are known.",
  ],
  [
    "Comparing fairly",
    "Compare ratios of one run. Absolute figures move with clock rate, temperature and other tabs. The reference computes in float64 and keeps every draw of a block, the kernels compute in float32 and keep sums. Relaxed SIMD is faster than plain by its fused multiply and add, and does not replay bit for bit. WebGPU rows include reading the grid back.",
    "Software adapters are the processor in disguise. For C beside it, in the same run, there is the command npm run bench.",
  ],
];

/** What to try, what the numbers mean, how they are made, and what a fair comparison is. */
export function fillBenchmarkWords(container: HTMLElement, set: (values: SettingValues) => void): void {
  container.replaceChildren(
    element("h2", {}, ["Try this"]),
    experimentCards(experiments, set),
    ...SECTIONS.flatMap(([title, ...paragraphs]) => [
      element("h2", {}, [title]),
      ...paragraphs.map((text) => element("p", {}, [text])),
    ]),
    element("p", {}, [
      "From here back to ",
      element("a", { href: "#explorer" }, ["the chains"]),
      ", to see what such a number of them does.",
    ]),
    element("p.keys", {}, ["Keys: Enter runs, Q runs quickly, Escape cancels, C copies the link."]),
  );
}
