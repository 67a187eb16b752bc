import type { NumberValues } from "../settings";

export type PassKey = "dropoutSmall" | "dropoutLarge";
export type WorkloadKey = "rwm" | "mala" | "hmc" | "grid" | PassKey;

interface WorkloadBase {
  readonly key: WorkloadKey;
  readonly label: string;
  /** As short as charts and panels need it. */
  readonly short: string;
  /** What exactly is done, in a sentence. */
  readonly description: string;
  /** What is counted, in the plural. */
  readonly unit: string;
}

/** Many chains on the equal mixture of two Gaussians. */
export interface ChainWorkload extends WorkloadBase {
  readonly kind: "chains";
  readonly key: "rwm" | "mala" | "hmc";
  /** The sampler's settings, by key. */
  readonly values: NumberValues;
  /** Counted for each transition; of a path of random length, its mean. */
  readonly unitsPerTransition: number;
  /** Exact acceptance rate in equilibrium, and how far it may be off. */
  readonly acceptance: {
    readonly value: number;
    readonly error: number;
    /** Standard deviation of the acceptance rate over the random lengths of paths. */
    readonly sdOverPaths: number;
  };
}

/** A log likelihood that sums over all data at every node of a grid. */
export interface GridWorkload extends WorkloadBase {
  readonly kind: "grid";
  readonly key: "grid";
}

/** Passes of a network under dropout, of which mean and sd at every point are kept. */
export interface PassWorkload extends WorkloadBase {
  readonly kind: "passes";
  readonly key: PassKey;
}

export type Workload = ChainWorkload | GridWorkload | PassWorkload;

/**
 * Acceptance rates by quadrature in float64: trapezoidal rules in x and its step or momentum (4001 x 1001 and
 * 1101 x 901 nodes), the y coordinate by its angle of phase and in closed form. That of HMC is the mean over its
 * paths of 8 to 12 leapfrog steps with weights 1/8, 1/4, 1/4, 1/4, 1/8: 0.9932620, 0.9942499, 0.9954233, 0.9966395,
 * 0.9976950. Of MALA it is that of a path of one step.
 */
export const workloads: readonly Workload[] = [
  {
    kind: "chains",
    key: "rwm",
    label: "Random-walk Metropolis",
    short: "RWM",
    description:
      "Two equal Gaussians at (−2, 0) and (2, 0) with sd 1; each transition proposes a normal step of sd 0.3.",
    unit: "transitions",
    values: { stepSize: 0.3 },
    unitsPerTransition: 1,
    acceptance: { value: 0.8622806, error: 2e-6, sdOverPaths: 0 },
  },
  {
    kind: "chains",
    key: "mala",
    label: "Langevin (MALA)",
    short: "MALA",
    description: "The same two Gaussians; a step along the gradient with noise of sd 1.",
    unit: "gradients",
    values: { malaStepSize: 1 },
    unitsPerTransition: 1,
    acceptance: { value: 0.8712805, error: 2e-6, sdOverPaths: 0 },
  },
  {
    kind: "chains",
    key: "hmc",
    label: "Hamiltonian Monte Carlo",
    short: "HMC",
    description: "The same two Gaussians; paths of 10 leapfrog steps of 0.25 on average, 8 to 12 by jitter.",
    unit: "gradients",
    values: { hmcStepSize: 0.25, pathLength: 2.5 },
    unitsPerTransition: 10,
    acceptance: { value: 0.9954478, error: 2e-6, sdOverPaths: 0.001394 },
  },
  {
    kind: "grid",
    key: "grid",
    label: "Likelihood grid",
    short: "grid",
    description:
      "The posterior of a mean and a log sd on 512 × 512 nodes, each summed over 1,000 data by brute force.",
    unit: "point evaluations",
  },
  {
    kind: "passes",
    key: "dropoutSmall",
    label: "MC dropout 1-32-1",
    short: "dropout 32",
    description:
      "The article's network at its 100 inputs, rate 0.3, with masks of its own for every point of every pass.",
    unit: "passes × points",
  },
  {
    kind: "passes",
    key: "dropoutLarge",
    label: "MC dropout 1-128-128-1",
    short: "dropout 128",
    description:
      "Two hidden layers of 128 at the same 100 inputs, rate 0.3; the points of a pass share its masks.",
    unit: "passes × points",
  },
];

/** @throws RangeError naming the key where there is no such workload */
export function workloadByKey(key: string): Workload {
  const found = workloads.find((workload) => workload.key === key);
  if (!found) {
    throw new RangeError(
      `workload = ${key}; expected one of ${workloads.map((workload) => workload.key).join(", ")}`,
    );
  }
  return found;
}
