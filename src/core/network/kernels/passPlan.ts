import type { Activation, Network } from "../network";
import { NUM_MASKS, UNITS_OF_BYTE } from "./maskCells";

/** Passes go in tiles of so many: one byte each makes a vector. */
export const TILE = 16;
/** Most passes of one run of a module, whole tiles. */
export const CHUNK = 1024;
/** Most points of one run of a module, whole vectors. */
export const BATCH = 64;
/** Rows of 16 cells that are drawn before they are used. */
export const ROWS_AT_ONCE = 64;
/** Bits of a cell. With fewer the table stays in the first cache, but more is drawn again: 16 were fastest. */
export const CELL_BITS = 16;
export const MAX_WIDTH = 128;
/** Units of a group of the first of two layers: a table of partial sums has 2^5 entries. */
export const GROUP_BITS = 5;
/** Outputs of the second layer that are worked out together, in two vectors; as many as a mask byte has bits. */
export const BLOCK = 8;
/** Bytes of an entry and of a group's table, where a second layer is summed. */
export const ENTRY_BYTES = 4 * BLOCK;
export const GROUP_BYTES = ENTRY_BYTES << GROUP_BITS;

/** What a module is made for; the numbers of a network travel in memory. */
export interface PassShape {
  readonly numInputs: number;
  /** One or two hidden layers. */
  readonly widths: readonly number[];
  readonly activation: Activation;
}

export function shapeOf({ sizes, activation }: Network): PassShape {
  return { numInputs: sizes[0], widths: sizes.slice(1, -1), activation };
}

export function shapeKey({ numInputs, widths, activation }: PassShape): string {
  return `${[numInputs, ...widths, 1].join("-")} ${activation}`;
}

/** Where a module finds things, in bytes. Everything begins at a multiple of 64. */
export interface PassPlan {
  readonly shape: PassShape;
  /** Width of the first layer in whole bytes of masks. */
  readonly paddedWidth: number;
  /** Mask bytes of each hidden layer. */
  readonly maskBytes: readonly number[];
  readonly cells: number;
  readonly remainder: number;
  /** Two vectors of four streams. */
  readonly streams: number;
  /** One stream for second draws. */
  readonly secondStream: number;
  /** [input][unit] */
  readonly firstWeights: number;
  readonly firstBiases: number;
  /** One layer: [unit]. Two layers: [block][first unit][unit of block]. Both scaled by 1 / (1 - rate). */
  readonly nextWeights: number;
  /** Two layers, [block][unit of block]. */
  readonly secondBiases: number;
  /** Two layers, [block][unit of block], scaled. */
  readonly outputWeights: number;
  readonly outputBias: number;
  /** [input][point of batch], float32 */
  readonly inputs: number;
  /** Each [point of batch], float64: what is taken from outputs before they are summed, sums, sums of squares. */
  readonly shifts: number;
  readonly sums: number;
  readonly squares: number;
  /** Units of the first layer: what they hand on, all; then of those that are not 0 the values and indices. */
  readonly hidden: number;
  readonly liveValues: number;
  readonly liveUnits: number;
  /** [row][16], half words, and addresses of vectors in which some are to be drawn again. */
  readonly drawnCells: number;
  readonly secondDraws: number;
  /** For each layer [tile][byte][pass of tile]. */
  readonly masks: readonly number[];
  /** Two layers: [tile][group][pass of tile], where an entry is in the table, half words. */
  readonly entries: number;
  /** Partial sums. */
  readonly table: number;
  /** Two layers: [pass], a vector of partial sums of the output. */
  readonly partial: number;
  /** [point][pass] of a chunk, or [four points][pass][point] where the points of one layer share masks; float32. */
  readonly outputs: number;
  readonly end: number;
}

export function maxGroups(width: number): number {
  return Math.ceil(width / GROUP_BITS);
}

export function planPasses(shape: PassShape): PassPlan {
  const { numInputs, widths } = shape;
  const isDeep = widths.length === 2;
  const maskBytes = widths.map((width) => Math.ceil(width / UNITS_OF_BYTE));
  const paddedWidth = UNITS_OF_BYTE * maskBytes[0];
  const outputWidth = isDeep ? BLOCK * maskBytes[1] : 0;
  let end = 0;
  const take = (bytes: number): number => {
    const address = end;
    end += 64 * Math.ceil(bytes / 64);
    return address;
  };
  const plan = {
    shape,
    paddedWidth,
    maskBytes,
    cells: take(1 << CELL_BITS),
    remainder: take(4 * NUM_MASKS),
    streams: take(128),
    secondStream: take(16),
    firstWeights: take(4 * numInputs * paddedWidth),
    firstBiases: take(4 * paddedWidth),
    nextWeights: take(4 * paddedWidth * (isDeep ? outputWidth : 1)),
    secondBiases: take(4 * outputWidth),
    outputWeights: take(4 * outputWidth),
    outputBias: take(4),
    inputs: take(4 * numInputs * BATCH),
    shifts: take(8 * BATCH),
    sums: take(8 * BATCH),
    squares: take(8 * BATCH),
    hidden: take(4 * paddedWidth),
    // Room for a group of zeros behind the last one.
    liveValues: take(4 * (paddedWidth + UNITS_OF_BYTE)),
    liveUnits: take(4 * (paddedWidth + UNITS_OF_BYTE)),
    drawnCells: take(2 * TILE * ROWS_AT_ONCE),
    secondDraws: take(4 * 2 * ROWS_AT_ONCE),
    masks: maskBytes.map((bytes) => take(bytes * CHUNK)),
    entries: take(isDeep ? 2 * maxGroups(paddedWidth) * CHUNK : 0),
    table: take(isDeep ? GROUP_BYTES * maxGroups(paddedWidth) : 4 * 4 * NUM_MASKS * maskBytes[0]),
    partial: take(isDeep ? 16 * CHUNK : 0),
    outputs: take(4 * CHUNK * BATCH),
  };
  return { ...plan, end };
}
