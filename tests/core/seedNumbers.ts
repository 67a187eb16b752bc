import { readFileSync } from "node:fs";
import { expect } from "vitest";

/** The article's inputs and exact answers; how they were made stands in `meta` of the file. */
const file = new URL("../reference/seed_numbers.json", import.meta.url);

/**
 * One section of the file. Its shape is stated by the test that reads it: a key that is missing there makes
 * the comparison below fail, because nothing is close to undefined.
 */
export function seedNumbers(section: string): unknown {
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  expect(Object.keys(all)).toContain(section);
  return all[section];
}

/** Fails unless the values agree within `tolerance` relative to the reference (to the value itself where that is 0). */
export function expectClose(value: number, reference: number, tolerance = 1e-9, name = "value"): void {
  const isClose = value === reference || Math.abs(value - reference) <= tolerance * Math.abs(reference);
  expect(isClose, `${name}: ${value} against ${reference}, relative tolerance ${tolerance}`).toBe(true);
}

/** `expectClose` for every entry of two lists of the same length. */
export function expectAllClose(
  values: ArrayLike<number>,
  reference: ArrayLike<number>,
  tolerance = 1e-9,
  name = "entry",
): void {
  expect(values.length).toBe(reference.length);
  expect(reference.length).toBeGreaterThan(0);
  for (let i = 0; i < reference.length; i++) expectClose(values[i], reference[i], tolerance, `${name} ${i}`);
}
