import elementary from "../../../shaders/elementary.wgsl?raw";
import type { Density } from "../../../src/core/density";
import {
  deriveInputs,
  emitWgsl,
  float32ErrorBound,
  ORDINARY_REACH,
  packInputs,
  type DensityArguments,
} from "../../../src/core/density/wgsl";
import { elementsOf, runKernel } from "./runKernel";

/** What WGSL gives at one position. */
export interface WgslValue {
  /** The log density, which both functions must agree on, and its gradient. */
  readonly logDensity: number;
  readonly gradient: readonly number[];
}

/**
 * Evaluates a density of at most three parameters with its gradient, in emitted WGSL.
 * @param mend changes the code, to break it
 */
export async function runDensity(
  density: Density,
  given: DensityArguments,
  positions: readonly (readonly number[])[],
  mend = (code: string): string => code,
): Promise<WgslValue[]> {
  const { numParameters } = density;
  const differences = positions.map((position) => position.map((x, i) => x - given.origin[i]));
  const ordinary = emitWgsl(density, { withGradient: true });
  const { parameters, data, kind } = packInputs(deriveInputs(ordinary.plan, given));
  const isNear = differences.every((each) => each.every((d) => Math.abs(d) <= ORDINARY_REACH));
  const inputs = isNear ? kind : "any";
  const { code } = inputs === "any" ? emitWgsl(density, { withGradient: true, inputs }) : ordinary;
  const library = [
    elementary,
    "@group(0) @binding(2) var<storage, read> parameters: array<f32>;",
    "@group(0) @binding(3) var<storage, read> data: array<vec4f>;",
    mend(code),
  ].join("\n");
  const axes = ["x", "y", "z"].slice(0, numParameters);
  const body = `
  let position = Position(${axes.map((axis) => `bitcast<f32>(element.${axis})`).join(", ")});
  _ = parameters[0];
  _ = data[0];
  let both = logDensityAndGradient(position);
  words[index * 5u] = bitcast<u32>(logDensity(position));
  words[index * 5u + 1u] = bitcast<u32>(both.logDensity);
  ${axes.map((_, i) => `words[index * 5u + ${i + 2}u] = bitcast<u32>(both.gradient[${i}]);`).join("\n  ")}`;
  const elements = new Float32Array(elementsOf(differences.map(() => 0)).buffer);
  differences.forEach((each, i) => elements.set(each, 4 * i));
  const words = await runKernel(library, body, new Uint32Array(elements.buffer), 5, [parameters, data]);
  const numbers = new Float32Array(words.buffer);
  return positions.map((_, i) => {
    const [alone, both, ...gradient] = numbers.subarray(5 * i, 5 * i + 2 + numParameters);
    // The compiler may round them in different orders.
    if (!(Math.abs(alone - both) <= 1e-5 * Math.abs(both) + 1e-3)) {
      throw new Error(`logDensity gives ${alone}, logDensityAndGradient ${both}`);
    }
    return { logDensity: both, gradient };
  });
}

/** What the comparison of some values with float64 came to. */
export interface Agreement {
  /** The largest error over its bound; Infinity where a value is NaN or infinite. */
  worst: number;
  /** Where it is. */
  at: string;
  numBounded: number;
  numAll: number;
  /** Errors over their bounds, where both are known and neither is 0. */
  readonly ratios: number[];
}

/** Log densities above this in size are outside. */
const LARGEST_LOG_DENSITY = 5e29;
const OUTSIDE = Math.fround(-3e38);

/** Holds values against float64. */
export function compareWithFloat64(
  density: Density,
  given: DensityArguments,
  positions: readonly (readonly number[])[],
  values: readonly WgslValue[],
): Agreement {
  const result: Agreement = { worst: 0, at: "", numBounded: 0, numAll: 0, ratios: [] };
  const boundsAt = float32ErrorBound(density, given, true);
  positions.forEach((position, i) => {
    const { logDensity, gradient } = values[i];
    const bounds = boundsAt(position);
    const isOutside = logDensity === OUTSIDE;
    [logDensity, ...gradient].forEach((value, root) => {
      result.numAll += 1;
      const { value: truth, error: bound } = bounds[root];
      let ratio = 0;
      if (!(Math.abs(value) < 3.4e38)) ratio = Infinity;
      else if (root === 0 && truth === -Infinity && bound === 0) ratio = isOutside ? 0 : Infinity;
      else if (bound === Infinity || Math.abs(truth) > LARGEST_LOG_DENSITY) return;
      else if (root > 0 && (isOutside || !(bounds[0].error < Infinity))) return;
      else if (value !== truth) ratio = Math.abs(value - truth) / bound;
      result.numBounded += 1;
      if (ratio > 0) result.ratios.push(ratio);
      if (ratio > result.worst) {
        result.worst = ratio;
        result.at = `${root === 0 ? "log density" : `slope ${root - 1}`} at ${position.join(", ")}: ${value}; expected ${truth} within ${bound}`;
      }
    });
  });
  return result;
}
