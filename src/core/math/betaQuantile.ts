import { exp, log } from "./elementary";
import { incompleteBeta, logBetaKernel } from "./incompleteBeta";
import { invertDistribution } from "./invertDistribution";

/** 1 / (1 + e^-t) without overflow, accurate also where it is tiny. */
function logistic(t: number): number {
  if (t >= 0) return 1 / (1 + exp(-t));
  const odds = exp(t);
  return odds / (1 + odds);
}

/**
 * Quantile of Beta(a, b): the inverse in x of `incompleteBeta`'s lower tail, found on the log-odds scale,
 * where the density is log-concave for all shapes. Relative error below 1e-12 for shapes to a million.
 * NaN outside a > 0, b > 0, 0 <= probability <= 1.
 */
export function betaQuantile(a: number, b: number, probability: number): number {
  if (!(a > 0 && b > 0 && probability >= 0 && probability <= 1)) return NaN;
  if (probability === 0 || probability === 1) return probability;
  const t = invertDistribution(
    (at) => {
      const x = logistic(at);
      const y = logistic(-at);
      return { ...incompleteBeta(a, b, x, y), density: exp(logBetaKernel(a, b, x, y)) };
    },
    probability,
    log(a / b),
  );
  return logistic(t);
}
