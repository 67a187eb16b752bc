import {
  areSettled,
  createPassTally,
  passProblem,
  workloadByKey,
  type PassProblem,
  type PassTally,
  type WorkloadKey,
} from "../../core/benchmark";
import type { GpuPasses } from "../../engine/gpu/passes";
import type { GpuRunner } from "./gpuRunner";
import { MOST_WARM_UP_MS, type RowPlan } from "./plan";

/** A block lasts about so long: the way back of its moments is short beside it. */
const BLOCK_MS = 40;
const FIRST_PASSES = 64;
/** Whole words of mask bits. */
const PASSES_OF_WORD = 32;
const MOST_PASSES = 1048576;
/** Rates over this are compared to see whether they stay the same. */
const WARM_UP_MS = 100;

function problemOf(key: WorkloadKey): PassProblem {
  const workload = workloadByKey(key);
  if (workload.kind !== "passes") throw new RangeError(`workload = ${key}; expected one of passes`);
  return passProblem(workload.key);
}

function passesOfBlock(passesPerSecond: number): number {
  const words = Math.ceil((passesPerSecond * BLOCK_MS) / 1000 / PASSES_OF_WORD);
  return Math.min(MOST_PASSES, PASSES_OF_WORD * words);
}

/**
 * Passes of a row's network, mean and sd of which are summed up on the adapter. Timed are whole blocks of passes,
 * from the call until their moments are in the page's memory.
 * @param mend changes the shader; only tests make it
 */
export async function createGpuPasses(
  device: GPUDevice,
  { workload }: Pick<RowPlan, "workload">,
  seed: number,
  mend?: (code: string) => string,
): Promise<GpuRunner> {
  const problem = problemOf(workload);
  const { GpuPasses } = await import("../../engine/gpu/passes");
  const passes = await GpuPasses.create(device, problem.network, mend);
  const seedOfBlock = seedsFrom(seed);
  const forgotten = createPassTally(problem);
  const begun = performance.now();
  let numPasses = FIRST_PASSES;
  // The first compiles.
  await addBlock(passes, problem, numPasses, seedOfBlock(), forgotten);
  const rates: number[] = [];
  while (!areSettled(rates) && performance.now() - begun < MOST_WARM_UP_MS) {
    rates.push(await runFor(passes, problem, { numPasses, ms: WARM_UP_MS, seedOfBlock }, forgotten));
    numPasses = passesOfBlock(rates[rates.length - 1]);
  }
  const tally = createPassTally(problem);
  return {
    isSettled: areSettled(rates),
    measure: async (ms) =>
      problem.inputs.length * (await runFor(passes, problem, { numPasses, ms, seedOfBlock }, tally)),
    evidence: () => Promise.resolve(tally.evidence()),
    dispose: () => passes.dispose(),
  };
}

/** A seed of its own for every block. */
function seedsFrom(seed: number): () => number {
  let next = seed;
  return () => {
    next = (next + 1) >>> 0;
    return next;
  };
}

async function addBlock(
  passes: GpuPasses,
  { inputs, rate, sharing }: PassProblem,
  numPasses: number,
  seed: number,
  tally: PassTally,
): Promise<void> {
  const { mean, modelSd } = await passes.passMoments(inputs, { rate, numPasses, sharing }, seed);
  const share = (numPasses - 1) / numPasses;
  tally.add({ numPasses, means: mean, variances: modelSd.map((sd) => share * sd * sd) });
}

/** Two blocks under way, and whatever was begun is waited for. Gives passes a second. */
async function runFor(
  passes: GpuPasses,
  problem: PassProblem,
  { numPasses, ms, seedOfBlock }: { numPasses: number; ms: number; seedOfBlock: () => number },
  tally: PassTally,
): Promise<number> {
  const begun = performance.now();
  let total = 0;
  const lane = async (): Promise<void> => {
    do {
      await addBlock(passes, problem, numPasses, seedOfBlock(), tally);
      total += numPasses;
    } while (performance.now() - begun < ms);
  };
  await Promise.all([lane(), lane()]);
  return (1000 * total) / (performance.now() - begun);
}
