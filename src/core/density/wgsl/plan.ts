import type { Density } from "../density";
import { gradientOf } from "../gradient";
import { Dependency } from "../graph";
import { operandsOf, type Node, type RowSumNode } from "../node";
import { reachableNodes } from "../order";
import { shiftOrigin } from "./shiftOrigin";

/**
 * Which part of an expression is worked out where. What holds no parameter is derived beforehand, in float64; the
 * rest is float32, in the order beforeRows, inRows (for each row), afterRows; operands come before users.
 */
export interface Float32Plan {
  /** Of positions relative to an origin (see `shiftOrigin`). */
  readonly shifted: Density;
  /** The log density, and its derivatives where they are wanted. */
  readonly roots: readonly Node[];
  /** Nodes without parameters that the rest uses, constants left out. */
  readonly derivedSettings: readonly Node[];
  /** The same, as far as they differ from row to row. */
  readonly derivedColumns: readonly Node[];
  readonly beforeRows: readonly Node[];
  readonly inRows: readonly Node[];
  readonly rowSums: readonly RowSumNode[];
  readonly afterRows: readonly Node[];
}

/** Plans a density of positions relative to an origin, and where it is wanted its gradient. */
export function planFloat32(density: Density, withGradient = false): Float32Plan {
  const shifted = shiftOrigin(density);
  const { graph, logDensity, numParameters } = shifted;
  const gradient = withGradient ? gradientOf(graph, logDensity, numParameters) : [];
  return planRoots(shifted, [logDensity, ...gradient]);
}

/** What of some roots is worked out where; positions are relative to an origin already. */
export function planRoots(shifted: Density, roots: readonly Node[]): Float32Plan {
  const { graph } = shifted;
  const isOfRow = (node: Node): boolean => (graph.dependencies(node) & Dependency.column) !== 0;
  const isFixed = (node: Node): boolean => (graph.dependencies(node) & Dependency.parameter) === 0;
  const isAfter = (node: Node): boolean => (graph.dependencies(node) & Dependency.rowSum) !== 0;

  const found = new Set<Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (!isFixed(node)) waiting.push(...operandsOf(node));
  }
  const nodes = [...found].sort((a, b) => a.id - b.id);
  const derived = nodes.filter((node) => isFixed(node) && node.kind !== "constant");
  const worked = nodes.filter((node) => !isFixed(node));
  return {
    shifted,
    roots,
    derivedSettings: derived.filter((node) => !isOfRow(node)),
    derivedColumns: derived.filter(isOfRow),
    beforeRows: worked.filter((node) => !isOfRow(node) && !isAfter(node)),
    inRows: worked.filter(isOfRow),
    rowSums: worked.filter((node) => node.kind === "rowSum"),
    afterRows: worked.filter((node) => isAfter(node) && node.kind !== "rowSum"),
  };
}

/** The part of a plan that some of its roots need; derived inputs stay where they are. */
export function partOfPlan(plan: Float32Plan, roots: readonly Node[]): Float32Plan {
  const needed = new Set(reachableNodes(roots));
  const isNeeded = (node: Node): boolean => needed.has(node);
  return {
    ...plan,
    roots,
    beforeRows: plan.beforeRows.filter(isNeeded),
    inRows: plan.inRows.filter(isNeeded),
    rowSums: plan.rowSums.filter(isNeeded),
    afterRows: plan.afterRows.filter(isNeeded),
  };
}

/** What the nodes of a plan are made of, and its roots. */
export function usedBy({ roots, beforeRows, inRows, rowSums, afterRows }: Float32Plan): ReadonlySet<Node> {
  return new Set([...roots, ...[...beforeRows, ...inRows, ...rowSums, ...afterRows].flatMap(operandsOf)]);
}
