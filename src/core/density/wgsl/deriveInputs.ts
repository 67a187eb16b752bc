import type { Inputs } from "../interpret";
import { evaluateNodes } from "../interpret";
import { binaryFunctions, unaryFunctions, type Node } from "../node";
import { Dependency } from "../graph";
import { reachableNodes } from "../order";
import type { Float32Plan } from "./plan";
import { shiftedSettings } from "./shiftOrigin";

/** What a density takes beside the position, and from where positions are counted. */
export interface DensityArguments {
  readonly settings: ArrayLike<number>;
  readonly columns: readonly ArrayLike<number>[];
  /** A point amid what is of interest; positions are differences from it. */
  readonly origin: ArrayLike<number>;
  /** A constant that is left out of the log density. */
  readonly offset: number;
}

/** Values of a plan's derived settings and columns, in float64. */
export interface DerivedInputs {
  readonly numRows: number;
  readonly settings: Float64Array;
  /** [column][row] */
  readonly columns: readonly Float64Array[];
}

/**
 * Works out in float64 all that does not depend on the position.
 * @throws RangeError where the counts of settings, columns or coordinates do not fit the density
 */
export function deriveInputs(plan: Float32Plan, given: DensityArguments): DerivedInputs {
  const { shifted, derivedSettings, derivedColumns } = plan;
  const { graph, numParameters, settingNames, columnNames } = shifted;
  const numSettings = settingNames.length - numParameters - 1;
  const mustBe = (what: string, count: number, expected: number): void => {
    if (count !== expected) throw new RangeError(`${what}: ${count} given; expected ${expected}`);
  };
  mustBe("settings", given.settings.length, numSettings);
  mustBe("origin", given.origin.length, numParameters);
  mustBe("columns", given.columns.length, columnNames.length);
  const numRows = given.columns[0]?.length ?? 0;
  given.columns.forEach((column, i) => mustBe(`rows of column ${i}`, column.length, numRows));

  const inputs: Inputs = {
    position: [],
    settings: shiftedSettings(given.settings, given.origin, given.offset),
    columns: given.columns,
  };
  const rowNodes = reachableNodes(derivedColumns);
  const isOfRow = (node: Node): boolean => (graph.dependencies(node) & Dependency.column) !== 0;
  const fixed = rowNodes.filter((node) => !isOfRow(node));
  const values = new Float64Array(graph.size);
  evaluateNodes(graph, fixed, inputs).forEach((value, i) => (values[fixed[i].id] = value));
  const columns = derivedColumns.map(() => new Float64Array(numRows));
  const inRow = rowNodes.filter(isOfRow);
  for (let row = 0; row < numRows; row++) {
    for (const node of inRow) values[node.id] = valueInRow(node, values, given.columns, row);
    derivedColumns.forEach((node, i) => (columns[i][row] = values[node.id]));
  }
  return { numRows, settings: evaluateNodes(graph, derivedSettings, inputs), columns };
}

function valueInRow(
  node: Node,
  values: Float64Array,
  columns: readonly ArrayLike<number>[],
  row: number,
): number {
  switch (node.kind) {
    case "column":
      return columns[node.index][row];
    case "unary":
      return unaryFunctions[node.operation](values[node.operand.id]);
    case "binary":
      return binaryFunctions[node.operation](values[node.left.id], values[node.right.id]);
    case "select":
      return values[values[node.condition.id] !== 0 ? node.ifTrue.id : node.ifFalse.id];
    case "constant":
    case "setting":
    case "parameter":
    case "rowSum":
      throw new Error(`node ${node.id} (${node.kind}) does not differ from row to row`);
  }
}
