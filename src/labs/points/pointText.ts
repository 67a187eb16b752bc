/**
 * Points as text, the form in which they are typed, pasted and carried by a link: "x,y; x,y; ...". An empty
 * text stands for a lab's usual points. Must not know of settings or pictures.
 */
export type Point = readonly [x: number, y: number];

/** So many points fit into a link, and can still be told apart. */
export const MAX_POINTS = 200;
/** Beyond this a typing error is likelier than a value. */
export const LARGEST = 1e6;
/** The text that stands for no points at all; an empty one stands for the usual ones. */
export const NO_POINTS = "none";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Points from a text: pairs separated by semicolons or lines, or simply an even count of numbers.
 * @param usual what an empty text stands for
 * @throws RangeError saying which point is wrong, what stands there and what was expected
 */
export function parsePoints(text: string, usual: readonly Point[]): Point[] {
  const plain = text.replaceAll("−", "-").trim();
  if (plain === "") return [...usual];
  if (plain.toLowerCase() === NO_POINTS) return [];
  const pairs = /[;\n]/.test(plain)
    ? plain
        .split(/[;\n]/)
        .map(numbersOf)
        .filter((numbers) => numbers.length > 0)
    : inPairs(numbersOf(plain));
  if (pairs.length === 0) throw new RangeError(`The data hold no point; expected ${EXPECTED}.`);
  if (pairs.length > MAX_POINTS) {
    throw new RangeError(
      `The data have ${pairs.length.toLocaleString("en")} points; expected at most ${MAX_POINTS}.`,
    );
  }
  return pairs.map(pointOf);
}

const EXPECTED = "pairs such as 0.5,1.2; 1,2.3";

function numbersOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== "");
}

function inPairs(numbers: readonly string[]): string[][] {
  const pairs: string[][] = [];
  for (let i = 0; i < numbers.length; i += 2) pairs.push(numbers.slice(i, i + 2));
  return pairs;
}

function pointOf(numbers: readonly string[], index: number): Point {
  const where = `Point ${index + 1} of the data`;
  if (numbers.length !== 2) {
    const given = numbers.join(" ").slice(0, 40);
    throw new RangeError(`${where} is “${given}”; expected two numbers, as in ${EXPECTED}.`);
  }
  const [x, y] = numbers.map((part) => {
    const value = NUMBER.test(part) ? Number(part) : NaN;
    if (Math.abs(value) <= LARGEST) return value;
    throw new RangeError(
      `${where} has “${part.slice(0, 40)}”; expected a number from −${LARGEST.toLocaleString("en")} to ${LARGEST.toLocaleString("en")}.`,
    );
  });
  return [x, y];
}

/** The text that `parsePoints` reads back to the bit; empty for the usual points in their order. */
export function formatPoints(points: readonly Point[], usual: readonly Point[]): string {
  if (points.length === 0) return NO_POINTS;
  const text = textOf(points);
  return text === textOf(usual) ? "" : text;
}

function textOf(points: readonly Point[]): string {
  return points.map(([x, y]) => `${x},${y}`).join(";");
}

/** Whether these are the same points, in whatever order. */
export function areSamePoints(points: readonly Point[], others: readonly Point[]): boolean {
  const sorted = (list: readonly Point[]): string => textOf([...list].sort((a, b) => a[0] - b[0]));
  return sorted(points) === sorted(others);
}

/** A place on an axis of this length, rounded to what a hand can mean. */
export function rounded(value: number, span: number): number {
  const decimals = Math.min(20, Math.max(0, 3 - Math.floor(Math.log10(span))));
  return Number(value.toFixed(decimals));
}
