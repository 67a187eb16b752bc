/** "The article's run": the settings that replay it, and what its code really prints. */
import { ARTICLE_RUN, articleRun, summarizeArticleRun } from "../../core/article";
import { exp } from "../../core/math/elementary";
import { defaultsOf, type NumberValues, type SettingValues } from "../../core/settings";
import { targetByKey, type Truth } from "../../core/targets";
import type { RunConfig } from "../../engine/protocol";

const definition = targetByKey("meanLogSd");

/** The explorer's settings for the article's chain; it ends after its 10,000 steps. */
export const articleSettings: SettingValues = {
  target: definition.key,
  data: "simulated",
  ...defaultsOf(definition.settings),
  sampler: "rwm",
  stepSize: ARTICLE_RUN.stepSize,
  numChains: 1,
  start: "point",
  startX: ARTICLE_RUN.start[0],
  startY: ARTICLE_RUN.start[1],
  numWarmup: ARTICLE_RUN.numWarmup,
  seed: ARTICLE_RUN.seed,
  generator: ARTICLE_RUN.generator.kind,
  pauseAt: ARTICLE_RUN.numSteps,
  speed: 1000,
};

/** Whether a run draws the article's chain. */
export function isArticleRun({
  target,
  sampler,
  numChains,
  start,
  seed,
  generator,
  numWarmup,
}: RunConfig): boolean {
  const defaults = defaultsOf(definition.settings) as NumberValues;
  return (
    target.key === definition.key &&
    !target.data &&
    Object.keys(defaults).every((key) => target.values[key] === defaults[key]) &&
    sampler.key === "rwm" &&
    sampler.values.stepSize === ARTICLE_RUN.stepSize &&
    numChains === 1 &&
    numWarmup === ARTICLE_RUN.numWarmup &&
    start.kind === "point" &&
    start.position.every((value, i) => value === ARTICLE_RUN.start[i]) &&
    seed === ARTICLE_RUN.seed &&
    generator?.kind === ARTICLE_RUN.generator.kind
  );
}

/** What the article's code prints after its last step, beside the exact posterior. */
export function articleNote(truth: Truth): string {
  const run = summarizeArticleRun(articleRun());
  const sigma = momentsOfSigma(truth);
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  const exact = truth.acceptanceRates.find(({ stepSize }) => stepSize === ARTICLE_RUN.stepSize);
  return [
    `The article's run, draw for draw. Its code prints an acceptance rate of ${percent(run.acceptanceRate)}`,
    ` (${run.numAccepted.toLocaleString("en")} of ${ARTICLE_RUN.numSteps.toLocaleString("en")} steps, the warm-up included; its text says 45 %)`,
    exact ? `, where a chain in equilibrium accepts ${percent(exact.value)}.` : ".",
    ` It prints μ = ${run.meanMu.toFixed(2)} ± ${run.sdMu.toFixed(2)} and σ = ${run.meanSigma.toFixed(2)} ± ${run.sdSigma.toFixed(2)};`,
    ` exactly it is ${truth.mean[0].toFixed(4)} ± ${truth.sd[0].toFixed(4)} and ${sigma.mean.toFixed(4)} ± ${sigma.sd.toFixed(4)}.`,
  ].join("");
}

/** Mean and standard deviation of sigma, by the trapezoidal rule over log sigma. */
function momentsOfSigma(truth: Truth): { readonly mean: number; readonly sd: number } {
  const nodes = 400;
  const reach = 10 * truth.sd[1];
  let [mass, first, second] = [0, 0, 0];
  for (let i = 0; i <= nodes; i++) {
    const logSigma = truth.mean[1] + reach * ((2 * i) / nodes - 1);
    const density = truth.marginalDensity(1, logSigma);
    mass += density;
    first += density * exp(logSigma);
    second += density * exp(2 * logSigma);
  }
  const mean = first / mass;
  return { mean, sd: Math.sqrt(second / mass - mean * mean) };
}
