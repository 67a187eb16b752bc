/**
 * What makes a leapfrog path a proposal with a simple accept test: it can be walked back, it conserves phase
 * volume, and its energy error shrinks with the square of the step. Each with an integrator that has it not.
 */
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../src/core/random";
import {
  createPhasePoint,
  kineticEnergy,
  leapfrogStep,
  type PhasePoint,
} from "../../src/core/samplers/leapfrog";
import type { Target } from "../../src/core/targets";
import { createStandardNormal } from "../core/samplers/adHocTargets";
import { plainVariants, scaledSettings } from "../core/samplers/invarianceTier";
import { samplerByKey } from "../../src/core/samplers";

type Integrator = (target: Target, point: PhasePoint, stepSize: number) => void;

/** Position and momentum a whole step at once, from where they were. */
const explicitEuler: Integrator = (target, { position, momentum, gradient }, stepSize) => {
  for (let i = 0; i < position.length; i++) {
    position[i] += stepSize * momentum[i];
    momentum[i] += stepSize * gradient[i];
  }
  target.logDensityAndGradient(position, gradient);
};

/** A leapfrog step whose first half step of the momentum is missing. */
const withoutFirstHalf: Integrator = (target, { position, momentum, gradient }, stepSize) => {
  for (let i = 0; i < position.length; i++) position[i] += stepSize * momentum[i];
  target.logDensityAndGradient(position, gradient);
  for (let i = 0; i < position.length; i++) momentum[i] += 0.5 * stepSize * gradient[i];
};

/** A leapfrog step whose half steps of the momentum are whole ones: the energy is another one's. */
const twiceTheForce: Integrator = (target, point, stepSize) => {
  const { position, momentum, gradient } = point;
  for (let i = 0; i < position.length; i++) momentum[i] += stepSize * gradient[i];
  for (let i = 0; i < position.length; i++) position[i] += stepSize * momentum[i];
  target.logDensityAndGradient(position, gradient);
  for (let i = 0; i < position.length; i++) momentum[i] += stepSize * gradient[i];
};

function pointAt(target: Target, position: ArrayLike<number>, momentum: ArrayLike<number>): PhasePoint {
  const point = createPhasePoint(target.dimension);
  point.position.set(position);
  point.momentum.set(momentum);
  point.logDensity = target.logDensityAndGradient(point.position, point.gradient);
  return point;
}

function advance(
  integrator: Integrator,
  target: Target,
  point: PhasePoint,
  stepSize: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) integrator(target, point, stepSize);
}

const energyOf = (target: Target, { position, momentum }: PhasePoint): number =>
  kineticEnergy(momentum) - target.logDensity(position);

/** Exact draws with momenta of their own. Seed 91. */
function somePoints(target: Target, count: number): PhasePoint[] {
  const stream = Stream.from(91, 0, StreamPurpose.test);
  const [position, momentum] = [new Float64Array(target.dimension), new Float64Array(target.dimension)];
  return Array.from({ length: count }, () => {
    target.truth.drawExact(stream, position);
    stream.normals(momentum, target.dimension);
    return pointAt(target, position, momentum);
  });
}

/** The width of a mode: about the largest step at which a path is stable, halved. */
function widthOf(target: Target): number {
  return scaledSettings(samplerByKey("hmc"), target).hmcStepSize;
}

/** Largest distance, in widths, from where paths began to where they are after going there and back. */
function wayBack(target: Target, integrator: Integrator): number {
  const width = widthOf(target);
  const distances = somePoints(target, 50).map((point) => {
    const start = point.position.slice();
    advance(integrator, target, point, 0.2 * width, 40);
    for (let i = 0; i < target.dimension; i++) point.momentum[i] = -point.momentum[i];
    advance(integrator, target, point, 0.2 * width, 40);
    return Math.max(...point.position.map((x, i) => Math.abs(x - start[i]) / width));
  });
  return Math.max(...distances);
}

/** Root mean square of the energy error of paths of one length. */
function energyError(target: Target, integrator: Integrator, stepSize: number, numSteps: number): number {
  const errors = somePoints(target, 200).map((point) => {
    const before = energyOf(target, point);
    advance(integrator, target, point, stepSize, numSteps);
    return energyOf(target, point) - before;
  });
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
}

/** Derivative of the end of a path by its start, [out][in] over positions, then momenta; central differences. */
function jacobian(target: Target, integrator: Integrator, at: PhasePoint, stepSize: number): number[][] {
  const { dimension } = target;
  const end = (moved: readonly number[]): number[] => {
    const point = pointAt(target, moved.slice(0, dimension), moved.slice(dimension));
    advance(integrator, target, point, stepSize, 5);
    return [...point.position, ...point.momentum];
  };
  const start = [...at.position, ...at.momentum];
  const columns = start.map((x, i) => {
    const h = i < dimension ? 1e-5 * widthOf(target) : 1e-5;
    const [above, below] = [end(start.with(i, x + h)), end(start.with(i, x - h))];
    return above.map((value, j) => (value - below[j]) / (2 * h));
  });
  return start.map((_, i) => columns.map((column) => column[i]));
}

/** Largest entry of J^T W J - W, where W pairs each position with its momentum: 0 for a symplectic map. */
function symplecticDefect(j: readonly (readonly number[])[]): number {
  const d = j.length / 2;
  const paired = (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < d; i++) sum += j[i][a] * j[i + d][b] - j[i + d][a] * j[i][b];
    return sum;
  };
  const wanted = (a: number, b: number): number => (b === a + d ? 1 : a === b + d ? -1 : 0);
  return Math.max(...j.flatMap((_, a) => j.map((__, b) => Math.abs(paired(a, b) - wanted(a, b)))));
}

describe.each(plainVariants)("a leapfrog path on $name", ({ target }) => {
  const width = widthOf(target);

  test("leads back when the momentum is turned round, but for rounding", () => {
    expect(wayBack(target, leapfrogStep)).toBeLessThan(1e-10);
  });

  test.each([
    ["explicit Euler", explicitEuler],
    ["without its first half step", withoutFirstHalf],
  ])("negative control: %s it does not", (_, integrator) => {
    expect(wayBack(target, integrator)).toBeGreaterThan(1e-3);
  });

  test("has an energy error of the order of the step squared", () => {
    const [coarse, fine] = [0.1, 0.05].map((share) =>
      energyError(target, leapfrogStep, share * width, 2 / share),
    );
    expect(coarse / fine).toBeGreaterThan(3.8);
    expect(coarse / fine).toBeLessThan(4.2);
    expect(coarse).toBeLessThan(0.05);
  });

  test.each([
    ["explicit Euler", explicitEuler],
    ["without its first half step", withoutFirstHalf],
    ["twice the force", twiceTheForce],
  ])("negative control: %s has not", (_, integrator) => {
    const [coarse, fine] = [0.1, 0.05].map((share) =>
      energyError(target, integrator, share * width, 2 / share),
    );
    expect(coarse / fine).toBeLessThan(3);
    expect(coarse).toBeGreaterThan(0.05);
  });

  test("conserves phase volume, and pairs positions with momenta as before", () => {
    for (const point of somePoints(target, 5)) {
      expect(symplecticDefect(jacobian(target, leapfrogStep, point, 0.5 * width))).toBeLessThan(1e-6);
    }
  });

  test("negative control: explicit Euler does not", () => {
    for (const point of somePoints(target, 5)) {
      expect(symplecticDefect(jacobian(target, explicitEuler, point, 0.5 * width))).toBeGreaterThan(1e-2);
    }
  });
});

test("on the standard normal a step is the matrix (1 - e²/2, e; -e + e³/4, 1 - e²/2)", () => {
  const target = createStandardNormal(1);
  const point = pointAt(target, [0.3], [-1.1]);
  leapfrogStep(target, point, 0.8);
  expect(point.position[0]).toBeCloseTo(0.68 * 0.3 - 0.8 * 1.1, 14);
  expect(point.momentum[0]).toBeCloseTo((-0.8 + 0.128) * 0.3 - 0.68 * 1.1, 14);
  expect([point.gradient[0], point.logDensity]).toEqual([-point.position[0], -0.5 * point.position[0] ** 2]);
});

test("on the standard normal a fine path is a circle", () => {
  const target = createStandardNormal(2);
  const point = pointAt(target, [1, 0], [0, 1]);
  advance(leapfrogStep, target, point, 0.001, 2000);
  [Math.cos(2), Math.sin(2)].forEach((x, i) => expect(point.position[i]).toBeCloseTo(x, 6));
  [-Math.sin(2), Math.cos(2)].forEach((p, i) => expect(point.momentum[i]).toBeCloseTo(p, 6));
});
