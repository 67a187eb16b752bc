/** Where a network's answer changes its class: places between nodes of a grid at which the log odds cross 0. */
import type { ClassShape } from "./classes/classPicture";

/**
 * @param logOdds [row][column]
 * @returns crossings along rows and columns, each on the straight line between two nodes
 */
export function boundaryOf(
  logOdds: ArrayLike<number>,
  { columns, rows, xRange, yRange }: ClassShape,
): { readonly x: Float64Array; readonly y: Float64Array } {
  const places: [number, number][] = [];
  const at = ([low, high]: readonly [number, number], index: number, count: number): number =>
    low + (index * (high - low)) / (count - 1);
  const add = (row: number, column: number, overRow: number, overColumn: number): void => {
    const [a, b] = [
      logOdds[row * columns + column],
      logOdds[(row + overRow) * columns + column + overColumn],
    ];
    if (a < 0 === b < 0 || !Number.isFinite(a - b)) return;
    const share = a / (a - b);
    places.push([at(xRange, column + share * overColumn, columns), at(yRange, row + share * overRow, rows)]);
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (column + 1 < columns) add(row, column, 0, 1);
      if (row + 1 < rows) add(row, column, 1, 0);
    }
  }
  return { x: Float64Array.from(places, ([x]) => x), y: Float64Array.from(places, ([, y]) => y) };
}
