/** The functions that a formula may call: how many arguments they take, and what graph they make. */
import { clamp, logAddExp, logSumExp, rowCount, softplus, square } from "../builders";
import {
  bernoulliLogit,
  beta,
  binomial,
  cauchy,
  exponential,
  gamma,
  halfCauchy,
  inverseGamma,
  laplace,
  normal,
  poisson,
  studentT,
  uniform,
} from "../distributions";
import type { Graph } from "../graph";
import type { Node, UnaryOperation } from "../node";

export interface FormulaFunction {
  /** What its arguments are, for messages. */
  readonly parameters: readonly string[];
  /** True where the last one may be repeated. */
  readonly takesMore?: boolean;
  readonly build: (graph: Graph, ...operands: readonly Node[]) => Node;
}

const unary = (operation: UnaryOperation): FormulaFunction => ({
  parameters: ["x"],
  build: (graph, x) => graph.unary(operation, x),
});

const reduced = (operation: "min" | "max"): FormulaFunction => ({
  parameters: ["a", "b"],
  takesMore: true,
  build: (graph, first, ...rest) => rest.reduce((so, next) => graph.binary(operation, so, next), first),
});

/** Log densities come with the value first and then their parameters, as in normal(x, mean, sd). */
export const formulaFunctions: ReadonlyMap<string, FormulaFunction> = new Map<string, FormulaFunction>([
  ["exp", unary("exp")],
  ["log", unary("log")],
  ["log1p", unary("log1p")],
  ["expm1", unary("expm1")],
  ["sqrt", unary("sqrt")],
  ["abs", unary("abs")],
  ["floor", unary("floor")],
  ["sin", unary("sin")],
  ["cos", unary("cos")],
  ["tanh", unary("tanh")],
  ["lgamma", unary("logGamma")],
  ["digamma", unary("digamma")],
  ["min", reduced("min")],
  ["max", reduced("max")],
  ["pow", { parameters: ["x", "power"], build: (graph, x, y) => graph.power(x, y) }],
  ["square", { parameters: ["x"], build: square }],
  ["clamp", { parameters: ["x", "low", "high"], build: clamp }],
  ["softplus", { parameters: ["x"], build: softplus }],
  ["logaddexp", { parameters: ["a", "b"], build: logAddExp }],
  [
    "logsumexp",
    { parameters: ["a", "b"], takesMore: true, build: (graph, ...terms) => logSumExp(graph, terms) },
  ],
  ["sum", { parameters: ["term of each row"], build: (graph, term) => graph.rowSum(term) }],
  ["count", { parameters: [], build: rowCount }],
  ["normal", { parameters: ["x", "mean", "sd"], build: normal }],
  ["student_t", { parameters: ["x", "degrees", "location", "scale"], build: studentT }],
  ["cauchy", { parameters: ["x", "location", "scale"], build: cauchy }],
  ["half_cauchy", { parameters: ["x", "scale"], build: halfCauchy }],
  ["laplace", { parameters: ["x", "location", "scale"], build: laplace }],
  ["gamma", { parameters: ["x", "shape", "rate"], build: gamma }],
  ["inverse_gamma", { parameters: ["x", "shape", "scale"], build: inverseGamma }],
  ["exponential", { parameters: ["x", "rate"], build: exponential }],
  ["beta", { parameters: ["x", "a", "b"], build: beta }],
  ["uniform", { parameters: ["x", "low", "high"], build: uniform }],
  ["poisson", { parameters: ["count", "rate"], build: poisson }],
  ["binomial", { parameters: ["successes", "trials", "probability"], build: binomial }],
  ["bernoulli_logit", { parameters: ["outcome", "logit"], build: bernoulliLogit }],
]);
