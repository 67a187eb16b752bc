/** Evaluations of a data row in a dispatch of an adapter that nothing is known of: 5 ms of a slow one. */
const FIRST_EVALUATIONS = 4194304;
/** However fast or slow an adapter seems to be. */
const LEAST_EVALUATIONS = 2097152;
const MOST_EVALUATIONS = 268435456;
/** How long a dispatch should last at most. */
const DISPATCH_MS = 5;
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
 * Evaluations that a dispatch may have.
 * @param evaluations of a grid that was computed before, bands and reading back included, or 0
 * @param milliseconds that it took
 */
export function evaluationsOfBand(evaluations: number, milliseconds: number): number {
  if (!(evaluations > 0 && milliseconds > 0)) return FIRST_EVALUATIONS;
  const affordable = Math.round((DISPATCH_MS * evaluations) / milliseconds);
  return Math.max(LEAST_EVALUATIONS, Math.min(MOST_EVALUATIONS, affordable));
}

/** Evaluations that a grid stands for. */
export function evaluationsOfGrid(nx: number, ny: number, cost: number): number {
  return nx * ny * (cost + NODE_COST);
}

/**
 * Splits a grid into bands of rows, a dispatch each: a watchdog kills dispatches that last, and nothing
 * else gets the graphics card meanwhile.
 * @param cost what a node costs, in evaluations of a data row
 * @param evaluations that a dispatch may have, see `evaluationsOfBand`
 */
export function rowBands(
  nx: number,
  ny: number,
  cost: number,
  evaluations: number = FIRST_EVALUATIONS,
): RowBand[] {
  const affordable = Math.floor(evaluations / (nx * (cost + NODE_COST)));
  const rows =
    affordable < WORKGROUP_EDGE ? Math.max(1, affordable) : affordable - (affordable % WORKGROUP_EDGE);
  const bands: RowBand[] = [];
  for (let firstRow = 0; firstRow < ny; firstRow += rows) {
    bands.push({ firstRow, endRow: Math.min(ny, firstRow + rows) });
  }
  return bands;
}
