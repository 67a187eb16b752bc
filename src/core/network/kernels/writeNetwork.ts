import type { Network } from "../network";
import { BLOCK, type PassPlan } from "./passPlan";

/**
 * Writes a network's numbers to a module's memory as float32, what hands on a hidden unit's value times `scale`.
 * Units that fill up the widths have weight 0.
 * @throws RangeError where a number is not finite in float32
 */
export function writeNetwork(plan: PassPlan, buffer: ArrayBuffer, network: Network, scale: number): void {
  const { paddedWidth, shape } = plan;
  const { weights, biases } = network;
  const floats = new Float32Array(buffer);
  const put = (address: number, index: number, value: number): void => {
    const at = address / 4 + index;
    floats[at] = value;
    if (Number.isFinite(floats[at])) return;
    throw new RangeError(`weight or bias ${value}; expected a number that is finite in float32`);
  };
  const { numInputs, widths } = shape;
  for (let unit = 0; unit < widths[0]; unit++) {
    put(plan.firstBiases, unit, biases[0][unit]);
    for (let i = 0; i < numInputs; i++) {
      put(plan.firstWeights, paddedWidth * i + unit, weights[0][unit * numInputs + i]);
    }
  }
  const last = weights.length - 1;
  put(plan.outputBias, 0, biases[last][0]);
  if (widths.length === 1) {
    weights[last].forEach((weight, unit) => put(plan.nextWeights, unit, weight * scale));
    return;
  }
  for (let k = 0; k < widths[1]; k++) {
    put(plan.secondBiases, k, biases[1][k]);
    put(plan.outputWeights, k, weights[2][k] * scale);
    const block = Math.floor(k / BLOCK);
    for (let unit = 0; unit < widths[0]; unit++) {
      const weight = weights[1][k * widths[0] + unit] * scale;
      put(plan.nextWeights, (block * paddedWidth + unit) * BLOCK + (k % BLOCK), weight);
    }
  }
}
