/**
 * A root of a continuous function between two points where its signs differ (infinite values allowed there):
 * regula falsi with Illinois' halving, and a bisection wherever the bracket did not halve in two steps.
 * @param tolerance width of the bracket at which to stop
 * @throws RangeError where the signs do not differ
 */
export function findRoot(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance: number,
  atLow = f(low),
  atHigh = f(high),
): number {
  if (atLow === 0) return low;
  if (atHigh === 0) return high;
  if (!(atLow < 0 ? atHigh > 0 : atLow > 0 && atHigh < 0)) {
    throw new RangeError(`f(${low}) = ${atLow}, f(${high}) = ${atHigh}; expected opposite signs`);
  }
  const sign = atLow < 0 ? 1 : -1;
  let below = sign * atLow;
  let above = sign * atHigh;
  let lastSide = 0;
  let checkedWidth = high - low;
  for (let i = 1; high - low > tolerance && i < 400; i++) {
    const secant = low + (high - low) * (below / (below - above));
    let x = secant > low && secant < high ? secant : 0.5 * (low + high);
    if (i % 3 === 0) {
      if (high - low > 0.5 * checkedWidth) x = 0.5 * (low + high);
      checkedWidth = high - low;
    }
    if (x <= low || x >= high) break;
    const value = sign * f(x);
    if (value === 0) return x;
    const side = value < 0 ? -1 : 1;
    if (side < 0) {
      low = x;
      below = value;
      if (lastSide < 0) above *= 0.5;
    } else {
      high = x;
      above = value;
      if (lastSide > 0) below *= 0.5;
    }
    lastSide = side;
  }
  return 0.5 * (low + high);
}
