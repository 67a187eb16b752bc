/** What the page of the opponents offers: passes in TensorFlow.js on WebAssembly, and the gate for passes made elsewhere. */
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {
  createPassTally,
  judge,
  passProblem,
  workloadByKey,
  type PassBlock,
  type PassKey,
  type PassTally,
} from "../../../src/core/benchmark";
import { createTensorPasses, MASK_MAKERS, type MaskMaker, type TensorPasses } from "./passes";

/** Passes of a batch that are tried. */
const BATCHES = [16, 64, 256, 1024];
const TRIAL_MS = 250;

interface Prepared {
  readonly passes: TensorPasses;
  readonly tally: PassTally;
  readonly batch: number;
  readonly maker: MaskMaker;
}

const prepared = new Map<PassKey, Prepared>();

async function runFor(
  key: PassKey,
  { passes, batch, maker }: Omit<Prepared, "tally">,
  milliseconds: number,
  tally: PassTally | null,
): Promise<number> {
  const numPoints = passProblem(key).inputs.length;
  const begun = performance.now();
  let numPasses = 0;
  let now = begun;
  do {
    tally?.add({ numPasses: batch, ...(await passes.moments(batch, maker)) });
    if (tally === null) await passes.moments(batch, maker);
    numPasses += batch;
    now = performance.now();
  } while (now - begun < milliseconds);
  return (1000 * numPasses * numPoints) / (now - begun);
}

/**
 * Tries ways to make masks and sizes of batches, and keeps the fastest.
 * @returns what was found, passes times points a second
 */
export async function prepare(key: PassKey, wasmPath: string) {
  setWasmPaths(wasmPath);
  if (!(await tf.setBackend("wasm"))) throw new Error("TensorFlow.js has no WebAssembly backend here");
  const hasSimd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
  const passes = createTensorPasses(passProblem(key));
  const trials: { maker: MaskMaker; batch: number; rate: number }[] = [];
  for (const maker of MASK_MAKERS) {
    for (const batch of BATCHES) {
      await passes.moments(batch, maker);
      trials.push({ maker, batch, rate: await runFor(key, { passes, batch, maker }, TRIAL_MS, null) });
    }
  }
  const { maker, batch } = trials.toSorted((a, b) => b.rate - a.rate)[0];
  prepared.set(key, { passes, tally: createPassTally(passProblem(key)), batch, maker });
  return { version: tf.version_core, hasSimd: hasSimd === true, maker, batch, trials };
}

/** Passes times points a second over about so long, and what the gate says of all since it was made ready. */
export async function measure(key: PassKey, milliseconds: number) {
  const found = prepared.get(key);
  if (!found) throw new Error(`workload = ${key}; expected one that was made ready`);
  const rate = await runFor(key, found, milliseconds, found.tally);
  return { rate, failures: judge(workloadByKey(key), found.tally.evidence()).failures };
}

/** The gate for passes that were made outside of the page. */
export function failuresOf(key: PassKey, blocks: readonly PassBlock[]): readonly string[] {
  const tally = createPassTally(passProblem(key));
  for (const block of blocks) tally.add(block);
  return judge(workloadByKey(key), tally.evidence()).failures;
}

/** A problem's numbers as JSON takes them. */
export function problemOf(key: PassKey) {
  const { network, inputs, rate, sharing } = passProblem(key);
  const lists = (arrays: readonly Float64Array[]): number[][] => arrays.map((values) => [...values]);
  return {
    sizes: network.sizes,
    weights: lists(network.weights),
    biases: lists(network.biases),
    inputs: [...inputs],
    rate,
    sharing,
  };
}

export const opponents = { prepare, measure, failuresOf, problemOf };
