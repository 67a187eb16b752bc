import type { PassProblem } from "./passProblem";
import type { PassEvidence } from "./runner";

/** What passes that were made together have at every point. */
export interface PassBlock {
  readonly numPasses: number;
  readonly means: ArrayLike<number>;
  /** Of these passes about their own mean, divisor numPasses. */
  readonly variances: ArrayLike<number>;
}

/** Sums over blocks, in exact standard deviations about the exact means. */
export interface PassTally {
  add(block: PassBlock): void;
  clear(): void;
  evidence(): PassEvidence;
}

/**
 * The means of a block are the independent unit: passes that share masks, or points that should not, or that should
 * and do not, show in how far the means of blocks spread, and how much they change from point to point.
 */
export function createPassTally({ means, sds, inputs }: PassProblem): PassTally {
  const numPoints = inputs.length;
  const sums = new Float64Array(numPoints);
  const squares = new Float64Array(numPoints);
  let [numPasses, numBlocks, spread, steps] = [0, 0, 0, 0];
  return {
    add: (block) => {
      const count = block.numPasses;
      let before = 0;
      for (let i = 0; i < numPoints; i++) {
        const distance = (block.means[i] - means[i]) / sds[i];
        sums[i] += count * distance;
        squares[i] += count * (block.variances[i] / (sds[i] * sds[i]) + distance * distance);
        spread += count * distance * distance;
        const step = distance - before;
        if (i > 0) steps += count * step * step;
        before = distance;
      }
      numPasses += count;
      numBlocks += 1;
    },
    clear: () => {
      sums.fill(0);
      squares.fill(0);
      [numPasses, numBlocks, spread, steps] = [0, 0, 0, 0];
    },
    evidence: () => ({
      kind: "passes",
      numPasses,
      numBlocks,
      sums: sums.slice(),
      squares: squares.slice(),
      spread,
      steps,
    }),
  };
}

/** The outputs of one pass after the other, as a block. */
export function blockOfOutputs(outputs: ArrayLike<number>, numPasses: number): PassBlock {
  const numPoints = outputs.length / numPasses;
  const means = new Float64Array(numPoints);
  const variances = new Float64Array(numPoints);
  for (let i = 0; i < numPoints; i++) {
    for (let pass = 0; pass < numPasses; pass++) means[i] += outputs[pass * numPoints + i] / numPasses;
    for (let pass = 0; pass < numPasses; pass++) {
      const distance = outputs[pass * numPoints + i] - means[i];
      variances[i] += (distance * distance) / numPasses;
    }
  }
  return { numPasses, means, variances };
}
