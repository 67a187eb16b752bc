/** Crowds of chains on the kernels, as the tests of them share them. */
import {
  beginRange,
  createRunTotals,
  joinEnsembles,
  joinTotals,
  type ChainRange,
  type DrawBlock,
} from "../../../src/core/run";
import { KernelRunner } from "../../../src/core/run/kernelRunner";
import { samplerByKey, type SamplerDefinition } from "../../../src/core/samplers";
import { checkedNumbers, type NumberValues } from "../../../src/core/settings";
import { targetByKey, type Target } from "../../../src/core/targets";

const mixture = targetByKey("mixture");
/** Two equal Gaussians; the centre of their box is no float32, so that its rounding would show. */
export const target = mixture.create(checkedNumbers(mixture.settings, { centreX: 0.7, centreY: -1.3 }));
export const SEED = 11;

export interface Crowd {
  readonly sampler: SamplerDefinition;
  readonly values: NumberValues;
}

/** Each sampler that has a kernel, with steps that mix well on that mixture. */
export const crowds: readonly (Crowd & { readonly key: string })[] = [
  { key: "rwm", values: { stepSize: 2.4 } },
  { key: "mala", values: { malaStepSize: 1.6 } },
  { key: "hmc", values: { hmcStepSize: 0.9, pathLength: 2.5 } },
].map(({ key, values }) => ({ key, values, sampler: samplerByKey(key) }));

/** Chains of a run at their start, with totals for each of them or for groups. */
export function begun(
  numChains: number,
  firstChain = 0,
  count = numChains - firstChain,
  chainsPerEntry = 1,
  of: Target = target,
): ChainRange {
  const range = beginRange(of, { seed: SEED, numChains, start: { kind: "spread" } }, firstChain, count);
  return chainsPerEntry === 1
    ? range
    : { ...range, totals: createRunTotals(count, of.dimension, chainsPerEntry) };
}

/** Advances a range by blocks of these sizes; the same runner makes them all. */
export function advanced(
  { sampler, values }: Crowd,
  range: ChainRange,
  blocks: readonly number[],
  numWarmup = 0,
  shown: readonly number[] | null = [],
): DrawBlock[] {
  const runner = new KernelRunner(target, sampler, values, range.numChains);
  return blocks.map((numSteps) => runner.advance(range, numSteps, numWarmup, shown));
}

/** A range as it is handed from one worker to another. */
export function copied(range: ChainRange): ChainRange {
  return structuredClone(range);
}

export function joined(ranges: readonly ChainRange[]): Pick<ChainRange, "ensemble" | "totals"> {
  return {
    ensemble: joinEnsembles(ranges.map(({ ensemble }) => ensemble)),
    totals: joinTotals(ranges.map(({ totals }) => totals)),
  };
}
