import { evaluate, evaluateWithGradient, type Density } from "../density";
import { compiledDensity, type DensityFunctions, type DensityInputs } from "./compiledDensity";
import type { Target } from "./target";

/** What follows from a target's expression alone. */
export type EvaluatedDensity = Pick<
  Target,
  | "density"
  | "settingValues"
  | "columns"
  | "dimension"
  | "parameterNames"
  | "logDensity"
  | "logDensityAndGradient"
>;

/** The same bits, some hundred times slower: for a page that may not compile WebAssembly. */
export function interpretedDensity(density: Density, inputs: DensityInputs): DensityFunctions {
  const { settingValues: settings, columns } = inputs;
  const logDensity = (position: ArrayLike<number>): number =>
    evaluate(density, { position, settings, columns });
  // Inputs that do not fit are refused here and not at the first step of a chain.
  logDensity(new Float64Array(density.numParameters));
  return {
    logDensity,
    logDensityAndGradient: (position, gradient) =>
      evaluateWithGradient(density, { position, settings, columns }, gradient),
  };
}

/**
 * The evaluating half of a target, from its expression. A density object is compiled once: targets that differ by
 * slider values alone should be made of the same one.
 * @throws RangeError where the values or columns are not those that the density names, or columns differ in length
 */
export function densityTarget(parts: {
  readonly density: Density;
  /** In the order of `density.settingNames`. */
  readonly settingValues: Float64Array;
  readonly columns?: readonly Float64Array[];
}): EvaluatedDensity {
  const { density, settingValues, columns = [] } = parts;
  const inputs = { settingValues, columns };
  const { numParameters, parameterNames } = density;
  return {
    density,
    settingValues,
    columns,
    dimension: numParameters,
    parameterNames,
    ...(compiledDensity(density, inputs) ?? interpretedDensity(density, inputs)),
  };
}
