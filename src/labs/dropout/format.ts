/** Five decimals where they mean something, fewer of large numbers, powers of ten of the extreme ones. */
export function formatFive(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e5)) return inPowers(value, 2);
  return withMinus(value.toFixed(Math.max(0, 5 - Math.max(0, Math.floor(Math.log10(size || 1))))));
}

/** Three significant digits. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return inPowers(value, 1);
  return withMinus(value.toFixed(Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(size || 1))))));
}

/** As one would say it: 0.1, 30. */
export function plain(value: number): string {
  return withMinus(String(Number(value.toPrecision(3))));
}

export function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(100 * share)} %` : "–";
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : noun.endsWith("s") ? "es" : "s"}`;
}

function inPowers(value: number, decimals: number): string {
  return withMinus(value.toExponential(decimals).replace("e+", "e"));
}

function withMinus(text: string): string {
  return text.replaceAll("-", "−");
}
