/**
 * One density, every backend: a log density is written once as an expression, and gradient, interpreter and
 * emitters follow from the graph. Write it with a `Graph` and the builders, wrap it with `createDensity`, and
 * `evaluate` it; emitters walk `evaluationOrder(graph, [logDensity, ...gradientOf(graph, logDensity, n)])`.
 * Must not know targets, samplers or the page.
 */
export { allOf, clamp, dot, logAddExp, logSumExp, rowCount, softplus, square, sum, within } from "./builders";
export { createDensity } from "./density";
export type { Density } from "./density";
export { gradientOf } from "./gradient";
export { Dependency, Graph } from "./graph";
export type { Operand } from "./graph";
export { evaluate, evaluateNodes, evaluateWithGradient } from "./interpret";
export type { Inputs } from "./interpret";
export { binaryFunctions, operandsOf, unaryFunctions } from "./node";
export type {
  BinaryNode,
  BinaryOperation,
  ColumnNode,
  ConstantNode,
  Node,
  ParameterNode,
  RowSumNode,
  SelectNode,
  SettingNode,
  UnaryNode,
  UnaryOperation,
} from "./node";
export { evaluationOrder, reachableNodes } from "./order";
export type { EvaluationOrder } from "./order";
