import { log } from "../math/elementary";
import { expectPositive, expectWhole } from "../math/expectations";
import type { MersenneTwister } from "../random/mersenneTwister";

export interface NumpyMetropolisOptions {
  readonly logDensity: (position: ArrayLike<number>) => number;
  readonly start: ArrayLike<number>;
  /** Standard deviation of the Gaussian proposal in every coordinate. */
  readonly stepSize: number;
  readonly numSteps: number;
  /** Drawn from and moved on. */
  readonly generator: MersenneTwister;
}

export interface NumpyMetropolisRun {
  readonly dimension: number;
  /** Position after each step: [step][coordinate]. */
  readonly positions: Float64Array;
  /** What each step proposed, before the accept test: [step][coordinate]. */
  readonly proposals: Float64Array;
  /** 1 where a step was accepted. */
  readonly isAccepted: Uint8Array;
}

/**
 * Random-walk Metropolis the way one writes it in numpy: each step takes a standard normal for every
 * coordinate and one uniform u, and accepts where log u < log density of the proposal - log density here.
 * @throws RangeError for a start outside the support, or bad numbers
 */
export function runNumpyMetropolis(options: NumpyMetropolisOptions): NumpyMetropolisRun {
  const { logDensity, start, stepSize, numSteps, generator } = options;
  expectPositive("stepSize", stepSize);
  expectWhole("numSteps", numSteps, 0);
  const dimension = start.length;
  const positions = new Float64Array(numSteps * dimension);
  const proposals = new Float64Array(numSteps * dimension);
  const isAccepted = new Uint8Array(numSteps);
  let position = Float64Array.from(start);
  let here = logDensity(position);
  if (!(here > -Infinity && here < Infinity)) {
    throw new RangeError(
      `log density at start [${[...position].join(", ")}] = ${here}; expected a finite number`,
    );
  }
  for (let step = 0; step < numSteps; step++) {
    const proposal = position.map((value) => value + stepSize * generator.standardNormal());
    const there = logDensity(proposal);
    const u = generator.randomSample();
    proposals.set(proposal, step * dimension);
    if (log(u) < there - here) {
      [position, here] = [proposal, there];
      isAccepted[step] = 1;
    }
    positions.set(position, step * dimension);
  }
  return { dimension, positions, proposals, isAccepted };
}
