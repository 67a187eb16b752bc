/** A sequence of flips as text and back. */

/** As many flips as a link can comfortably carry. */
export const MAX_FLIPS = 10_000;

const HEADS = new Set(["1", "H", "h"]);
const TAILS = new Set(["0", "T", "t"]);
/** What may stand between flips. */
const SEPARATORS = /[\s,;]+/gu;

export type FlipsOrProblem =
  { readonly flips: Uint8Array; readonly problem: null } | { readonly flips: null; readonly problem: string };

/**
 * Reads flips that were typed, pasted or carried by a link: 1 or H is heads, 0 or T is tails; spaces, commas and
 * line ends do not count. No flips at all are a valid state.
 * @returns the flips (1 heads, 0 tails), or a sentence that says what was wrong and what is expected
 */
export function readFlips(text: string): FlipsOrProblem {
  const letters = text.replaceAll(SEPARATORS, "");
  if (letters.length > MAX_FLIPS) {
    return problem(
      `${letters.length.toLocaleString("en")} flips are too many; expected at most ${MAX_FLIPS.toLocaleString("en")}.`,
    );
  }
  const flips = new Uint8Array(letters.length);
  let place = 0;
  for (const letter of letters) {
    const isHeads = HEADS.has(letter);
    if (!isHeads && !TAILS.has(letter)) {
      return problem(
        `Flip ${place + 1} is “${letter}”; expected 0 or 1, or T or H. The flips stay as they were.`,
      );
    }
    flips[place++] = isHeads ? 1 : 0;
  }
  return { flips, problem: null };
}

function problem(sentence: string): FlipsOrProblem {
  return { flips: null, problem: sentence };
}

/** Flips in the shortest form that `readFlips` reads: "11010". */
export function flipsAsText(flips: ArrayLike<number>): string {
  return Array.from(flips, String).join("");
}
