import {
  advanceBy,
  advanceRangeBy,
  beginRange,
  copyEnsembleState,
  type Advance,
  type ChainRange,
  type DrawBlock,
} from "../src/core/run";
import { KernelRunner, resolveArithmetic } from "../src/core/run/kernelRunner";
import { samplerByKey } from "../src/core/samplers";
import type { Target } from "../src/core/targets";
import {
  createTarget,
  drawnInRange,
  drawnStride,
  MAX_TRAIL,
  type BlockReport,
  type RangeState,
  type RunConfig,
  type SamplerApi,
} from "../src/engine/protocol";
import { BufferShelf } from "./bufferShelf";

interface Session {
  readonly target: Target;
  readonly advance: Advance;
  readonly numWarmup: number;
  /** Of the whole run, not of this range alone. */
  readonly numChains: number;
  readonly range: ChainRange;
}

/** The sampling worker's side of the protocol; holds the range of chains it was given. */
export function createSamplerService(): SamplerApi {
  const shelf = new BufferShelf();
  let session: Session | null = null;

  const open = (config: RunConfig, makeRange: (target: Target) => ChainRange): Session => {
    const target = createTarget(config.target);
    const { numWarmup, numChains } = config;
    const range = makeRange(target);
    session = { target, advance: advanceOf(config, target, range), numWarmup, numChains, range };
    return session;
  };

  return {
    begin: (config, firstChain, numChains) =>
      snapshot(open(config, (target) => beginRange(target, config, firstChain, numChains)).range),
    resume: (config, { firstChain, ensemble, totals }) => {
      open(config, () => ({ firstChain, numChains: ensemble.logDensities.length, ensemble, totals }));
    },
    advance: (numSteps, trackedChains, spent) => {
      if (!session) throw new Error("advance was called before begin or resume");
      shelf.give(spent);
      const { target, advance, range, numWarmup, numChains } = session;
      const block = advanceRangeBy(target, advance, range, numSteps, numWarmup);
      return report(block, range, drawnStride(numChains), trackedChains, shelf);
    },
  };
}

/** @throws RangeError where no sampler has the key, or it has no kernel */
function advanceOf(config: RunConfig, target: Target, range: ChainRange): Advance {
  const { sampler, numChains, arithmetic = "float64" } = config;
  const definition = samplerByKey(sampler.key);
  if (resolveArithmetic(arithmetic, numChains, target) === "float64")
    return advanceBy(definition.createStep(target, sampler.values));
  if (definition.key !== "rwm") {
    throw new RangeError(`sampler = ${definition.key}; expected rwm, which alone has a float32 kernel here`);
  }
  const runner = new KernelRunner(target, sampler.values[definition.stepSizeKey], range.numChains);
  return (state, block) => runner.advance(state, block);
}

function snapshot(range: ChainRange): RangeState {
  return {
    firstChain: range.firstChain,
    ensemble: copyEnsembleState(range.ensemble),
    totals: structuredClone(range.totals),
  };
}

function report(
  block: DrawBlock,
  range: ChainRange,
  stride: number,
  trackedChains: readonly number[],
  shelf: BufferShelf,
): BlockReport {
  const { numSteps, numChains, dimension, positions } = block;
  const { firstChain } = range;
  const trailSteps = Math.min(numSteps, MAX_TRAIL);
  const drawn = drawnInRange(firstChain, numChains, stride);
  const trail = shelf.float32(drawn.count * trailSteps * 2);
  const lastProposals = shelf.float32(drawn.count * 2);
  const lastAccepted = shelf.uint8(drawn.count);
  for (let i = 0; i < drawn.count; i++) {
    const chain = (drawn.first + i) * stride - firstChain;
    const from = (chain * numSteps + numSteps - trailSteps) * dimension;
    for (let s = 0; s < trailSteps; s++) {
      trail[(i * trailSteps + s) * 2] = positions[from + s * dimension];
      trail[(i * trailSteps + s) * 2 + 1] = positions[from + s * dimension + 1];
    }
    lastProposals[i * 2] = block.lastProposals[chain * dimension];
    lastProposals[i * 2 + 1] = block.lastProposals[chain * dimension + 1];
    lastAccepted[i] = block.isAccepted[(chain + 1) * numSteps - 1];
  }
  const own = trackedChains.filter((chain) => chain >= firstChain && chain < firstChain + numChains);
  const length = numSteps * dimension;
  const tracked = shelf.float64(own.length * length);
  own.forEach((chain, i) => {
    const from = (chain - firstChain) * length;
    tracked.set(positions.subarray(from, from + length), i * length);
  });
  return {
    firstStep: range.ensemble.numSteps - numSteps,
    numSteps,
    firstChain,
    numChains,
    trailSteps,
    stride,
    trail,
    lastProposals,
    lastAccepted,
    trackedChains: own,
    tracked,
    state: snapshot(range),
  };
}
