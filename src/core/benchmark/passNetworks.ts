import { initialNetwork, networkOf, type Network } from "../network";
import { Stream, StreamPurpose } from "../random";

const SEED = 1281281;

/**
 * The large network of the benchmark, 1-128-128-1 with ReLU, whose exact moments are known although the mean of
 * max(0, z) under dropout has no closed form in general. Random weights of He's size, with their signs arranged:
 * what a unit of the second layer takes in is positive throughout or negative throughout, so that no mask takes it
 * across 0 and ReLU still goes both ways. Biases beyond the largest sum would do the same, but then the second
 * masks alone would make nearly all of the variance, and what is wrong with the first would hardly be seen; for the
 * same reason output weights are positive, for what a unit of the first layer adds must not cancel out.
 */
export function settledNetwork(width = 128, seed = SEED): Network {
  const drawn = initialNetwork(
    [1, width, width, 1],
    "relu",
    Stream.from(seed, 0, StreamPurpose.start),
    // Kinks all over the inputs.
    1,
  );
  const signOf = (unit: number): number => (unit % 2 === 0 ? 1 : -1);
  const [first, second, output] = drawn.weights;
  return networkOf(
    drawn.sizes,
    drawn.activation,
    [
      first,
      second.map((weight, i) => signOf(Math.floor(i / width)) * Math.abs(weight)),
      output.map(Math.abs),
    ],
    [drawn.biases[0], drawn.biases[1].map((bias, unit) => signOf(unit) * Math.abs(bias)), drawn.biases[2]],
  );
}
