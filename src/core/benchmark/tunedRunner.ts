import { chainEvidence } from "./chainEvidence";
import { chainTarget, exactPositions } from "./chainTarget";
import type { BenchmarkRunner, RunnerPlan } from "./runner";
import { createTunedWalk } from "./tunedWalk";
import type { ChainWorkload } from "./workloads";

/**
 * JavaScript tuned for one sampler on one target.
 * @throws RangeError for another workload than the random walk
 */
export function tunedRunner(workload: ChainWorkload, plan: RunnerPlan): BenchmarkRunner {
  if (workload.key !== "rwm") {
    throw new RangeError(`workload = ${workload.key}; expected rwm, the only one tuned by hand`);
  }
  const { numChains, share, seed } = plan;
  const target = chainTarget();
  const firstChain = share.index * numChains;
  const walk = createTunedWalk({
    stepSize: workload.values.stepSize,
    positions: exactPositions(target, seed, firstChain, numChains),
    seed,
    firstChain,
  });
  const { sums, squares, numAccepted } = walk;
  let numSteps = 0;
  return {
    unitsPerStep: numChains * workload.unitsPerTransition,
    advance: (count) => {
      walk.advance(count);
      numSteps += count;
    },
    clear: () => {
      for (const array of [sums, squares, numAccepted]) array.fill(0);
      numSteps = 0;
    },
    // Both centres are known, and the mean between them is zero.
    evidence: () => chainEvidence(target, { numSteps, sums, squares, numAccepted, centre: [0, 0] }, false),
  };
}
