import { advanceEnsemble, createDrawBlock, createEnsembleState } from "../run";
import { samplerByKey, type SamplerDefinition } from "../samplers";
import { checkedNumbers } from "../settings";
import { chainEvidence } from "./chainEvidence";
import { chainTarget, exactPositions } from "./chainTarget";
import type { BenchmarkRunner, RunnerPlan } from "./runner";
import type { ChainWorkload } from "./workloads";

/** Transitions whose draws are kept at a time; what is more only fills the caches. */
const MOST_STEPS = 16;

/**
 * The float64 samplers as the explorer and `runChains` use them, with the sums that every backend keeps.
 * @param sampler another one than the workload's, for tests
 */
export function referenceRunner(
  workload: ChainWorkload,
  { numChains, share, seed }: RunnerPlan,
  sampler: SamplerDefinition = samplerByKey(workload.key),
): BenchmarkRunner {
  const target = chainTarget();
  const { dimension } = target;
  const { mean: centre } = target.truth;
  const firstChain = share.index * numChains;
  const step = sampler.createStep(target, checkedNumbers(sampler.settings, workload.values));
  const state = createEnsembleState(
    target,
    exactPositions(target, seed, firstChain, numChains),
    seed,
    firstChain,
  );
  const block = createDrawBlock(numChains, MOST_STEPS, dimension);
  const sums = new Float64Array(dimension * numChains);
  const squares = new Float64Array(dimension * numChains);
  const numAccepted = new Float64Array(numChains);
  let numSteps = 0;

  const addBlock = (): void => {
    for (let chain = 0; chain < numChains; chain++) {
      for (let s = 0; s < block.numSteps; s++) {
        const at = chain * block.numSteps + s;
        for (let i = 0; i < dimension; i++) {
          const x = block.positions[at * dimension + i] - centre[i];
          sums[i * numChains + chain] += x;
          squares[i * numChains + chain] += x * x;
        }
        numAccepted[chain] += block.isAccepted[at];
      }
    }
  };

  return {
    unitsPerStep: numChains * workload.unitsPerTransition,
    advance: (count) => {
      for (let left = count; left > 0; left -= MOST_STEPS) {
        block.numSteps = Math.min(left, MOST_STEPS);
        advanceEnsemble(step, state, block);
        addBlock();
      }
      numSteps += count;
    },
    clear: () => {
      for (const array of [sums, squares, numAccepted]) array.fill(0);
      numSteps = 0;
    },
    evidence: () => chainEvidence(target, { numSteps, sums, squares, numAccepted, centre }, false),
  };
}
