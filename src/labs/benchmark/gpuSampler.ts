import {
  areSettled,
  chainEvidence,
  chainTarget,
  exactPositions,
  workloadByKey,
  type ChainWorkload,
  type WorkloadKey,
} from "../../core/benchmark";
import { boxCentre } from "../../core/run/totals";
import { samplerByKey } from "../../core/samplers";
import type { BlockTotals, GpuEnsemble, GpuEnsembleOptions } from "../../engine/gpu/ensemble";
import type { GpuRunner } from "./gpuRunner";
import { MOST_WARM_UP_MS, type RowPlan } from "./plan";

/** A block lasts about so long: the way back of its sums is short beside it. */
const BLOCK_MS = 40;
const FIRST_STEPS = 16;
/** Sums come back, and chains are put into the histogram, once for so many steps of a block. */
const STEPS_OF_SLICE = 128;
const MOST_STEPS = 32 * STEPS_OF_SLICE;
/** Rates over this are compared to see whether they stay the same. */
const WARM_UP_MS = 100;

/** Sums over blocks, by group of chains. */
interface Gathered {
  numSteps: number;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly numAccepted: Float64Array;
}

function emptySums(dimension: number, numGroups: number): Gathered {
  return {
    numSteps: 0,
    sums: new Float64Array(dimension * numGroups),
    squares: new Float64Array(dimension * numGroups),
    numAccepted: new Float64Array(numGroups),
  };
}

function gather(gathered: Gathered, { numCounted, sums, squares, accepted }: BlockTotals): void {
  gathered.numSteps += numCounted;
  for (let i = 0; i < sums.length; i++) {
    gathered.sums[i] += sums[i];
    gathered.squares[i] += squares[i];
  }
  for (let i = 0; i < accepted.length; i++) gathered.numAccepted[i] += accepted[i];
}

function chainsOf(key: WorkloadKey): ChainWorkload {
  const workload = workloadByKey(key);
  if (workload.kind !== "chains") throw new RangeError(`workload = ${key}; expected one of chains`);
  return workload;
}

/** Two blocks under way, and whatever was begun is waited for. Gives steps a second. */
async function runFor(
  ensemble: GpuEnsemble,
  numSteps: number,
  ms: number,
  gathered: Gathered,
): Promise<number> {
  const begun = performance.now();
  let total = 0;
  const lane = async (): Promise<void> => {
    do {
      gather(gathered, await ensemble.advance(numSteps));
      total += numSteps;
    } while (performance.now() - begun < ms);
  };
  await Promise.all([lane(), lane()]);
  return (1000 * total) / (performance.now() - begun);
}

/** Steps of a block that lasts long enough; whole slices where it holds any. */
function stepsOfBlock(stepsPerSecond: number): number {
  const numSteps = Math.min(MOST_STEPS, Math.ceil((stepsPerSecond * BLOCK_MS) / 1000));
  return numSteps < STEPS_OF_SLICE ? numSteps : STEPS_OF_SLICE * Math.floor(numSteps / STEPS_OF_SLICE);
}

/**
 * A sampler's kernel on the chains of a row, which begin at exact draws. Timed are whole blocks of transitions, from
 * the call until their sums by group of chains and their histogram are in the page's memory.
 * @param changes of the shader; only tests make some
 */
export async function createGpuSampler(
  device: GPUDevice,
  row: Pick<RowPlan, "workload" | "numChains">,
  seed: number,
  changes: Pick<GpuEnsembleOptions, "mend"> = {},
): Promise<GpuRunner> {
  const { values, key, unitsPerTransition } = chainsOf(row.workload);
  const { numChains } = row;
  const target = chainTarget();
  const { dimension } = target;
  const { GpuEnsemble, startState } = await import("../../engine/gpu/ensemble");
  const { pathLength = 0 } = values;
  const ensemble = await GpuEnsemble.create(device, target, {
    ...changes,
    sampler: key,
    numChains,
    stepSize: values[samplerByKey(key).stepSizeKey],
    pathLength,
    stepsBetweenBins: STEPS_OF_SLICE,
  });
  const draws = exactPositions(target, seed, 0, numChains);
  const positions = Float32Array.from(
    draws,
    (_, k) => draws[(k % numChains) * dimension + Math.floor(k / numChains)],
  );
  ensemble.restore(startState(positions, numChains, seed));

  const begun = performance.now();
  let numSteps = FIRST_STEPS;
  const { numGroups } = await ensemble.advance(numSteps);
  const forgotten = emptySums(dimension, numGroups);
  const rates: number[] = [];
  while (!areSettled(rates) && performance.now() - begun < MOST_WARM_UP_MS) {
    rates.push(await runFor(ensemble, numSteps, WARM_UP_MS, forgotten));
    numSteps = stepsOfBlock(rates[rates.length - 1]);
  }
  const gathered = emptySums(dimension, numGroups);
  return {
    isSettled: areSettled(rates),
    measure: async (milliseconds) =>
      unitsPerTransition * numChains * (await runFor(ensemble, numSteps, milliseconds, gathered)),
    evidence: () => {
      // The box is about the exact mean, as `chainEvidence` wants its sums to be.
      const run = { ...gathered, chainsOfSum: numChains / numGroups, centre: boxCentre(target) };
      return Promise.resolve(chainEvidence(target, run, pathLength > 0));
    },
    dispose: () => ensemble.destroy(),
  };
}
