/**
 * The series whose line passes closest to a height, looking at the points from `from` to `to` (both within
 * the series), or null when none comes within `reach`. Values that are not finite are passed over.
 *
 * @param toPixel height of a value in pixels
 */
export function nearestSeries(
  series: readonly ArrayLike<number>[],
  from: number,
  to: number,
  toPixel: (value: number) => number,
  pixel: number,
  reach: number,
): number | null {
  let nearest: number | null = null;
  let least = reach;
  for (const [index, values] of series.entries()) {
    for (let i = Math.max(0, from); i <= Math.min(to, values.length - 1); i++) {
      const distance = Math.abs(toPixel(values[i]) - pixel);
      if (distance < least) {
        least = distance;
        nearest = index;
      }
    }
  }
  return nearest;
}
