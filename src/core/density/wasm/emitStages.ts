import type { BinaryNode, Node, SelectNode, UnaryNode } from "../node";
import type { Stages } from "./stages";

/** What one kind of code (scalar, vectors) makes of nodes. `V` is a value of it, consumed once unless kept. */
export interface Backend<V> {
  constant(value: number): V;
  /** A node that is read: a parameter, or what was worked out beforehand. */
  given(node: Node): V;
  /** The value of one operation; operands come from `valueOf`. */
  emit(node: UnaryNode | BinaryNode | SelectNode, valueOf: (node: Node) => V): V;
  /** Evaluates now, for any number of reads. */
  keep(value: V): V;
  /**
   * Places the loop over the rows.
   * @param inRow places what is done in a row, and gives the function that a term's value then comes from; to be
   *   called for each row that the loop's body works on
   * @returns the sum of each term
   */
  sumRows(terms: readonly Node[], inRow: () => (node: Node) => V): readonly V[];
}

/**
 * Places code that works out the roots.
 * @param useRow takes the values of the row roots, at the end of each row
 * @returns the values of the roots, kept
 */
export function emitStages<V>(
  stages: Stages,
  backend: Backend<V>,
  useRow?: (values: readonly V[]) => void,
): readonly V[] {
  const values = new Map<Node, V>();

  const valueOf = (node: Node): V => {
    const value = values.get(node);
    if (value !== undefined) return value;
    if (node.kind === "constant") return backend.constant(node.value);
    if (node.kind === "unary" || node.kind === "binary" || node.kind === "select") {
      return backend.emit(node, valueOf);
    }
    throw new Error(`node ${node.id} (${node.kind}) is used before its value is there`);
  };
  const workOut = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (stages.kept.has(node)) values.set(node, backend.keep(valueOf(node)));
    }
  };
  const read = (nodes: readonly Node[]): void => {
    for (const node of nodes) values.set(node, backend.keep(backend.given(node)));
  };

  read(stages.given);
  workOut(stages.beforeRows);
  if (stages.rowSums.length > 0 || stages.rowRoots.length > 0) {
    const terms = stages.rowSums.map((node) => node.term);
    const sums = backend.sumRows(terms, () => {
      for (const node of stages.inRows) values.delete(node);
      read(stages.givenInRow);
      workOut(stages.inRows);
      useRow?.(stages.rowRoots.map(valueOf));
      return valueOf;
    });
    stages.rowSums.forEach((node, i) => values.set(node, sums[i]));
  }
  workOut(stages.afterRows);
  return stages.roots.map((root) => backend.keep(valueOf(root)));
}
