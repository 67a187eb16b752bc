/** How far passes are from what they should be, in standard errors. */
import {
  articleNetwork,
  exactCovariance,
  exactMoments,
  outputsAt,
  type MaskSharing,
  type Network,
  type PassOutputs,
} from "../../../../src/core/network";
import { GpuPasses, type PassOptions } from "../../../../src/engine/gpu/passes";
import { momentScores, testNetwork } from "../../../core/network/networks";
import { sharedDevice } from "../sharedDevice";

/** Replaces what must be there. */
export function replacing(what: string | RegExp, by: string): (code: string) => string {
  return (code) => {
    const broken = code.replace(what, by);
    if (broken === code) throw new Error(`${String(what)} is not in the shader`);
    return broken;
  };
}

/** Passes of a network whose shader may be changed. */
export async function gpuPassesOf(network: Network, mend?: (code: string) => string): Promise<GpuPasses> {
  const { device } = await sharedDevice();
  return await GpuPasses.create(device, network, mend);
}

/** The mean of products of differences at two points, or of one point at two passes, against what it should be. */
function productScore(a: Float64Array, b: Float64Array, truth: number): number {
  const products = a.map((value, i) => value * b[i] - truth);
  const mean = products.reduce((sum, product) => sum + product, 0) / products.length;
  const square = products.reduce((sum, product) => sum + product * product, 0) / products.length;
  return mean / Math.sqrt(square / products.length);
}

/** Points on one side of 0 share units, also where all biases are 0. */
export const POINTS = Float64Array.of(-4.5, -1, 0.5, 2, 4);
const PAIRS: readonly (readonly [number, number])[] = [
  [0, 1],
  [2, 3],
  [3, 4],
];

/** The exact covariance of two points of a pass; null where there is no formula. */
function covariance(
  network: Network,
  pair: readonly number[],
  rate: number,
  sharing: MaskSharing,
): number | null {
  if (sharing === "perPoint") return 0;
  if (network.sizes.length > 3) return null;
  return exactCovariance(network, [pair[0]], [pair[1]], rate);
}

/**
 * Every score of passes at POINTS against exact moments: of means, of variances, of products of two points, and of
 * products of a pass with the next one, the 31st and the 32nd after it, which know nothing of each other.
 */
export function scoresOf(passes: PassOutputs, network: Network, { rate, sharing }: PassOptions): number[] {
  const scores: number[] = [];
  const differences = [...POINTS].map((x, i) => {
    const exact = exactMoments(network, [x], rate);
    if (exact === null) throw new Error(`no exact moments at ${x}`);
    const values = outputsAt(passes, i);
    const found = momentScores(values, exact);
    const apart = values.map((value) => value - exact.mean);
    const serial = [1, 31, 32].map((lag) => productScore(apart.slice(lag), apart.slice(0, -lag), 0));
    scores.push(found.mean, found.variance, ...serial);
    return apart;
  });
  for (const [i, j] of PAIRS) {
    const truth = covariance(network, [POINTS[i], POINTS[j]], rate, sharing);
    if (truth !== null) scores.push(productScore(differences[i], differences[j], truth));
  }
  return scores;
}

export const NUM_PASSES = 65_536;
export const OPTIONS = { rate: 0.3, numPasses: NUM_PASSES } as const;

/** Small enough a first layer that all of its masks can be visited. */
export const twoLayers = testNetwork([1, 10, 24, 1], "tanh", 3);
export const article = articleNetwork();

/** The largest score in size. */
export async function worstScore(
  network: Network,
  sharing: MaskSharing,
  seed: number,
  mend?: (code: string) => string,
): Promise<number> {
  const passes = await gpuPassesOf(network, mend);
  const options = { ...OPTIONS, sharing };
  const drawn = await passes.draw(POINTS, options, seed);
  passes.dispose();
  return Math.max(...scoresOf(drawn, network, options).map(Math.abs));
}
