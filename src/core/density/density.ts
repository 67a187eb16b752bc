import type { Graph } from "./graph";
import { Dependency } from "./graph";
import type { Node } from "./node";
import { reachableNodes } from "./order";

/** A log density as an expression, with the names of what it takes. */
export interface Density {
  readonly graph: Graph;
  readonly numParameters: number;
  readonly parameterNames: readonly string[];
  readonly settingNames: readonly string[];
  readonly columnNames: readonly string[];
  /** log density, up to a constant. */
  readonly logDensity: Node;
}

/**
 * Checks that an expression makes a density.
 * @throws RangeError where a parameter, setting or column has no name, where a column stands outside of any
 *   sum over rows, or where there are sums over rows but no columns
 */
export function createDensity(parts: {
  readonly graph: Graph;
  readonly parameterNames: readonly string[];
  readonly settingNames?: readonly string[];
  readonly columnNames?: readonly string[];
  readonly logDensity: Node;
}): Density {
  const { graph, parameterNames, settingNames = [], columnNames = [], logDensity } = parts;
  const names = { parameter: parameterNames, setting: settingNames, column: columnNames };
  const outside = graph.dependencies(logDensity) & Dependency.column;
  for (const node of reachableNodes([logDensity])) {
    if (node.kind === "parameter" || node.kind === "setting" || node.kind === "column") {
      const { length } = names[node.kind];
      if (node.index >= length) {
        throw new RangeError(
          `${node.kind} index = ${node.index}; expected below ${length}: ${listOf(names[node.kind])}`,
        );
      }
    }
    if (node.kind === "column" && outside) {
      throw new RangeError(
        `column ${columnNames[node.index]} stands outside of any sum over rows; expected it inside a rowSum`,
      );
    }
    if (node.kind === "rowSum" && columnNames.length === 0) {
      throw new RangeError("a sum over rows, and 0 data columns; expected at least one column");
    }
  }
  return {
    graph,
    numParameters: parameterNames.length,
    parameterNames,
    settingNames,
    columnNames,
    logDensity,
  };
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? "(none)" : names.join(", ");
}
