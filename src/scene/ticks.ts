/** Round numbers for an axis. Pure. */

export interface Ticks {
  readonly step: number;
  readonly values: readonly number[];
}

/**
 * Multiples of 1, 2 or 5 times a power of ten within [min, max].
 * @param maxCount the most ticks wanted, at least 2
 */
export function roundTicks(min: number, max: number, maxCount: number): Ticks {
  const rough = (max - min) / Math.max(1, maxCount);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((m) => m * power >= rough * (1 - 1e-9)) ?? 10);
  const values: number[] = [];
  const slack = step * 1e-6;
  for (let k = Math.ceil((min - slack) / step); k * step <= max + slack; k++) values.push(k * step);
  return { step, values };
}

/** A tick's number with as many decimals as its step needs, and a true minus sign. */
export function formatTick(value: number, step: number): string {
  const magnitude = Math.max(Math.abs(value), step);
  const cleaned = Math.abs(value) < step * 1e-6 ? 0 : value;
  const text =
    cleaned !== 0 && (step >= 1e5 || step < 1e-4)
      ? cleaned.toExponential(Math.max(0, Math.floor(Math.log10(magnitude)) - Math.floor(Math.log10(step))))
      : cleaned.toFixed(step < 1e-4 ? 0 : Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  return text.replace(/-/g, "\u2212");
}
