import type { Density } from "../density";
import { Dependency, Graph } from "../graph";
import { operandsOf, type Node } from "../node";
import { reachableNodes } from "../order";

/**
 * A node in two forms of the same value: as it stands, and as `base` + `delta`, where the base holds no parameter
 * and so is worked out once, in float64. Null is 0.
 */
interface Split {
  readonly whole: Node;
  readonly base: Node | null;
  readonly delta: Node | null;
}

/** The settings that `shiftOrigin` adds behind the density's own: the origin's coordinates, then the offset. */
export function shiftedSettings(
  settings: ArrayLike<number>,
  origin: ArrayLike<number>,
  offset: number,
): Float64Array {
  return Float64Array.from([...Array.from(settings), ...Array.from(origin), offset]);
}

/**
 * The same density for positions that are given as differences from an origin, without an offset: float32 rounds
 * at a number's size, and what parameters and data have in common is none of the density's business. Sums are
 * taken apart so that what holds no parameter stands together, (origin + d) - setting as d + (origin - setting),
 * and squares within sums over rows as well: (d + b)^2 as b^2 + d (d + 2 b), where b^2 is summed beforehand.
 * @returns a density of a graph of its own, with the settings of `shiftedSettings`
 */
export function shiftOrigin(density: Density): Density {
  const { numParameters, settingNames, parameterNames } = density;
  const graph = new Graph();
  const splits = new Map<Node, Split>();
  const splitOf = (node: Node): Split => {
    const split = splits.get(node);
    if (!split) throw new Error(`node ${node.id} (${node.kind}) has no place in the order`);
    return split;
  };
  for (const node of reachableNodes([density.logDensity])) {
    splits.set(node, splitNode(graph, node, operandsOf(node).map(splitOf), settingNames.length));
  }
  const { base, delta } = splitOf(density.logDensity);
  const offset = graph.setting(settingNames.length + numParameters);
  return {
    graph,
    numParameters,
    parameterNames,
    settingNames: [...settingNames, ...parameterNames.map((name) => `origin of ${name}`), "offset"],
    columnNames: density.columnNames,
    logDensity: together(graph, base ? graph.subtract(base, offset) : graph.negate(offset), delta),
  };
}

function together(graph: Graph, base: Node | null, delta: Node | null): Node {
  if (!base || !delta) return base ?? delta ?? graph.constant(0);
  return graph.add(delta, base);
}

function isFixed(graph: Graph, node: Node): boolean {
  return (graph.dependencies(node) & Dependency.parameter) === 0;
}

function splitNode(graph: Graph, node: Node, operands: readonly Split[], numSettings: number): Split {
  const fixed = (whole: Node): Split => ({ whole, base: whole, delta: null });
  const apart = (base: Node | null, delta: Node | null): Split => ({
    whole: together(graph, base, delta),
    base,
    delta,
  });
  const asItStands = (whole: Node): Split =>
    isFixed(graph, whole) ? fixed(whole) : { whole, base: null, delta: whole };
  const [a, b] = operands;
  const both = (x: Node | null, y: Node | null, combine: (x: Node, y: Node) => Node): Node | null =>
    x && y ? combine(x, y) : (x ?? y);
  /** A factor without parameters times a node. */
  const scaled = (factor: Node, { whole, base, delta }: Split): Split =>
    isFixed(graph, whole)
      ? fixed(graph.multiply(factor, whole))
      : {
          whole: graph.multiply(factor, whole),
          base: base && graph.multiply(factor, base),
          delta: delta && graph.multiply(factor, delta),
        };

  switch (node.kind) {
    case "constant":
      return fixed(graph.constant(node.value));
    case "setting":
      return fixed(graph.setting(node.index));
    case "column":
      return fixed(graph.column(node.index));
    case "parameter":
      return apart(graph.setting(numSettings + node.index), graph.parameter(node.index));
    case "select":
      return asItStands(graph.select(a.whole, b.whole, operands[2].whole));
    case "rowSum":
      return splitSum(graph, a, apart);
    case "unary":
      if (node.operation === "negate" && !isFixed(graph, a.whole)) {
        return apart(a.base && graph.negate(a.base), a.delta && graph.negate(a.delta));
      }
      return asItStands(graph.unary(node.operation, a.whole));
    case "binary": {
      if (isFixed(graph, a.whole) && isFixed(graph, b.whole)) {
        return fixed(graph.binary(node.operation, a.whole, b.whole));
      }
      switch (node.operation) {
        case "add":
          return apart(
            both(a.base, b.base, (x, y) => graph.add(x, y)),
            both(a.delta, b.delta, (x, y) => graph.add(x, y)),
          );
        case "subtract":
          return apart(difference(graph, a.base, b.base), difference(graph, a.delta, b.delta));
        case "multiply":
          if (isFixed(graph, a.whole)) return scaled(a.whole, b);
          if (isFixed(graph, b.whole)) return scaled(b.whole, a);
          return node.left === node.right ? squared(graph, a) : asItStands(graph.multiply(a.whole, b.whole));
        case "divide":
          if (isFixed(graph, b.whole)) return scaled(graph.divide(1, b.whole), a);
          return asItStands(graph.divide(a.whole, b.whole));
        case "power":
        case "min":
        case "max":
        case "less":
        case "lessOrEqual":
        case "equal":
          return asItStands(graph.binary(node.operation, a.whole, b.whole));
      }
    }
  }
}

function difference(graph: Graph, x: Node | null, y: Node | null): Node | null {
  if (!y) return x;
  return x ? graph.subtract(x, y) : graph.negate(y);
}

function squared(graph: Graph, { whole, base, delta }: Split): Split {
  const square = graph.multiply(whole, whole);
  const isOfRow = base !== null && (graph.dependencies(base) & Dependency.column) !== 0;
  if (!base || !delta || !isOfRow) return { whole: square, base: null, delta: square };
  const gain = graph.multiply(delta, graph.add(delta, graph.multiply(2, base)));
  return { whole: square, base: graph.multiply(base, base), delta: gain };
}

function splitSum(graph: Graph, term: Split, apart: (base: Node | null, delta: Node | null) => Split): Split {
  const base = term.base && graph.rowSum(term.base);
  if (!term.delta) return apart(base, null);
  const isOfRow = (graph.dependencies(term.delta) & Dependency.column) !== 0;
  // What is the same in every row needs no loop.
  if (!isOfRow) return apart(base, graph.multiply(graph.rowSum(1), term.delta));
  const isNegated = term.delta.kind === "unary" && term.delta.operation === "negate";
  return apart(
    base,
    isNegated ? graph.negate(graph.rowSum(operandsOf(term.delta)[0])) : graph.rowSum(term.delta),
  );
}
