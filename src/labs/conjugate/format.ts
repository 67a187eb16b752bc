/** A number to so many significant digits, with a true minus sign; a dash where there is none. */
export function digits(value: number, count = 4): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  const text =
    size < -4 || size > 6
      ? value.toExponential(2).replace("e+", "e")
      : value.toFixed(Math.max(0, count - 1 - size));
  return text.replaceAll("-", "−");
}

/** "0.318 to 0.841": both ends to the place that tells them apart; with a dash where that is clear. */
export function span([low, high]: readonly [number, number], isShort = false): string {
  const width = high - low;
  const places =
    width > 0 && Number.isFinite(width) ? Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(width)))) : 4;
  const end = (value: number): string =>
    Number.isFinite(value) ? value.toFixed(places).replace("-", "−") : digits(value);
  return [end(low), end(high)].join(isShort && low >= 0 ? "–" : " to ");
}

/** e to this power: plain where it is a handy number, as a power of ten beyond. */
export function fromLog(value: number): string {
  const power = value / Math.LN10;
  if (Math.abs(power) < 4) return digits(Math.exp(value), 3);
  const whole = Math.floor(power);
  const front = (10 ** (power - whole)).toFixed(1);
  return front === "10.0" ? `1.0·10${superscript(whole + 1)}` : `${front}·10${superscript(whole)}`;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(value: number): string {
  return Array.from(String(value), (sign) => (sign === "-" ? "⁻" : SUPERSCRIPTS[Number(sign)])).join("");
}

/** "95 %". */
export function wholePercent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
