import type { Network } from "../../../core/network";

/** Units that a hidden layer may have: an invocation keeps a mask and a value of each. */
const MOST_UNITS = 128;
const MOST_INPUTS = 2;

/** Whether there is a kernel for a network of these sizes. */
export function fitsGpuPasses({ sizes }: Pick<Network, "sizes">): boolean {
  const hidden = sizes.slice(1, -1);
  return (
    sizes[0] <= MOST_INPUTS &&
    (hidden.length === 1 || hidden.length === 2) &&
    hidden.every((size) => size <= MOST_UNITS)
  );
}

/** @throws RangeError where there is no kernel for the network */
export function mustFit(network: Network): void {
  if (fitsGpuPasses(network)) return;
  throw new RangeError(
    `a network ${network.sizes.join("-")} on the graphics card; expected 1 or ${MOST_INPUTS} inputs, and 1 or 2 hidden layers of at most ${MOST_UNITS} units`,
  );
}

/**
 * Weights and biases as the kernels read them: layer by layer weights [unit][input], then biases.
 * @throws RangeError where a number does not fit into float32
 */
export function packNetwork({ weights, biases }: Network): Float32Array<ArrayBuffer> {
  const numbers = weights.flatMap((layer, i) => [...layer, ...biases[i]]);
  return inFloat32("network", numbers);
}

/**
 * WGSL constants: the sizes, and where in the packed network each layer begins.
 * @param network one that `fitsGpuPasses`
 */
export function layoutConstants({ sizes }: Pick<Network, "sizes">): string {
  const constants: [name: string, value: number][] = [["NUM_INPUTS", sizes[0]]];
  let at = 0;
  for (let layer = 1; layer < sizes.length; layer++) {
    const isOutput = layer === sizes.length - 1;
    if (!isOutput) constants.push([`WIDTH_${layer}`, sizes[layer]]);
    constants.push([isOutput ? "OUTPUT_WEIGHTS_AT" : `WEIGHTS_${layer}_AT`, at]);
    at += sizes[layer] * sizes[layer - 1];
    constants.push([isOutput ? "OUTPUT_BIAS_AT" : `BIASES_${layer}_AT`, at]);
    at += sizes[layer];
  }
  return constants.map(([name, value]) => `const ${name} = ${value}u;`).join("\n");
}

/** @throws RangeError naming the first number that float32 has no finite one for */
export function inFloat32(name: string, numbers: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const rounded = Float32Array.from(numbers);
  const at = rounded.findIndex((value) => !Number.isFinite(value));
  if (at === -1) return rounded;
  throw new RangeError(`${name} holds ${numbers[at]} at ${at}; expected finite numbers of float32`);
}
