import type { Graph } from "./graph";
import type { Guard } from "./guards";
import { commonGuard, liftValue } from "./guards";
import type { Node } from "./node";

/** The derivative of the root by a node, and the branches within which it counts. */
export interface Adjoint {
  readonly guard: Guard | null;
  readonly value: Node;
}

/** What the users of each node have handed down to it so far. */
export type Contributions = Map<number, Adjoint[]>;

export function contribute(contributions: Contributions, to: Node, adjoint: Adjoint): void {
  // Not a rewriting of 0 * x: a derivative that is 0 everywhere.
  if (adjoint.value.kind === "constant" && adjoint.value.value === 0) return;
  const list = contributions.get(to.id);
  if (list) list.push(adjoint);
  else contributions.set(to.id, [adjoint]);
}

/** The sum of a node's contributions, within the innermost guard that they share; null where there are none. */
export function collect(graph: Graph, contributions: Contributions, node: Node): Adjoint | null {
  const list = contributions.get(node.id);
  if (!list) return null;
  contributions.delete(node.id);
  const byGuard = new Map<Guard | null, Node>();
  for (const { guard, value } of list) {
    const sum = byGuard.get(guard);
    byGuard.set(guard, sum ? graph.add(sum, value) : value);
  }
  const groups = [...byGuard].map(([guard, value]): Adjoint => ({ guard, value }));
  return groups.reduce((first, second) => merge(graph, first, second));
}

function merge(graph: Graph, first: Adjoint, second: Adjoint): Adjoint {
  const [a, b] = [first.guard, second.guard];
  // The two branches of one select.
  if (a && b && a !== b && a.parent === b.parent && a.condition === b.condition) {
    const [yes, no] = a.whenTrue ? [first, second] : [second, first];
    return { guard: a.parent, value: graph.select(a.condition, yes.value, no.value) };
  }
  const guard = commonGuard(a, b);
  return {
    guard,
    value: graph.add(liftValue(graph, first.value, a, guard), liftValue(graph, second.value, b, guard)),
  };
}
