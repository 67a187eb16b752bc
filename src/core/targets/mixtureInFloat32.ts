import type { Modes, Target } from "./target";

interface NormalComponent {
  readonly mean: readonly [number, number];
  readonly sd: readonly [number, number];
  readonly correlation: number;
  readonly logScale: number;
}

/**
 * Arguments of shaders/targets/gaussianMixture.wgsl and the scale of its rounding. The shader writes a
 * quadratic form as u^2 + v^2, u = dx / (sx sqrt 2), v = (dy / sy - rho dx / sx) / sqrt(2 (1 - rho^2)).
 */
export function mixtureInFloat32(
  a: NormalComponent,
  b: NormalComponent,
  responsibility: Modes["responsibility"],
): Pick<Target, "gpu" | "termSize"> {
  const origin = [(a.mean[0] + b.mean[0]) / 2, (a.mean[1] + b.mean[1]) / 2];
  const components = [a, b].map((c) => {
    const narrowing = Math.sqrt(1 - c.correlation * c.correlation);
    return {
      mean: [c.mean[0] - origin[0], c.mean[1] - origin[1]],
      scaleX: Math.SQRT1_2 / c.sd[0],
      scaleY: Math.SQRT1_2 / (c.sd[1] * narrowing),
      shear: (Math.SQRT1_2 * c.correlation) / (c.sd[0] * narrowing),
      logScale: c.logScale,
    };
  });
  /** A difference from a mean is rounded at the size of its operands, and its square carries that twice. */
  const sizeOf = (
    { mean, scaleX, scaleY, shear, logScale }: (typeof components)[number],
    x: number,
    y: number,
  ) => {
    const u = scaleX * (x - mean[0]);
    const v = scaleY * (y - mean[1]) - shear * (x - mean[0]);
    const reachX = Math.abs(x) + Math.abs(mean[0]);
    const reachY = Math.abs(y) + Math.abs(mean[1]);
    const squares =
      Math.abs(u) * scaleX * reachX + Math.abs(v) * (scaleY * reachY + Math.abs(shear) * reachX);
    return Math.abs(logScale) + squares;
  };
  return {
    gpu: {
      origin,
      offset: 0,
      parameters: Float32Array.from(
        components.flatMap((c) => [...c.mean, c.scaleX, c.scaleY, c.shear, c.logScale]),
      ),
      data: new Float32Array(0),
    },
    // An error of a component reaches the sum of both as far as the component has a share in it.
    termSize: (position) => {
      const [sizeA, sizeB] = components.map((c) =>
        sizeOf(c, position[0] - origin[0], position[1] - origin[1]),
      );
      const share = responsibility(position);
      return 1 + share * sizeA + (1 - share) * sizeB;
    },
  };
}
