import type { Density } from "../../../core/density";
import { deriveInputs, packInputs, type DensityArguments, type InputKind } from "../../../core/density/wgsl";
import { createShaderModule } from "../createShaderModule";
import { unlessLost } from "../unlessLost";
import { samplerShader, type GpuSamplerKey, type SamplerShader } from "./samplerShader";

/** Bytes that a dispatch is told; see `Work` in shaders/samplerTotals.wgsl. */
export const BYTES_OF_WORK = 560;

/** The compiled kernels of a sampler on a density. */
export interface SamplerProgram {
  readonly shader: SamplerShader;
  readonly layout: GPUBindGroupLayout;
  readonly makeSteps: GPUComputePipeline;
  readonly addGroups: GPUComputePipeline;
  readonly look: GPUComputePipeline;
}

/** A program, and the contents of the buffers that its density reads. */
export interface ProgramWithInputs {
  readonly program: SamplerProgram;
  readonly parameters: Float32Array<ArrayBuffer>;
  readonly data: Float32Array<ArrayBuffer>;
}

export interface ProgramChoice {
  readonly sampler: GpuSamplerKey;
  readonly modes: "none" | "in order" | "swapped";
  /** Changes the code; only tests do, to break it. */
  readonly mend?: (code: string) => string;
}

const BINDINGS: readonly GPUBufferBindingType[] = [
  "uniform",
  "read-only-storage",
  "read-only-storage",
  "storage",
  "storage",
  "storage",
];

/** Kernels of each device, by density and what else they differ in: settings and data travel in buffers. */
const programs = new WeakMap<GPUDevice, WeakMap<Density, Map<string, Promise<SamplerProgram>>>>();

/**
 * The kernels for a density with its inputs, compiled once a device.
 * @throws Error naming the shader where it does not compile, or that the device is lost
 * @throws RangeError where settings or columns do not fit the density
 */
export async function programFor(
  device: GPUDevice,
  density: Density,
  given: DensityArguments,
  choice: ProgramChoice,
): Promise<ProgramWithInputs> {
  const ordinary = samplerShader(density, { ...choice, inputs: "ordinary" });
  const { parameters, data, kind } = packInputs(deriveInputs(ordinary.plan, given));
  const compile = async (): Promise<SamplerProgram> => {
    const shader = kind === "ordinary" ? ordinary : samplerShader(density, { ...choice, inputs: kind });
    const code = choice.mend?.(shader.code) ?? shader.code;
    return await unlessLost(
      device,
      compileProgram(device, labelOf(density, choice, kind), { ...shader, code }),
    );
  };
  if (choice.mend) return { program: await compile(), parameters, data };
  const ofDevice = programs.get(device) ?? new WeakMap<Density, Map<string, Promise<SamplerProgram>>>();
  programs.set(device, ofDevice);
  const ofDensity = ofDevice.get(density) ?? new Map<string, Promise<SamplerProgram>>();
  ofDevice.set(density, ofDensity);
  const key = `${choice.sampler} ${choice.modes} ${kind}`;
  const found = ofDensity.get(key) ?? compile();
  ofDensity.set(key, found);
  return { program: await found, parameters, data };
}

function labelOf({ parameterNames }: Density, { sampler }: ProgramChoice, kind: InputKind): string {
  return `Sampler ${sampler} of ${parameterNames.join(", ")} (${kind} inputs)`;
}

async function compileProgram(
  device: GPUDevice,
  label: string,
  shader: SamplerShader,
): Promise<SamplerProgram> {
  const module = await createShaderModule(device, label, shader.code);
  const layout = device.createBindGroupLayout({
    entries: BINDINGS.map((type, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: type === "uniform" ? { type, hasDynamicOffset: true, minBindingSize: BYTES_OF_WORK } : { type },
    })),
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const create = (entryPoint: string): Promise<GPUComputePipeline> =>
    device.createComputePipelineAsync({ label, layout: pipelineLayout, compute: { module, entryPoint } });
  const [makeSteps, addGroups, look] = await Promise.all([
    create("makeSteps"),
    create("addGroups"),
    create("look"),
  ]);
  return { shader, layout, makeSteps, addGroups, look };
}
