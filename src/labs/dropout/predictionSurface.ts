/**
 * The density of a prediction over x and y, from passes and noise: at every x a mixture of normals, one a pass.
 * Pure; knows no scene.
 */
import type { PassOutputs } from "../../core/network";
import { evenly, type PlotView } from "../points/plotView";

export interface PredictionSurface {
  readonly nx: number;
  readonly ny: number;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  /** [row][column]; -Infinity where the density underflows. */
  readonly logDensity: Float32Array;
  /** Sd of the kernel around each pass, one a column: the noise, or the smoothing where that is larger. */
  readonly kernelSds: Float64Array;
}

/** Rows of the picture. */
const ROWS = 121;
/** Kernels narrower than this share of the picture would fall between its rows. */
const LEAST_KERNEL = 0.012;
/** Bins to a row: passes are gathered in these before the kernel spreads them. */
const BINS = 4;
/** Kernels reach this many sds. */
const REACH = 4.5;

/**
 * @param passes whose first points are the places; further ones are left alone
 * @param places along x, evenly spaced, rising
 * @param noiseSd one a place; 0 for the function alone
 */
export function predictionSurface(
  passes: PassOutputs,
  places: Float64Array,
  noiseSd: ArrayLike<number>,
  { y: yRange }: Pick<PlotView, "y">,
): PredictionSurface {
  const nx = places.length;
  const rows = evenly(yRange, ROWS);
  const height = yRange[1] - yRange[0];
  const step = height / (ROWS - 1) / BINS;
  const logDensity = new Float32Array(nx * ROWS);
  const kernelSds = new Float64Array(nx);
  for (let column = 0; column < nx; column++) {
    const sd = Math.max(noiseSd[column], LEAST_KERNEL * height);
    kernelSds[column] = sd;
    // Passes outside the picture reach into it by their kernel.
    const low = yRange[0] - REACH * sd;
    const bins = binned(passes, column, low, step, Math.ceil((height + 2 * REACH * sd) / step) + 2);
    rows.forEach((y, row) => {
      logDensity[row * nx + column] = Math.log(densityAt(y, bins, low, step, sd) / passes.numPasses);
    });
  }
  return {
    nx,
    ny: ROWS,
    xRange: [places[0], places[nx - 1]],
    yRange: [yRange[0], yRange[1]],
    logDensity,
    kernelSds,
  };
}

/** Passes at one place in bins around low + bin * step, each shared by its two neighbours. */
function binned(
  { numPasses, numPoints, outputs }: PassOutputs,
  column: number,
  low: number,
  step: number,
  count: number,
): Float64Array {
  const bins = new Float64Array(count);
  for (let pass = 0; pass < numPasses; pass++) {
    const at = (outputs[pass * numPoints + column] - low) / step;
    const bin = Math.floor(at);
    if (!(bin >= 0 && bin < count - 1)) continue;
    bins[bin + 1] += at - bin;
    bins[bin] += 1 - (at - bin);
  }
  return bins;
}

function densityAt(y: number, bins: Float64Array, low: number, step: number, sd: number): number {
  const first = Math.max(0, Math.ceil((y - REACH * sd - low) / step));
  const last = Math.min(bins.length - 1, Math.floor((y + REACH * sd - low) / step));
  let sum = 0;
  for (let bin = first; bin <= last; bin++) {
    if (bins[bin] === 0) continue;
    const z = (y - low - bin * step) / sd;
    sum += bins[bin] * Math.exp((-z * z) / 2);
  }
  return sum / (sd * Math.sqrt(2 * Math.PI));
}
