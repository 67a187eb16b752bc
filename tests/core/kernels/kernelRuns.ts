/** What the tests of kernels share: the kernels, and ensembles of them on targets. */
import {
  emitHamiltonian,
  emitLangevin,
  emitRandomWalk,
  KernelEnsemble,
  type AcceptRule,
  type KernelModule,
  type KernelOptions,
} from "../../../src/core/kernels";
import type { Density } from "../../../src/core/density";
import { Stream, StreamPurpose } from "../../../src/core/random";
import type { Target } from "../../../src/core/targets";
import type { Variant } from "../../contract/variants";

export interface Kernel {
  /** Key of the float64 sampler that it does the same as. */
  readonly key: "rwm" | "mala" | "hmc";
  readonly emit: (density: Density, options?: KernelOptions, rule?: AcceptRule) => KernelModule;
  /** A step that suits a target, over the mean of its standard deviations. */
  readonly stepOverScale: number;
}

export const kernels: readonly Kernel[] = [
  { key: "rwm", emit: emitRandomWalk, stepOverScale: 1 },
  { key: "mala", emit: emitLangevin, stepOverScale: 0.6 },
  { key: "hmc", emit: emitHamiltonian, stepOverScale: 0.5 },
];

/** A step that suits a target: of about its scale, or of that of a valley much narrower than the whole. */
export function stepFor({ stepOverScale }: Kernel, { name, target }: Variant): number {
  const { sd } = target.truth;
  const scale = sd.reduce((sum, each) => sum + each, 0) / sd.length;
  return Math.fround((name === "rosenbrock" ? 0.15 : 1) * stepOverScale * scale);
}

/** Exact draws, [parameter][chain]. */
export function exactPositions(target: Target, numChains: number, seed: number): Float32Array {
  const stream = Stream.from(seed, 0, StreamPurpose.exactDraws);
  const draw = new Float64Array(target.dimension);
  const positions = new Float32Array(target.dimension * numChains);
  for (let chain = 0; chain < numChains; chain++) {
    target.truth.drawExact(stream, draw);
    draw.forEach((x, i) => (positions[i * numChains + chain] = x));
  }
  return positions;
}

export interface EnsembleChoice {
  readonly numChains: number;
  readonly stepSize: number;
  readonly pathLength?: number;
  readonly numOutputs?: number;
}

/** Chains of a module on a target, not yet started. */
export function ensembleOf(module: KernelModule, target: Target, choice: EnsembleChoice): KernelEnsemble {
  const { numChains, stepSize, pathLength = 3 * stepSize, numOutputs = 0 } = choice;
  const { settingValues: settings, columns } = target;
  const ensemble = new KernelEnsemble(module, { numChains, settings, columns, numOutputs });
  ensemble.setStepSize(stepSize, pathLength);
  return ensemble;
}
