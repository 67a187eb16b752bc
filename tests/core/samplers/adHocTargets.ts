import type { Target, Truth } from "../../../src/core/targets";

/** What random-walk Metropolis never asks of a target; here only to fill the interface. */
const notForTheGpu = (dimension: number): Pick<Target, "gpu" | "termSize"> => ({
  gpu: {
    offset: 0,
    origin: Array.from({ length: dimension }, () => 0),
    parameters: new Float32Array(0),
    data: new Float32Array(0),
  },
  termSize: () => 1,
});

/** The standard normal in any dimension. */
export function createStandardNormal(dimension: number): Target {
  const logDensity = (position: ArrayLike<number>): number => {
    let squares = 0;
    for (let i = 0; i < dimension; i++) squares += position[i] * position[i];
    return -0.5 * squares;
  };
  const zeros = Array.from({ length: dimension }, () => 0);
  return {
    dimension,
    parameterNames: zeros.map((_, i) => `x${i + 1}`),
    logDensity,
    logDensityAndGradient: (position, gradient) => {
      for (let i = 0; i < dimension; i++) gradient[i] = -position[i];
      return logDensity(position);
    },
    box: zeros.map((): [number, number] => [-5, 5]),
    peaks: [zeros],
    truth: {
      mean: zeros,
      sd: zeros.map(() => 1),
      logNormalisingConstant: 0.5 * dimension * Math.log(2 * Math.PI),
      marginalDensity: (_, value) => Math.exp(-0.5 * value * value) / Math.sqrt(2 * Math.PI),
      acceptanceRates: [],
      drawExact: (stream, out) => stream.normals(out, dimension),
    },
    modes: null,
    ...notForTheGpu(dimension),
  };
}

/** A mixture of two normals on the line. */
export function createMixtureOnTheLine(
  weights: readonly number[],
  means: readonly number[],
  sds: readonly number[],
): Target {
  const logScales = weights.map((weight, k) => Math.log(weight / (sds[k] * Math.sqrt(2 * Math.PI))));
  const term = (k: number, x: number): number => logScales[k] - 0.5 * ((x - means[k]) / sds[k]) ** 2;
  const logDensityAt = (x: number): number => {
    const a = term(0, x);
    const b = term(1, x);
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  };
  const responsibility = (position: ArrayLike<number>): number =>
    1 / (1 + Math.exp(term(1, position[0]) - term(0, position[0])));
  const mean = weights[0] * means[0] + weights[1] * means[1];
  const variance = [0, 1].reduce((sum, k) => sum + weights[k] * (sds[k] ** 2 + (means[k] - mean) ** 2), 0);
  const truth: Truth = {
    mean: [mean],
    sd: [Math.sqrt(variance)],
    logNormalisingConstant: 0,
    marginalDensity: (_, value) => Math.exp(logDensityAt(value)),
    acceptanceRates: [],
    drawExact: (stream, out) => {
      const k = stream.uniform() < weights[0] ? 0 : 1;
      stream.normals(out, 1);
      out[0] = means[k] + sds[k] * out[0];
    },
  };
  return {
    dimension: 1,
    parameterNames: ["x"],
    logDensity: (position) => logDensityAt(position[0]),
    logDensityAndGradient: (position, gradient) => {
      const share = responsibility(position);
      gradient[0] =
        (share * (means[0] - position[0])) / sds[0] ** 2 +
        ((1 - share) * (means[1] - position[0])) / sds[1] ** 2;
      return logDensityAt(position[0]);
    },
    box: [[Math.min(...means) - 4 * Math.max(...sds), Math.max(...means) + 4 * Math.max(...sds)]],
    peaks: means.map((peak) => [peak]),
    truth,
    modes: { shares: [weights[0], weights[1]], responsibility },
    ...notForTheGpu(1),
  };
}
