/** The benchmark's networks under dropout in TensorFlow.js, written as its users write them: many passes as a batch. */
import * as tf from "@tensorflow/tfjs-core";
import type { PassProblem } from "../../../src/core/benchmark";

/** How masks are made; whichever is fastest counts. */
export const MASK_MAKERS = ["tf.dropout", "tf.multinomial", "Math.random", "xorshift"] as const;
export type MaskMaker = (typeof MASK_MAKERS)[number];

const state = Int32Array.from({ length: 4 }, () => 1 + Math.floor(2 ** 31 * Math.random()));

/** What Math.random takes most of the time for can be had faster by hand: Marsaglia's xorshift128 (2003). */
function fillByXorshift(masks: Float32Array, rate: number, scale: number): void {
  let [x, y, z, w] = state;
  const threshold = Math.round(rate * 2 ** 32) - 2 ** 31;
  for (let i = 0; i < masks.length; i++) {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ (t ^ (t >>> 8));
    // Signed words below it are as many as unsigned ones below rate 2^32.
    masks[i] = w < threshold ? 0 : scale;
  }
  state.set([x, y, z, w]);
}

function fillByMathRandom(masks: Float32Array, rate: number, scale: number): void {
  for (let i = 0; i < masks.length; i++) masks[i] = Math.random() < rate ? 0 : scale;
}

/** Drops units of [pass][point][unit]; where points share masks there is one for all points. */
function dropped(values: tf.Tensor3D, rate: number, shape: [number, number, number], maker: MaskMaker) {
  if (maker === "tf.dropout") return tf.dropout(values, rate, shape);
  const numMasks = shape[0] * shape[1] * shape[2];
  const scale = 1 / (1 - rate);
  if (maker === "tf.multinomial") {
    const logits = tf.tensor1d([Math.log(rate), Math.log(1 - rate)]);
    const kept = tf.multinomial(logits, numMasks, 1 + Math.floor(2 ** 30 * Math.random()));
    return tf.mul(values, tf.mul(tf.cast(tf.reshape(kept, shape), "float32"), scale));
  }
  const masks = new Float32Array(numMasks);
  (maker === "xorshift" ? fillByXorshift : fillByMathRandom)(masks, rate, scale);
  return tf.mul(values, tf.tensor3d(masks, shape));
}

/** A network whose weights lie in the backend's memory. */
export interface TensorPasses {
  /** Mean and variance (divisor numPasses) at every point, read back. */
  moments(numPasses: number, maker: MaskMaker): Promise<{ means: Float32Array; variances: Float32Array }>;
}

export function createTensorPasses({ network, inputs, rate, sharing }: PassProblem): TensorPasses {
  const { sizes } = network;
  const numPoints = inputs.length;
  const points = tf.tensor2d(Float32Array.from(inputs), [numPoints, 1]);
  // Layers hold [unit][input], products want [input][unit].
  const weights = network.weights.map((values, layer) =>
    tf.transpose(tf.tensor2d(Float32Array.from(values), [sizes[layer + 1], sizes[layer]])),
  );
  const biases = network.biases.map((values) => tf.tensor1d(Float32Array.from(values)));
  const hidden = weights.length - 1;

  const passes = (numPasses: number, maker: MaskMaker): tf.Tensor2D => {
    const drop = (values: tf.Tensor3D): tf.Tensor2D => {
      const width = values.shape[2];
      const masks: [number, number, number] = [numPasses, sharing === "perPass" ? 1 : numPoints, width];
      const kept = dropped(values, rate, masks, maker);
      return tf.reshape<tf.Rank.R2>(kept, [numPasses * numPoints, width]);
    };
    // Before the first mask all passes are alike: the first layer is worked out once.
    const first = tf.fused.matMul({
      a: points,
      b: weights[0],
      bias: biases[0],
      activation: "relu",
    });
    const once = tf.reshape<tf.Rank.R3>(first, [1, numPoints, sizes[1]]);
    // tf.dropout takes the shape of what it drops; a product takes that of its masks.
    let values = drop(maker === "tf.dropout" ? tf.tile(once, [numPasses, 1, 1]) : once);
    for (let layer = 1; layer < hidden; layer++) {
      const next = tf.fused.matMul({ a: values, b: weights[layer], bias: biases[layer], activation: "relu" });
      values = drop(tf.reshape<tf.Rank.R3>(next, [numPasses, numPoints, sizes[layer + 1]]));
    }
    const outputs = tf.fused.matMul({ a: values, b: weights[hidden], bias: biases[hidden] });
    return tf.reshape(outputs, [numPasses, numPoints]);
  };

  return {
    moments: async (numPasses, maker) => {
      const { mean, variance } = tf.tidy(() => tf.moments(passes(numPasses, maker), 0));
      const [means, variances] = await Promise.all([mean.data(), variance.data()]);
      tf.dispose([mean, variance]);
      return { means: means as Float32Array, variances: variances as Float32Array };
    },
  };
}
