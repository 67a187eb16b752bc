import type { Density } from "../density";
import { f32x4, i32x4, ModuleBuilder, type I32 } from "../wasm";
import { vectorArithmetic, type VectorArithmetic, type Vectors } from "../wasm/float32x4";
import { asKernelCall, blockOfChains, forEachBlock, KERNEL_PARAMETERS } from "./chainsInKernel";
import { setVectors, vectorVariables, type VectorVariables } from "./chainsInKernel";
import { emitKernelDensity } from "./kernelDensity";
import { usualNumVectors, type KernelModule, type KernelOptions } from "./kernelModule";
import { chainArrays, planKernel } from "./layout";
import { isBelowRatio, logDensityOf, orOutside, type AcceptRule } from "./ratioOfDensities";
import { stepBuffer } from "./stepBuffer";

/**
 * Random-walk Metropolis for many chains: a normal step of the step size in each coordinate, accepted by the ratio of
 * densities. Some steps are made at a time, first their random numbers, then the walk, then the sums: each loop has
 * fewer values to keep at hand than one of them all would have.
 */
export function emitRandomWalk(
  density: Density,
  options: KernelOptions = {},
  rule: AcceptRule = isBelowRatio,
): KernelModule {
  const { isRelaxed = false, address = 0 } = options;
  const { numParameters } = density;
  const { numVectors = usualNumVectors(numParameters) } = options;
  const module = new ModuleBuilder(options.memory ?? { kind: "imported", initialPages: 1 });
  const kernelDensity = emitKernelDensity(module, density, address, false);
  const plan = stepBuffer(numParameters, numVectors);
  const layout = planKernel(kernelDensity.layout, numParameters, 4 * numVectors, plan.bytes);
  const buffer = plan.at(layout);
  const arrays = chainArrays(numParameters);
  const parameters = Array.from({ length: numParameters }, (_, i) => i);

  const emitRun = (v: VectorArithmetic, given: readonly I32[]): void => {
    const { body } = v;
    const call = asKernelCall(given);
    const target = kernelDensity.enter(v);
    const stepSize = body.let(f32x4.load_splat(layout.stepSizeAddress));
    forEachBlock(body, call, layout.chainsInBlock, (chain) => {
      const block = blockOfChains(v, arrays, numParameters, numVectors, call, chain);
      const position = block.loadPositions();
      const start = orOutside(v, target.at(position));
      const shift = vectorVariables(body, start.shift);
      const mass = start.mass && vectorVariables(body, start.mass);

      const walk = (count: I32): void => {
        const numAccepted = shift.map(() => body.variable(i32x4.const(0)));
        buffer.forEachStep(body, count, (step) => {
          const proposal = parameters.map((i) => v.add(position[i], buffer.load(step, i)));
          const there = target.at(proposal);
          const isAccepted = rule(v, v.let(buffer.load(step, numParameters)), there, { shift, mass });
          const move = (variables: VectorVariables, values: Vectors): void =>
            setVectors(body, variables, v.select(isAccepted, values, variables));
          parameters.forEach((i) => {
            move(position[i], proposal[i]);
            buffer.store(body, step, i, position[i]);
          });
          move(shift, there.shift);
          if (mass !== undefined && there.mass !== undefined) move(mass, there.mass);
          numAccepted.forEach((n, i) => body.set(n, i32x4.sub(n, isAccepted[i])));
        });
        block.addTo("numAccepted", numAccepted.map(f32x4.convert_i32x4_s));
      };

      buffer.inChunks(body, call, chain, (count) => {
        buffer.fillWithNumbers(v, block, count, stepSize);
        body.scope(() => walk(count));
        buffer.addMoments(body, block, count);
      });
      block.storePositions(position);
      block.storeLogDensities(logDensityOf(v, { shift, mass }));
    });
  };

  module.defineProcedure({ parameters: KERNEL_PARAMETERS, exportName: "run" }, (body, ...given) =>
    emitRun(vectorArithmetic(body, isRelaxed), given),
  );
  return { bytes: module.toBytes(), layout };
}
