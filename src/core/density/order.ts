/**
 * The order in which the values of some nodes are worked out: what is needed before the loop over the data
 * rows, what in each row, and what after it. All row sums share the one loop. Every backend follows it.
 */
import type { Graph } from "./graph";
import { Dependency } from "./graph";
import type { Node, RowSumNode } from "./node";
import { operandsOf } from "./node";

export interface EvaluationOrder {
  /** Constants and all that depends on settings alone: needed once for all positions. */
  readonly settingNodes: readonly Node[];
  /** Depends on parameters, not on data. */
  readonly beforeRows: readonly Node[];
  /** Depends on the row and nothing else but constants and settings: the same for all positions. */
  readonly dataNodes: readonly Node[];
  /** Depends on the row and on parameters. */
  readonly inRows: readonly Node[];
  /** Their terms are added up at the end of each row. */
  readonly rowSums: readonly RowSumNode[];
  /** Depends on a row sum. */
  readonly afterRows: readonly Node[];
}

/** All nodes that the roots are made of, themselves included, operands before users. */
export function reachableNodes(roots: readonly Node[]): Node[] {
  const found = new Map<number, Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node.id)) continue;
    found.set(node.id, node);
    waiting.push(...operandsOf(node));
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

/**
 * Each list is in topological order, and so are the lists one after the other (settingNodes, beforeRows; then
 * for each row dataNodes, inRows, and the rowSums' terms added; then afterRows).
 * @throws RangeError where a root depends on a data column outside of any row sum
 */
export function evaluationOrder(graph: Graph, roots: readonly Node[]): EvaluationOrder {
  for (const root of roots) {
    if (graph.dependencies(root) & Dependency.column) {
      throw new RangeError(
        "a data column stands outside of any sum over rows; expected it inside a rowSum, where there is a row",
      );
    }
  }
  const settingNodes: Node[] = [];
  const beforeRows: Node[] = [];
  const dataNodes: Node[] = [];
  const inRows: Node[] = [];
  const rowSums: RowSumNode[] = [];
  const afterRows: Node[] = [];
  for (const node of reachableNodes(roots)) {
    const dependencies = graph.dependencies(node);
    const dependsOnParameter = (dependencies & Dependency.parameter) !== 0;
    if (node.kind === "rowSum") rowSums.push(node);
    else if (dependencies & Dependency.rowSum) afterRows.push(node);
    else if (dependencies & Dependency.column) (dependsOnParameter ? inRows : dataNodes).push(node);
    else (dependsOnParameter ? beforeRows : settingNodes).push(node);
  }
  return { settingNodes, beforeRows, dataNodes, inRows, rowSums, afterRows };
}
