import elementary from "../../../../shaders/elementary.wgsl?raw";
import ratioOfDensities from "../../../../shaders/ratioOfDensities.wgsl?raw";
import samplerTotals from "../../../../shaders/samplerTotals.wgsl?raw";
import transitionNumbers from "../../../../shaders/transitionNumbers.wgsl?raw";
import type { Density } from "../../../core/density";
import type { Float32Plan, InputKind } from "../../../core/density/wgsl";
import { CROWD_BINS } from "../../../core/run/crowd";
import { NUM_BINS } from "../../../core/run/totals";
import { densityParts } from "./densityParts";
import { emitParts } from "./emitParts";
import { stepCode } from "./stepCode";
import { sumsLayout, type SumsLayout } from "./sumsLayout";

/** Samplers that are there in WGSL, by the keys of the float64 ones. */
export type GpuSamplerKey = "rwm" | "mala" | "hmc";

export interface SamplerShaderOptions {
  readonly sampler: GpuSamplerKey;
  readonly inputs: InputKind;
  /** Whether the density's two terms are modes to be told apart, and the second of them the first mode. */
  readonly modes: "none" | "in order" | "swapped";
}

/** A sampler with a density spliced in: entry points `makeSteps`, `addGroups` and `look`. */
export interface SamplerShader {
  readonly code: string;
  readonly plan: Float32Plan;
  readonly layout: SumsLayout;
}

/** Steps written out side by side in the loop, of densities without data: on a software adapter a tenth faster. */
const STEPS_IN_LOOP = 2;

export function samplerShader(density: Density, options: SamplerShaderOptions): SamplerShader {
  const { sampler, inputs, modes } = options;
  const { numParameters } = density;
  const parts = densityParts(density, sampler !== "rwm", modes === "swapped");
  const emitted = emitParts(parts, inputs);
  const layout = sumsLayout(numParameters, modes !== "none");
  const constants = [
    `const NUM_PARAMETERS: u32 = ${numParameters}u;`,
    `const NUM_SUMS: u32 = ${layout.numSums}u;`,
    `const BOX_AT: u32 = ${parts.plan.derivedSettings.length + 1}u;`,
    `const NUM_BINS: u32 = ${NUM_BINS}u;`,
    `const CROWD_BINS: u32 = ${CROWD_BINS}u;`,
  ];
  const isShort = parts.plan.rowSums.length === 0 && sampler === "rwm";
  const steps = stepCode({
    sampler,
    numParameters,
    settings: emitted,
    layout,
    stepsInLoop: isShort ? STEPS_IN_LOOP : 1,
  });
  const code = [
    elementary,
    transitionNumbers,
    ratioOfDensities,
    ...constants,
    samplerTotals,
    emitted.code,
    steps,
  ];
  return { code: code.join("\n"), plan: parts.plan, layout };
}
