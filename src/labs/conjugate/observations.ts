import { ARTICLE_SEED, conjugateData } from "../../core/article";
import { exp } from "../../core/math/elementary";
import { MersenneTwister } from "../../core/random/mersenneTwister";
import type { PairKey } from "./conjugatePair";
import { parseCounts, parseFlips, parseMeasurements } from "../points/parseObservations";

/** The values that all data but own ones are simulated with. */
export const TRUTHS: Readonly<Record<PairKey, number>> = { beta: 0.7, normal: 5, gamma: 3 };

/** Sizes of the three data sets side by side. */
export const SIZES = [10, 100, 1000] as const;

/** The third pair's data: the article announces a third pair but has no data for it, so these are ours. */
const GIVEN_COUNTS = [4, 1, 3, 4, 3, 3, 4, 2, 4, 3, 1, 5, 7, 1, 4, 2, 4, 0, 4, 3, 1, 5, 5, 2, 1];

/** A data set and where it is from. */
export interface Observations {
  readonly values: ArrayLike<number>;
  readonly source: "article" | "given" | "simulated" | "own";
}

/** The longest set of each kind, made once. */
let stock: Readonly<Record<"measurements" | "counts", Float64Array>> | null = null;

function stockOf(): Readonly<Record<"measurements" | "counts", Float64Array>> {
  stock ??= { measurements: conjugateData({ numNormals: 1000 }).normals, counts: simulateCounts(1000) };
  return stock;
}

/**
 * Poisson counts with the pair's true rate from the article's seed: how many uniforms can be multiplied until
 * the product is not above e^-rate, which is how numpy's legacy stream draws them for a small rate.
 */
export function simulateCounts(count: number): Float64Array {
  const generator = new MersenneTwister(ARTICLE_SEED);
  const limit = exp(-TRUTHS.gamma);
  return Float64Array.from({ length: count }, () => {
    let events = 0;
    for (let product = generator.randomSample(); product > limit; events++) {
      product *= generator.randomSample();
    }
    return events;
  });
}

/**
 * The data of a pair that are there from the first moment. Flips: the article's batches of 10, 100 and 1,000.
 * Measurements: the first of one stream that the article's 50 begin. Counts: the 25 given ones, or the first
 * of a simulated stream.
 */
export function readyObservations(pair: PairKey, size: number): Observations {
  if (pair === "beta") {
    const batch = conjugateData({ numNormals: 1 }).flips.find(({ length }) => length === size);
    if (batch === undefined) throw new RangeError(`${size} flips; expected 10, 100 or 1000`);
    return { values: batch, source: "article" };
  }
  if (pair === "normal") {
    const values = stockOf().measurements.subarray(0, size);
    return { values, source: size === 50 ? "article" : "simulated" };
  }
  if (size === GIVEN_COUNTS.length) return { values: GIVEN_COUNTS, source: "given" };
  return { values: stockOf().counts.subarray(0, size), source: "simulated" };
}

/**
 * Data that a visitor typed; null where nothing was.
 * @throws RangeError saying in words what cannot be used
 */
export function ownObservations(pair: PairKey, text: string): Observations | null {
  if (text.trim() === "") return null;
  const parse = { beta: parseFlips, normal: parseMeasurements, gamma: parseCounts }[pair];
  return { values: parse(text), source: "own" };
}

/**
 * The three data sets side by side: 10, 100 and 1,000 ready ones; of own data the first tenth, the first third
 * and all.
 */
export function sideBySide(pair: PairKey, shown: Observations): readonly Observations[] {
  if (shown.source !== "own") return SIZES.map((size) => readyObservations(pair, size));
  const { length } = shown.values;
  const values = Array.from(shown.values);
  return [0.1, 1 / 3, 1].map((share) => ({
    values: values.slice(0, Math.ceil(share * length)),
    source: "own" as const,
  }));
}
