import { exp } from "../../../src/core/math/elementary";
import type { ChainState, Step, StepInfo } from "../../../src/core/samplers";
import type { RandomNumbers } from "../../../src/core/random";
import type { Target } from "../../../src/core/targets";

const square = (vector: Float64Array): number => vector.reduce((sum, x) => sum + x * x, 0);

/** The accept test, written a second time. */
function accept(
  state: ChainState,
  stream: RandomNumbers,
  info: StepInfo,
  logDensity: number,
  logRatio: number,
): void {
  info.acceptanceProbability = exp(Math.min(0, logRatio));
  info.isAccepted = stream.uniform() < info.acceptanceProbability;
  if (!info.isAccepted) return;
  state.position.set(info.proposal);
  state.logDensity = logDensity;
}

/** What goes into the accept test of the Langevin algorithm. */
interface LangevinRatio {
  readonly densities: number;
  /** -|noise|^2 / 2 of the way there. */
  readonly forward: number;
  /** The same of the way back. */
  readonly backward: number;
}

interface LangevinSlips {
  /** log of what the proposal is accepted with; right: all three parts. */
  readonly logRatio?: (ratio: LangevinRatio) => number;
  /** Share of the proposal's gradient in the noise that leads back; right: 1. */
  readonly backwardDrift?: number;
  /** Takes the gradient of the position for that of the proposal. */
  readonly oneGradient?: boolean;
  /** Keeps the gradient for the next step without a look at where that begins. */
  readonly blindMemory?: boolean;
}

/** The Metropolis-adjusted Langevin algorithm, written a second time, with slips. */
export function slippedLangevin(target: Target, stepSize: number, slips: LangevinSlips): Step {
  const { dimension } = target;
  const [noise, noiseBack] = [new Float64Array(dimension), new Float64Array(dimension)];
  const [here, there] = [new Float64Array(dimension), new Float64Array(dimension)];
  const half = 0.5 * stepSize;
  const logRatio = slips.logRatio ?? (({ densities, forward, backward }) => densities + backward - forward);
  let isKept = false;
  return (state, stream, info) => {
    const { position } = state;
    if (!isKept) target.logDensityAndGradient(position, here);
    stream.normals(noise, dimension);
    for (let i = 0; i < dimension; i++) {
      info.proposal[i] = position[i] + stepSize * (noise[i] + half * here[i]);
    }
    const logDensity = target.logDensityAndGradient(info.proposal, there);
    const drift = slips.oneGradient ? here : there;
    for (let i = 0; i < dimension; i++) {
      noiseBack[i] = noise[i] + half * (here[i] + (slips.backwardDrift ?? 1) * drift[i]);
    }
    const [forward, backward] = [-0.5 * square(noise), -0.5 * square(noiseBack)];
    accept(
      state,
      stream,
      info,
      logDensity,
      logRatio({ densities: logDensity - state.logDensity, forward, backward }),
    );
    if (info.isAccepted) here.set(there);
    isKept = slips.blindMemory === true;
  };
}

interface HamiltonianSlips {
  /** log of what the path's end is accepted with; right: minus the change of potential and kinetic energy. */
  readonly logRatio?: (potentialChange: number, kineticChange: number) => number;
  readonly withoutFirstHalf?: boolean;
  readonly withoutLastHalf?: boolean;
  /** Goes on with the momentum that the last path ended with. */
  readonly keepsMomentum?: boolean;
  /** Uses the gradient at the path's start all along. */
  readonly oneGradient?: boolean;
  /** Leapfrog steps of a path that starts here; right: the same everywhere. */
  readonly numSteps?: (position: Float64Array) => number;
}

/** Hamiltonian Monte Carlo, written a second time, with slips; a path has two or three steps. */
export function slippedHamiltonian(target: Target, stepSize: number, slips: HamiltonianSlips): Step {
  const { dimension } = target;
  const [momentum, gradient] = [new Float64Array(dimension), new Float64Array(dimension)];
  const logRatio = slips.logRatio ?? ((potential, kinetic) => -(kinetic + potential));
  const kick = (size: number): void => {
    for (let i = 0; i < dimension; i++) momentum[i] += size * gradient[i];
  };
  const fresh = new Float64Array(dimension);
  return (state, stream, info) => {
    const { proposal } = info;
    proposal.set(state.position);
    stream.normals(fresh, dimension);
    if (!slips.keepsMomentum) momentum.set(fresh);
    const kinetic = 0.5 * square(momentum);
    const length = 2.5 * stepSize * (0.8 + 0.4 * stream.uniform());
    const numSteps = slips.numSteps?.(state.position) ?? Math.round(length / stepSize);
    target.logDensityAndGradient(proposal, gradient);
    let logDensity = state.logDensity;
    for (let n = 0; n < numSteps; n++) {
      if (!slips.withoutFirstHalf) kick(0.5 * stepSize);
      for (let i = 0; i < dimension; i++) proposal[i] += stepSize * momentum[i];
      logDensity = slips.oneGradient
        ? target.logDensity(proposal)
        : target.logDensityAndGradient(proposal, gradient);
      if (!slips.withoutLastHalf) kick(0.5 * stepSize);
    }
    const change = logRatio(-(logDensity - state.logDensity), 0.5 * square(momentum) - kinetic);
    accept(state, stream, info, logDensity, change);
  };
}

/** The negative controls of the Langevin algorithm. */
export function brokenLangevinSteps(target: Target, stepSize: number): Readonly<Record<string, Step>> {
  const slipped = (slips: LangevinSlips): Step => slippedLangevin(target, stepSize, slips);
  return {
    "Langevin correction missing": slipped({ logRatio: ({ densities }) => densities }),
    "Langevin correction the wrong way round": slipped({
      logRatio: ({ densities, forward, backward }) => densities + forward - backward,
    }),
    "Langevin without accept test": slipped({ logRatio: () => 0 }),
    "gradient of the wrong sign in the correction": slipped({ backwardDrift: -1 }),
    "gradient of the position in both ways": slipped({ oneGradient: true }),
  };
}

/** The negative controls of Hamiltonian Monte Carlo. */
export function brokenHamiltonianSteps(target: Target, stepSize: number): Readonly<Record<string, Step>> {
  const { mean } = target.truth;
  const last = target.dimension - 1;
  const slipped = (slips: HamiltonianSlips): Step => slippedHamiltonian(target, stepSize, slips);
  return {
    "first half step missing": slipped({ withoutFirstHalf: true }),
    "last half step missing": slipped({ withoutLastHalf: true }),
    "path without accept test": slipped({ logRatio: () => 0 }),
    "kinetic energy left out": slipped({ logRatio: (potential) => -potential }),
    "momentum not refreshed": slipped({ keepsMomentum: true }),
    "one gradient all along the path": slipped({ oneGradient: true }),
    "longer paths on one side": slipped({ numSteps: (position) => (position[last] > mean[last] ? 3 : 1) }),
  };
}
