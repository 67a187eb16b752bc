import { log } from "./elementary";
import type { Tails } from "./incompleteBeta";

/** A distribution on the whole line: both tails at t, and the density there. */
export type TailsAndDensity = (t: number) => Tails & { readonly density: number };

/**
 * Quantile of a distribution with a log-concave density: Newton's method on the log of the smaller tail.
 * That log is concave, so from the far side a step lands on the near side, and from there every step
 * falls short of the root: it converges from anywhere; a bracket catches what underflows on the way.
 * @param probability in (0, 1)
 * @param start anywhere near the bulk
 */
export function invertDistribution(evaluate: TailsAndDensity, probability: number, start: number): number {
  const isLower = probability <= 0.5;
  const logWanted = log(isLower ? probability : 1 - probability);
  let low = -Infinity;
  let high = Infinity;
  let t = start;
  for (let i = 0; i < 300; i++) {
    const { lower, upper, density } = evaluate(t);
    const tail = isLower ? lower : upper;
    const excess = (log(tail) - logWanted) * (isLower ? 1 : -1);
    if (excess > 0) high = t;
    else low = t;
    const step = (-excess * tail) / density;
    if (Math.abs(step) <= 1e-10 * (1 + Math.abs(t))) return t + step;
    const next = t + step;
    if (next > low && next < high) t = next;
    else if (low === -Infinity) t -= 1 + Math.abs(t);
    else if (high === Infinity) t += 1 + Math.abs(t);
    else if (high - low <= 1e-15 * Math.abs(t)) return t;
    else t = 0.5 * (low + high);
  }
  return t;
}
