import type { Estimate, ParameterSummary, RunSummary } from "../../../src/core/run";

/** What lies behind an error that may be relied on. */
export const MIXED = { rhat: 1.002, ess: 5000 };

/** An estimate so many standard errors from its truth. */
export function estimate(truth: number, z: number, mcse = 0.01, behind = MIXED): Estimate {
  return { value: truth + z * mcse, mcse, truth, z, ...behind };
}

export function parameter(name: string, changes: Partial<ParameterSummary> = {}): ParameterSummary {
  return {
    name,
    mean: estimate(0, 0.5),
    sd: estimate(1, -0.5),
    ...MIXED,
    autocorrelationTime: 12,
    ...changes,
  };
}

/** Numbers of a run of 256 chains that mixes well, but for what is changed. */
export function summary(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    numChains: 256,
    numDraws: 1000,
    numLooks: 1000,
    method: "manyChains",
    acceptanceRate: { value: 0.59, standardError: 0.001, ...MIXED },
    parameters: [parameter("x"), parameter("y")],
    firstMode: estimate(0.5, 1),
    divergent: null,
    stepsPerModeSwitch: 20,
    shareNeverSwitched: 0,
    shareInAMode: 1,
    ...changes,
  };
}
