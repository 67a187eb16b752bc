/**
 * The value of expressions in float64, node by node: slow, obvious, the oracle that the backends are held to.
 */
import type { Density } from "./density";
import { gradientOf } from "./gradient";
import type { Graph } from "./graph";
import type { Node } from "./node";
import { binaryFunctions, unaryFunctions } from "./node";
import { evaluationOrder, type EvaluationOrder } from "./order";

/** What an expression takes: a value for each parameter and setting, and the data columns, all of one length. */
export interface Inputs {
  readonly position: ArrayLike<number>;
  readonly settings?: ArrayLike<number>;
  readonly columns?: readonly ArrayLike<number>[];
}

interface Program {
  readonly order: EvaluationOrder;
  readonly roots: readonly Node[];
}

/** Programs by density: an expression never changes, so its order is worked out once. */
const densityPrograms = new WeakMap<Density, Program>();
const gradientPrograms = new WeakMap<Density, Program>();

function programOf(graph: Graph, roots: readonly Node[]): Program {
  return { order: evaluationOrder(graph, roots), roots };
}

function valueOf(node: Node, values: Float64Array, inputs: Inputs, row: number): number {
  switch (node.kind) {
    case "constant":
      return node.value;
    case "parameter":
      return inputs.position[node.index];
    case "setting":
      return inputs.settings?.[node.index] ?? NaN;
    case "column":
      return inputs.columns?.[node.index][row] ?? NaN;
    case "unary":
      return unaryFunctions[node.operation](values[node.operand.id]);
    case "binary":
      return binaryFunctions[node.operation](values[node.left.id], values[node.right.id]);
    case "select":
      return values[values[node.condition.id] !== 0 ? node.ifTrue.id : node.ifFalse.id];
    case "rowSum":
      return values[node.id];
  }
}

/** @throws RangeError where the columns differ in length */
function numRowsOf(columns: readonly ArrayLike<number>[]): number {
  const numRows = columns.length === 0 ? 0 : columns[0].length;
  columns.forEach((column, index) => {
    if (column.length !== numRows) {
      throw new RangeError(
        `column ${index} has ${column.length} rows; expected ${numRows} rows, as many as column 0`,
      );
    }
  });
  return numRows;
}

function run({ order, roots }: Program, graph: Graph, inputs: Inputs): Float64Array {
  const values = new Float64Array(graph.size);
  const work = (nodes: readonly Node[], row: number): void => {
    for (const node of nodes) values[node.id] = valueOf(node, values, inputs, row);
  };
  work(order.settingNodes, 0);
  work(order.beforeRows, 0);
  if (order.rowSums.length > 0) {
    const numRows = numRowsOf(inputs.columns ?? []);
    for (let row = 0; row < numRows; row++) {
      work(order.dataNodes, row);
      work(order.inRows, row);
      for (const sum of order.rowSums) values[sum.id] += values[sum.term.id];
    }
  }
  work(order.afterRows, 0);
  return Float64Array.from(roots, (root) => values[root.id]);
}

/**
 * The values of some nodes as they are, NaN and infinities included.
 * @throws RangeError where columns differ in length, or one stands outside of any sum over rows
 */
export function evaluateNodes(graph: Graph, roots: readonly Node[], inputs: Inputs): Float64Array {
  return run(programOf(graph, roots), graph, inputs);
}

function mustFit(density: Density, { position, settings = [], columns = [] }: Inputs): void {
  const check = (what: string, given: number, names: readonly string[]): void => {
    if (given !== names.length) {
      throw new RangeError(
        `${what}: ${given} given; expected ${names.length}: ${names.join(", ") || "(none)"}`,
      );
    }
  };
  check("position", position.length, density.parameterNames);
  check("settings", settings.length, density.settingNames);
  check("columns", columns.length, density.columnNames);
  numRowsOf(columns);
}

/** NaN is outside; +Infinity stays, for it is an error of the formula. */
function withoutNaN(logDensity: number): number {
  return logDensity === logDensity ? logDensity : -Infinity;
}

/**
 * The log density; -Infinity ("outside") where its value is NaN.
 * @throws RangeError where the inputs are not those that the density names, or columns differ in length
 */
export function evaluate(density: Density, inputs: Inputs): number {
  mustFit(density, inputs);
  let program = densityPrograms.get(density);
  if (!program) {
    program = programOf(density.graph, [density.logDensity]);
    densityPrograms.set(density, program);
  }
  return withoutNaN(run(program, density.graph, inputs)[0]);
}

/**
 * The log density, the same to the bit as `evaluate`, and its gradient written to `gradient` (length: number of
 * parameters). Outside, where the log density is -Infinity, the gradient means nothing.
 * @throws RangeError as `evaluate`, and where `gradient` has another length
 */
export function evaluateWithGradient(density: Density, inputs: Inputs, gradient: Float64Array): number {
  mustFit(density, inputs);
  const { graph, logDensity, numParameters } = density;
  if (gradient.length !== numParameters) {
    throw new RangeError(`gradient: room for ${gradient.length} given; expected ${numParameters}`);
  }
  let program = gradientPrograms.get(density);
  if (!program) {
    program = programOf(graph, [logDensity, ...gradientOf(graph, logDensity, numParameters)]);
    gradientPrograms.set(density, program);
  }
  const values = run(program, graph, inputs);
  gradient.set(values.subarray(1));
  return withoutNaN(values[0]);
}
