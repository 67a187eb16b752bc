/** Ticks of an axis: multiples of `step`, which is 1, 2 or 5 times a power of ten. */
export interface RoundTicks {
  step: number;
  ticks: number[];
}

/** What the choice of ticks needs to know about an axis, lengths in CSS pixels. */
export interface TickSpace {
  /** Length of the axis. */
  length: number;
  /** Room that one label takes along the axis, without any gap. */
  labelSize: (tick: number, step: number) => number;
  /** Gap between labels that looks calm, and the least that still keeps them apart. */
  comfortableGap: number;
  leastGap: number;
  /** The finest step that makes sense, 1 for counts. */
  finestStep?: number;
}

/** An axis with fewer ticks than this is given tighter ones, if they fit. */
const ENOUGH_TICKS = 3;

/** Round numbers for an axis from `min` to `max` whose labels keep apart; empty for an empty range. */
export function roundTicks(min: number, max: number, space: TickSpace): RoundTicks {
  if (!(max > min) || !Number.isFinite(max - min) || !(space.length > 0)) return { step: 1, ticks: [] };
  const calm = sparsest(min, max, space, space.comfortableGap);
  if (calm.ticks.length >= ENOUGH_TICKS) return calm;
  const tight = sparsest(min, max, space, space.leastGap);
  return tight.ticks.length > calm.ticks.length ? tight : calm;
}

/** The finest round step whose labels keep at least `gap` apart. */
function sparsest(min: number, max: number, space: TickSpace, gap: number): RoundTicks {
  const pixelsPerUnit = space.length / (max - min);
  for (let exponent = Math.floor(Math.log10(4 / pixelsPerUnit)); ; exponent++) {
    for (const digit of [1, 2, 5]) {
      // Parsed, not multiplied: 2e-1 is the nearest double to 0.2.
      const step = Number(`${digit}e${exponent}`);
      if (step < (space.finestStep ?? 0)) continue;
      const room = step * pixelsPerUnit - gap;
      const isLast = step >= max - min;
      if (room <= 0 && !isLast) continue;
      // Labels are longest at the ends of the axis.
      const ticks = multiples(min, max, step, digit, exponent);
      const longest = Math.max(...[ticks[0], ticks.at(-1)].map((tick) => space.labelSize(tick ?? 0, step)));
      if (longest <= room || isLast) return { step, ticks };
    }
  }
}

function multiples(min: number, max: number, step: number, digit: number, exponent: number): number[] {
  // A range end that misses a multiple by rounding alone still gets its tick.
  const slack = 1e-9;
  const ticks: number[] = [];
  const last = Math.floor(max / step + slack);
  for (let i = Math.ceil(min / step - slack); i <= last; i++) ticks.push(Number(`${i * digit}e${exponent}`));
  return ticks;
}
