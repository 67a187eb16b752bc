/**
 * A log density typed as text becomes an expression. A line is `parameters mu, tau` (x and y unless said),
 * `slider a = 1 from 0 to 5`, `name = expression`, or an expression; the latter are added up to the log density.
 * Must not know the page; what is wrong comes as a FormulaError with its place.
 */
import { createDensity, type Density } from "../density";
import { Dependency, Graph } from "../graph";
import type { Node } from "../node";
import { sum } from "../builders";
import { ExpressionParser } from "./expressionParser";
import { FormulaError } from "./formulaError";
import { formulaFunctions } from "./functions";
import { tokensOf, type Token } from "./tokens";

/** A value that a formula leaves to a slider. */
export interface FormulaSlider {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

export interface Formula {
  readonly density: Density;
  readonly sliders: readonly FormulaSlider[];
  /** False where the parameters are x and y because no line names them. */
  readonly namesParameters: boolean;
}

/** More text than this is no formula. */
export const MAX_FORMULA_LENGTH = 4000;

/**
 * @param columnNames the data columns whose rows the formula may sum over
 * @throws FormulaError saying what is wrong, where, and what was expected
 */
export function parseFormula(text: string, columnNames: readonly string[] = []): Formula {
  if (text.length > MAX_FORMULA_LENGTH) {
    throw new FormulaError(
      `The formula has ${text.length} characters; expected at most ${MAX_FORMULA_LENGTH}.`,
      MAX_FORMULA_LENGTH,
      text.length - MAX_FORMULA_LENGTH,
    );
  }
  return new FormulaParser(text, columnNames).parse();
}

class FormulaParser {
  readonly #graph = new Graph();
  readonly #names = new Map<string, Node>();
  readonly #parser: ExpressionParser;
  readonly #columnNames: readonly string[];
  readonly #sliders: FormulaSlider[] = [];
  readonly #terms: Node[] = [];
  readonly #length: number;
  #parameterNames: string[] = [];
  #namesParameters = false;

  constructor(text: string, columnNames: readonly string[]) {
    this.#length = text.length;
    this.#columnNames = columnNames;
    columnNames.forEach((name, index) => this.#names.set(name, this.#graph.column(index)));
    this.#parser = new ExpressionParser(this.#graph, tokensOf(text), this.#names);
  }

  parse(): Formula {
    const parser = this.#parser;
    while (!parser.isAtEnd) {
      const { token, following } = parser;
      if (token.kind === "end") parser.take();
      else if (this.#isKeyword("parameters")) this.#parameters();
      else {
        if (this.#parameterNames.length === 0) this.#usualParameters();
        if (this.#isKeyword("slider")) this.#slider();
        else if (token.kind === "name" && following.text === "=") this.#assignment();
        else this.#term();
      }
    }
    if (this.#terms.length === 0) {
      throw new FormulaError(
        "There is no log density yet; expected an expression on a line of its own, such as -(x^2 + y^2) / 2.",
        this.#length,
        0,
      );
    }
    const density = createDensity({
      graph: this.#graph,
      parameterNames: this.#parameterNames,
      settingNames: this.#sliders.map(({ name }) => name),
      columnNames: this.#columnNames,
      logDensity: sum(this.#graph, this.#terms),
    });
    return { density, sliders: this.#sliders, namesParameters: this.#namesParameters };
  }

  /** Whether the line begins with this word and means it, and not a value or a column of that name. */
  #isKeyword(word: string): boolean {
    const { token, following } = this.#parser;
    if (token.text !== word) return false;
    return following.kind === "name" || (following.text !== "=" && !this.#names.has(word));
  }

  #usualParameters(): void {
    for (const name of ["x", "y"]) {
      // A column of that name is what the formula means then; the parameters want a line of their own.
      if (this.#names.has(name)) {
        throw new FormulaError(
          `The data have a column ${name}, and so the parameters need names; expected a first line such as parameters a, b.`,
          0,
          0,
        );
      }
      this.#parameter(name);
    }
  }

  #parameter(name: string): void {
    this.#names.set(name, this.#graph.parameter(this.#parameterNames.length));
    this.#parameterNames.push(name);
  }

  #parameters(): void {
    const parser = this.#parser;
    const keyword = parser.take();
    if (this.#parameterNames.length > 0) {
      throw new FormulaError(
        "The parameters are known by now; expected their names on the first line.",
        keyword.at,
        keyword.text.length,
      );
    }
    this.#namesParameters = true;
    const usage = "after “parameters”, as in parameters a, b";
    this.#parameter(this.#newName("a parameter", usage).text);
    while (parser.token.text === ",") {
      parser.take();
      this.#parameter(this.#newName("a parameter", usage).text);
    }
    parser.takeEnd("a comma and another name, or the end of the line");
  }

  #slider(): void {
    const parser = this.#parser;
    parser.take();
    const name = this.#newName("a slider", "after “slider”, as in slider a = 1 from 0 to 5");
    parser.takeSign("=", "and the value at first, as in slider a = 1 from 0 to 5");
    const first = parser.token;
    const initial = this.#number();
    const min = this.#numberAfter("from");
    const max = this.#numberAfter("to");
    if (!(min < max && initial >= min && initial <= max)) {
      const last = parser.token.at;
      throw new FormulaError(
        `The slider ${name.text} is ${initial} from ${min} to ${max}; expected a value between its ends.`,
        first.at,
        last - first.at,
      );
    }
    parser.takeEnd();
    this.#names.set(name.text, this.#graph.setting(this.#sliders.length));
    this.#sliders.push({ name: name.text, default: initial, min, max });
  }

  #numberAfter(word: string): number {
    const { token } = this.#parser;
    if (token.text !== word) {
      throw new FormulaError(
        `Expected “${word}” and a number here, as in slider a = 1 from 0 to 5.`,
        token.at,
        token.text.length,
      );
    }
    this.#parser.take();
    return this.#number();
  }

  #number(): number {
    const parser = this.#parser;
    const isNegative = parser.token.text === "-";
    if (isNegative) parser.take();
    const token = parser.take();
    if (token.kind !== "number") {
      throw new FormulaError(`Expected a number here.`, token.at, token.text.length);
    }
    return isNegative ? -Number(token.text) : Number(token.text);
  }

  #newName(what: string, usage = "here"): Token {
    const token = this.#parser.take();
    if (token.kind !== "name") {
      const found = token.kind === "end" ? "" : `; “${token.text}” is none`;
      throw new FormulaError(`Expected a name for ${what} ${usage}${found}.`, token.at, token.text.length);
    }
    if (this.#names.has(token.text) || formulaFunctions.has(token.text)) {
      throw new FormulaError(
        `“${token.text}” has a meaning already; expected another name for ${what}.`,
        token.at,
        token.text.length,
      );
    }
    return token;
  }

  #assignment(): void {
    const parser = this.#parser;
    const name = this.#newName("a value");
    parser.take();
    const value = parser.expression();
    parser.takeEnd();
    this.#names.set(name.text, value);
  }

  #term(): void {
    const parser = this.#parser;
    const { at } = parser.token;
    const term = parser.expression();
    const end = parser.token.at;
    parser.takeEnd();
    if (this.#graph.dependencies(term) & Dependency.column) {
      throw new FormulaError(
        "This has a value for each row of the data; expected a sum over them, as in sum(normal(y, a, 1)).",
        at,
        end - at,
      );
    }
    this.#terms.push(term);
  }
}
