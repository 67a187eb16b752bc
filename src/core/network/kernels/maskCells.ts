/**
 * Masks of eight units from a table: a number drawn evenly among the table's cells names a mask, which so has
 * the share of the cells that hold it. As probabilities are no whole numbers of cells, the first 256 cells are
 * set aside as the remainder: who draws one of them draws again, from the remainder's own distribution, by the
 * alias method (Walker 1977; Vose 1991). Cell i of these holds mask i, so a second draw takes a cell's place.
 */

/** Units of a mask byte. */
export const UNITS_OF_BYTE = 8;
/** Masks of eight units, and the cells set aside. */
export const NUM_MASKS = 256;

export interface MaskCells {
  /** 2^cellBits masks; bit i is set where unit i is kept. */
  readonly cells: Uint8Array;
  /**
   * For the remainder's slot i: a threshold (low 24 bits) and another mask (high 8 bits). A word's high 8 bits
   * choose the slot; mask i is taken where its low 24 bits lie below the threshold, else the other.
   */
  readonly remainder: Int32Array;
}

/**
 * The table of a dropout rate. Every mask's probability is right to 2^-24 / 256 of the remainder's share, which
 * is 2^8 / 2^cellBits: to 2^-40 at 16 bits.
 * @param cellBits from 9 on
 */
export function maskCells(rate: number, cellBits: number): MaskCells {
  const numCells = 1 << cellBits;
  const shares = Float64Array.from({ length: NUM_MASKS }, (_, mask) => numCells * probability(mask, rate));
  const counts = shares.map(Math.floor);
  // The likeliest mask has at least as many cells as are set aside.
  const total = counts.reduce((sum, count) => sum + count, 0);
  counts[counts.indexOf(Math.max(...counts))] -= total - (numCells - NUM_MASKS);
  const cells = new Uint8Array(numCells);
  for (let mask = 0; mask < NUM_MASKS; mask++) cells[mask] = mask;
  let next = NUM_MASKS;
  counts.forEach((count, mask) => {
    cells.fill(mask, next, next + count);
    next += count;
  });
  return { cells, remainder: aliasTable(shares.map((share, mask) => share - counts[mask])) };
}

function probability(mask: number, rate: number): number {
  let product = 1;
  for (let unit = 0; unit < UNITS_OF_BYTE; unit++) product *= (mask >> unit) & 1 ? 1 - rate : rate;
  return product;
}

/** @param weights one a slot, with mean 1; those above 1 fill up those below */
function aliasTable(weights: Float64Array): Int32Array {
  const left = weights.slice();
  const table = new Int32Array(NUM_MASKS);
  const slots = Array.from(left, (_, slot) => slot);
  const poor = slots.filter((slot) => left[slot] < 1);
  const rich = slots.filter((slot) => left[slot] >= 1);
  while (poor.length > 0 && rich.length > 0) {
    const taker = poor.pop() ?? 0;
    const giver = rich[rich.length - 1];
    table[taker] = thresholdOf(left[taker]) | (giver << 24);
    left[giver] -= 1 - left[taker];
    if (left[giver] < 1) poor.push(rich.pop() ?? 0);
  }
  // What is left has weight 1 up to rounding: both of its choices are itself.
  for (const slot of [...poor, ...rich]) table[slot] = slot << 24;
  return table;
}

function thresholdOf(share: number): number {
  return Math.min(0xffffff, Math.max(0, Math.round(share * 0x1000000)));
}
