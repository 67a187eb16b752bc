import { Stream, StreamPurpose } from "../random";
import { defaultsOf, type NumberValues } from "../settings";
import { targetByKey, type Target } from "../targets";

let made: Target | null = null;

/** What the chains of a benchmark sample: two equal Gaussians at (-2, 0) and (2, 0) with standard deviation 1. */
export function chainTarget(): Target {
  if (!made) {
    const definition = targetByKey("mixture");
    made = definition.create(defaultsOf(definition.settings) as NumberValues);
  }
  return made;
}

/**
 * Independent draws of the target itself, so that no warm-up of the chains is needed and the gate's standard errors
 * hold from the first transition on.
 * @returns [chain][parameter]
 */
export function exactPositions(
  target: Target,
  seed: number,
  firstChain: number,
  numChains: number,
): Float64Array {
  const { dimension } = target;
  const positions = new Float64Array(numChains * dimension);
  for (let chain = 0; chain < numChains; chain++) {
    const stream = Stream.from(seed, firstChain + chain, StreamPurpose.exactDraws);
    target.truth.drawExact(stream, positions.subarray(chain * dimension, (chain + 1) * dimension));
  }
  return positions;
}
