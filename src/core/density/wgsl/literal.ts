import { HELD, OUTSIDE, SMALLEST_NORMAL } from "./ranges";

/** A number as float32 arithmetic has it: infinite ones as OUTSIDE or its opposite, too small ones as 0. */
export function asFloat32(value: number): number {
  if (value === Infinity) return Math.fround(-OUTSIDE);
  if (value === -Infinity) return Math.fround(OUTSIDE);
  if (Math.abs(value) < SMALLEST_NORMAL) return 0;
  return Math.fround(Math.max(-HELD, Math.min(HELD, value)));
}

/** The WGSL literal of a number, an f32. */
export function literal(value: number): string {
  const text = String(asFloat32(value));
  return /[.e]/.test(text) ? text : `${text}.0`;
}
