import type { Node } from "../../core/density";
import {
  deriveInputs,
  ORDINARY_REACH,
  packInputs,
  type Float32Plan,
  type InputKind,
} from "../../core/density/wgsl";
import { nodeX, nodeY, type GridShape } from "../../core/grid";
import type { Target } from "../../core/targets";

/** What a grid needs of a target. */
export type GridSource = Pick<Target, "density" | "settingValues" | "columns">;

/** What a grid kernel reads. */
export interface GridInputs {
  readonly parameters: Float32Array<ArrayBuffer>;
  readonly data: Float32Array<ArrayBuffer>;
  /** x of every column, then y of every row, as differences from the middle of the grid. */
  readonly nodes: Float32Array<ArrayBuffer>;
  /** Which code is right for them. */
  readonly kind: InputKind;
  /** What a node costs, in sums over a data row. */
  readonly cost: number;
}

const LARGEST_FLOAT32 = 3.4028234663852886e38;
/** Additions and products that a sum over a row of one square is made of. */
const OPERATIONS_OF_A_ROW = 4;
/** What an elementary function costs beside an addition. */
const OPERATIONS_OF_A_FUNCTION = 12;

/**
 * The arguments of a density on a grid, with all that does not depend on the position worked out in float64.
 * Positions are counted from the middle of the grid, or from `rest` in the parameters that it leaves alone.
 * @param offset a constant that the grid leaves out of the log density
 */
export function gridInputsOf(
  plan: Float32Plan,
  { settingValues, columns }: GridSource,
  shape: GridShape,
  offset: number,
  rest: readonly number[] = [],
): GridInputs {
  const { nx, ny, xRange, yRange } = shape;
  const middle = ([low, high]: readonly [number, number]): number => 0.5 * low + 0.5 * high;
  const origin = [middle(xRange), middle(yRange), ...rest];
  const derived = deriveInputs(plan, { settings: settingValues, columns, origin, offset });
  const { parameters, data, kind } = packInputs(derived);
  let isNear = true;
  const nodes = Float32Array.from({ length: nx + ny }, (_, i) => {
    const difference = i < nx ? nodeX(shape, i) - origin[0] : nodeY(shape, i - nx) - origin[1];
    if (!(Math.abs(difference) <= ORDINARY_REACH)) isNear = false;
    return Math.max(-LARGEST_FLOAT32, Math.min(LARGEST_FLOAT32, difference));
  });
  return { parameters, data, nodes, kind: isNear ? kind : "any", cost: costOf(plan, derived.numRows) };
}

function costOf({ inRows, beforeRows, afterRows, rowSums }: Float32Plan, numRows: number): number {
  const operations = (nodes: readonly Node[]): number =>
    nodes.reduce((sum, node) => sum + (isFunction(node) ? OPERATIONS_OF_A_FUNCTION : 1), 0);
  const row = rowSums.length === 0 ? 0 : Math.max(1, operations(inRows) / OPERATIONS_OF_A_ROW);
  return numRows * row + operations([...beforeRows, ...afterRows]) / OPERATIONS_OF_A_ROW;
}

function isFunction(node: Node): boolean {
  if (node.kind === "unary") return !["negate", "abs", "floor"].includes(node.operation);
  return node.kind === "binary" && (node.operation === "divide" || node.operation === "power");
}
