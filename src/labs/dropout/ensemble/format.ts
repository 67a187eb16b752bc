/** Three significant digits; "–" for what there is not. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) {
    return value.toExponential(1).replace("e+", "e").replaceAll("-", "−");
  }
  const decimals = Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(size || 1))));
  return value.toFixed(decimals).replace("-", "−");
}

/** Such as "63 %"; neither is what is not certain rounded to 100 %, nor what is not impossible to 0 %. */
export function formatPercent(share: number): string {
  if (Number.isNaN(share)) return "–";
  const percent = Math.round(100 * share);
  if (percent === 100 && share < 1) return "over 99 %";
  if (percent === 0 && share > 0) return "under 1 %";
  return `${percent} %`;
}
