/** The random walk of the benchmark on the SIMD kernels, run until its digits say something of float32 itself. */
import {
  createRunner,
  judge,
  workloadByKey,
  type Check,
  type ChainWorkload,
} from "../../../src/core/benchmark";

const NUM_CHAINS = 6144;
/** Some milliseconds of any machine. */
const STEPS_OF_CALL = 128;

const walk = workloadByKey("rwm") as ChainWorkload;

export interface Agreement {
  readonly numTransitions: number;
  /** Of acceptance, means and variances: value, exact value, and distance in standard errors. */
  readonly checks: readonly (Check & { readonly standardError: number })[];
}

/** Starts a run; each call of what it returns goes on for some time and says how far it is. */
export function startAgreement(
  backend: "simd" | "relaxed",
  seed: number,
): { advance(milliseconds: number, mostTransitions: number): number; result(): Agreement } {
  const runner = createRunner({
    workload: "rwm",
    backend,
    numChains: NUM_CHAINS,
    share: { index: 0, count: 1 },
    seed,
  });
  let numTransitions = 0;
  return {
    advance: (milliseconds, mostTransitions) => {
      const begun = performance.now();
      while (numTransitions < mostTransitions && performance.now() - begun < milliseconds) {
        runner.advance(STEPS_OF_CALL);
        numTransitions += NUM_CHAINS * STEPS_OF_CALL;
      }
      return numTransitions;
    },
    result: () => {
      const evidence = runner.evidence();
      if (evidence.kind !== "chains") throw new Error(`evidence of ${evidence.kind}; expected of chains`);
      const checks = judge(walk, evidence).checks.map((check, i) => ({
        ...check,
        standardError: evidence.estimates[i].standardError,
      }));
      return { numTransitions, checks };
    },
  };
}
