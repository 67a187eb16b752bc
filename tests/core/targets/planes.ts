import type { Target } from "../../../src/core/targets";
import { lineOf } from "./quadrature";

type Range = readonly [low: number, high: number];

/** The plane as smooth functions of two coordinates in which nothing of a target is too thin for a grid of 400 by 400. */
export interface Plane {
  readonly ranges: readonly [Range, Range];
  readonly at: (a: number, b: number) => readonly [x: number, y: number];
  /** Size of the determinant of the derivatives. */
  readonly determinant: (a: number, b: number) => number;
}

/** A ridge along y = ridge(x), of this half width. */
function alongRidge(xRange: Range, ridge: (x: number) => number, halfWidth: number): Plane {
  return {
    ranges: [xRange, [-halfWidth, halfWidth]],
    at: (x, across) => [x, ridge(x) + across],
    determinant: () => 1,
  };
}

/** Targets that are bent or have long tails, by their key. */
const planes: Readonly<Record<string, (target: Target) => Plane>> = {
  banana: (target) => {
    const [width, bend] = target.settingValues;
    return alongRidge(lineOf(target, 0).range, (x) => bend * (x * x - width * width), 9);
  },
  rosenbrock: (target) => {
    const [, b, temperature] = target.settingValues;
    return alongRidge(lineOf(target, 0).range, (x) => x * x, 9 * Math.sqrt(temperature / (2 * b)));
  },
  funnel: (target) => ({
    ranges: [lineOf(target, 0).range, [-9, 9]],
    at: (v, z) => [v, z * Math.exp(v / 2)],
    determinant: (v) => Math.exp(v / 2),
  }),
  ring: ({ settingValues: [radius, width] }) => ({
    ranges: [
      [Math.max(0, radius - 9 * width), radius + 9 * width],
      [0, 2 * Math.PI],
    ],
    at: (r, angle) => [r * Math.cos(angle), r * Math.sin(angle)],
    determinant: (r) => r,
  }),
};

/** Coordinates for integrals over a target of the registry; x and y themselves where these will do. */
export function planeOf(key: string, target: Target): Plane {
  const ofTarget = planes[key] as ((target: Target) => Plane) | undefined;
  if (ofTarget) return ofTarget(target);
  return {
    ranges: [lineOf(target, 0).range, lineOf(target, 1).range],
    at: (x, y) => [x, y],
    determinant: () => 1,
  };
}
