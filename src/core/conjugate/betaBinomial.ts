import { exp, log, log1p } from "../math/elementary";
import { expectPositive, expectProbability, expectWhole } from "../math/expectations";
import { logBeta, logChoose } from "../math/logBeta";
import { betaDistribution } from "./betaDistribution";
import type { ContinuousDistribution } from "./distribution";

/** Shapes of a Beta distribution: the prior's or the posterior's. */
export interface BetaShapes {
  readonly alpha: number;
  readonly beta: number;
}

/** All that the flips of a coin say about its bias. */
export interface FlipCounts {
  readonly heads: number;
  readonly tails: number;
}

/**
 * Counts heads (1) and tails (0); no flips at all are a valid state.
 * @throws RangeError for a flip that is neither
 */
export function countFlips(flips: ArrayLike<number>): FlipCounts {
  let heads = 0;
  for (let i = 0; i < flips.length; i++) {
    if (flips[i] !== 0 && flips[i] !== 1) {
      throw new RangeError(`flips[${i}] = ${flips[i]}; expected 1 (heads) or 0 (tails)`);
    }
    heads += flips[i];
  }
  return { heads, tails: flips.length - heads };
}

function expectFlips({ alpha, beta }: BetaShapes, { heads, tails }: FlipCounts): void {
  expectPositive("alpha", alpha);
  expectPositive("beta", beta);
  expectWhole("heads", heads, 0);
  expectWhole("tails", tails, 0);
}

/**
 * Beta(alpha + heads, beta + tails).
 * @throws RangeError for shapes that are not positive, or counts that are negative or no whole numbers
 */
export function betaPosterior(prior: BetaShapes, counts: FlipCounts): BetaShapes {
  expectFlips(prior, counts);
  return { alpha: prior.alpha + counts.heads, beta: prior.beta + counts.tails };
}

/** The likelihood of the bias, scaled to area 1 so that it can stand beside densities: Beta(heads + 1, tails + 1). */
export function scaledFlipLikelihood({ heads, tails }: FlipCounts): ContinuousDistribution {
  return betaDistribution(heads + 1, tails + 1);
}

/** log probability of this very sequence of flips, the bias integrated out: log B(posterior) / B(prior). */
export function betaLogEvidence(prior: BetaShapes, counts: FlipCounts): number {
  const posterior = betaPosterior(prior, counts);
  return logBeta(posterior.alpha, posterior.beta) - logBeta(prior.alpha, prior.beta);
}

/** log probability of this number of heads in any order: the sequence's times "n over heads". */
export function betaLogEvidenceOfCount(prior: BetaShapes, counts: FlipCounts): number {
  return betaLogEvidence(prior, counts) + logChoose(counts.heads + counts.tails, counts.heads);
}

/**
 * log Bayes factor of "the bias is unknown, with this prior" against "the bias is exactly `bias`": positive
 * where the flips speak against the point.
 * @throws RangeError unless 0 <= bias <= 1
 */
export function betaLogBayesFactor(prior: BetaShapes, counts: FlipCounts, bias: number): number {
  expectProbability("bias", bias);
  const { heads, tails } = counts;
  const logPoint = (heads === 0 ? 0 : heads * log(bias)) + (tails === 0 ? 0 : tails * log1p(-bias));
  return betaLogEvidence(prior, counts) - logPoint;
}

/**
 * Predictive probability of 0, 1, ..., numFlips heads in as many further flips: choose(n, k)
 * B(alpha + k, beta + n - k) / B(alpha, beta). Entry 1 for one flip is alpha / (alpha + beta).
 * @throws RangeError for bad shapes, or a number of flips that is negative or no whole number
 */
export function betaBinomialPmf({ alpha, beta }: BetaShapes, numFlips: number): Float64Array {
  expectFlips({ alpha, beta }, { heads: 0, tails: 0 });
  expectWhole("numFlips", numFlips, 0, 1_000_000);
  const logPrior = logBeta(alpha, beta);
  return Float64Array.from({ length: numFlips + 1 }, (_, k) =>
    exp(logChoose(numFlips, k) + logBeta(alpha + k, beta + numFlips - k) - logPrior),
  );
}
