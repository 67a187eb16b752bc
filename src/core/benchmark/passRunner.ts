import { drawPasses } from "../network";
import { PassKernel } from "../network/kernels";
import { Stream, StreamPurpose } from "../random";
import { blockOfOutputs, createPassTally, type PassBlock } from "./passEvidence";
import type { PassProblem } from "./passProblem";
import type { BenchmarkRunner, RunnerPlan } from "./runner";

/** Passes made together. */
export type DrawBlock = (numPasses: number) => PassBlock;

/** Passes whose outputs the readable core keeps at a time. */
const MOST_OUTPUTS = 256;

/** By the readable core. */
export function blocksByCore(
  { network, inputs, rate, sharing }: PassProblem,
  { seed, share }: RunnerPlan,
): DrawBlock {
  const stream = Stream.from(seed, share.index, StreamPurpose.sampler);
  return (numPasses) =>
    blockOfOutputs(drawPasses(network, inputs, { rate, numPasses, sharing }, stream).outputs, numPasses);
}

/** By a kernel of SIMD vectors, which keeps sums. */
export function blocksByKernel(
  { network, inputs, rate, sharing }: PassProblem,
  { seed, share }: RunnerPlan,
  kernel: Pick<PassKernel, "moments"> = new PassKernel(network, rate, seed, share.index),
): DrawBlock {
  return (numPasses) => {
    const { shifts, sums, squares } = kernel.moments(inputs, numPasses, sharing);
    const means = sums.map((sum) => sum / numPasses);
    return {
      numPasses,
      means: means.map((mean, i) => shifts[i] + mean),
      variances: means.map((mean, i) => squares[i] / numPasses - mean * mean),
    };
  };
}

/**
 * Passes of a problem, a block a call.
 * @param most passes of a block
 */
export function passRunner(problem: PassProblem, drawBlock: DrawBlock, most = Infinity): BenchmarkRunner {
  const tally = createPassTally(problem);
  return {
    unitsPerStep: problem.inputs.length,
    advance: (count) => {
      for (let left = count; left > 0; left -= most) tally.add(drawBlock(Math.min(left, most)));
    },
    clear: () => tally.clear(),
    evidence: () => tally.evidence(),
  };
}

export function corePassRunner(problem: PassProblem, plan: RunnerPlan): BenchmarkRunner {
  return passRunner(problem, blocksByCore(problem, plan), MOST_OUTPUTS);
}

export function kernelPassRunner(problem: PassProblem, plan: RunnerPlan): BenchmarkRunner {
  return passRunner(problem, blocksByKernel(problem, plan));
}
