import { FormulaError } from "./formulaError";

/** A piece of a formula; `end` stands for the end of a line or of the whole text. */
export interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  /** First character, counted from 0. */
  readonly at: number;
}

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const SIGN = /\*\*|<=|>=|==|&&|[-+*/^()<>?:,=−·×²³]/uy;
const SPACE = /[^\S\n]+|#[^\n]*/y;
const LINE_END = /[\n;]/y;

/** Signs that people paste, and what they stand for. A map: a name may be that of what every object has. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["·", "*"],
  ["×", "*"],
  ["**", "^"],
]);

/**
 * The pieces of a formula; lines end at a line break or a semicolon, and # begins a comment.
 * @throws FormulaError at a character that no formula has
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const read = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const space = read(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const number = read(NUMBER);
    const name = number === null ? read(NAME) : null;
    const sign = number === null && name === null ? read(SIGN) : null;
    const found = number ?? name ?? sign ?? read(LINE_END);
    if (found === null) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      throw new FormulaError(
        `“${character}” means nothing in a formula; expected a number, a name or an operator.`,
        at,
        character.length,
      );
    }
    const kind = number !== null ? "number" : name !== null ? "name" : sign !== null ? "sign" : "end";
    tokens.push({ kind, text: SPELLINGS.get(found) ?? found, at });
    at += found.length;
  }
  tokens.push({ kind: "end", text: "", at: text.length });
  return tokens;
}
