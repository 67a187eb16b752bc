import {
  betaBinomialPmf,
  betaDistribution,
  betaLogBayesFactor,
  betaLogEvidence,
  betaLogEvidenceOfCount,
  betaPosterior,
  countFlips,
  scaledFlipLikelihood,
  type BetaShapes,
} from "../../core/conjugate";
import { log, log1p } from "../../core/math/elementary";
import { logChoose } from "../../core/math/logBeta";
import { shortNumber, type ConjugateUpdate } from "./conjugatePair";

/** Further flips that are predicted. */
const NUM_NEXT = 10;

/** @param nullBias the bias that the evidence is held against */
export function betaPair(prior: BetaShapes, flips: ArrayLike<number>, nullBias: number): ConjugateUpdate {
  const counts = countFlips(flips);
  const posterior = betaPosterior(prior, counts);
  const nameOf = ({ alpha, beta }: BetaShapes): string => `Beta(${shortNumber(alpha)}, ${shortNumber(beta)})`;
  const shapes = { prior, posterior };
  return {
    prior: betaDistribution(prior.alpha, prior.beta),
    likelihood: scaledFlipLikelihood(counts),
    posterior: betaDistribution(posterior.alpha, posterior.beta),
    priorName: nameOf(prior),
    posteriorName: nameOf(posterior),
    dataInWords: `${flips.length.toLocaleString("en")} ${flips.length === 1 ? "flip" : "flips"}, ${counts.heads.toLocaleString("en")} ${counts.heads === 1 ? "head" : "heads"}`,
    logEvidence: betaLogEvidence(prior, counts),
    logEvidenceOfCount: betaLogEvidenceOfCount(prior, counts),
    logBayesFactor: betaLogBayesFactor(prior, counts, nullBias),
    weightOfData: flips.length / (flips.length + prior.alpha + prior.beta),
    predictiveSd: ({ mean }) => Math.sqrt(mean * (1 - mean)),
    prediction: {
      name: `heads in the next ${NUM_NEXT}`,
      isDiscrete: true,
      outcomesOf: () => Float64Array.from({ length: NUM_NEXT + 1 }, (_, heads) => heads),
      under: (belief) => betaBinomialPmf(shapes[belief], NUM_NEXT),
      after: (belief, heads) => {
        const next = betaPosterior(shapes[belief], { heads, tails: NUM_NEXT - heads });
        return betaDistribution(next.alpha, next.beta);
      },
      logGiven: (bias, heads) =>
        logChoose(NUM_NEXT, heads) + heads * log(bias) + (NUM_NEXT - heads) * log1p(-bias),
      observed: null,
    },
  };
}
