import {
  gammaDistribution,
  gammaLogBayesFactor,
  gammaLogEvidence,
  gammaPosterior,
  negativeBinomialPmf,
  scaledPoissonLikelihood,
  summarizeCounts,
  type GammaShapeRate,
} from "../../core/conjugate";
import { log } from "../../core/math/elementary";
import { logGamma } from "../../core/math/logGamma";
import { shortNumber, type ConjugateUpdate, type Moments } from "./conjugatePair";

/** How many standard deviations the predicted counts reach, and the most bars. */
const REACH = 4.5;
const MOST_BARS = 1200;

/** @param nullRate the rate that the evidence is held against */
export function gammaPair(
  prior: GammaShapeRate,
  counts: ArrayLike<number>,
  nullRate: number,
): ConjugateUpdate {
  const summary = summarizeCounts(counts);
  const posterior = gammaPosterior(prior, summary);
  const nameOf = ({ shape, rate }: GammaShapeRate): string =>
    `Gamma(${shortNumber(shape)}, ${shortNumber(rate)})`;
  const beliefs = { prior, posterior };
  const predictiveSd = ({ mean, sd }: Moments): number => Math.sqrt(mean + sd * sd);
  return {
    prior: gammaDistribution(prior.shape, prior.rate),
    likelihood: scaledPoissonLikelihood(summary),
    posterior: gammaDistribution(posterior.shape, posterior.rate),
    priorName: nameOf(prior),
    posteriorName: nameOf(posterior),
    dataInWords: `${counts.length.toLocaleString("en")} ${counts.length === 1 ? "count" : "counts"}, total ${summary.total.toLocaleString("en")}`,
    logEvidence: gammaLogEvidence(prior, summary),
    logEvidenceOfCount: null,
    logBayesFactor: gammaLogBayesFactor(prior, summary, nullRate),
    weightOfData: summary.count / (summary.count + prior.rate),
    predictiveSd,
    prediction: {
      name: "next count",
      isDiscrete: true,
      outcomesOf: (belief) => outcomesAround(belief.mean, predictiveSd(belief)),
      under: (belief, outcomes) =>
        negativeBinomialPmf(beliefs[belief], outcomes[outcomes.length - 1]).slice(outcomes[0]),
      after: (belief, outcome) => {
        const next = gammaPosterior(beliefs[belief], { count: 1, total: outcome, sumLogFactorials: 0 });
        return gammaDistribution(next.shape, next.rate);
      },
      logGiven: (rate, count) => count * log(rate) - rate - logGamma(count + 1),
      observed: (outcomes) => ({ x: outcomes, y: sharesOf(counts, outcomes) }),
    },
  };
}

/** Whole numbers around the mean; of very many only the middle ones. */
function outcomesAround(mean: number, sd: number): Float64Array {
  const reach = Math.min(REACH * sd, MOST_BARS / 2);
  const first = Math.max(0, Math.floor(mean - reach));
  const last = Math.max(first + 4, Math.ceil(mean + reach));
  return Float64Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Share of the counts that each outcome has. */
function sharesOf(counts: ArrayLike<number>, outcomes: Float64Array): Float64Array {
  const shares = new Float64Array(outcomes.length);
  for (let i = 0; i < counts.length; i++) {
    const at = counts[i] - outcomes[0];
    if (at >= 0 && at < shares.length) shares[at] += 1 / counts.length;
  }
  return shares;
}
