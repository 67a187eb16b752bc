import {
  advanceBy,
  beginRange,
  copyEnsembleState,
  rowOf,
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
  firstAxes,
  longestTrail,
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
    advance: (numSteps, trackedChains, spent, axes) => {
      if (!session) throw new Error("advance was called before begin or resume");
      shelf.give(spent);
      const { advance, range, numWarmup, numChains } = session;
      const stride = drawnStride(numChains);
      const block = advance(range, numSteps, numWarmup, shownChains(range, stride, trackedChains));
      return report(block, range, stride, trackedChains, shelf, axes);
    },
  };
}

/** @throws RangeError where no sampler has the key, or it has no kernel */
function advanceOf(config: RunConfig, target: Target, range: ChainRange): Advance {
  const { sampler, numChains, arithmetic = "float64" } = config;
  const definition = samplerByKey(sampler.key);
  if (resolveArithmetic(arithmetic, numChains, target) === "float64") {
    return advanceBy(target, definition.createStep(target, sampler.values), definition.canDiverge);
  }
  return new KernelRunner(target, definition, sampler.values, range.numChains).advance;
}

/** The chains of a range whose draws a report needs, by their indices in it; null for all of them. */
function shownChains(
  { firstChain, numChains }: ChainRange,
  stride: number,
  trackedChains: readonly number[],
): readonly number[] | null {
  if (stride === 1) return null;
  const { first, count } = drawnInRange(firstChain, numChains, stride);
  const drawn = Array.from({ length: count }, (_, i) => (first + i) * stride - firstChain);
  const tracked = trackedChains
    .map((chain) => chain - firstChain)
    .filter((chain) => chain >= 0 && chain < numChains);
  return [...new Set([...drawn, ...tracked])].toSorted((a, b) => a - b);
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
  axes: readonly number[] = firstAxes(block.dimension),
): BlockReport {
  const { numSteps, dimension, positions } = block;
  const { firstChain, numChains } = range;
  const trailSteps = Math.min(numSteps, longestTrail(dimension));
  const drawn = drawnInRange(firstChain, numChains, stride);
  const numAxes = axes.length;
  const trail = shelf.float32(drawn.count * trailSteps * numAxes);
  const lastProposals = shelf.float32(drawn.count * numAxes);
  const lastAccepted = shelf.uint8(drawn.count);
  for (let i = 0; i < drawn.count; i++) {
    const row = rowOf(block, (drawn.first + i) * stride - firstChain);
    const from = (row * numSteps + numSteps - trailSteps) * dimension;
    for (let k = 0; k < numAxes; k++) {
      const axis = axes[k];
      for (let s = 0; s < trailSteps; s++) {
        trail[(i * trailSteps + s) * numAxes + k] = positions[from + s * dimension + axis];
      }
      lastProposals[i * numAxes + k] = block.lastProposals[row * dimension + axis];
    }
    lastAccepted[i] = block.isAccepted[(row + 1) * numSteps - 1];
  }
  const own = trackedChains.filter((chain) => chain >= firstChain && chain < firstChain + numChains);
  const length = numSteps * dimension;
  const tracked = shelf.float64(own.length * length);
  own.forEach((chain, i) => {
    const from = rowOf(block, chain - firstChain) * length;
    tracked.set(positions.subarray(from, from + length), i * length);
  });
  return {
    firstStep: range.ensemble.numSteps - numSteps,
    numSteps,
    firstChain,
    numChains,
    trailSteps,
    stride,
    axes,
    trail,
    lastProposals,
    lastAccepted,
    trackedChains: own,
    tracked,
    state: snapshot(range),
  };
}
