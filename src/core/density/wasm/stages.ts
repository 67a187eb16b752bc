import { Dependency, type Graph } from "../graph";
import { operandsOf, type Node, type RowSumNode } from "../node";

/**
 * What is worked out when: before the loop over the rows, in each row, after it. Operands come before users, in
 * each list and over the lists.
 */
export interface Stages {
  readonly roots: readonly Node[];
  /** What is not worked out here but read, constants left out; and the same for what differs from row to row. */
  readonly given: readonly Node[];
  readonly givenInRow: readonly Node[];
  readonly beforeRows: readonly Node[];
  readonly inRows: readonly Node[];
  /** The sums, and roots, that make the loop over the rows necessary. */
  readonly rowSums: readonly RowSumNode[];
  readonly rowRoots: readonly Node[];
  readonly afterRows: readonly Node[];
  /** Nodes whose value is in a local, all that are given too. The others are part of their one user's expression. */
  readonly kept: ReadonlySet<Node>;
}

/** Deeper expressions are cut, since placing one is recursive. */
const DEEPEST_EXPRESSION = 32;

type Stage = "beforeRows" | "inRows" | "afterRows";

function stageOf(graph: Graph, node: Node): Stage {
  const dependencies = graph.dependencies(node);
  if (dependencies & Dependency.column) return "inRows";
  return dependencies & Dependency.rowSum ? "afterRows" : "beforeRows";
}

/** The roots and what they are made of, as far as the nodes that are given; operands before users. */
function reach(roots: readonly Node[], isGiven: (node: Node) => boolean): Node[] {
  const found = new Set<Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (!isGiven(node)) waiting.push(...operandsOf(node));
  }
  return [...found].sort((a, b) => a.id - b.id);
}

/**
 * @param roots what is wanted after the loop
 * @param rowRoots what is wanted in each row
 * @param isGiven whether a node is read, not worked out; constants are always given
 */
export function stagesOf(
  graph: Graph,
  roots: readonly Node[],
  rowRoots: readonly Node[],
  isGiven: (node: Node) => boolean,
): Stages {
  const nodes = reach([...roots, ...rowRoots], (node) => node.kind === "constant" || isGiven(node));
  const given = nodes.filter((node) => node.kind !== "constant" && isGiven(node));
  const worked = nodes.filter((node) => node.kind !== "constant" && !isGiven(node));
  const inStage = (list: readonly Node[], stage: Stage): Node[] =>
    list.filter((node) => node.kind !== "rowSum" && stageOf(graph, node) === stage);
  return {
    roots,
    given: given.filter((node) => stageOf(graph, node) !== "inRows"),
    givenInRow: given.filter((node) => stageOf(graph, node) === "inRows"),
    beforeRows: inStage(worked, "beforeRows"),
    inRows: inStage(worked, "inRows"),
    rowSums: worked.filter((node) => node.kind === "rowSum"),
    rowRoots,
    afterRows: inStage(worked, "afterRows"),
    kept: new Set([...given, ...keptNodes(graph, worked, roots, rowRoots)]),
  };
}

function keptNodes(
  graph: Graph,
  worked: readonly Node[],
  roots: readonly Node[],
  rowRoots: readonly Node[],
): Set<Node> {
  const kept = new Set<Node>();
  const users = new Map<Node, number>();
  const use = (node: Node, stage: Stage): void => {
    if (node.kind === "constant") return;
    const count = (users.get(node) ?? 0) + 1;
    users.set(node, count);
    if (count > 1 || stageOf(graph, node) !== stage) kept.add(node);
  };
  for (const node of worked) {
    // The term of a sum is used in each row, its value after the last.
    const stage = node.kind === "rowSum" ? "inRows" : stageOf(graph, node);
    for (const operand of operandsOf(node)) use(operand, stage);
  }
  for (const node of roots) use(node, "afterRows");
  for (const node of rowRoots) use(node, "inRows");

  const depths = new Map<Node, number>();
  for (const node of worked) {
    const below = operandsOf(node).map((operand) => (kept.has(operand) ? 0 : (depths.get(operand) ?? 0)));
    const depth = 1 + Math.max(0, ...below);
    if (depth > DEEPEST_EXPRESSION) kept.add(node);
    depths.set(node, kept.has(node) ? 0 : depth);
  }
  return kept;
}
