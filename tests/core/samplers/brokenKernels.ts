import { exp } from "../../../src/core/math/elementary";
import { STREAM_WORDS, Stream } from "../../../src/core/random";
import type { Step } from "../../../src/core/samplers";
import type { Target } from "../../../src/core/targets";

/** Where a random-walk Metropolis step can go wrong; without any slip it is right. */
interface Slips {
  /** Probability to accept; right: min(1, e^logRatio). */
  readonly acceptance?: (logRatio: number) => number;
  /** Where the proposal is centred, on one axis; right: at the position. */
  readonly centre?: (position: number, axis: number) => number;
  /** Standard deviation of the proposal at a position; right: the step size everywhere. */
  readonly spread?: (position: Float64Array) => number;
  /** Accepts without taking over the new log density. */
  readonly keepsLogDensity?: boolean;
  /** Takes the uniform of the accept test from the words that the proposal was made of. */
  readonly reusesWords?: boolean;
}

const rightAcceptance = (logRatio: number): number => (logRatio >= 0 ? 1 : exp(logRatio));

/** Random-walk Metropolis, written a second time, with slips. */
export function slippedStep(target: Target, stepSize: number, slips: Slips): Step {
  const { dimension } = target;
  const acceptance = slips.acceptance ?? rightAcceptance;
  const replay = new Stream(new Int32Array(STREAM_WORDS));
  return (state, stream, info) => {
    const { position } = state;
    const { proposal } = info;
    replay.state.set(stream.state);
    stream.normals(proposal, dimension);
    const spread = slips.spread ? slips.spread(position) : stepSize;
    for (let i = 0; i < dimension; i++) {
      const centre = slips.centre ? slips.centre(position[i], i) : position[i];
      proposal[i] = centre + spread * proposal[i];
    }
    const logDensity = target.logDensity(proposal);
    info.acceptanceProbability = acceptance(logDensity - state.logDensity);
    info.isAccepted = (slips.reusesWords ? replay : stream).uniform() < info.acceptanceProbability;
    if (info.isAccepted) {
      position.set(proposal);
      if (!slips.keepsLogDensity) state.logDensity = logDensity;
    }
  };
}

/** The negative controls: each leaves another distribution than the target's invariant, or none. */
export function brokenSteps(target: Target, stepSize: number): Readonly<Record<string, Step>> {
  const { mean, sd } = target.truth;
  const last = target.dimension - 1;
  const slipped = (slips: Slips): Step => slippedStep(target, stepSize, slips);
  return {
    "square root of the ratio": slipped({ acceptance: (logRatio) => rightAcceptance(logRatio / 2) }),
    "square of the ratio": slipped({ acceptance: (logRatio) => rightAcceptance(2 * logRatio) }),
    "ratio upside down": slipped({ acceptance: (logRatio) => rightAcceptance(-logRatio) }),
    "no accept test": slipped({ acceptance: () => 1 }),
    "drift without a Hastings term": slipped({ centre: (position) => position + 0.1 * stepSize }),
    "pull to the mean without a Hastings term": slipped({
      centre: (position, i) => mean[i] + 0.9 * (position - mean[i]),
    }),
    "wider steps farther out without a Hastings term": slipped({
      spread: (position) => stepSize * (1 + 0.5 * Math.abs((position[last] - mean[last]) / sd[last])),
    }),
    "log density not taken over": slipped({ keepsLogDensity: true }),
    "uniform from the words of the normals": slipped({ reusesWords: true }),
  };
}
