/** A number with the given digits after the point, or a dash where it is not known. */
export function formatNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && size < 0.5 * 10 ** -digits)
    return value.toPrecision(1).replace("e-", "e−").replace(/^-/, "−");
  return value.toFixed(digits).replace("-", "−");
}

/** A count in at most four characters and a unit: 934, 12.3k, 4.56M. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return "–";
  for (const [unit, size] of [
    ["G", 1e9],
    ["M", 1e6],
    ["k", 1e3],
  ] as const) {
    if (value >= size) return `${(value / size).toPrecision(3)} ${unit}`;
  }
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}
