import type { Network } from "../network";

/** What one point brings along into covariances. */
interface SettledPoint {
  /** Values of the first layer, none dropped. */
  readonly first: Float64Array;
  /** Means over the first masks of the second layer's sums; 0 for units that are off. */
  readonly means: Float64Array;
}

/**
 * Covariances of a ReLU network's outputs at points that share a pass's masks, for one input and two hidden layers
 * of which no first mask takes a unit of the second across 0. With q = 1 - rate, h_j the first layer's values, W the
 * second layer's weights, v the output's, and the sums over units k that are on:
 * given the first masks the case is that of one layer, so the covariance at x and y is that of the means
 * sum_k v_k s_k, which are linear in the first masks, rate / q sum_j g_j^2 h_j(x) h_j(y) with g_j = sum_k v_k W_kj,
 * and rate / q sum_k v_k^2 E[s_k(x) s_k(y)], where E[s_k(x) s_k(y)] is the product of the means and
 * rate / q sum_j W_kj^2 h_j(x) h_j(y).
 * @returns [point][point]; variances where both are the same
 * @throws RangeError for another shape, or where a unit is on at one point or under one mask and off at another
 */
export function settledCovariances(network: Network, inputs: ArrayLike<number>, rate: number): Float64Array {
  expectShape(network);
  const { weights, biases, sizes } = network;
  const isOn = unitsThatAreOn(network, inputs);
  const points = Array.from(inputs, (x): SettledPoint => {
    const first = firstLayer(network, x);
    const means = biases[1].map((bias, k) => {
      let sum = bias;
      first.forEach((value, j) => (sum += weights[1][k * sizes[1] + j] * value));
      return isOn[k] * sum;
    });
    return { first, means };
  });
  // Of a first unit: squared slope of the mean, and how it spreads each second sum.
  const ofUnit = points[0].first.map((_, j) => {
    let [slope, spread] = [0, 0];
    isOn.forEach((on, k) => {
      const step = on * weights[2][k] * weights[1][k * sizes[1] + j];
      slope += step;
      spread += step * step;
    });
    return slope * slope + (rate / (1 - rate)) * spread;
  });
  const covariances = new Float64Array(points.length * points.length);
  points.forEach((a, i) =>
    points.forEach((b, k) => {
      let sum = 0;
      a.first.forEach((value, j) => (sum += ofUnit[j] * value * b.first[j]));
      a.means.forEach((mean, unit) => (sum += weights[2][unit] * weights[2][unit] * mean * b.means[unit]));
      covariances[i * points.length + k] = (rate / (1 - rate)) * sum;
    }),
  );
  return covariances;
}

function expectShape({ sizes, activation }: Network): void {
  if (sizes.length === 4 && sizes[0] === 1 && activation === "relu") return;
  throw new RangeError(
    `network ${sizes.join("-")} with ${activation}; expected one input, two hidden layers and relu`,
  );
}

function firstLayer({ weights, biases }: Network, x: number): Float64Array {
  return biases[0].map((bias, j) => Math.max(0, bias + weights[0][j] * x));
}

/** 1 or 0 for each unit of the second layer, whatever is dropped; the first layer's values are never negative. */
function unitsThatAreOn({ weights, biases, sizes }: Network, inputs: ArrayLike<number>): Float64Array {
  const largest = new Float64Array(sizes[1]);
  for (let i = 0; i < inputs.length; i++) {
    firstLayer({ weights, biases, sizes, activation: "relu" }, inputs[i]).forEach((value, j) => {
      largest[j] = Math.max(largest[j], value);
    });
  }
  return biases[1].map((bias, k) => {
    const row = weights[1].subarray(k * sizes[1], (k + 1) * sizes[1]);
    const isReached = (sign: number): boolean =>
      sign * bias > 0 || row.some((weight, j) => largest[j] > 0 && sign * weight > 0);
    // Without asking how far: enough for networks whose signs are arranged.
    if (isReached(1) && isReached(-1)) {
      throw new RangeError(
        `unit ${k} of the second layer can be on or off; expected the same under all masks`,
      );
    }
    return isReached(1) ? 1 : 0;
  });
}
