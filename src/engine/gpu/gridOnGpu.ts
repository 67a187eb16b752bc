import type { GridShape } from "../../core/grid";
import type { Target } from "../../core/targets";
import { GridProgram, type GridResult } from "./gridProgram";
import { gridShaderOf } from "./targetShaders";

/** Compiled kernels of each device, by target key. */
const programs = new WeakMap<GPUDevice, Map<string, Promise<GridProgram>>>();

function programFor(device: GPUDevice, targetKey: string): Promise<GridProgram> {
  const ofDevice = programs.get(device) ?? new Map<string, Promise<GridProgram>>();
  programs.set(device, ofDevice);
  const known = ofDevice.get(targetKey);
  if (known) return known;
  const program = GridProgram.create(device, `Grid kernel of ${targetKey}`, gridShaderOf(targetKey));
  ofDevice.set(targetKey, program);
  return program;
}

/**
 * log density at every node of a grid, in float32, within src/core/grid/errorBound.ts of float64.
 * Calls may overlap. The kernel of a target is compiled once a device.
 * @param targetKey key of the target in the registry, which says what the shader is
 * @throws RangeError where no target has the key, the shape is no grid, or it is too large for the device
 * @throws Error where the kernel does not compile, or the device is or gets lost
 */
export async function computeGridOnGpu(
  device: GPUDevice,
  targetKey: string,
  target: Target,
  shape: GridShape,
): Promise<GridResult> {
  const program = await programFor(device, targetKey);
  return await program.compute(target, shape);
}
