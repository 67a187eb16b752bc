/** The draws of one scalar quantity: `values[chain * numDraws + draw]`. Never changed by a diagnostic. */
export interface DrawMatrix {
  readonly values: Float64Array;
  readonly numChains: number;
  readonly numDraws: number;
}

/** @throws RangeError unless both counts are positive integers whose product is the number of values */
export function assertDrawMatrix({ values, numChains, numDraws }: DrawMatrix): void {
  if (!Number.isInteger(numChains) || numChains < 1) {
    throw new RangeError(`numChains is ${numChains}, expected a positive integer`);
  }
  if (!Number.isInteger(numDraws) || numDraws < 1) {
    throw new RangeError(`numDraws is ${numDraws}, expected a positive integer`);
  }
  if (values.length !== numChains * numDraws) {
    throw new RangeError(
      `draws hold ${values.length} values, expected ${numChains} chains x ${numDraws} draws = ${numChains * numDraws}`,
    );
  }
}

/**
 * Cuts every chain into its first and its second half; with an odd number of draws the middle one
 * is dropped. An even matrix shares its memory with the result, since the halves already lie there.
 */
export function splitChains(draws: DrawMatrix): DrawMatrix {
  const { values, numChains, numDraws } = draws;
  const half = Math.floor(numDraws / 2);
  if (numDraws === 2 * half) return { values, numChains: 2 * numChains, numDraws: half };

  const halves = new Float64Array(2 * numChains * half);
  for (let chain = 0; chain < numChains; chain++) {
    const from = chain * numDraws;
    halves.set(values.subarray(from, from + half), 2 * chain * half);
    halves.set(values.subarray(from + half + 1, from + numDraws), (2 * chain + 1) * half);
  }
  return { values: halves, numChains: 2 * numChains, numDraws: half };
}

/** The same shape with every value passed through `transform`. */
export function mapDraws(draws: DrawMatrix, transform: (value: number) => number): DrawMatrix {
  return { ...draws, values: draws.values.map((value) => transform(value)) };
}
