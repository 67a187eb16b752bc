import type { MaskSharing } from "../dropout";
import type { Network } from "../network";
import type { PassOutputs } from "../predict";
import { PassKernel } from "./passKernel";
import { shapeKey, shapeOf } from "./passPlan";

/** A kernel a shape, the one used last at the end. Each has a memory, of which an engine allows some hundreds only. */
const kernels = new Map<string, PassKernel>();
const MOST_KERNELS = 4;

/**
 * As `drawPasses`, in float32 and with random numbers of its own: the same seed and stream give the same passes.
 * @param inputs [point][input], flat
 * @param stream numbers parts that are drawn apart, by several workers for instance
 * @throws RangeError where the rate is not in [0, 1), numPasses below 1, a point incomplete, the network not one
 *   of `supportsPasses`, or a weight not finite in float32
 */
export function drawPassesInVectors(
  network: Network,
  inputs: ArrayLike<number>,
  options: { readonly rate: number; readonly numPasses: number; readonly sharing: MaskSharing },
  seed: number,
  stream = 0,
): PassOutputs {
  const { rate, numPasses, sharing } = options;
  const key = shapeKey(shapeOf(network));
  const kernel = kernels.get(key);
  kernel?.restart(network, rate, seed, stream);
  const ready = kernel ?? new PassKernel(network, rate, seed, stream);
  kernels.delete(key);
  kernels.set(key, ready);
  const [oldest] = kernels.keys();
  if (kernels.size > MOST_KERNELS) kernels.delete(oldest);
  return ready.draw(inputs, numPasses, sharing);
}
