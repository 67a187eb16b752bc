import { KernelEnsemble, type KernelModule } from "../kernels";
import { samplerByKey } from "../samplers";
import { chainEvidence } from "./chainEvidence";
import { chainTarget, exactPositions } from "./chainTarget";
import type { BenchmarkRunner, RunnerPlan } from "./runner";
import type { ChainWorkload } from "./workloads";

/** A kernel with its chains in the lanes of SIMD vectors. */
export function kernelRunner(
  workload: ChainWorkload,
  { numChains, share, seed }: RunnerPlan,
  kernel: KernelModule,
): BenchmarkRunner {
  const target = chainTarget();
  const { dimension, settingValues: settings, columns } = target;
  const firstChain = share.index * numChains;
  const ensemble = new KernelEnsemble(kernel, { numChains, settings, columns });
  const { stepSizeKey } = samplerByKey(workload.key);
  const { pathLength = 0 } = workload.values;
  ensemble.setStepSize(workload.values[stepSizeKey], pathLength);
  ensemble.setCentre(target.truth.mean);
  const draws = exactPositions(target, seed, firstChain, numChains);
  const positions = new Float64Array(draws.length);
  for (let chain = 0; chain < numChains; chain++) {
    for (let i = 0; i < dimension; i++) positions[i * numChains + chain] = draws[chain * dimension + i];
  }
  ensemble.start(positions, seed, firstChain);
  const sharesPaths = pathLength > 0;
  return {
    unitsPerStep: numChains * workload.unitsPerTransition,
    advance: (numSteps) => ensemble.run(numSteps),
    clear: () => ensemble.clearMoments(),
    evidence: () => chainEvidence(target, ensemble.moments(), sharesPaths),
  };
}
