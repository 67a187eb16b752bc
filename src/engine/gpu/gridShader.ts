import elementary from "../../../shaders/elementary.wgsl?raw";
import gridKernel from "../../../shaders/gridKernel.wgsl?raw";
import type { Density } from "../../core/density";
import { emitWgsl, type Float32Plan, type InputKind } from "../../core/density/wgsl";

/** The grid kernel of a density, and the plan that says what it reads. */
export interface GridShader {
  readonly code: string;
  readonly plan: Float32Plan;
}

/**
 * The grid kernel with a density spliced in. The grid is over the first two parameters; the others stay at the
 * origin.
 * @throws RangeError where the density has fewer than two parameters
 */
export function gridShaderOf(density: Density, inputs: InputKind): GridShader {
  const { numParameters } = density;
  mustHaveGrid(density);
  const { code, plan } = emitWgsl(density, { inputs });
  const others = Array.from({ length: numParameters - 2 }, () => ", 0.0").join("");
  const positionAt = `fn positionAt(x: f32, y: f32) -> Position {\n  return Position(x, y${others});\n}`;
  return { code: [elementary, code, positionAt, gridKernel].join("\n"), plan };
}

/** @throws RangeError where the density has fewer than two parameters */
export function mustHaveGrid({ numParameters, parameterNames }: Density): void {
  if (numParameters < 2) {
    throw new RangeError(
      `a grid of the density of ${parameterNames.join(", ") || "nothing"}; expected at least two parameters`,
    );
  }
}
