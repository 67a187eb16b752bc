import type { Network, PassOutputs } from "../../../core/network";
import { GpuPasses, type PassOptions } from "./gpuPasses";

/**
 * Stochastic passes over every point, as the core's `drawPasses`, in float32 on a graphics card. The same seed gives
 * the same masks on every card. Calls may overlap; kernels are compiled once for all networks of the same sizes.
 * @param inputs [point][input], flat
 * @param seed a whole number from 0 to 2^32 - 1
 * @throws RangeError where an option, the network or the inputs make no sense, do not fit into float32, or there is
 *   no kernel for the network; and where the outputs are more than the card's buffers hold
 * @throws Error where the kernel does not compile, memory is short, or the device is or gets lost
 */
export async function drawPassesOnGpu(
  device: GPUDevice,
  network: Network,
  inputs: ArrayLike<number>,
  options: PassOptions,
  seed: number,
): Promise<PassOutputs> {
  const passes = await GpuPasses.create(device, network);
  try {
    return await passes.draw(inputs, options, seed);
  } finally {
    passes.dispose();
  }
}
