/** Three significant digits, and no exponent: 12.3, 1,230. */
export function threeDigits(value: number): string {
  if (value === 0) return "0";
  // Rounded first, since that may add a digit: 9.996 is 10.0.
  const rounded = Number(value.toPrecision(3));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A rate with its prefix: "12.3 M", "1.23 G", "456 k". */
export function rateInWords(perSecond: number): string {
  const prefixes = [
    [1e9, "\u00a0G"],
    [1e6, "\u00a0M"],
    [1e3, "\u00a0k"],
  ] as const;
  const [size, prefix] = prefixes.find(([least]) => perSecond >= 0.9995 * least) ?? [1, ""];
  return `${threeDigits(perSecond / size)}${prefix}`;
}

/** Times as fast: "× 12.3". */
export function timesInWords(ratio: number): string {
  return `×\u00a0${ratio >= 100 ? Math.round(ratio).toLocaleString("en") : threeDigits(ratio)}`;
}

/** How long to wait: "about 20 s", "about 3 min". */
export function durationInWords(seconds: number): string {
  if (seconds < 10) return `about ${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90) return `about ${5 * Math.round(seconds / 5)} s`;
  return `about ${Math.round(seconds / 60)} min`;
}
