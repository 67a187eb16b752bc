import type { Density } from "../density";
import { DIVERGENT_ENERGY_ERROR } from "../samplers/hamiltonianMonteCarlo";
import { f32x4, i32, i32x4, ModuleBuilder, type I32, type Variable } from "../wasm";
import { vectorArithmetic, type VectorArithmetic, type Vectors, type Words } from "../wasm/float32x4";
import { asKernelCall, blockOfChains, forEachBlock, KERNEL_PARAMETERS } from "./chainsInKernel";
import { setVectors, vectorVariables, type VectorVariables } from "./chainsInKernel";
import { emitKernelDensity } from "./kernelDensity";
import { usualNumVectors, type KernelModule, type KernelOptions } from "./kernelModule";
import { chainArrays, planKernel } from "./layout";
import { isBelowRatio, logDensityOf, orOutside, type AcceptRule } from "./ratioOfDensities";
import { stepBuffer } from "./stepBuffer";

/** Most transitions of one call of a kernel that is told the length of each path. */
export const MOST_PATHS = 256;

/** For each vector of a block, how often something held. */
type Counters = readonly Variable<"i32x4">[];

/**
 * Hamiltonian Monte Carlo with unit mass for many chains: a path of leapfrog steps, as many for every chain, is
 * accepted at its end by the change of energy. How many is told for each transition, at `pathsAddress`. The force is
 * the gradient as it is: where that is not finite the path is lost and rejected, but a path that leaves the support
 * where there is a force, and comes back, counts. Paths whose energy error is above the samplers' threshold, or no
 * number, are counted as divergent; of a mixture of K terms that error may be off by log K.
 */
export function emitHamiltonian(
  density: Density,
  options: KernelOptions = {},
  rule: AcceptRule = isBelowRatio,
): KernelModule {
  return emitPaths(density, options, rule, "told");
}

/**
 * Metropolis-adjusted Langevin for many chains: Hamiltonian paths of one step are its proposals, and their change of
 * energy is its logarithm of the ratio.
 */
export function emitLangevin(
  density: Density,
  options: KernelOptions = {},
  rule: AcceptRule = isBelowRatio,
): KernelModule {
  return emitPaths(density, options, rule, "one step");
}

function emitPaths(
  density: Density,
  options: KernelOptions,
  rule: AcceptRule,
  paths: "told" | "one step",
): KernelModule {
  const { isRelaxed = false, address = 0 } = options;
  const { numParameters } = density;
  const { numVectors = usualNumVectors(numParameters) } = options;
  const module = new ModuleBuilder(options.memory ?? { kind: "imported", initialPages: 1 });
  const kernelDensity = emitKernelDensity(module, density, address, true);
  const plan = stepBuffer(numParameters, numVectors);
  const numPaths = paths === "told" ? MOST_PATHS : 0;
  // A path of one step is a proposal of Langevin's, which cannot lose any dynamics.
  const countsDivergent = paths === "told";
  const layout = planKernel(kernelDensity.layout, numParameters, 4 * numVectors, plan.bytes, numPaths);
  const buffer = plan.at(layout);
  const arrays = chainArrays(numParameters);
  const parameters = Array.from({ length: numParameters }, (_, i) => i);

  const emitRun = (v: VectorArithmetic, given: readonly I32[]): void => {
    const { body } = v;
    const call = asKernelCall(given);
    const target = kernelDensity.enter(v);
    const stepSize = body.let(f32x4.load_splat(layout.stepSizeAddress));
    const halfStep = body.let(f32x4.mul(stepSize, 0.5));
    /** variables + scale * by */
    const advance = (variables: readonly VectorVariables[], scale: typeof stepSize, by: readonly Vectors[]) =>
      variables.forEach((variable, i) => setVectors(body, variable, v.madd(scale, by[i], variable)));
    const kineticEnergy = (momentum: readonly Vectors[]): Vectors => {
      const [first, ...others] = momentum;
      return v.mul(
        0.5,
        others.reduce((sum, p) => v.madd(p, p, sum), v.mul(first, first)),
      );
    };

    forEachBlock(body, call, layout.chainsInBlock, (chain) => {
      const block = blockOfChains(v, arrays, numParameters, numVectors, call, chain);
      const position = block.loadPositions();
      const start = orOutside(v, target.at(position));
      const shift = vectorVariables(body, start.shift);
      const mass = start.mass && vectorVariables(body, start.mass);
      // A chain that starts outside, or where there is no gradient, has no force at first.
      const gradient = target
        .gradient(position)
        .map((slope) => vectorVariables(body, v.keepWhere(slope, v.lt(v.abs(slope), Infinity))));
      const path = body.variable(i32.const(layout.pathsAddress));

      const transition = (step: I32, numAccepted: Counters, numFollowed: Counters): void => {
        const momentum = parameters.map((i) => vectorVariables(body, buffer.load(step, i)));
        const kineticAtStart = kineticEnergy(momentum);
        const point = position.map((x) => vectorVariables(body, x));
        advance(momentum, halfStep, gradient);
        advance(point, stepSize, momentum);
        if (paths === "told") {
          body.repeat(i32.sub(i32.load(path), 1), () => {
            advance(momentum, stepSize, target.gradient(point));
            advance(point, stepSize, momentum);
          });
          body.set(path, i32.add(path, 4));
        }
        const slopes = target.gradient(point);
        advance(momentum, halfStep, slopes);
        const there = target.at(point);
        const kineticLost = v.sub(kineticAtStart, kineticEnergy(momentum));
        const uniform = v.let(buffer.load(step, numParameters));
        if (countsDivergent) {
          const gained = v.add(v.sub(there.shift, shift), kineticLost);
          count(numFollowed, v.le(-DIVERGENT_ENERGY_ERROR, gained));
        }
        const isAccepted = rule(v, uniform, there, { shift, mass }, kineticLost);
        const move = (variables: VectorVariables, values: Vectors): void =>
          setVectors(body, variables, v.select(isAccepted, values, variables));
        parameters.forEach((i) => {
          move(position[i], point[i]);
          move(gradient[i], slopes[i]);
          buffer.store(body, step, i, position[i]);
        });
        move(shift, there.shift);
        if (mass !== undefined && there.mass !== undefined) move(mass, there.mass);
        count(numAccepted, isAccepted);
      };
      const counters = (): Counters => shift.map(() => body.variable(i32x4.const(0)));
      /** A mask that holds is -1. */
      const count = (numbers: Counters, holds: Words): void =>
        numbers.forEach((n, i) => body.set(n, i32x4.sub(n, holds[i])));

      buffer.inChunks(body, call, chain, (numSteps) => {
        buffer.fillWithNumbers(v, block, numSteps, 1);
        body.scope(() => {
          const [numAccepted, numFollowed] = [counters(), countsDivergent ? counters() : []];
          buffer.forEachStep(body, numSteps, (step) => transition(step, numAccepted, numFollowed));
          block.addTo("numAccepted", numAccepted.map(f32x4.convert_i32x4_s));
          if (!countsDivergent) return;
          const lost = numFollowed.map((n) => i32x4.sub(i32x4.splat(numSteps), n));
          block.addTo("numDivergent", lost.map(f32x4.convert_i32x4_s));
        });
        buffer.addMoments(body, block, numSteps);
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
