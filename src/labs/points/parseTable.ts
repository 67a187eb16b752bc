/** Reads a table of numbers that a visitor pasted or dropped. What cannot be used is refused whole, in words. */
import { formulaFunctions } from "../../core/density/parse";

export interface Table {
  /** One for each column, as a formula can name it. */
  readonly names: readonly string[];
  /** [column][row] */
  readonly columns: readonly Float64Array[];
}

export const NO_TABLE: Table = { names: [], columns: [] };
/** A sum over more rows than this is slow in a page, and a link carries far fewer. */
const MAX_ROWS = 10_000;
const MAX_COLUMNS = 20;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Rows are lines; columns are apart by tabs, semicolons, commas or spaces, whichever of them the first line has.
 * A first line that is no row of numbers names the columns; else they are u, v, w, or c1, c2, … if there are more.
 * @throws RangeError naming the line and what stands there
 */
export function parseTable(text: string): Table {
  const lines = text
    .replaceAll("−", "-")
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== "");
  if (lines.length === 0) return NO_TABLE;
  const separator = [/\t/, /;/, /,/].find((each) => each.test(lines[0].line)) ?? /\s+/;
  const cellsOf = (line: string): string[] => line.split(separator).map((cell) => cell.trim());
  const first = cellsOf(lines[0].line);
  const hasNames = !first.every((cell) => NUMBER.test(cell));
  const rows = hasNames ? lines.slice(1) : lines;
  if (first.length > MAX_COLUMNS || rows.length > MAX_ROWS) {
    throw new RangeError(
      `The table has ${counted(rows.length, "row")} and ${counted(first.length, "column")}; expected at most ${MAX_ROWS.toLocaleString("en")} and ${MAX_COLUMNS}.`,
    );
  }
  if (rows.length === 0)
    throw new RangeError("The table has names and no rows; expected numbers below them.");
  const columns = first.map(() => new Float64Array(rows.length));
  rows.forEach(({ line, number }, row) => {
    const cells = cellsOf(line);
    if (cells.length !== first.length) {
      throw new RangeError(
        `Line ${number} of the table has ${counted(cells.length, "value")}; expected ${first.length}, as the first line has.`,
      );
    }
    cells.forEach((cell, column) => {
      if (!NUMBER.test(cell)) {
        throw new RangeError(
          `Line ${number} of the table has “${cell.slice(0, 20)}” in column ${column + 1}; expected a number, as in 3.5.`,
        );
      }
      const value = Number(cell);
      if (!Number.isFinite(value)) {
        throw new RangeError(
          `Line ${number} of the table has “${cell.slice(0, 20)}” in column ${column + 1}, beyond the range of numbers; expected one between −1e308 and 1e308.`,
        );
      }
      columns[column][row] = value;
    });
  });
  return { names: namesOf(hasNames ? first : usualNames(first.length)), columns };
}

/** What a table holds, in a sentence for below its field. */
export function describeTable({ names, columns }: Table): string {
  return names.length === 0
    ? "Paste or drop columns of numbers; the first line may name them."
    : `${counted(columns[0].length, "row")} of ${names.join(", ")}.`;
}

/**
 * What to say below a field whose text may be refused.
 * @param inUse the last table that could be used
 */
export function noteOfTable(text: string, inUse: Table): string {
  try {
    return describeTable(parseTable(text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return inUse.names.length === 0
      ? "This table is not in use."
      : `This table is not in use; still in use: ${describeTable(inUse)}`;
  }
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function usualNames(count: number): string[] {
  return count <= 3 ? ["u", "v", "w"].slice(0, count) : Array.from({ length: count }, (_, i) => `c${i + 1}`);
}

/** Names that a formula can hold, all different. */
function namesOf(headings: readonly string[]): string[] {
  const names: string[] = [];
  for (const heading of headings) {
    let name = heading
      .replace(/^["']|["']$/g, "")
      .replace(/[^\p{L}\p{Nd}_]+/gu, "_")
      .replace(/^_+|_+$/g, "");
    if (!/^[\p{L}_]/u.test(name)) name = `c${name}`;
    while (names.includes(name) || formulaFunctions.has(name) || name === "pi") name += "_";
    names.push(name);
  }
  return names;
}
