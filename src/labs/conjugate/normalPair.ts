import {
  normalDistribution,
  normalLogBayesFactor,
  normalLogEvidence,
  normalPosterior,
  normalPredictive,
  scaledNormalLikelihood,
  summarizeNormal,
  weightOfData,
  type NormalBelief,
} from "../../core/conjugate";
import { shortNumber, type ConjugateUpdate, type Moments } from "./conjugatePair";

/** Nodes of the predicted density, and how many standard deviations they reach. */
const NUM_NODES = 101;
const REACH = 4.5;
/** More dots than this on an axis say nothing. */
const MOST_DOTS = 100;

/**
 * @param sigma known standard deviation of one measurement
 * @param nullMean the mean that the evidence is held against
 */
export function normalPair(
  prior: NormalBelief,
  data: ArrayLike<number>,
  sigma: number,
  nullMean: number,
): ConjugateUpdate {
  const summary = summarizeNormal(data);
  const posterior = normalPosterior(prior, summary, sigma);
  const nameOf = ({ mean, sd }: NormalBelief): string => `N(${shortNumber(mean)}, ${shortNumber(sd)}²)`;
  const beliefs = { prior, posterior };
  const predictiveSd = ({ sd }: Moments): number => Math.sqrt(sd * sd + sigma * sigma);
  return {
    prior: normalDistribution(prior.mean, prior.sd),
    likelihood: scaledNormalLikelihood(summary, sigma),
    posterior: normalDistribution(posterior.mean, posterior.sd),
    priorName: nameOf(prior),
    posteriorName: nameOf(posterior),
    dataInWords: `${data.length.toLocaleString("en")} ${data.length === 1 ? "measurement" : "measurements"}, mean ${shortNumber(summary.mean)}`,
    logEvidence: normalLogEvidence(prior, summary, sigma),
    logEvidenceOfCount: null,
    logBayesFactor: normalLogBayesFactor(prior, summary, sigma, nullMean),
    weightOfData: weightOfData(prior, summary, sigma),
    predictiveSd,
    prediction: {
      name: "next measurement",
      isDiscrete: false,
      outcomesOf: (belief) => {
        const reach = REACH * predictiveSd(belief);
        return Float64Array.from(
          { length: NUM_NODES },
          (_, i) => belief.mean + reach * ((2 * i) / (NUM_NODES - 1) - 1),
        );
      },
      under: (belief, outcomes) => outcomes.map(normalPredictive(beliefs[belief], sigma).pdf),
      after: (belief, outcome) => {
        const next = normalPosterior(beliefs[belief], { count: 1, mean: outcome, scatter: 0 }, sigma);
        return normalDistribution(next.mean, next.sd);
      },
      logGiven: (mean, outcome) => normalDistribution(mean, sigma).logPdf(outcome),
      observed:
        data.length > MOST_DOTS
          ? null
          : () => ({ x: Float64Array.from(data), y: new Float64Array(data.length) }),
    },
  };
}
