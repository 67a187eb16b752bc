import { ARTICLE_SEED } from "../article/articleData";
import { MersenneTwister } from "../random";
import { networkOf } from "./network";
import type { Network } from "./network";

/** The article's dropout example: what it passes through its network. */
export const ARTICLE_DROPOUT = { rate: 0.3, numPasses: 100, numPoints: 100, low: -5, high: 5 } as const;

const WIDTH = 32;

/**
 * The article's network, 1-32-1 with ReLU: half a standard normal for every weight, from numpy's legacy stream,
 * and biases 0. It was never trained, so its passes say nothing about data: with biases 0 the output is linear
 * on either side of 0, and its sd is exactly proportional to |x|.
 */
export function articleNetwork(seed = ARTICLE_SEED): Network {
  const generator = new MersenneTwister(seed);
  const draw = (): Float64Array =>
    Float64Array.from({ length: WIDTH }, () => 0.5 * generator.standardNormal());
  return networkOf([1, WIDTH, 1], "relu", [draw(), draw()], [new Float64Array(WIDTH), [0]]);
}

/** The article's inputs, evenly spaced, rounded as numpy.linspace rounds them. */
export function articleInputs(): Float64Array {
  const { low, high, numPoints } = ARTICLE_DROPOUT;
  const step = (high - low) / (numPoints - 1);
  const inputs = Float64Array.from({ length: numPoints }, (_, i) => i * step + low);
  inputs[numPoints - 1] = high;
  return inputs;
}
