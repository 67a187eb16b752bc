import { summarizeDraws } from "../src/core/diagnostics";
import { evaluatePicture, type GridShape } from "../src/core/grid";
import { evaluateGridInVectors, isGridAccurate } from "../src/core/kernels/targetGrid";
import { estimateAcceptance, sweepPoint } from "../src/core/run";
import { samplerByKey } from "../src/core/samplers";
import type { Target } from "../src/core/targets";
import { supportsSimd } from "../src/core/wasm";
import { createTarget, type AnalysisApi } from "../src/engine/protocol";

/** Seed of the exact draws behind an acceptance rate; any other gives the same within its error. */
const ACCEPTANCE_SEED = 20261122;

/** A second or so: a sampler with long paths makes fewer draws in it. */
const MAX_EVALUATIONS = 10_000_000;

/** The plain surface of two parameters, with numbers that float32 can hold well enough. */
function canUseVectors(target: Target, shape: GridShape): boolean {
  const { axes = [0, 1] } = shape;
  const isPlain = target.dimension === 2 && axes[0] === 0 && axes[1] === 1;
  return isPlain && supportsSimd() && isGridAccurate(target, shape);
}

/** The analysis worker's side of the protocol. */
export function createAnalysisService(): AnalysisApi {
  return {
    grid: (choice, shape) => {
      const begun = performance.now();
      const target = createTarget(choice);
      const isSimd = canUseVectors(target, shape);
      const values = isSimd ? evaluateGridInVectors(target, shape) : evaluatePicture(target, shape);
      const arithmetic = isSimd ? "SIMD" : "float64";
      return { values, milliseconds: performance.now() - begun, arithmetic };
    },
    acceptance: (choice, sampler, numDraws) => {
      const target = createTarget(choice);
      const step = samplerByKey(sampler.key).createStep(target, sampler.values);
      return estimateAcceptance(target, step, numDraws, ACCEPTANCE_SEED, MAX_EVALUATIONS);
    },
    sweepPoint: (choice, { key, values }, stepSize) =>
      sweepPoint(createTarget(choice), samplerByKey(key), values, stepSize),
    summaries: (draws, numChains) =>
      draws.map((values) => summarizeDraws({ values, numChains, numDraws: values.length / numChains })),
  };
}
