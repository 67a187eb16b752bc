/** Where people stand when they are sorted into blocks. Pure. */

/** People who stand together. */
export interface PeopleBlock {
  /** Colour indices and counts, in the order in which they fill the block, column by column. */
  readonly groups: readonly { readonly colour: number; readonly count: number }[];
}

export interface PeopleLayout {
  /** [person][x, y, colour], upper left corners in CSS pixels */
  readonly places: Float32Array;
  /** Distance between neighbours, CSS pixels. */
  readonly pitch: number;
  /** The blocks' bounds, CSS pixels. */
  readonly bounds: readonly DOMRectReadOnly[];
}

/** Pixels kept free around the blocks, for their captions at the top. */
const MARGIN = { x: 24, top: 64, bottom: 24 };
const GAP = 40;

const sizeOf = ({ groups }: PeopleBlock): number => groups.reduce((sum, { count }) => sum + count, 0);

/**
 * Blocks side by side, filled column by column, with the largest distance between people at which all fit.
 * Distances are whole device pixels, or neighbours would look unevenly far apart.
 * @param width of the area, CSS pixels
 */
export function layOutPeople(
  blocks: readonly PeopleBlock[],
  width: number,
  height: number,
  pixelRatio: number,
): PeopleLayout {
  const sizes = blocks.map(sizeOf);
  const gaps = GAP * (blocks.length - 1);
  const free = {
    x: Math.max(1, width - 2 * MARGIN.x - gaps),
    y: Math.max(1, height - MARGIN.top - MARGIN.bottom),
  };
  const columnsAt = (pitch: number): number[] => {
    const rows = Math.max(1, Math.floor(free.y / pitch));
    return sizes.map((size) => Math.ceil(size / rows));
  };
  const widthAt = (pitch: number): number =>
    columnsAt(pitch).reduce((sum, columns) => sum + columns, 0) * pitch;
  let pitch = 0;
  let tooLarge = free.y;
  for (let iteration = 0; iteration < 40; iteration++) {
    const middle = (pitch + tooLarge) / 2;
    if (widthAt(middle) <= free.x) pitch = middle;
    else tooLarge = middle;
  }
  const snap = (length: number): number => Math.floor(length * pixelRatio) / pixelRatio;
  pitch = snap(pitch) || pitch;
  const rows = Math.max(1, Math.floor(free.y / pitch));
  const columns = columnsAt(pitch);
  let left = snap(MARGIN.x + (free.x - widthAt(pitch)) / 2);
  const places = new Float32Array(3 * sizes.reduce((sum, size) => sum + size, 0));
  let person = 0;
  const bounds = blocks.map((block, b) => {
    let seat = 0;
    for (const { colour, count } of block.groups) {
      for (let i = 0; i < count; i++, seat++, person++) {
        places[3 * person] = left + Math.floor(seat / rows) * pitch;
        places[3 * person + 1] = MARGIN.top + (seat % rows) * pitch;
        places[3 * person + 2] = colour;
      }
    }
    const bound = new DOMRectReadOnly(left, MARGIN.top, columns[b] * pitch, Math.min(rows, seat) * pitch);
    left += columns[b] * pitch + GAP;
    return bound;
  });
  return { places, pitch, bounds };
}
