import type { Target } from "../../../src/core/targets";
import { createStandardNormal } from "./adHocTargets";

/** A target with another density in place of the standard normal's; its truth is not this density's. */
function withDensity(
  dimension: number,
  logDensityAndGradient: (position: ArrayLike<number>, gradient: Float64Array) => number,
): Target {
  const scratch = new Float64Array(dimension);
  return {
    ...createStandardNormal(dimension),
    logDensityAndGradient,
    logDensity: (position) => logDensityAndGradient(position, scratch),
  };
}

/** The normal on one side of an edge, x >= 0; outside the gradient is what a division by zero leaves. */
export const halfNormal: Target = withDensity(1, (position, gradient) => {
  const x = position[0];
  gradient[0] = x >= 0 ? -x : NaN;
  return x >= 0 ? -0.5 * x * x : -Infinity;
});

/** exp(-|x|), whose gradient at the kink is 0 / 0, as x / |x| gives it. */
export const laplace: Target = withDensity(1, (position, gradient) => {
  const x = position[0];
  gradient[0] = -x / Math.abs(x);
  return x === x ? -Math.abs(x) : -Infinity;
});

/** Counts how often density and gradient are asked for. */
export function counted(target: Target): { readonly target: Target; readonly count: () => number } {
  let evaluations = 0;
  return {
    target: {
      ...target,
      logDensityAndGradient: (position, gradient) => {
        evaluations += 1;
        return target.logDensityAndGradient(position, gradient);
      },
    },
    count: () => evaluations,
  };
}
