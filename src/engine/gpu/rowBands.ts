/** Evaluations of a data row in a dispatch: on a software adapter and a busy processor some 5 ms. */
const MAX_EVALUATIONS = 2097152;
/** What a node costs at least, in data rows. */
const NODE_COST = 32;
/** Rows of a workgroup; a band of fewer leaves some of its invocations idle. */
export const WORKGROUP_EDGE = 8;

/** Rows firstRow to endRow - 1. */
export interface RowBand {
  readonly firstRow: number;
  readonly endRow: number;
}

/**
 * Splits a grid into bands of rows, a dispatch each: a watchdog kills dispatches that last, and nothing
 * else gets the graphics card meanwhile.
 * @param cost what a node costs, in evaluations of a data row
 */
export function rowBands(nx: number, ny: number, cost: number): RowBand[] {
  const affordable = Math.floor(MAX_EVALUATIONS / (nx * (cost + NODE_COST)));
  const rows =
    affordable < WORKGROUP_EDGE ? Math.max(1, affordable) : affordable - (affordable % WORKGROUP_EDGE);
  const bands: RowBand[] = [];
  for (let firstRow = 0; firstRow < ny; firstRow += rows) {
    bands.push({ firstRow, endRow: Math.min(ny, firstRow + rows) });
  }
  return bands;
}
