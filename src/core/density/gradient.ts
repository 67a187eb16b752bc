/**
 * Gradients by reverse-mode differentiation. The result is nodes of the same graph, so that value and gradient
 * share what they have in common. Its size is a small multiple of the expression's (of each row sum's term,
 * where row sums enter the result with different factors). Without any data rows, what stands in a row sum but
 * does not change from row to row gets 0 times its derivative.
 *
 * Conventions where a derivative does not exist: abs has 0 at 0, floor and comparisons have 0 everywhere. Where
 * the operands of min or max are equal, min hands down to `left` of the node (a constant, or the node made first)
 * and max to `right`, so that both operands of a pair min(a, b), max(a, b) have their share.
 */
import { collect, contribute, type Contributions } from "./adjoints";
import type { Graph } from "./graph";
import { Dependency } from "./graph";
import type { Guard, GuardRoot } from "./guards";
import { enterBranch, liftValue } from "./guards";
import type { Node } from "./node";
import { reachableNodes } from "./order";
import { handDown } from "./partials";

/** The sweep through the terms of the row sums that have the same factor in the result. */
interface RowSweep {
  readonly guard: Guard | null;
  /** Derivative of the root by the row sum; it stays outside of the loop. */
  readonly factor: Node;
  readonly guards: GuardRoot;
  readonly contributions: Contributions;
}

/**
 * The derivatives of `root` by parameters 0 to numParameters - 1.
 * @throws RangeError where the root depends on a parameter beyond those, or on a column outside of a row sum
 * @throws TypeError where it holds digamma of a parameter (a gradient of a gradient)
 */
export function gradientOf(graph: Graph, root: Node, numParameters: number): Node[] {
  if (graph.dependencies(root) & Dependency.column) {
    throw new RangeError(
      "gradient: a data column stands outside of any sum over rows; expected it in a rowSum",
    );
  }
  const gradient = Array.from({ length: numParameters }, () => graph.constant(0));
  const guards: GuardRoot = { children: new Map() };
  const contributions: Contributions = new Map();
  const sweeps: RowSweep[] = [];
  contribute(contributions, root, { guard: null, value: graph.constant(1) });

  // Users have higher ids than operands: when a node's turn comes, all its contributions are there.
  for (const node of reachableNodes([root]).reverse()) {
    const dependencies = graph.dependencies(node);
    if (!(dependencies & Dependency.parameter)) continue;
    const isInRow = (dependencies & Dependency.column) !== 0;
    for (const sweep of sweeps) {
      const inRow = collect(graph, sweep.contributions, node);
      if (!inRow) continue;
      if (isInRow) {
        handDown(graph, node, inRow, sweep);
      } else {
        // The same in every row: the derivatives of all rows add up.
        const sum = graph.rowSum(liftValue(graph, inRow.value, inRow.guard, null));
        // Where no row chose the branch that leads here the sum is 0, and what is below may be NaN.
        const isBehindBranch = inRow.guard !== null && node.kind !== "parameter";
        const guard = isBehindBranch ? enterBranch(guards, sweep.guard, sum, true) : sweep.guard;
        contribute(contributions, node, { guard, value: graph.multiply(sweep.factor, sum) });
      }
    }
    if (isInRow) continue;
    const adjoint = collect(graph, contributions, node);
    if (!adjoint) continue;
    if (node.kind === "parameter") {
      if (node.index >= numParameters) {
        throw new RangeError(`gradient: parameter index = ${node.index}; expected below ${numParameters}`);
      }
      gradient[node.index] = liftValue(graph, adjoint.value, adjoint.guard, null);
    } else if (node.kind === "rowSum") {
      const { guard, value: factor } = adjoint;
      let sweep = sweeps.find((other) => other.guard === guard && other.factor === factor);
      if (!sweep) {
        sweep = { guard, factor, guards: { children: new Map() }, contributions: new Map() };
        sweeps.push(sweep);
      }
      contribute(sweep.contributions, node.term, { guard: null, value: graph.constant(1) });
    } else {
      handDown(graph, node, adjoint, { guards, contributions });
    }
  }
  return gradient;
}
