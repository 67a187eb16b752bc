/** A number with the given digits after the point, or a dash where it is not known. */
export function formatNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && size < 0.5 * 10 ** -digits)
    return value.toPrecision(1).replace("e-", "e−").replace(/^-/, "−");
  return value.toFixed(digits).replace("-", "−");
}

/** An error with two significant digits, without an exponent as long as it can be read. */
export function formatError(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value < 1e-6) return value === 0 ? "0" : "less than 0.000001";
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(value)));
  return value.toFixed(decimals);
}

/** A count in at most four characters and a unit: 934, 12.3 k, 4.56 M. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return "–";
  for (const [unit, size] of [
    ["T", 1e12],
    ["G", 1e9],
    ["M", 1e6],
    ["k", 1e3],
  ] as const) {
    // What would be rounded to 1000 of a unit is 1.00 of the next one.
    if (value < 0.9995 * size) continue;
    const share = value / size;
    return `${share >= 99.95 ? share.toFixed(0) : share.toPrecision(3)} ${unit}`;
  }
  return value >= 99.5 ? value.toFixed(0) : value.toPrecision(2);
}
