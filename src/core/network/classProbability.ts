import { log } from "../math/elementary";
import { logistic } from "./loss";
import { outputsAt } from "./predict";
import type { PassOutputs } from "./predict";

/** What passes of a two-class network say at every point. Entropies are in nats. */
export interface ClassSummary {
  /** Probability of class 1: the mean over passes. */
  readonly probability: Float64Array;
  /** Entropy of that probability: all the doubt about the class. */
  readonly totalEntropy: Float64Array;
  /** Mean entropy of the passes: the part that each pass is in doubt about by itself, the noise. */
  readonly noiseEntropy: Float64Array;
  /** Their difference, the mutual information of class and mask (Houlsby et al. 2011): the model's part. */
  readonly modelEntropy: Float64Array;
}

/** @param passes whose outputs are log odds of class 1 */
export function summarizeClasses(passes: PassOutputs): ClassSummary {
  const { numPasses, numPoints } = passes;
  const [probability, totalEntropy, noiseEntropy, modelEntropy] = [0, 1, 2, 3].map(
    () => new Float64Array(numPoints),
  );
  for (let point = 0; point < numPoints; point++) {
    let [sum, entropies] = [0, 0];
    for (const logOdds of outputsAt(passes, point)) {
      const share = logistic(logOdds);
      sum += share;
      entropies += entropyOf(share);
    }
    probability[point] = sum / numPasses;
    totalEntropy[point] = entropyOf(probability[point]);
    noiseEntropy[point] = entropies / numPasses;
    // Never negative by Jensen's inequality; rounding alone can make it so.
    modelEntropy[point] = Math.max(0, totalEntropy[point] - noiseEntropy[point]);
  }
  return { probability, totalEntropy, noiseEntropy, modelEntropy };
}

function entropyOf(probability: number): number {
  return 0 - timesLog(probability) - timesLog(1 - probability);
}

function timesLog(share: number): number {
  return share === 0 ? 0 : share * log(share);
}
