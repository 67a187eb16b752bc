import type { Node } from "../node";
import { emitBinary, emitSelect, emitUnary, type Call } from "./emitOperation";
import { literal } from "./literal";
import { HELD, NOT_A_NUMBER, type Range } from "./ranges";
import { numberIn, type Lanes, type Value } from "./value";

/** Size of positions, derived settings and columns up to which ordinary code goes. */
export const ORDINARY_REACH = 1e9;

/** What is known of the inputs: ordinary ones are finite and at most ORDINARY_REACH in size. */
export type InputKind = "ordinary" | "any";

/** The statements of one function, and the values that they leave behind. */
export interface Scope {
  readonly lines: string[];
  readonly values: Map<Node, Value>;
}

export function constantValue(value: number): Value {
  const isNaN = value !== value;
  const held = Number(literal(isNaN ? 0 : value));
  return {
    code: literal(isNaN ? 0 : value),
    type: "number",
    lanes: 1,
    range: { low: held, high: held },
    valid: isNaN ? "false" : null,
  };
}

/** A derived setting or column that is read from a buffer. */
export function readInput(scope: Scope, node: Node, code: string, lanes: Lanes, kind: InputKind): void {
  const name = `n${node.id}`;
  scope.lines.push(`let ${name} = ${code};`);
  const size = kind === "ordinary" ? ORDINARY_REACH : NOT_A_NUMBER;
  const marker = lanes === 4 ? `vec4f(${NOT_A_NUMBER})` : `${NOT_A_NUMBER}`;
  const valid = kind === "ordinary" ? null : `(${name} != ${marker})`;
  scope.values.set(node, { code: name, type: "number", lanes, range: { low: -size, high: size }, valid });
}

/** A coordinate of the position: never NaN, at most HELD in size. */
export function readParameter(scope: Scope, node: Node, code: string, kind: InputKind): void {
  const size = kind === "ordinary" ? ORDINARY_REACH : HELD;
  const range: Range = { low: -size, high: size };
  scope.values.set(node, { code, type: "number", lanes: 1, range, valid: null });
}

export function valueOf(scope: Scope, node: Node): Value {
  if (node.kind === "constant") return constantValue(node.value);
  const value = scope.values.get(node);
  if (!value) throw new Error(`node ${node.id} (${node.kind}) is used before its value is there`);
  return value;
}

/** Writes the statements that work out a node. */
export function emitNode(scope: Scope, node: Node, call: Call): void {
  const of = (operand: Node): Value => valueOf(scope, operand);
  let value: Value;
  if (node.kind === "unary") value = emitUnary(node, of(node.operand), call);
  else if (node.kind === "binary") value = emitBinary(node, of(node.left), of(node.right), call);
  else if (node.kind === "select") {
    value = emitSelect(node, [of(node.condition), of(node.ifTrue), of(node.ifFalse)]);
  } else throw new Error(`node ${node.id} (${node.kind}) is no operation`);
  scope.values.set(node, keep(scope, `n${node.id}`, value));
}

/** Gives a value a name, unless it has one or is a literal, and its validity too. */
function keep(scope: Scope, name: string, value: Value): Value {
  const isSimple = /^(\w+|-?[\d.]+(e[-+]?\d+)?)$/.test(value.code);
  if (!isSimple) scope.lines.push(`let ${name} = ${value.code};`);
  const code = isSimple ? value.code : name;
  const { valid } = value;
  if (valid === null || /^\w+$/.test(valid)) return { ...value, code };
  scope.lines.push(`let v${name} = ${valid};`);
  return { ...value, code, valid: `v${name}` };
}

/** A value in another function, which gets it as an argument. */
export interface Argument {
  readonly declarations: readonly string[];
  readonly codes: readonly string[];
  readonly value: Value;
}

/** The value of one scope as an argument of a function that is another. */
export function asArgument(node: Node, value: Value): Argument {
  const name = `n${node.id}`;
  const isTruth = value.type === "truth";
  const declarations = [`${name}: ${isTruth ? "bool" : "f32"}`];
  const codes = [isTruth ? value.code : numberIn(value, 1)];
  if (value.valid !== null) {
    declarations.push(`v${name}: bool`);
    codes.push(value.valid);
  }
  const valid = value.valid === null ? null : `v${name}`;
  return { declarations, codes, value: { ...value, code: name, valid } };
}
