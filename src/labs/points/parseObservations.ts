/** Reads data that a visitor typed or pasted. What cannot be used is refused whole, in words for a notice. */

/** More than a link carries; a text this long is not read any further. */
export const MAX_OBSERVATIONS = 8000;

const GREATEST_MEASUREMENT = 1e6;
const GREATEST_COUNT = 10_000;

/** So much of what was typed as a notice can hold. */
function quoted(text: string): string {
  return `“${text.length > 20 ? `${text.slice(0, 20)}…` : text}”`;
}

function expectSome(count: number, noun: string): void {
  if (count === 0) throw new RangeError(`There are no ${noun} in your data.`);
  if (count > MAX_OBSERVATIONS) {
    throw new RangeError(
      `Your data have ${count.toLocaleString("en")} ${noun}; at most ${MAX_OBSERVATIONS.toLocaleString("en")} can be used.`,
    );
  }
}

/**
 * Flips as 1 and 0 or H and T, in any case, together or apart.
 * @throws RangeError
 */
export function parseFlips(text: string): Uint8Array {
  const letters = text.replace(/[\s,;]+/g, "").toLowerCase();
  const wrong = /[^01ht]/u.exec(letters);
  if (wrong !== null) {
    throw new RangeError(
      `${quoted(wrong[0])} is no flip; write 1 or H for heads and 0 or T for tails, such as 1101.`,
    );
  }
  expectSome(letters.length, "flips");
  return Uint8Array.from(letters, (letter) => (letter === "1" || letter === "h" ? 1 : 0));
}

function wordsOf(text: string, noun: string): readonly string[] {
  if (/\d,\d/.test(text) && /[\s;]/.test(text.trim()) && !/,\s|\s,/.test(text)) {
    throw new RangeError(
      "Are the commas in your data decimal ones? Write points, as in 3.5, and spaces between the numbers.",
    );
  }
  // The minus sign that this page itself writes.
  const words = text
    .replaceAll("−", "-")
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
  expectSome(words.length, noun);
  return words;
}

/** A decimal number; what only JavaScript would take for one (0x10, Infinity, an empty word) is none. */
function decimal(word: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? Number(word) : NaN;
}

/**
 * Measurements: finite numbers apart by spaces, commas or semicolons.
 * @throws RangeError
 */
export function parseMeasurements(text: string): Float64Array {
  return Float64Array.from(wordsOf(text, "measurements"), (word) => {
    const value = decimal(word);
    if (Number.isNaN(value)) throw new RangeError(`${quoted(word)} is not a number; write it like 3.5.`);
    if (Math.abs(value) > GREATEST_MEASUREMENT) {
      throw new RangeError(`${quoted(word)} is too large; measurements go from −1,000,000 to 1,000,000.`);
    }
    return value;
  });
}

/**
 * Counts: whole numbers from 0, apart by spaces, commas or semicolons.
 * @throws RangeError
 */
export function parseCounts(text: string): Float64Array {
  return Float64Array.from(wordsOf(text, "counts"), (word) => {
    const value = decimal(word);
    if (Number.isInteger(value) && value >= 0 && value <= GREATEST_COUNT) return value;
    throw new RangeError(`${quoted(word)} is not a count; expected whole numbers from 0 to 10,000.`);
  });
}
