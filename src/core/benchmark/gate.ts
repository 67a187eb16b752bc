/**
 * Whether a kernel is right, judged by the very run that was timed. A fast kernel that is wrong has no speed.
 */
import type { Target } from "../targets";
import { ACCEPTANCE, meanName, varianceName } from "./chainEvidence";
import { chainTarget } from "./chainTarget";
import { judgePasses } from "./passGate";
import { passProblem } from "./passProblem";
import type { ChainEvidence, Evidence, GridEvidence } from "./runner";
import { rounded, verdictOf, type Check, type Verdict } from "./verdict";
import type { ChainWorkload, Workload } from "./workloads";

/**
 * Largest |z| of the five numbers of a sampler on two parameters. A right kernel fails with probability 3.4e-5 a
 * row, over seeds: chains are independent and start from exact draws.
 */
export const LARGEST_Z = 4.5;

/** Largest error of a log density; float32 sums of a thousand squares stay below a tenth of it. */
export const LARGEST_NODE_ERROR = 0.01;

/** How far a mean of so many means may be off: Student's t, to first order (Cornish and Fisher 1938). */
function limitFor(numMeans: number): number {
  return LARGEST_Z * (1 + (LARGEST_Z * LARGEST_Z + 1) / (4 * Math.max(1, numMeans - 1)));
}

/** Exact values of a workload's estimates, by name, and how far they may be off themselves. */
function exactValues(
  target: Target,
  { acceptance }: ChainWorkload,
  { numSteps, sharesPaths }: ChainEvidence,
): ReadonlyMap<string, { readonly value: number; readonly error: number }> {
  const { mean, sd } = target.truth;
  const ofPaths = sharesPaths ? acceptance.sdOverPaths / Math.sqrt(numSteps) : 0;
  const error = Math.sqrt(acceptance.error * acceptance.error + ofPaths * ofPaths);
  return new Map([
    [ACCEPTANCE, { value: acceptance.value, error }],
    ...target.parameterNames.flatMap((name, i) => [
      [meanName(name), { value: mean[i], error: 0 }] as const,
      [varianceName(name), { value: sd[i] * sd[i], error: 0 }] as const,
    ]),
  ]);
}

function judgeChains(workload: ChainWorkload, evidence: ChainEvidence): Verdict {
  const { numMeans, estimates } = evidence;
  const exact = exactValues(chainTarget(), workload, evidence);
  const checks = estimates.map(({ name, value, standardError }): Check => {
    const { value: expected, error } = exact.get(name) ?? { value: NaN, error: 0 };
    const scale = Math.sqrt(standardError * standardError + error * error);
    // A kernel that never moves has no error either.
    const z = scale > 0 ? (value - expected) / scale : value === expected ? 0 : Infinity;
    return { name, value, expected, z };
  });
  return verdictOf(checks, limitFor(numMeans));
}

function judgeGrid({ numNodes, largestError }: GridEvidence): Verdict {
  const name = "largest error of a node";
  const isRight = largestError <= LARGEST_NODE_ERROR && numNodes > 0;
  return {
    checks: [{ name, value: largestError, expected: 0, z: largestError / LARGEST_NODE_ERROR }],
    failures: isRight
      ? []
      : [`a node's log density is off by ${rounded(largestError, 3)}, allowed are ${LARGEST_NODE_ERROR}`],
  };
}

/** @throws RangeError where the evidence is not of the workload's kind */
export function judge(workload: Workload, evidence: Evidence): Verdict {
  if (workload.kind === "chains" && evidence.kind === "chains") return judgeChains(workload, evidence);
  if (workload.kind === "grid" && evidence.kind === "grid") return judgeGrid(evidence);
  if (workload.kind === "passes" && evidence.kind === "passes") {
    return judgePasses(passProblem(workload.key), evidence);
  }
  throw new RangeError(`evidence of ${evidence.kind}; expected of ${workload.kind}`);
}
