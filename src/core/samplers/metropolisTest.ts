import { exp } from "../math/elementary";
import type { RandomNumbers } from "../random";
import type { ChainState, StepInfo } from "./sampler";

/**
 * The accept test of Metropolis et al. (1953) and Hastings (1970): the chain moves to `info.proposal` with
 * probability min(1, e^logRatio), and stays where that is no number. Takes one uniform.
 * @param logDensity of the proposal
 */
export function metropolisTest(
  state: ChainState,
  stream: RandomNumbers,
  info: StepInfo,
  logDensity: number,
  logRatio: number,
): void {
  info.acceptanceProbability = logRatio >= 0 ? 1 : logRatio < 0 ? exp(logRatio) : 0;
  info.isAccepted = stream.uniform() < info.acceptanceProbability;
  if (!info.isAccepted) return;
  const { position } = state;
  for (let i = 0; i < position.length; i++) position[i] = info.proposal[i];
  state.logDensity = logDensity;
}
