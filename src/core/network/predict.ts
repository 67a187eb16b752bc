import { quantileOfSorted } from "../diagnostics/quantile";
import { meanOf, squaredDeviations } from "../diagnostics/moments";
import { expectProbability, expectWhole } from "../math/expectations";
import type { Stream } from "../random";
import { countPoints, expectRate, fillMasks, keptScale, loadPoint, passMemory, runPass } from "./dropout";
import type { MaskSharing } from "./dropout";
import { numHiddenUnits } from "./network";
import type { Network } from "./network";

/** What many passes, or the members of an ensemble, put out at a grid of points. */
export interface PassOutputs {
  readonly numPasses: number;
  readonly numPoints: number;
  /** [pass][point] */
  readonly outputs: Float64Array;
}

/**
 * Monte Carlo dropout (Gal and Ghahramani 2016): stochastic passes over every point. Masks are drawn pass by
 * pass and, where every point has its own, point by point.
 * @param inputs [point][input], flat
 * @throws RangeError where the rate is not in [0, 1), numPasses below 1, or a point incomplete
 */
export function drawPasses(
  network: Network,
  inputs: ArrayLike<number>,
  options: { readonly rate: number; readonly numPasses: number; readonly sharing: MaskSharing },
  stream: Stream,
): PassOutputs {
  const { rate, numPasses, sharing } = options;
  expectRate(rate);
  expectWhole("numPasses", numPasses, 1);
  const numPoints = countPoints(network, inputs);
  const kept = new Uint8Array(numHiddenUnits(network));
  const memory = passMemory(network);
  const scale = keptScale(rate);
  const outputs = new Float64Array(numPasses * numPoints);
  for (let pass = 0; pass < numPasses; pass++) {
    for (let point = 0; point < numPoints; point++) {
      if (point === 0 || sharing === "perPoint") fillMasks(kept, rate, stream);
      loadPoint(memory, inputs, point);
      outputs[pass * numPoints + point] = runPass(network, memory, kept, 0, scale);
    }
  }
  return { numPasses, numPoints, outputs };
}

/** A deep ensemble (Lakshminarayanan et al. 2017) in the shape of passes: one a network, nothing dropped. */
export function ensembleOutputs(networks: readonly Network[], inputs: ArrayLike<number>): PassOutputs {
  if (networks.length === 0) throw new RangeError("ensemble has 0 networks; expected at least 1");
  const numPoints = countPoints(networks[0], inputs);
  const outputs = new Float64Array(networks.length * numPoints);
  networks.forEach((network, member) => {
    if (countPoints(network, inputs) !== numPoints) {
      throw new RangeError(
        `networks[${member}] has ${network.sizes[0]} input(s); expected as many as the first`,
      );
    }
    const memory = passMemory(network);
    const kept = new Uint8Array(numHiddenUnits(network)).fill(1);
    for (let point = 0; point < numPoints; point++) {
      loadPoint(memory, inputs, point);
      outputs[member * numPoints + point] = runPass(network, memory, kept, 0, 1);
    }
  });
  return { numPasses: networks.length, numPoints, outputs };
}

/** What the passes say at every point, the model's part and the noise's part apart. */
export interface PassSummary {
  readonly mean: Float64Array;
  /** Sd of the passes, divisor numPasses - 1: how much the model is in doubt. NaN for a single pass. */
  readonly modelSd: Float64Array;
  /** Sd of an observation: the root of model variance plus noise variance. */
  readonly totalSd: Float64Array;
  /** For every probability asked for, the passes' quantile at each point; without noise. */
  readonly quantiles: readonly Float64Array[];
}

/**
 * @param noiseVariance of an observation around the function; 0 where none is assumed
 * @throws RangeError where the noise variance is negative or a probability not in [0, 1]
 */
export function summarizePasses(
  passes: PassOutputs,
  {
    probabilities = [],
    noiseVariance = 0,
  }: {
    readonly probabilities?: readonly number[];
    readonly noiseVariance?: number;
  } = {},
): PassSummary {
  expectNoiseVariance(noiseVariance);
  for (const probability of probabilities) expectProbability("probability", probability);
  const { numPasses, numPoints } = passes;
  const [mean, modelSd, totalSd] = [0, 1, 2].map(() => new Float64Array(numPoints));
  const quantiles = probabilities.map(() => new Float64Array(numPoints));
  for (let point = 0; point < numPoints; point++) {
    const values = outputsAt(passes, point);
    mean[point] = meanOf(values);
    const variance = squaredDeviations(values, mean[point]) / (numPasses - 1);
    modelSd[point] = Math.sqrt(variance);
    totalSd[point] = Math.sqrt(variance + noiseVariance);
    if (probabilities.length === 0) continue;
    values.sort();
    probabilities.forEach((probability, i) => (quantiles[i][point] = quantileOfSorted(values, probability)));
  }
  return { mean, modelSd, totalSd, quantiles };
}

/** The outputs of all passes at one point, in the order of the passes. */
export function outputsAt({ numPasses, numPoints, outputs }: PassOutputs, point: number): Float64Array {
  const values = new Float64Array(numPasses);
  for (let pass = 0; pass < numPasses; pass++) values[pass] = outputs[pass * numPoints + point];
  return values;
}

/** @throws RangeError unless the variance is finite and not negative */
export function expectNoiseVariance(noiseVariance: number): void {
  if (noiseVariance >= 0 && noiseVariance < Infinity) return;
  throw new RangeError(`noiseVariance = ${noiseVariance}; expected a finite number of at least 0`);
}
