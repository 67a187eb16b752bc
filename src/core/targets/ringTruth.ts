import { exp, log } from "../math/elementary";
import { normalCdf } from "../math/errorFunction";
import type { Stream } from "../random";
import type { Truth } from "./target";

const SQRT_TWO_PI = 2.5066282746310002;
const SQRT_TWO_OVER_PI = 0.7978845608028654;
const TWO_PI = 6.283185307179586;
/** Widths beyond which the density is e^-40 of its peak and less. */
const REACH = 9;

/** log(q + sqrt(q^2 - 1)): the t >= 0 with q = cosh(t). */
function inverseCosh(q: number): number {
  return q > 1 ? log(q + Math.sqrt(q * q - 1)) : 0;
}

/**
 * What is exactly known of the density exp(-(r - radius)^2 / (2 width^2)), r the distance from the origin. With
 * I_k the integral of r^k times it over r > 0, partial integration gives I_{k+1} = radius I_k + k width^2 I_{k-1},
 * and for k = 0 the value at the origin, times width^2, in place of the last term.
 */
export function ringTruth(radius: number, width: number): Truth {
  const variance = width * width;
  const i0 = width * SQRT_TWO_PI * normalCdf(radius / width);
  const i1 = radius * i0 + variance * exp((-0.5 * radius * radius) / variance);
  const i2 = radius * i1 + variance * i0;
  const i3 = radius * i2 + 2 * variance * i1;
  const sd = Math.sqrt(i3 / (2 * i1));

  /** With y = |x| sinh(t), so that r = |x| cosh(t), the integrand is smooth, and the trapezoidal rule exact but for rounding. */
  const marginalDensity = (value: number): number => {
    const x = Math.abs(value);
    // Closer than this the density no longer changes.
    if (x < 1e-12 * width) return (2 * i0) / (TWO_PI * i1);
    const low = inverseCosh((radius - REACH * width) / x);
    const high = inverseCosh((radius + REACH * width) / x);
    if (high === 0) return 0;
    const numNodes = Math.ceil((high - low) / ((0.4 * width) / (radius + 6 * width))) + 8;
    const spacing = (high - low) / numNodes;
    let sum = 0;
    for (let i = 0; i <= numNodes; i++) {
      const growth = exp(low + i * spacing);
      const r = 0.5 * x * (growth + 1 / growth);
      const z = (r - radius) / width;
      // At t = 0 the half line ends, in the middle of an even function.
      sum += (i === 0 ? 0.5 : 1) * r * exp(-0.5 * z * z);
    }
    return (2 * sum * spacing) / (TWO_PI * i1);
  };

  return {
    mean: [0, 0],
    sd: [sd, sd],
    logNormalisingConstant: log(TWO_PI * i1),
    marginalDensity: (_axis, value) => marginalDensity(value),
    acceptanceRates: [],
    drawExact: (stream, out) => drawFromRing(radius, width, stream, out),
  };
}

/**
 * The distance has the density r exp(-(r - radius)^2 / (2 width^2)): with r = radius + width z it is at most
 * (radius + width |z|) exp(-z^2 / 2), a mixture of a normal and a Rayleigh distribution of random sign, and a proposal
 * of that is accepted by the ratio. At least half of them are.
 */
function drawFromRing(radius: number, width: number, stream: Stream, out: Float64Array): void {
  const shareOfNormal = radius / (radius + width * SQRT_TWO_OVER_PI);
  let r: number;
  do {
    let z: number;
    if (stream.uniform() < shareOfNormal) {
      stream.normals(out, 1);
      z = out[0];
    } else {
      const size = Math.sqrt(-2 * log(1 - stream.uniform()));
      z = stream.uniform() < 0.5 ? -size : size;
    }
    r = radius + width * z;
    const most = radius + width * Math.abs(z);
    if (stream.uniform() * most >= r) r = -1;
  } while (r < 0);
  // A direction: two normals over their size.
  stream.normals(out, 2);
  const scale = r / Math.sqrt(out[0] * out[0] + out[1] * out[1]);
  out[0] *= scale;
  out[1] *= scale;
}
