import { summarizeDraws } from "../src/core/diagnostics";
import { evaluateGrid } from "../src/core/grid";
import { estimateAcceptance, sweepPoint } from "../src/core/run";
import { samplerByKey } from "../src/core/samplers";
import { createTarget, type AnalysisApi } from "../src/engine/protocol";

/** Seed of the exact draws behind an acceptance rate; any other gives the same within its error. */
const ACCEPTANCE_SEED = 20261122;

/** A second or so: a sampler with long paths makes fewer draws in it. */
const MAX_EVALUATIONS = 10_000_000;

/** The analysis worker's side of the protocol. */
export function createAnalysisService(): AnalysisApi {
  return {
    grid: (choice, shape) => {
      const begun = performance.now();
      const values = evaluateGrid(createTarget(choice), shape);
      return { values, milliseconds: performance.now() - begun };
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
