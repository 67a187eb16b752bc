import type { Network } from "../../../core/network";
import { createShaderModule } from "../createShaderModule";
import { DispatchPace } from "../ensemble/dispatchPace";
import { unlessLost } from "../unlessLost";
import { passShader } from "./passShader";

/** The compiled kernels for networks of some sizes. */
export interface PassProgram {
  readonly layout: GPUBindGroupLayout;
  readonly drawOutputs: GPUComputePipeline;
  readonly sumBlocks: GPUComputePipeline;
  readonly addGroups: GPUComputePipeline;
  /** Items that a dispatch of passes should have, and one that adds sums up. */
  readonly pace: DispatchPace;
  readonly paceOfGroups: DispatchPace;
}

type Shape = Pick<Network, "sizes" | "activation">;

const BINDINGS: readonly GPUBufferBindingType[] = [
  "uniform",
  "read-only-storage",
  "read-only-storage",
  "storage",
];
/** Sums of 32 passes that take as long as one evaluation of a density without data. */
const SUMS_OF_AN_EVALUATION = 4;
/** What a unit's masks take, in such sums. */
const SUMS_OF_A_MASK = 3;

const programs = new WeakMap<GPUDevice, Map<string, Promise<PassProgram>>>();

/**
 * The kernels for networks of these sizes, compiled once a device.
 * @param mend changes the code; only tests do, to break it
 * @throws Error naming the shader where it does not compile, or that the device is lost
 */
export async function passProgramFor(
  device: GPUDevice,
  shape: Shape,
  mend?: (code: string) => string,
): Promise<PassProgram> {
  const code = passShader(shape);
  const label = `Passes of ${shape.sizes.join("-")} networks (${shape.activation})`;
  const compile = async (changed: string): Promise<PassProgram> =>
    await unlessLost(device, compileProgram(device, label, changed, shape));
  if (mend) return await compile(mend(code));
  const ofDevice = programs.get(device) ?? new Map<string, Promise<PassProgram>>();
  programs.set(device, ofDevice);
  const found = ofDevice.get(label) ?? compile(code);
  ofDevice.set(label, found);
  return await found;
}

async function compileProgram(
  device: GPUDevice,
  label: string,
  code: string,
  { sizes }: Shape,
): Promise<PassProgram> {
  const module = await createShaderModule(device, label, code);
  const layout = device.createBindGroupLayout({
    entries: BINDINGS.map((type, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    })),
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const create = (entryPoint: string): Promise<GPUComputePipeline> =>
    device.createComputePipelineAsync({ label, layout: pipelineLayout, compute: { module, entryPoint } });
  const [drawOutputs, sumBlocks, addGroups] = await Promise.all([
    create("drawOutputs"),
    create("sumBlocks"),
    create("addGroups"),
  ]);
  const [, first, second = 1] = sizes;
  const numUnits = sizes.length === 3 ? first : first + second;
  const numSums = sizes.length === 3 ? first : first * second + second;
  const pace = new DispatchPace((numSums + SUMS_OF_A_MASK * numUnits) / SUMS_OF_AN_EVALUATION);
  return { layout, drawOutputs, sumBlocks, addGroups, pace, paceOfGroups: new DispatchPace(1) };
}
