import { gridNode } from "../../core/coin";
import { log, log1p } from "../../core/math/elementary";
import type { SurfaceData } from "../../scene";
import type { CoinModel } from "./coinModel";
import { logBetaAtNodes } from "./gridNumbers";

/** Most rows of the ridge; a longer history is shown at evenly spread flips. */
export const MAX_ROWS = 129;
/** Most nodes of a row; a finer grid would look the same. */
export const MAX_NODES = 257;

/** Fewest flips on the axis: with fewer, its ticks would be fractions of a flip. */
export const LEAST_FLIPS = 10;

/** What a row of the ridge comes from. */
export const TAILS = 0;
export const HEADS = 1;
export const PRIOR = 2;

/** The history of the posterior as a surface, and where its mean stood after each flip shown. */
export interface Ridge {
  readonly surface: SurfaceData;
  /** [row][2]: posterior mean and number of flips. */
  readonly means: Float32Array;
  /** What came before each row: TAILS, HEADS, or nothing (PRIOR). */
  readonly outcomes: Uint8Array;
}

/** Numbers of flips at which the ridge has a row: all, or MAX_ROWS of them, the prior and the newest included. */
export function ridgeRows(numFlips: number): number[] {
  const numRows = Math.min(numFlips + 1, MAX_ROWS);
  return Array.from({ length: numRows }, (_, row) =>
    numRows === 1 ? 0 : Math.round((row * numFlips) / (numRows - 1)),
  );
}

/**
 * Posterior over the bias against the number of flips. Every row is scaled to its own peak, or the newest,
 * sharpest ones would dwarf the rest. On an axis longer than the history the newest row runs on: a belief stays
 * as it is until the next flip.
 */
export function ridgeOf({ flips, prior, numNodes }: Pick<CoinModel, "flips" | "prior" | "numNodes">): Ridge {
  const nx = Math.min(numNodes, MAX_NODES);
  const logPrior = logBetaAtNodes(prior, nx);
  const logHeads = Float64Array.from({ length: nx }, (_, i) => log(gridNode(i, nx)));
  const logTails = Float64Array.from({ length: nx }, (_, i) => log1p(-gridNode(i, nx)));
  const rows = ridgeRows(flips.length);
  const ny = Math.max(LEAST_FLIPS + 1, rows.length);
  const logDensity = new Float32Array(nx * ny);
  const means = new Float32Array(2 * rows.length);
  const outcomes = new Uint8Array(rows.length);
  const row = new Float64Array(nx);
  let heads = 0;
  let counted = 0;
  for (let iy = 0; iy < ny; iy++) {
    const numFlips = rows[iy] ?? flips.length;
    while (counted < numFlips) heads += flips[counted++];
    const tails = numFlips - heads;
    let peak = -Infinity;
    for (let i = 0; i < nx; i++) {
      row[i] =
        logPrior[i] + (heads === 0 ? 0 : heads * logHeads[i]) + (tails === 0 ? 0 : tails * logTails[i]);
      peak = Math.max(peak, row[i]);
    }
    for (let i = 0; i < nx; i++) logDensity[iy * nx + i] = row[i] - peak;
    if (iy >= rows.length) continue;
    means[2 * iy] = (prior.alpha + heads) / (prior.alpha + prior.beta + numFlips);
    means[2 * iy + 1] = numFlips;
    outcomes[iy] = iy === 0 ? PRIOR : flips[numFlips - 1];
  }
  return {
    surface: {
      nx,
      ny,
      xRange: [0, 1],
      yRange: [0, Math.max(LEAST_FLIPS, flips.length)],
      logDensity,
      axisNames: ["bias θ", "flips"],
    },
    means,
    outcomes,
  };
}
