import type { Readout, ReadoutState } from "../../app/readoutTable";
import { countFlips } from "../../core/conjugate";
import { PRINTED_BETAS, type ConjugateModel } from "./conjugateModel";
import { shortNumber } from "./conjugatePair";
import { readyObservations, SIZES } from "./observations";
import { digits, fromLog, span, wholePercent } from "./format";

const PARAMETERS = { beta: "bias", normal: "mean", gamma: "rate" } as const;

/** Relative rounding of a log. */
const ROUNDING = 1e-12;

/** What is unknown, in a word. */
export function parameterOf({ pair }: Pick<ConjugateModel, "pair">): string {
  return PARAMETERS[pair];
}

function row(
  name: string,
  value: string,
  explanation: string,
  reference = "",
  state: ReadoutState = "none",
): Readout {
  return { name, value, reference, state, explanation };
}

/** The rows of the numbers. */
export function readoutsOf(model: ConjugateModel): Readout[] {
  const { update, article, level, interval, region, nullPoint, next, pair } = model;
  const { posterior, limits } = update;
  const mass = wholePercent(level);
  const verdict: ReadoutState = article === null ? "none" : article.isTrue ? "good" : "bad";
  const source =
    article === null
      ? ""
      : article.isTrue
        ? " The article's code prints this too."
        : ` On the right that of ${article.name}, which the article prints and its own code does not give.`;
  const cut = limits === null ? "" : ", cut";
  // The difference of two logs: what is smaller than their rounding is none.
  const isRounding = Math.abs(update.logBayesFactor) < ROUNDING * Math.max(1, Math.abs(update.logEvidence));
  const logBayesFactor = isRounding ? 0 : update.logBayesFactor;
  return [
    row(`prior${cut}`, update.priorName, "What is believed before the data."),
    row(`posterior${cut}`, update.posteriorName, "What is believed after the data."),
    ...(article?.name
      ? [
          row(
            "article prints",
            article.name,
            "Its own code, run with its own seed, gives the posterior above.",
            "",
            verdict,
          ),
        ]
      : []),
    row(
      "mean",
      digits(posterior.mean),
      `Posterior mean of the ${parameterOf(model)}.${source}`,
      article ? digits(article.mean, 3) : "",
      verdict,
    ),
    row(
      "sd",
      digits(posterior.sd),
      `Posterior standard deviation of the ${parameterOf(model)}.${source}`,
      article ? digits(article.sd, article.isTrue ? 2 : 3) : "",
      verdict,
    ),
    row("mode", digits(posterior.mode), "Where the posterior is highest."),
    row(`${mass} interval`, span(interval, true), "As much posterior probability below it as above."),
    ...region.map((piece, i) =>
      row(i === 0 ? `${mass} HDI` : "and", span(piece, true), "The smallest region with this probability."),
    ),
    row(
      "data’s weight",
      limits === null ? wholePercentFine(update.weightOfData) : "–",
      limits === null
        ? "How far the posterior mean has gone from the prior's mean (0 %) to the data's own (100 %)."
        : "Where the prior is cut off, no average of the two means is left.",
    ),
    ...(limits === null
      ? []
      : [
          row(
            "kept by the cut",
            fromLog(update.logKept),
            "Share of the uncut posterior that lies where the prior has mass.",
          ),
        ]),
    row("log evidence", digits(update.logEvidence), evidenceInWords(model)),
    ...(update.logEvidenceOfCount === null
      ? []
      : [
          row(
            "of the count",
            digits(update.logEvidenceOfCount),
            "Log probability of this number of heads in any order.",
          ),
        ]),
    row(
      `log BF vs ${shortNumber(nullPoint)}`,
      digits(logBayesFactor),
      `Log Bayes factor of an unknown ${parameterOf(model)} against exactly ${shortNumber(nullPoint)}: the odds change by ${fromLog(logBayesFactor)}; above 0 the data speak against the point.`,
    ),
    row(
      pair === "beta" ? "P(next is heads)" : pair === "normal" ? "next value" : "next count",
      pair === "beta" ? digits(next.mean) : `${digits(next.mean, 3)} ± ${digits(next.sd, 3)}`,
      "Posterior predictive: doubt about the parameter and noise of the data together.",
    ),
  ];
}

function wholePercentFine(share: number): string {
  return share > 0.99 ? `${(100 * share).toFixed(2)} %` : `${(100 * share).toFixed(1)} %`;
}

function evidenceInWords({ pair }: ConjugateModel): string {
  return pair === "beta"
    ? "Log probability of this very sequence of flips, the bias averaged out."
    : pair === "normal"
      ? "Log density of all measurements together, the mean averaged out."
      : "Log probability of these counts, the rate averaged out.";
}

/** What the picture shows, in words. */
export function sentenceOf(model: ConjugateModel): string {
  return model.view === "prediction" ? predictionInWords(model) : beliefInWords(model);
}

function predictionInWords(model: ConjugateModel): string {
  const { update, pair, next, observations } = model;
  const from = `After ${observations.source === "own" ? "your" : "the"} data (${update.dataInWords})`;
  const cut = update.limits === null ? "" : " The prior and the posterior are cut off at the limits.";
  const mean = digits(next.mean, 3);
  if (pair === "beta") {
    const shares = update.predictive("posterior");
    const most = Math.max(...shares);
    const heads = shares.indexOf(most);
    return `${from} the next flip is heads with probability ${mean}. Of the next ${shares.length - 1}, ${heads} ${heads === 1 ? "head is" : "heads are"} likeliest, with probability ${digits(most, 3)}.${cut}`;
  }
  const known = update.predictiveSd({ mean: next.mean, sd: 0 });
  return `${from} the ${update.prediction.name} is expected at ${mean} ± ${digits(next.sd, 3)}; were the ${parameterOf(model)} known to be ${mean}, at ± ${digits(known, 3)}.${cut}`;
}

function beliefInWords(model: ConjugateModel): string {
  const { update, region, level, article, observations } = model;
  const { posterior, limits, likelihood } = update;
  const parameter = parameterOf(model);
  const from = observations.source === "own" ? "Your data" : "The data";
  const belief = `${from} (${update.dataInWords}) make ${update.priorName} into ${update.posteriorName}: the ${parameter} is ${digits(posterior.mean, 3)} ± ${digits(posterior.sd, 3)}`;
  if (limits !== null && !(likelihood.mode >= limits[0] && likelihood.mode <= limits[1])) {
    const edge = likelihood.mode > limits[1] ? limits[1] : limits[0];
    const fate =
      posterior.mode === edge
        ? `The posterior piles up at ${shortNumber(edge)}, and more data only press it closer to that edge.`
        : `The posterior is highest at ${digits(posterior.mode, 3)}, between the prior and the edge at ${shortNumber(edge)}; more data press it towards that edge, never past it.`;
    return `The data (${update.dataInWords}) point to ${digits(likelihood.mode, 3)}, where the prior has no mass. ${fate}`;
  }
  const cut = limits === null ? "" : " (cut off at the prior's limits)";
  const most = `, with ${wholePercent(level)} probability ${region.map((piece) => span(piece)).join(" or ")}`;
  const claim =
    article?.name && !article.isTrue
      ? ` The article prints ${article.name}, which its own code does not give.`
      : "";
  return `${belief}${most}${cut}.${claim}`;
}

/** The article's three claims beside what its code gives with its flat prior, for the words. */
export function articleRows(): Readout[] {
  return SIZES.map((size) => {
    const { heads, tails } = countFlips(readyObservations("beta", size).values);
    return row(
      size.toLocaleString("en"),
      `Beta(${heads + 1}, ${tails + 1})`,
      "The article's code does not give what the article prints.",
      `Beta(${PRINTED_BETAS[size].join(", ")})`,
      "bad",
    );
  });
}
