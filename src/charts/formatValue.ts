const LARGE = 1e6;
const SMALL = 1e-4;

/**
 * A number as a reader wants it: as many decimals as tell neighbours `step` apart, thousands grouped, a true
 * minus sign. Very large values and very fine steps are written with a power of ten.
 */
export function formatValue(value: number, step: number): string {
  if (!Number.isFinite(value)) return "–";
  const magnitude = Math.abs(value);
  if (value === 0 && step < SMALL) return "0";
  if (magnitude >= LARGE || (step < SMALL && magnitude > 0)) return withPowerOfTen(value, step);
  const digits = fixed(Math.max(0, -exponentOf(step))).format(magnitude);
  return (value < 0 && /[1-9]/.test(digits) ? "−" : "") + digits;
}

/** A count or a draw's number: an integer with its thousands grouped. */
export function formatCount(count: number): string {
  return formatInteger.format(count);
}

const formatInteger = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** Making a format takes far longer than using it. */
const fixedFormats = new Map<number, Intl.NumberFormat>();

function fixed(decimals: number): Intl.NumberFormat {
  let format = fixedFormats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat("en", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    fixedFormats.set(decimals, format);
  }
  return format;
}

function withPowerOfTen(value: number, step: number): string {
  const decimals = Math.min(3, Math.max(0, exponentOf(Math.abs(value)) - exponentOf(step)));
  return value.toExponential(decimals).replace("e+", "e").replaceAll("-", "−");
}

/** Of the leading digit; a step of 0.001 that is off by rounding still counts as one. */
function exponentOf(magnitude: number): number {
  return Math.floor(Math.log10(magnitude) + 1e-9);
}
