import elementary from "../../../shaders/elementary.wgsl?raw";
import gridKernel from "../../../shaders/gridKernel.wgsl?raw";
import gridTileKernel from "../../../shaders/gridTileKernel.wgsl?raw";
import type { Density } from "../../core/density";
import { emitWgsl, planFloat32, type Float32Plan, type InputKind } from "../../core/density/wgsl";
import { emitTiles, VECTORS_OF_TILE } from "./gridTiles";

/** The grid kernel of a density, and the plan that says what it reads. */
export interface GridShader {
  readonly code: string;
  readonly plan: Float32Plan;
  /** Columns that an invocation works out. */
  readonly columnsAtOnce: number;
}

/**
 * The grid kernel with a density spliced in. The grid is over the first two parameters; the others stay at the
 * origin.
 * @throws RangeError where the density has fewer than two parameters
 */
export function gridShaderOf(density: Density, inputs: InputKind): GridShader {
  const { numParameters } = density;
  mustHaveGrid(density);
  const tiles = inputs === "ordinary" ? tileShaderOf(planFloat32(density)) : null;
  if (tiles) return tiles;
  const { code, plan } = emitWgsl(density, { inputs });
  const others = Array.from({ length: numParameters - 2 }, () => ", 0.0").join("");
  const positionAt = `fn positionAt(x: f32, y: f32) -> Position {\n  return Position(x, y${others});\n}`;
  return { code: [elementary, code, positionAt, gridKernel].join("\n"), plan, columnsAtOnce: 1 };
}

function tileShaderOf(plan: Float32Plan): GridShader | null {
  const tiles = emitTiles(plan);
  if (tiles === null) return null;
  const code = [elementary, `const TILE_VECTORS = ${VECTORS_OF_TILE}u;`, tiles, gridTileKernel].join("\n");
  return { code, plan, columnsAtOnce: 4 * VECTORS_OF_TILE };
}

/** @throws RangeError where the density has fewer than two parameters */
export function mustHaveGrid({ numParameters, parameterNames }: Density): void {
  if (numParameters < 2) {
    throw new RangeError(
      `a grid of the density of ${parameterNames.join(", ") || "nothing"}; expected at least two parameters`,
    );
  }
}
