/** What the tests of GPU samplers share: ensembles on targets, at the steps of the tests of SIMD kernels. */
import { GpuEnsemble, startState, type GpuEnsembleOptions } from "../../../../src/engine/gpu/ensemble";
import type { Variant } from "../../../contract/variants";
import { kernels, stepFor, type Kernel } from "../../../core/kernels/kernelRuns";
import { sharedDevice } from "../sharedDevice";

export const samplers = ["rwm", "mala", "hmc"] as const;

export function kernelOf(sampler: GpuEnsembleOptions["sampler"]): Kernel {
  const found = kernels.find(({ key }) => key === sampler);
  if (!found) throw new RangeError(`sampler = ${sampler}; expected one of ${samplers.join(", ")}`);
  return found;
}

/** Chains on the shared device; the step is that of the SIMD kernels' tests, and paths are three of them long. */
export async function gpuEnsembleOf(
  variant: Variant,
  options: Omit<GpuEnsembleOptions, "stepSize"> & { readonly stepSize?: number },
): Promise<GpuEnsemble> {
  const { device } = await sharedDevice();
  const stepSize = options.stepSize ?? stepFor(kernelOf(options.sampler), variant);
  const pathLength = options.pathLength ?? 3 * stepSize;
  return await GpuEnsemble.create(device, variant.target, { ...options, stepSize, pathLength });
}

export { startState };
