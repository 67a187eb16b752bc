import { exp } from "../math/elementary";

export const LOG_TWO_PI = 1.8378770664093453;

/** Density of the normal distribution. */
export function normalDensity(x: number, mean: number, sd: number): number {
  const z = (x - mean) / sd;
  return exp(-0.5 * (z * z + LOG_TWO_PI)) / sd;
}
