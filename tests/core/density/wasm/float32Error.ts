/**
 * How far float32 code may be from the float64 value of a node: errors of operands are handed on by the operation's
 * slope, and each operation adds its own rounding. Infinity where no bound is known: at a jump, beside a pole, or
 * where a number leaves the range of float32.
 */
import { Dependency, evaluateNodes, type Graph, type Inputs, type Node } from "../../../../src/core/density";
import { binaryFunctions, unaryFunctions } from "../../../../src/core/density";

const U = 2 ** -24;
const SMALLEST = 2 ** -126;

interface Bounded {
  readonly value: number;
  readonly error: number;
}

const exact = (value: number): Bounded => ({ value, error: 0 });
const unknown = (value: number): Bounded => ({ value, error: Infinity });

function unaryError(operation: string, { value: x, error: e }: Bounded, value: number): number {
  const own = (units: number): number => units * U * Math.abs(value);
  switch (operation) {
    case "negate":
    case "abs":
      return e;
    case "sqrt":
      return x - e > 0 || x === 0 ? Math.sqrt(x + e) - Math.sqrt(x - e) + own(2) : Infinity;
    case "floor":
      return Math.floor(x - e) === Math.floor(x + e) ? 0 : Infinity;
    case "exp":
    case "expm1":
      return x + e > 87 || x - e < -86 ? Infinity : Math.exp(x) * Math.expm1(e) + own(4);
    case "log":
      return x - e > 2 * SMALLEST ? e / (x - e) + own(4) : Infinity;
    case "log1p":
      return 1 + x - e > 2 * SMALLEST ? e / (1 + x - e) + own(4) : Infinity;
    case "sin":
    case "cos":
      return Math.abs(x) < 1e8 ? e + 2 * U : Infinity;
    case "tanh":
      return e + own(4);
    case "logGamma":
      return x - e > 0.01 ? e * (1 / (x - e) + Math.log(1 + x + e)) + own(1) : Infinity;
    case "digamma":
      return x - e > 0.01 ? e * (1 / (x - e) + 1 / (x - e) ** 2) + own(1) : Infinity;
    default:
      throw new Error(`no error bound for ${operation}`);
  }
}

function binaryError(operation: string, left: Bounded, right: Bounded, value: number): number {
  const [x, y] = [left.value, right.value];
  const [ex, ey] = [left.error, right.error];
  const own = U * Math.abs(value);
  switch (operation) {
    case "add":
    case "subtract":
      return ex + ey + own;
    case "multiply":
      return (Math.abs(x) + ex) * ey + Math.abs(y) * ex + own;
    case "divide":
      return Math.abs(y) > 2 * ey ? (ex + Math.abs(value) * ey) / (Math.abs(y) - ey) + own : Infinity;
    case "power": {
      if (ey === 0 && Number.isInteger(y) && Math.abs(y) <= 64) {
        if (y < 0 && Math.abs(x) <= 2 * ex) return Infinity;
        const size = Math.abs(x) + (y > 0 ? ex : -ex);
        // Squares may leave the range where the power does not.
        if (size ** (2 * Math.abs(y)) > 1e37 || size ** (2 * Math.abs(y)) < 1e-36) return Infinity;
        // A setting's exponent goes through exp and log.
        const through = 2 + 2 * Math.abs(y * Math.log(Math.abs(x)));
        return Math.abs(y) * size ** (y - 1) * ex + (2 * Math.abs(y) + 4 * through) * own;
      }
      if (!(x - ex > 1e-30)) return Infinity;
      const relative = (Math.abs(y) * ex) / (x - ex) + Math.abs(Math.log(x)) * ey;
      return Math.abs(value) * Math.expm1(relative + 4 * U * (2 + 2 * Math.abs(y * Math.log(x))));
    }
    case "min":
    case "max":
      return Math.max(ex, ey);
    default:
      return Math.abs(x - y) > ex + ey ||
        (ex === 0 && ey === 0 && x === Math.fround(x) && y === Math.fround(y))
        ? 0
        : Infinity;
  }
}

/** The error bound of each root, where the position's numbers are exact in float32. */
export function errorBounds(graph: Graph, roots: readonly Node[], inputs: Required<Inputs>): Bounded[] {
  const known = new Map<Node, Bounded>();

  const compute = (node: Node, row: number): Bounded => {
    switch (node.kind) {
      case "constant":
        return { value: node.value, error: U * Math.abs(node.value) };
      case "parameter":
        return exact(inputs.position[node.index]);
      case "setting":
        return exact(inputs.settings[node.index]);
      case "column":
        return exact(inputs.columns[node.index][row]);
      case "unary": {
        const x = visit(node.operand, row);
        const value = unaryFunctions[node.operation](x.value);
        return { value, error: unaryError(node.operation, x, value) };
      }
      case "binary": {
        const [x, y] = [visit(node.left, row), visit(node.right, row)];
        const value = binaryFunctions[node.operation](x.value, y.value);
        return { value, error: binaryError(node.operation, x, y, value) };
      }
      case "select": {
        const condition = visit(node.condition, row);
        const chosen = visit(condition.value !== 0 ? node.ifTrue : node.ifFalse, row);
        const isSure = condition.error === 0 || Math.abs(condition.value) > condition.error;
        return isSure ? chosen : unknown(chosen.value);
      }
      case "rowSum": {
        let [value, error] = [0, 0];
        for (let i = 0; i < inputs.columns[0].length; i++) {
          const term = visit(node.term, i);
          value += term.value;
          error += term.error;
        }
        return { value, error: error + U * Math.abs(value) };
      }
    }
  };

  const visit = (node: Node, row: number): Bounded => {
    const dependencies = graph.dependencies(node);
    const isInRow = (dependencies & Dependency.column) !== 0;
    const before = isInRow ? undefined : known.get(node);
    if (before !== undefined) return before;
    let { value, error } = compute(node, row);
    // Without parameters it is worked out in float64, and rounded once.
    if (!(dependencies & Dependency.parameter)) error = U * Math.abs(value);
    const size = Math.abs(value) + error;
    if (!(size < 1e37)) error = Infinity;
    else if (value !== 0 || error !== 0) error += SMALLEST;
    const bounded = { value, error };
    if (!isInRow) known.set(node, bounded);
    return bounded;
  };

  const bounds = roots.map((root) => visit(root, 0));
  const truth = evaluateNodes(graph, roots, inputs);
  bounds.forEach(({ value }, i) => {
    if (!Object.is(value, truth[i]))
      throw new Error(`this test and the interpreter differ: ${value}, ${truth[i]}`);
  });
  return bounds;
}
