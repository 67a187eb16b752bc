/**
 * A graph of expression nodes: every node is made here, and equal subexpressions are one node. What a method
 * gives may be a simpler node with the same value, bit for bit (simplify.ts). Operands may be plain numbers.
 */
import type { BinaryOperation, Node, UnaryOperation } from "./node";
import { simplifyBinary, simplifyUnary } from "./simplify";

/** A node of the same graph, or a number that becomes a constant. */
export type Operand = Node | number;

/** What a node's value depends on, as bits of `Graph.dependencies`. */
export const Dependency = { parameter: 1, setting: 2, column: 4, rowSum: 8 } as const;

const COMMUTATIVE: ReadonlySet<BinaryOperation> = new Set(["add", "multiply", "min", "max", "equal"]);

/** As in: { ...unplaced, id }. A node before it has its place in the graph. */
type Unplaced<T> = T extends Node ? Omit<T, "id"> : never;

export class Graph {
  readonly #nodes: Node[] = [];
  readonly #dependencies: number[] = [];
  readonly #byKey = new Map<string, Node>();

  /** Number of nodes made so far; all ids are below it. */
  get size(): number {
    return this.#nodes.length;
  }

  /** What the node's value depends on: a sum of `Dependency` values. A row sum no longer depends on columns. */
  dependencies(node: Node): number {
    this.#mustOwn(node, "node");
    return this.#dependencies[node.id];
  }

  constant(value: number): Node {
    const text = Object.is(value, -0) ? "-0" : String(value);
    return this.#place(`constant ${text}`, { kind: "constant", value }, 0);
  }

  /** @throws RangeError unless the index is a whole number from 0 up */
  parameter(index: number): Node {
    mustBeIndex(index, "parameter");
    return this.#place(`parameter ${index}`, { kind: "parameter", index }, Dependency.parameter);
  }

  /** @throws RangeError unless the index is a whole number from 0 up */
  setting(index: number): Node {
    mustBeIndex(index, "setting");
    return this.#place(`setting ${index}`, { kind: "setting", index }, Dependency.setting);
  }

  /** @throws RangeError unless the index is a whole number from 0 up */
  column(index: number): Node {
    mustBeIndex(index, "column");
    return this.#place(`column ${index}`, { kind: "column", index }, Dependency.column);
  }

  unary(operation: UnaryOperation, x: Operand): Node {
    const operand = this.#asNode(x, operation);
    const simpler = simplifyUnary(this, operation, operand);
    if (simpler) return simpler;
    const dependencies = this.#dependencies[operand.id];
    return this.#place(`${operation} ${operand.id}`, { kind: "unary", operation, operand }, dependencies);
  }

  binary(operation: BinaryOperation, x: Operand, y: Operand): Node {
    let left = this.#asNode(x, operation);
    let right = this.#asNode(y, operation);
    if (COMMUTATIVE.has(operation) && standsAfter(left, right)) [left, right] = [right, left];
    const simpler = simplifyBinary(this, operation, left, right);
    if (simpler) return simpler;
    const dependencies = this.#dependencies[left.id] | this.#dependencies[right.id];
    const key = `${operation} ${left.id} ${right.id}`;
    return this.#place(key, { kind: "binary", operation, left, right }, dependencies);
  }

  /** `ifTrue` where the condition is not 0, else `ifFalse`; the other's value does not count, also where it is NaN. */
  select(condition: Operand, ifTrue: Operand, ifFalse: Operand): Node {
    const test = this.#asNode(condition, "select");
    const yes = this.#asNode(ifTrue, "select");
    const no = this.#asNode(ifFalse, "select");
    if (test.kind === "constant") return test.value !== 0 ? yes : no;
    if (yes === no) return yes;
    const dependencies = this.#dependencies[test.id] | this.#dependencies[yes.id] | this.#dependencies[no.id];
    return this.#place(
      `select ${test.id} ${yes.id} ${no.id}`,
      { kind: "select", condition: test, ifTrue: yes, ifFalse: no },
      dependencies,
    );
  }

  /**
   * The sum of a term over all data rows.
   * @throws RangeError where the term holds a sum over rows already
   */
  rowSum(term: Operand): Node {
    const node = this.#asNode(term, "rowSum");
    const inside = this.#dependencies[node.id];
    if (inside & Dependency.rowSum) {
      throw new RangeError("rowSum: its term holds a sum over rows; expected sums side by side, not nested");
    }
    const dependencies = (inside & ~Dependency.column) | Dependency.rowSum;
    return this.#place(`rowSum ${node.id}`, { kind: "rowSum", term: node }, dependencies);
  }

  negate(x: Operand): Node {
    return this.unary("negate", x);
  }
  exp(x: Operand): Node {
    return this.unary("exp", x);
  }
  log(x: Operand): Node {
    return this.unary("log", x);
  }
  log1p(x: Operand): Node {
    return this.unary("log1p", x);
  }
  expm1(x: Operand): Node {
    return this.unary("expm1", x);
  }
  sqrt(x: Operand): Node {
    return this.unary("sqrt", x);
  }
  abs(x: Operand): Node {
    return this.unary("abs", x);
  }
  floor(x: Operand): Node {
    return this.unary("floor", x);
  }
  sin(x: Operand): Node {
    return this.unary("sin", x);
  }
  cos(x: Operand): Node {
    return this.unary("cos", x);
  }
  tanh(x: Operand): Node {
    return this.unary("tanh", x);
  }
  logGamma(x: Operand): Node {
    return this.unary("logGamma", x);
  }
  digamma(x: Operand): Node {
    return this.unary("digamma", x);
  }
  add(x: Operand, y: Operand): Node {
    return this.binary("add", x, y);
  }
  subtract(x: Operand, y: Operand): Node {
    return this.binary("subtract", x, y);
  }
  multiply(x: Operand, y: Operand): Node {
    return this.binary("multiply", x, y);
  }
  divide(x: Operand, y: Operand): Node {
    return this.binary("divide", x, y);
  }
  power(x: Operand, y: Operand): Node {
    return this.binary("power", x, y);
  }
  min(x: Operand, y: Operand): Node {
    return this.binary("min", x, y);
  }
  max(x: Operand, y: Operand): Node {
    return this.binary("max", x, y);
  }
  less(x: Operand, y: Operand): Node {
    return this.binary("less", x, y);
  }
  lessOrEqual(x: Operand, y: Operand): Node {
    return this.binary("lessOrEqual", x, y);
  }
  equal(x: Operand, y: Operand): Node {
    return this.binary("equal", x, y);
  }

  #asNode(operand: Operand, where: string): Node {
    if (typeof operand === "number") return this.constant(operand);
    this.#mustOwn(operand, where);
    return operand;
  }

  #mustOwn(node: Node, where: string): void {
    if (this.#nodes[node.id] !== node) {
      throw new TypeError(
        `${where}: node ${node.id} (${node.kind}) is of another graph; expected this graph's`,
      );
    }
  }

  #place(key: string, unplaced: Unplaced<Node>, dependencies: number): Node {
    const known = this.#byKey.get(key);
    if (known) return known;
    const node: Node = { id: this.#nodes.length, ...unplaced };
    this.#nodes.push(node);
    this.#dependencies.push(dependencies);
    this.#byKey.set(key, node);
    return node;
  }
}

/** The order in which commutative operations keep their operands: constants first, then by id. */
function standsAfter(left: Node, right: Node): boolean {
  if ((left.kind === "constant") !== (right.kind === "constant")) return right.kind === "constant";
  return left.id > right.id;
}

function mustBeIndex(index: number, what: string): void {
  if (!Number.isInteger(index) || index < 0) {
    throw new RangeError(`${what} index = ${index}; expected a whole number from 0 up`);
  }
}
