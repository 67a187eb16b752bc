import { backends, judge, spreadOf, workloadByKey, type Evidence } from "../../core/benchmark";
import type { RowPlan } from "./plan";
import type { ResultRow } from "./results";

/**
 * Chains at least so many autocorrelation times long make a number of effective draws: shorter ones look too good,
 * since they start from exact draws; by at most 5 % at this length.
 */
const LEAST_LENGTH = 10;

/** What is known of a row while it is measured. */
export interface Measurement {
  readonly plan: RowPlan;
  /** Units a second. */
  readonly repeats: readonly number[];
  readonly evidence: Evidence;
  readonly warmUpMilliseconds: number;
  readonly isSettled: boolean;
}

const NOTHING = {
  repeats: [],
  rate: null,
  ratio: null,
  transitionsPerSecond: null,
  essPerSecond: null,
  checks: [],
  warmUpMilliseconds: 0,
  isSettled: false,
} as const;

/** A row that cannot be measured here, or that failed while it was. */
export function rowWithout(plan: RowPlan, state: "unavailable" | "refused", reason: string): ResultRow {
  return { ...plan, ...NOTHING, state, reasons: [reason] };
}

/** Transitions it takes to make one effective draw; null where the chains are too short to say. */
function transitionsPerDraw(evidence: Evidence): number | null {
  if (evidence.kind !== "chains") return null;
  const { numChains, numSteps, ess } = evidence;
  const length = (numChains * numSteps) / ess;
  return numSteps >= LEAST_LENGTH * length ? length : null;
}

/**
 * A row as it is shown: numbers only where the gate lets it pass.
 * @param reference repeats of the reference in the same rounds, or null
 */
export function measuredRow(measurement: Measurement, reference: readonly number[] | null): ResultRow {
  const { plan, repeats, evidence, warmUpMilliseconds, isSettled } = measurement;
  const workload = workloadByKey(plan.workload);
  const { checks, failures } = judge(workload, evidence);
  if (failures.length > 0) {
    return {
      ...plan,
      ...NOTHING,
      state: "refused",
      checks,
      reasons: failures,
      warmUpMilliseconds,
      isSettled,
    };
  }
  const rate = spreadOf(repeats);
  const ratios = reference?.slice(0, repeats.length).map((base, i) => repeats[i] / base) ?? [];
  const transitionsPerSecond = workload.kind === "chains" ? rate.median / workload.unitsPerTransition : null;
  const perDraw = transitionsPerDraw(evidence);
  return {
    ...plan,
    state: "measured",
    repeats,
    rate,
    ratio: ratios.length > 0 && plan.backend !== backends[0].key ? spreadOf(ratios) : null,
    transitionsPerSecond,
    essPerSecond: transitionsPerSecond === null || perDraw === null ? null : transitionsPerSecond / perDraw,
    checks,
    reasons: [],
    warmUpMilliseconds,
    isSettled,
  };
}
