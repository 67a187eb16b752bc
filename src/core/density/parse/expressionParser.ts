import type { Graph } from "../graph";
import type { BinaryOperation, Node } from "../node";
import { FormulaError } from "./formulaError";
import { formulaFunctions } from "./functions";
import { nearestName } from "./nearestName";
import type { Token } from "./tokens";

/** How tightly an operator binds; the power stands above the sign before a number, as in -x^2. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ["?", 1],
  ["&&", 2],
  ["==", 3],
  ["<", 4],
  ["<=", 4],
  [">", 4],
  [">=", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["^", 8],
]);
const SIGN_PRECEDENCE = 7;

const OPERATIONS: Readonly<Record<string, BinaryOperation>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "^": "power",
  "&&": "multiply",
  "==": "equal",
  "<": "less",
  "<=": "lessOrEqual",
};

/** Nodes and brackets inside one another beyond this are no formula that a person wrote. */
const MAX_DEPTH = 200;

/**
 * Reads expressions by precedence climbing and makes their nodes as it goes. `names` holds what may be named:
 * parameters, sliders, columns, and the values of lines before.
 */
export class ExpressionParser {
  readonly #graph: Graph;
  readonly #tokens: readonly Token[];
  readonly #names: ReadonlyMap<string, Node>;
  #next = 0;
  #depth = 0;

  constructor(graph: Graph, tokens: readonly Token[], names: ReadonlyMap<string, Node>) {
    this.#graph = graph;
    this.#tokens = tokens;
    this.#names = names;
  }

  get token(): Token {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)];
  }

  get following(): Token {
    return this.#tokens[Math.min(this.#next + 1, this.#tokens.length - 1)];
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  take(): Token {
    const { token } = this;
    this.#next += 1;
    return token;
  }

  /** @throws FormulaError where another sign stands there */
  takeSign(text: string, why: string): Token {
    if (this.token.kind === "sign" && this.token.text === text) return this.take();
    throw this.#unexpected(`“${text}” ${why}`);
  }

  /** @throws FormulaError where the line goes on */
  takeEnd(expected = "an operator or the end of the line"): void {
    if (this.token.kind !== "end") throw this.#unexpected(expected);
    this.take();
  }

  /** @throws FormulaError at the first character that is wrong */
  expression(least = 0): Node {
    if (++this.#depth > MAX_DEPTH) {
      throw new FormulaError(
        "The formula is nested too deeply; name a part on a line before.",
        this.token.at,
        1,
      );
    }
    let left = this.#operand();
    for (;;) {
      const { token } = this;
      const precedence = token.kind === "sign" ? PRECEDENCE.get(token.text) : undefined;
      if (precedence === undefined || precedence < least) break;
      this.take();
      left = this.#combine(left, token, precedence);
    }
    this.#depth -= 1;
    return left;
  }

  #combine(left: Node, sign: Token, precedence: number): Node {
    const graph = this.#graph;
    if (sign.text === "?") {
      const ifTrue = this.expression();
      this.takeSign(":", "and the value otherwise, as in x > 0 ? 1 : 2");
      return graph.select(left, ifTrue, this.expression(precedence));
    }
    // A power binds to the right: 2^3^2 is 2^9.
    const right = sign.text === "^" ? this.#exponent(precedence) : this.expression(precedence + 1);
    if (sign.text === ">") return graph.less(right, left);
    if (sign.text === ">=") return graph.lessOrEqual(right, left);
    return graph.binary(OPERATIONS[sign.text], left, right);
  }

  #exponent(precedence: number): Node {
    return this.expression(precedence);
  }

  #operand(): Node {
    const token = this.take();
    let node: Node;
    if (token.kind === "number") node = this.#graph.constant(Number(token.text));
    else if (token.kind === "name") node = this.#named(token);
    else if (token.text === "(") {
      node = this.expression();
      this.takeSign(")", "that closes the bracket");
    } else if (token.text === "-") return this.#graph.negate(this.expression(SIGN_PRECEDENCE));
    else if (token.text === "+") return this.expression(SIGN_PRECEDENCE);
    else {
      this.#next -= 1;
      throw this.#unexpected("a number, a name or a bracket");
    }
    while (this.token.text === "²" || this.token.text === "³") {
      node = this.#graph.power(node, this.take().text === "²" ? 2 : 3);
    }
    return node;
  }

  #named(token: Token): Node {
    if (this.token.text === "(") return this.#call(token);
    const known = this.#names.get(token.text);
    if (known) return known;
    if (token.text === "pi" || token.text === "π") return this.#graph.constant(Math.PI);
    const what = formulaFunctions.has(token.text)
      ? `“${token.text}” is a function; expected its arguments in brackets, ${usage(token.text)}.`
      : `“${token.text}” is not known${suggestion(token.text, [...this.#names.keys(), "pi"])}; expected ${listOf([...this.#names.keys()])}.`;
    throw new FormulaError(what, token.at, token.text.length);
  }

  #call(name: Token): Node {
    const called = formulaFunctions.get(name.text);
    if (!called) {
      const what = this.#names.has(name.text)
        ? `“${name.text}” is a value, not a function; expected an operator before the bracket.`
        : `There is no function “${name.text}”${suggestion(name.text, [...formulaFunctions.keys()])}.`;
      throw new FormulaError(what, name.at, name.text.length);
    }
    const open = this.take();
    const operands: Node[] = [];
    if (this.token.text !== ")") {
      operands.push(this.expression());
      while (this.token.text === ",") {
        this.take();
        operands.push(this.expression());
      }
    }
    const close = this.takeSign(")", `that closes ${name.text}(`);
    const { parameters, takesMore, build } = called;
    if (operands.length < parameters.length || (!takesMore && operands.length > parameters.length)) {
      throw new FormulaError(
        `${name.text} has ${operands.length} ${operands.length === 1 ? "argument" : "arguments"}; expected ${usage(name.text)}.`,
        name.at,
        close.at + 1 - name.at,
      );
    }
    try {
      return build(this.#graph, ...operands);
    } catch (error) {
      // A standard deviation of -1, a sum within a sum: the builder says what is wrong.
      if (!(error instanceof RangeError)) throw error;
      throw new FormulaError(`${error.message}.`, name.at, Math.max(open.at, close.at) + 1 - name.at);
    }
  }

  #unexpected(expected: string): FormulaError {
    const { token } = this;
    return token.kind === "end"
      ? new FormulaError(`Something is missing here; expected ${expected}.`, token.at, 0)
      : new FormulaError(
          `“${token.text}” does not fit here; expected ${expected}.`,
          token.at,
          token.text.length,
        );
  }
}

function usage(name: string): string {
  const called = formulaFunctions.get(name);
  return `${name}(${called?.parameters.join(", ") ?? ""}${called?.takesMore ? ", …" : ""})`;
}

function suggestion(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === null ? "" : `, did you mean “${near}”?`;
}

function listOf(names: readonly string[]): string {
  return names.length > 8 ? `one of ${names.slice(0, 8).join(", ")}, …` : `one of ${names.join(", ")}`;
}
