import { element } from "../../app/element";
import type { SettingValues } from "../../core/settings";
import { targetByKey } from "../../core/targets";
import { experimentCards, type Experiment } from "../experimentCards";
import { articleSettings } from "./articleNote";
import { formulaExamples } from "./formulaExamples";

const mixture = targetByKey("mixture").presets[0].values;

const usual = {
  sampler: "rwm",
  start: "spread",
  numChains: 256,
  numWarmup: 200,
  pauseAt: 0,
  speed: 100,
  generator: "xoshiro",
  data: "simulated",
};

const experiments: readonly Experiment[] = [
  {
    title: "Too timid: step 0.30",
    lookFor:
      "86 % of the proposals are accepted, yet a chain crosses the valley only once in some 300 steps. The colours mix slowly.",
    values: { ...usual, target: "mixture", ...mixture, stepSize: 0.3 },
  },
  {
    title: "The sweet spot: step 2.4",
    lookFor: "Only 31 % are accepted, but each accepted step goes somewhere: the colours mix within seconds.",
    values: { ...usual, target: "mixture", ...mixture, stepSize: 2.4 },
  },
  {
    title: "Too bold: step 12",
    lookFor:
      "97 % of the proposals are wasted and most chains stand still; the few long jumps that succeed do all the work.",
    values: { ...usual, target: "mixture", ...mixture, stepSize: 12 },
  },
  {
    title: "Hamiltonian Monte Carlo",
    lookFor:
      "Paths along the slope: 99 % accepted, an independent draw in some 17 steps. Each step takes five gradients, though, and per evaluation the bold random walk is better here.",
    values: {
      ...usual,
      target: "mixture",
      ...mixture,
      sampler: "hmc",
      hmcStepSize: 0.3,
      pathLength: 1.5,
    },
  },
  {
    title: "A blind R-hat: all in mode 1",
    lookFor: "The chains agree with one another, so R-hat is content. The share of mode 1 tells the truth.",
    values: { ...usual, target: "mixture", ...mixture, separation: 10, stepSize: 0.3, start: "mode1" },
  },
  {
    title: "A real posterior: 50 data points",
    lookFor:
      "Mean and log standard deviation. Drag a point in the chart of the data: the surface and the chains follow.",
    values: { ...usual, target: "meanLogSd", numPoints: 50, stepSize: 0.15 },
  },
  {
    title: "20,000 data points",
    lookFor:
      "The posterior is twenty times narrower, and the step that suited 50 points is hopeless. Try 0.015.",
    values: { ...usual, target: "meanLogSd", numPoints: 20_000, stepSize: 0.15 },
  },
  {
    title: "Nobody enters the neck",
    lookFor:
      "Neal's funnel: where v is low, x has no room, and a step that suits the mouth never fits there. The marginal of v shows what is missing.",
    values: { ...usual, target: "funnel", funnelSd: 3, stepSize: 1, numWarmup: 1000 },
  },
  {
    title: "Your own density",
    lookFor:
      "Type a formula: the surface and the chains follow as you type. Here an egg box with a slider; there are more examples beside it.",
    values: {
      ...usual,
      target: "formula",
      formula: formulaExamples[0].formula,
      formulaSliders: "",
      stepSize: 0.5,
    },
  },
  {
    title: "A curve through time",
    lookFor:
      "One parameter: now is in front, and what the chains did runs back into the past. From above (F) it is a trace.",
    values: { ...usual, target: "bimodal1d", stepSize: 1, numChains: 32, speed: 30 },
  },
  {
    title: "A shell in space",
    lookFor:
      "Three parameters of your own formula, the third upwards; their common density lies on the floor. Choose others under the formula.",
    values: {
      ...usual,
      target: "formula",
      formula: formulaExamples.find(({ shown }) => shown === "x,y,z")?.formula ?? "",
      formulaSliders: "",
      shown: "x,y,z",
      stepSize: 0.5,
    },
  },
  {
    title: "A hundred thousand chains",
    lookFor:
      "The colour of the surface is now where all chains are: they begin evenly spread, and within seconds the colour is that of the density.",
    values: { ...usual, target: "mixture", ...mixture, stepSize: 1, numChains: 100_000, speed: 1000 },
  },
  {
    title: "The article's run",
    lookFor:
      "One chain from (0, 0), numpy's random numbers, 10,000 steps. It accepts 50.30 %, not the 45 % in the text.",
    values: articleSettings,
  },
];

/** The explorer's own text: what one sees, what to try, and what it means. */
export function fillWords(container: HTMLElement, set: (values: SettingValues) => void): void {
  container.replaceChildren(
    element("h2", {}, ["Try this"]),
    experimentCards(experiments, set),
    element("h2", {}, ["What you see"]),
    element("p", {}, [
      "Height is probability density. Each dot is a Markov chain; its trail fades into the past. The colour says on which side a chain started, so colours that stay apart are chains that have not mixed.",
    ]),
    element("p", {}, [
      "A random walk proposes a Gaussian step, MALA and HMC follow the slope of the density; what is proposed is accepted with the probability that keeps the target exact. Every number stands beside the exact answer; a tick means that the difference is no more than its own Monte Carlo error explains.",
    ]),
    element("p", {}, [
      "New to all this? The story begins with ",
      element("a", { href: "#medical" }, ["a medical test"]),
      " and comes back here. Next: ",
      element("a", { href: "#benchmark" }, ["the benchmark"]),
      ", what a step costs on your machine.",
    ]),
    element("p.keys", {}, [
      "Keys: space run or pause, . single step, R reset, F flat view, 0 camera, C copy link. Click a chain to follow it.",
    ]),
  );
}
