/** A scale for weights that differ a thousandfold: linear around 0, logarithmic further out (asinh). */
export interface BarScale {
  /** From 0 at the lowest end to 1 at the highest. */
  readonly toShare: (value: number) => number;
  /** 0 and powers of ten with both signs, as far as they lie within. */
  readonly ticks: readonly number[];
}

/** Below this share of a typical size the scale is linear. */
const LINEAR_SHARE = 0.3;
const MOST_DECADES = 3;
const ROOM = 0.06;

/**
 * @param values what has to fit in
 * @param typical size of the weights that have to stay readable
 */
export function barScale(values: readonly number[], typical: number): BarScale {
  const most = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0) || 1;
  const unit = LINEAR_SHARE * Math.min(most, Math.max(typical, most / 1000));
  const toAxis = (value: number): number => Math.asinh(value / unit);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)].map(toAxis);
  const room = ROOM * (high - low || 1);
  const [from, to] = [low < 0 ? low - room : -room, high > 0 ? high + room : room];
  return {
    toShare: (value) => (toAxis(value) - from) / (to - from),
    ticks: ticksOf(unit, most).filter((tick) => toAxis(tick) >= from && toAxis(tick) <= to),
  };
}

function ticksOf(unit: number, most: number): number[] {
  const top = Math.floor(Math.log10(most));
  const bottom = Math.ceil(Math.log10(unit));
  const step = Math.max(1, Math.ceil((top - bottom + 1) / MOST_DECADES));
  const sizes: number[] = [];
  for (let power = top; power >= bottom || sizes.length === 0; power -= step)
    sizes.push(Number(`1e${power}`));
  return [...sizes.map((size) => -size), 0, ...sizes.reverse()];
}
