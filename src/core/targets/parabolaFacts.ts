/**
 * What is exactly known of a normal bent along a parabola: x ~ N(mean, sd^2) and
 * y ~ N(offset + curvature x^2, noise^2). Must not know settings or formulas.
 */
import { exp, log } from "../math/elementary";
import { normalCdf } from "../math/errorFunction";
import { LOG_TWO_PI, normalDensity } from "./normalDensity";
import type { Target, Truth } from "./target";

export interface Parabola {
  readonly mean: number;
  readonly sd: number;
  readonly offset: number;
  /** Not negative. */
  readonly curvature: number;
  readonly noise: number;
}

/** Standard deviations beyond which a normal is e^-40 of its peak and less. */
const REACH = 9;
/** Nodes of a window: several to the width of whatever bends in it. */
const NUM_NODES = 400;

/** The parts of the line where x explains this y: on one branch of the parabola, on both, or on none. */
function windowsOf(parabola: Parabola, y: number): (readonly [low: number, high: number])[] {
  const { mean, sd, offset, curvature, noise } = parabola;
  const farthest = (y - offset + REACH * noise) / curvature;
  if (!(farthest >= 0)) return [];
  const nearest = (y - offset - REACH * noise) / curvature;
  const outer = Math.sqrt(farthest);
  const inner = nearest > 0 ? Math.sqrt(nearest) : 0;
  const branches: [number, number][] =
    inner > 0
      ? [
          [-outer, -inner],
          [inner, outer],
        ]
      : [[-outer, outer]];
  return branches
    .map(([low, high]) => [Math.max(low, mean - REACH * sd), Math.min(high, mean + REACH * sd)] as const)
    .filter(([low, high]) => low < high);
}

/** Density of y alone. The integrand vanishes at both ends of a window, so the trapezoidal rule is exact but for rounding. */
function marginalOfY(parabola: Parabola, y: number): number {
  const { mean, sd, offset, curvature, noise } = parabola;
  let density = 0;
  for (const [low, high] of windowsOf(parabola, y)) {
    const spacing = (high - low) / NUM_NODES;
    let sum = 0;
    for (let i = 0; i <= NUM_NODES; i++) {
      const x = low + i * spacing;
      const zX = (x - mean) / sd;
      const zY = (y - offset - curvature * x * x) / noise;
      sum += exp(-0.5 * (zX * zX + zY * zY) - LOG_TWO_PI);
    }
    density += (sum * spacing) / (sd * noise);
  }
  return density;
}

function truthOf(parabola: Parabola): Truth {
  const { mean, sd, offset, curvature, noise } = parabola;
  const meanOfSquare = mean * mean + sd * sd;
  const varianceOfSquare = 4 * mean * mean * sd * sd + 2 * sd * sd * sd * sd;
  return {
    mean: [mean, offset + curvature * meanOfSquare],
    sd: [sd, Math.sqrt(noise * noise + curvature * curvature * varianceOfSquare)],
    logNormalisingConstant: LOG_TWO_PI + log(sd) + log(noise),
    marginalDensity: (axis, value) =>
      axis === 0 ? normalDensity(value, mean, sd) : marginalOfY(parabola, value),
    acceptanceRates: [],
    drawExact: (stream, out) => {
      stream.normals(out, 2);
      const x = mean + sd * out[0];
      out[1] = offset + curvature * x * x + noise * out[1];
      out[0] = x;
    },
  };
}

/**
 * @param reach half the width of the box, in standard deviations of x; the box is as high as the parabola is there
 */
export function parabolaFacts(
  parabola: Parabola,
  reach: number,
): Pick<Target, "truth" | "box" | "peaks" | "massOutside"> {
  const { mean, sd, offset, curvature, noise } = parabola;
  const [low, high] = [mean - reach * sd, mean + reach * sd];
  const heightAt = (x: number): number => offset + curvature * x * x;
  const lowest = low < 0 && high > 0 ? offset : Math.min(heightAt(low), heightAt(high));
  return {
    truth: truthOf(parabola),
    box: [
      [low, high],
      // Beyond it lies less than a millionth of what is within the range of x.
      [lowest - 5 * noise, Math.max(heightAt(low), heightAt(high)) + 5 * noise],
    ],
    massOutside: 2 * normalCdf(-reach),
    peaks: [[mean, heightAt(mean)]],
  };
}
