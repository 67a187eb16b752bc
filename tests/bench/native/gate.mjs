/**
 * Whether a measured kernel is right: its moments and its acceptance against the exact ones. A fast kernel that is
 * wrong has no speed. Knows the targets' truths; measures nothing.
 */

/**
 * Largest z of the five gated numbers of a sampler. A correct kernel fails with probability 3.4e-5 a run, over seeds;
 * the standard errors are those of the chains, which are independent and start from exact draws.
 */
export const LARGEST_Z = 4.5;

/** Largest error of a node's log density, where the density matters; float32 sums of 1000 squares stay below 1e-3. */
const LARGEST_NODE_ERROR = 0.01;
/** Largest error of a posterior mean, in posterior standard deviations. */
const LARGEST_SHIFT = 1e-3;

/** Two equal Gaussians with standard deviation 1 at (-2, 0) and (2, 0). The means are known: variances are about 0. */
const MOMENTS = { meanX: 0, meanY: 0, varianceX: 5, varianceY: 1 };

/**
 * Mean acceptance probabilities in equilibrium, by quadrature in float64: Gauss's rules in x and its step or momentum
 * (240 and 1000 nodes each), the y coordinate in closed form for given sizes of its step or angle of its phase.
 * Good to the last digit but one.
 */
const ACCEPTANCE = [
  { workload: "rwm", stepSize: 0.3, value: 0.86228 },
  { workload: "hmc", stepSize: 0.25, numLeapfrog: 10, value: 0.9954233 },
];

function judge({ value, standardError }, expected) {
  // A kernel that never moves has no error either.
  const z = standardError > 0 ? (value - expected) / standardError : value === expected ? 0 : Infinity;
  return { value, expected, standardError, z };
}

/**
 * Acceptance and moments of a sampler with their z scores.
 * @param workload "rwm" or "hmc"
 * @param measured what the reference printed
 * @param settings stepSize and numLeapfrog: where the exact acceptance is not known, it is not judged and `z` is null
 */
export function judgeSampler(workload, measured, settings) {
  const known = ACCEPTANCE.find(
    (entry) =>
      entry.workload === workload &&
      entry.stepSize === settings.stepSize &&
      (entry.numLeapfrog === undefined || entry.numLeapfrog === settings.numLeapfrog),
  );
  const acceptance =
    known === undefined
      ? { ...measured.acceptance, expected: null, z: null }
      : judge(measured.acceptance, known.value);
  const moments = Object.fromEntries(
    Object.entries(MOMENTS).map(([name, expected]) => [name, judge(measured[name], expected)]),
  );
  const failures = Object.entries({ acceptance, ...moments })
    // Not "greater than": a NaN fails.
    .filter(([, { z }]) => z !== null && !(Math.abs(z) <= LARGEST_Z))
    .map(([name, { value, expected, z }]) => `${name} ${value}, expected ${expected} (z ${z.toFixed(1)})`);
  return { acceptance, moments, failures };
}

/** Posterior means of a likelihood grid and its largest error; `z` counts posterior standard deviations. */
export function judgeGrid({ largestError, meanMu, meanLogSd }) {
  const moments = Object.fromEntries(
    Object.entries({ meanMu, meanLogSd }).map(([name, { value, expected, posteriorSd }]) => [
      name,
      { value, expected, standardError: posteriorSd, z: (value - expected) / posteriorSd },
    ]),
  );
  const failures = Object.entries(moments)
    .filter(([, { z }]) => !(Math.abs(z) <= LARGEST_SHIFT))
    .map(([name, { value, expected }]) => `${name} ${value}, expected ${expected}`);
  if (!(largestError <= LARGEST_NODE_ERROR)) failures.push(`a node is off by ${largestError}`);
  return { acceptance: null, moments, largestError, failures };
}
