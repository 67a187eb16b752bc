/**
 * A target's grid in float32 on SIMD vectors, with the same care as on a graphics card: positions count from the
 * middle of the grid, the highest peak is left out, and what holds no parameter is worked out in float64. Not part of
 * the folder's index, which knows no targets.
 */
import type { Density } from "../density";
import { shiftedSettings, shiftOrigin } from "../density/wgsl";
import { gridOffset, nodeX, nodeY, OUTSIDE, type GridShape } from "../grid";
import { gridErrorBound } from "../grid/errorBound";
import type { Target } from "../targets/target";
import { DensityGrid } from "./densityGrid";
import { emitGrid, type GridModule } from "./emitGrid";

/** Of a log density or its depth below the peak: surfaces that are off by a thousandth of themselves look the same. */
const GOOD_ENOUGH = 1e-3;

/**
 * Whether float32 may stand in for float64 on a grid of two parameters: the stated bound on its error is small at the
 * peaks and half-way to the corners of the grid.
 */
export function isGridAccurate(target: Target, shape: GridShape): boolean {
  const boundAt = gridErrorBound(target, shape);
  const [centre] = target.peaks;
  const halfWay = [-0.25, 0.25].map((share) => [
    centre[0] + share * (shape.xRange[1] - shape.xRange[0]),
    centre[1] + share * (shape.yRange[1] - shape.yRange[0]),
  ]);
  const offset = gridOffset(target);
  return [...target.peaks, ...halfWay].every((position) => {
    const depth = Math.max(0, offset - target.logDensity(position));
    return depth === Infinity || boundAt(position) < GOOD_ENOUGH * (1 + depth);
  });
}

/** Modules by density: settings and data travel in memory. */
const modules = new WeakMap<Density, GridModule>();

function moduleOf(density: Density): GridModule {
  const known = modules.get(density);
  if (known) return known;
  const made = emitGrid(shiftOrigin(density));
  modules.set(density, made);
  return made;
}

/**
 * As `evaluateGrid`, in float32: within `gridErrorBound` of float64.
 * @returns [iy][ix]
 * @throws RangeError where the target has other than two parameters
 */
export function evaluateGridInVectors(target: Target, shape: GridShape): Float32Array {
  const { density, settingValues, columns, dimension } = target;
  if (dimension !== 2) throw new RangeError(`a grid of ${dimension} parameters; expected 2`);
  const origin = [shape.xRange, shape.yRange].map(([low, high]) => 0.5 * low + 0.5 * high);
  const settings = shiftedSettings(settingValues, origin, gridOffset(target));
  const grid = new DensityGrid(moduleOf(density), { settings, columns });
  const values = grid.evaluate(
    Float64Array.from({ length: shape.nx }, (_, ix) => nodeX(shape, ix) - origin[0]),
    Float64Array.from({ length: shape.ny }, (_, iy) => nodeY(shape, iy) - origin[1]),
  );
  for (let i = 0; i < values.length; i++) if (!(values[i] > OUTSIDE)) values[i] = OUTSIDE;
  return values;
}
