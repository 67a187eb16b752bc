import { readFileSync } from "node:fs";
import type { Target } from "../../../src/core/targets";
import { presetVariant } from "../../contract/variants";

/** What independent computations say of a target; see `meta` in the two files. */
export interface ReferenceTarget {
  readonly name: string;
  readonly target: Target;
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly logNormalisingConstant: number;
  /** Quantiles of each parameter, by probability. */
  readonly quantiles: readonly Readonly<Record<string, number>>[];
  /** Stationary acceptance rates of random-walk Metropolis, by step size; good to 1e-4. */
  readonly acceptanceRates: Readonly<Record<string, { readonly value: number }>>;
  /** [position..., log density, gradient...] */
  readonly points: readonly (readonly number[])[];
}

interface StatedTruth {
  name: string;
  mean: number[];
  covariance: number[][];
  log_normalising_constant: number;
  marginal_quantiles: Record<string, number>[];
  rwm_stationary_acceptance_by_step?: Record<string, { value: number }>;
  points: { rows: number[][] };
}

interface PosteriorTruth {
  data: number[];
  log_integral_of_exp_log_posterior: number;
  mu: { mean: number; sd: number; quantiles: Record<string, number> };
  log_sigma: { mean: number; sd: number; quantiles: Record<string, number> };
  cov_mu_log_sigma: number[][];
  rwm_stationary_acceptance_by_step: Record<string, { value: number }>;
  points: { rows: number[][] };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../reference/${name}.json`, import.meta.url), "utf8"));
}

const stated = (read("bimodal_truth") as { targets: StatedTruth[] }).targets;
const posterior = read("gaussian_mu_logsigma_posterior") as PosteriorTruth;

/** The 50 data points behind `meanLogSd`. */
export const posteriorData: readonly number[] = posterior.data;

function statedTarget(name: string, variantName: string): ReferenceTarget {
  const truth = stated.find((each) => each.name === name);
  if (!truth) throw new RangeError(`${name} is not in bimodal_truth.json`);
  return {
    name: variantName,
    target: presetVariant(variantName).target,
    mean: truth.mean,
    covariance: truth.covariance,
    logNormalisingConstant: truth.log_normalising_constant,
    quantiles: truth.marginal_quantiles,
    acceptanceRates: truth.rwm_stationary_acceptance_by_step ?? {},
    points: truth.points.rows,
  };
}

export const referenceTargets: readonly ReferenceTarget[] = [
  statedTarget("mixture_equal", "mixture, Equal mixture"),
  statedTarget("mixture_unequal", "mixture, Unequal mixture"),
  statedTarget("gaussian_corr", "gaussian"),
  statedTarget("banana_twisted", "banana"),
  statedTarget("rosenbrock", "rosenbrock"),
  statedTarget("funnel_2d", "funnel"),
  statedTarget("ring", "ring"),
  statedTarget("bimodal_1d", "bimodal1d"),
  {
    name: "meanLogSd",
    target: presetVariant("meanLogSd").target,
    mean: [posterior.mu.mean, posterior.log_sigma.mean],
    covariance: posterior.cov_mu_log_sigma,
    logNormalisingConstant: posterior.log_integral_of_exp_log_posterior,
    quantiles: [posterior.mu.quantiles, posterior.log_sigma.quantiles],
    acceptanceRates: posterior.rwm_stationary_acceptance_by_step,
    points: posterior.points.rows,
  },
];
