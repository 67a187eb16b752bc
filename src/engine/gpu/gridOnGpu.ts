import type { Density } from "../../core/density";
import { planFloat32, type Float32Plan, type InputKind } from "../../core/density/wgsl";
import { gridOffset, type GridShape } from "../../core/grid";
import type { Target } from "../../core/targets";
import { gridInputsOf, type GridSource } from "./gridInputs";
import { GridProgram, type GridResult } from "./gridProgram";
import { gridShaderOf, mustHaveGrid } from "./gridShader";

/** Compiled kernels of each device, by density and kind of inputs. */
const programs = new WeakMap<GPUDevice, WeakMap<Density, Map<InputKind, Promise<GridProgram>>>>();
const plans = new WeakMap<Density, Float32Plan>();

function planOf(density: Density): Float32Plan {
  const plan = plans.get(density) ?? planFloat32(density);
  plans.set(density, plan);
  return plan;
}

function programFor(device: GPUDevice, density: Density, kind: InputKind): Promise<GridProgram> {
  const ofDevice = programs.get(device) ?? new WeakMap<Density, Map<InputKind, Promise<GridProgram>>>();
  programs.set(device, ofDevice);
  const ofDensity = ofDevice.get(density) ?? new Map<InputKind, Promise<GridProgram>>();
  ofDevice.set(density, ofDensity);
  const known = ofDensity.get(kind);
  if (known) return known;
  const label = `Grid kernel of ${density.parameterNames.join(", ")} (${kind} inputs)`;
  const program = GridProgram.create(device, label, gridShaderOf(density, kind));
  ofDensity.set(kind, program);
  return program;
}

/** Data rows that a node of the target's grid sums over. */
export function rowsPerNode({ density, columns }: GridSource): number {
  return planOf(density).rowSums.length > 0 ? columns[0].length : 0;
}

/**
 * log density at every node of a grid without the target's `gridOffset`, in float32, within
 * src/core/grid/errorBound.ts of float64. Calls may overlap. A density's kernel is compiled once a device, and
 * once more for inputs of extreme size. The grid is over the first two parameters; the others stay at the peak.
 * @throws RangeError where the target has one parameter, the shape is no grid, or too large for the device
 * @throws Error where the kernel does not compile, or the device is or gets lost
 */
export async function computeGridOnGpu(
  device: GPUDevice,
  target: Target,
  shape: GridShape,
): Promise<GridResult> {
  const { density, peaks } = target;
  mustHaveGrid(density);
  const inputs = gridInputsOf(planOf(density), target, shape, gridOffset(target), peaks[0].slice(2));
  const program = await programFor(device, density, inputs.kind);
  return await program.compute(inputs, shape);
}
