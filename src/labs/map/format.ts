const minus = (text: string): string => text.replaceAll("-", "−");

/** Four significant digits, powers of ten of the extreme ones; a dash for what is not there. */
export function formatNumber(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return minus(value.toExponential(2));
  const decimals = Math.min(5, Math.max(0, 3 - Math.floor(Math.log10(size))));
  return minus(value.toFixed(decimals));
}

/** Three significant digits at most: 19.7, 0.271, 0.0085. */
export function formatShort(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e5)) return minus(value.toExponential(1).replace(".0e", "e"));
  return minus(String(Number(value.toPrecision(3))));
}

export const formatPercent = (share: number): string => `${Math.round(100 * share)} %`;

/** w₀, w₁, ... w₁₀. */
export function weightName(power: number): string {
  return `w${String(power).replaceAll(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉".charAt(Number(digit)))}`;
}
