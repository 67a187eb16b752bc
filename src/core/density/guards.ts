import type { Graph } from "./graph";
import type { Node } from "./node";

/**
 * The branches within which a node's derivative counts, innermost first. A branch that is not chosen may be NaN
 * or infinite inside, and 0 times that is NaN: so a derivative is not multiplied by 0 but masked by a select,
 * once, where it leaves the branch. Equal guards are one object.
 */
export interface Guard {
  readonly parent: Guard | null;
  readonly condition: Node;
  /** The derivative counts where the condition is true, or where it is not. */
  readonly whenTrue: boolean;
  readonly depth: number;
  /** Branches already entered from here. */
  readonly children: Map<string, Guard>;
}

/** The root of all guards: no branch entered. */
export interface GuardRoot {
  readonly children: Map<string, Guard>;
}

export function enterBranch(
  root: GuardRoot,
  parent: Guard | null,
  condition: Node,
  whenTrue: boolean,
): Guard {
  const { children } = parent ?? root;
  const key = `${condition.id} ${whenTrue}`;
  let guard = children.get(key);
  if (!guard) {
    guard = { parent, condition, whenTrue, depth: (parent?.depth ?? 0) + 1, children: new Map() };
    children.set(key, guard);
  }
  return guard;
}

/** The innermost guard that both are within. */
export function commonGuard(first: Guard | null, second: Guard | null): Guard | null {
  let [a, b] = [first, second];
  while (a !== b) {
    if ((a?.depth ?? 0) >= (b?.depth ?? 0)) a = a?.parent ?? null;
    else b = b?.parent ?? null;
  }
  return a;
}

/** A node that is 1 (or at least not 0) where all branches of the guard are chosen, and 0 elsewhere. */
function isInside(graph: Graph, guard: Guard): Node {
  const outer: Node | number = guard.parent ? isInside(graph, guard.parent) : 1;
  if (guard.whenTrue && outer === 1) return guard.condition;
  return guard.whenTrue ? graph.select(guard.condition, outer, 0) : graph.select(guard.condition, 0, outer);
}

/** A value that counts within `guard`, as one that counts within `target`: 0 where the guard is not chosen. */
export function liftValue(graph: Graph, value: Node, guard: Guard | null, target: Guard | null): Node {
  if (!guard || guard === target) return value;
  if (guard.parent === target) {
    return guard.whenTrue ? graph.select(guard.condition, value, 0) : graph.select(guard.condition, 0, value);
  }
  return graph.select(isInside(graph, guard), value, 0);
}
