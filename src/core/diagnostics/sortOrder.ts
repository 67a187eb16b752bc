const DIGIT_BITS = 11;
const NUM_BUCKETS = 1 << DIGIT_BITS;
/** Index of the word with sign and exponent (typed arrays follow the processor's byte order). */
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/**
 * Indices that put `values` into ascending order; equal values keep their order (save that -0 comes
 * before 0). NaN has no place in an order: callers rule it out.
 *
 * Radix sort, least significant digit first, on the bits of the doubles, which order like unsigned
 * integers once the sign bit of positive numbers and all bits of negative ones are flipped. Some
 * five times as fast as sorting indices with a comparison function (65,536 draws in V8).
 */
export function sortOrder(values: Float64Array): Uint32Array {
  const total = values.length;
  const words = new Int32Array(values.slice().buffer);
  const low = new Int32Array(total);
  const high = new Int32Array(total);
  for (let i = 0; i < total; i++) {
    const highWord = words[2 * i + HIGH];
    const lowWord = words[2 * i + 1 - HIGH];
    const isNegative = highWord < 0;
    high[i] = isNegative ? ~highWord : highWord ^ 0x80000000;
    low[i] = isNegative ? ~lowWord : lowWord;
  }

  let order = new Uint32Array(total);
  for (let i = 0; i < total; i++) order[i] = i;
  let next = new Uint32Array(total);
  const places = new Uint32Array(NUM_BUCKETS);
  for (const keys of [low, high]) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      places.fill(0);
      for (let i = 0; i < total; i++) places[(keys[i] >>> shift) & (NUM_BUCKETS - 1)]++;
      for (let bucket = 0, place = 0; bucket < NUM_BUCKETS; bucket++) {
        const count = places[bucket];
        places[bucket] = place;
        place += count;
      }
      for (let i = 0; i < total; i++) {
        const index = order[i];
        next[places[(keys[index] >>> shift) & (NUM_BUCKETS - 1)]++] = index;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}
