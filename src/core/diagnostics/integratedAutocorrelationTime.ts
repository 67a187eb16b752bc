import type { DrawMatrix } from "./drawMatrix";
import { essBasic } from "./ess";

/**
 * Number of draws worth one independent draw, for the mean: all draws over their ESS, chains whole
 * (not split), with between-chain variance counted in. 1 for independent draws, below 1 for
 * antithetic ones, (1 + phi) / (1 - phi) in the limit for an AR(1) chain with coefficient phi.
 */
export function integratedAutocorrelationTime(draws: DrawMatrix): number {
  return (draws.numChains * draws.numDraws) / essBasic(draws, false);
}
