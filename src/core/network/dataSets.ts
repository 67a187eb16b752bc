import { exp } from "../math/elementary";
import { expectWhole } from "../math/expectations";
import { cos, sin } from "../math/trigonometric";
import type { Stream } from "../random";
import type { TrainingData } from "./gradient";
import type { LossKind } from "./loss";

/**
 * Starting sets for a network to learn, with the truth that made them. A set is a function with normal noise,
 * or two classes in the plane; numbers are our own.
 */
export interface NetworkDataSet {
  readonly key: string;
  readonly label: string;
  readonly numInputs: 1 | 2;
  readonly loss: LossKind;
  readonly defaultNumPoints: number;
  /** Where the inputs lie: [low, high] of the stretches of x; for two inputs the square to look at. */
  readonly ranges: readonly (readonly [number, number])[];
  /** The function without noise; for two classes the true probability of class 1. */
  readonly truth: (...x: readonly number[]) => number;
  /** Sd of the noise of an observation at x; 0 for classes, whose noise lies in the inputs. */
  readonly noiseSd: (x: number) => number;
  /** @throws RangeError unless numPoints is a whole number of at least 1 */
  readonly create: (stream: Stream, numPoints?: number) => TrainingData;
}

/** A wave on a slope, unseen in the middle: the doubt there should be larger than at the data. */
const gap = curve({
  key: "gap",
  label: "A gap in the middle",
  defaultNumPoints: 60,
  ranges: [
    [-3, -1],
    [1, 3],
  ],
  truth: (x) => 0.3 * x + sin(1.8 * x),
  noiseSd: () => 0.1,
});

const growingNoise = curve({
  key: "growingNoise",
  label: "Noise that grows",
  defaultNumPoints: 100,
  ranges: [[-3, 3]],
  truth: (x) => 0.15 * x * x - 0.4 * x - 0.5,
  noiseSd: (x) => 0.05 + 0.075 * Math.max(0, x + 3),
});

const sine = curve({
  key: "sine",
  label: "A sine",
  defaultNumPoints: 50,
  ranges: [[-3, 3]],
  truth: (x) => sin(2 * x),
  noiseSd: () => 0.1,
});

/** Spread of the points around their arc. */
const ARC_NOISE = 0.15;
const PI = 3.141592653589793;
/** Nodes of the midpoint rule along an arc; they lie a sixth of ARC_NOISE apart. */
const NUM_NODES = 128;

/** The arc of a class at t in [0, 1]: half circles of radius 1, each reaching into the other's hollow. */
function arcPoint(isUpper: boolean, t: number): readonly [number, number] {
  const [along, across] = [cos(PI * t), sin(PI * t)];
  return isUpper ? [along - 0.5, across - 0.25] : [0.5 - along, 0.25 - across];
}

const upperNodes = Array.from({ length: NUM_NODES }, (_, node) => arcPoint(true, (node + 0.5) / NUM_NODES));

/** Density of the upper arc's class, up to a constant that both share; the lower one is its mirror image at 0. */
function upperDensity(x: number, y: number): number {
  let sum = 0;
  for (const [centreX, centreY] of upperNodes) {
    const square = (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY);
    sum += exp(-square / (2 * ARC_NOISE * ARC_NOISE));
  }
  return sum;
}

/** Two classes, equally frequent; every second point is of class 1, the upper arc. */
const arcs: NetworkDataSet = {
  key: "arcs",
  label: "Two arcs, two classes",
  numInputs: 2,
  loss: "logistic",
  defaultNumPoints: 120,
  ranges: [
    [-2.5, 2.5],
    [-2.5, 2.5],
  ],
  truth: (x, y) => {
    const [upper, lower] = [upperDensity(x, y), upperDensity(-x, -y)];
    // Some six units from both arcs the densities underflow, and nothing can be told.
    return upper + lower === 0 ? 0.5 : upper / (upper + lower);
  },
  noiseSd: () => 0,
  create: (stream, numPoints = arcs.defaultNumPoints) => {
    expectWhole("numPoints", numPoints, 1);
    const inputs = new Float64Array(2 * numPoints);
    const noise = new Float64Array(2);
    const targets = Float64Array.from({ length: numPoints }, (_, i) => i % 2);
    targets.forEach((target, i) => {
      const centre = arcPoint(target === 1, stream.uniform());
      stream.normals(noise, 2);
      inputs.set([centre[0] + ARC_NOISE * noise[0], centre[1] + ARC_NOISE * noise[1]], 2 * i);
    });
    return { inputs, targets };
  },
};

/** All starting sets, in the order in which they are offered. */
export const NETWORK_DATA_SETS: readonly NetworkDataSet[] = [gap, growingNoise, sine, arcs];

/** @throws RangeError where there is no such set */
export function networkDataSet(key: string): NetworkDataSet {
  const found = NETWORK_DATA_SETS.find((set) => set.key === key);
  if (found !== undefined) return found;
  const keys = NETWORK_DATA_SETS.map((set) => set.key).join(", ");
  throw new RangeError(`data set "${key}"; expected one of ${keys}`);
}

interface Curve extends Pick<NetworkDataSet, "key" | "label" | "defaultNumPoints" | "ranges" | "noiseSd"> {
  readonly truth: (x: number) => number;
}

/** A set with one input: x evenly likely over the stretches, sorted; then one normal a point. */
function curve(options: Curve): NetworkDataSet {
  const { defaultNumPoints, ranges, truth, noiseSd } = options;
  const length = ranges.reduce((sum, [low, high]) => sum + high - low, 0);
  /** The place `distance` along the stretches laid end to end. */
  const placeAt = (distance: number): number => {
    let rest = distance;
    for (const [low, high] of ranges) {
      if (rest < high - low) return low + rest;
      rest -= high - low;
    }
    return ranges[ranges.length - 1][1];
  };
  return {
    ...options,
    numInputs: 1,
    loss: "squared",
    create: (stream, numPoints = defaultNumPoints) => {
      expectWhole("numPoints", numPoints, 1);
      const inputs = Float64Array.from({ length: numPoints }, () =>
        placeAt(length * stream.uniform()),
      ).sort();
      const noise = new Float64Array(numPoints);
      stream.normals(noise, numPoints);
      return { inputs, targets: inputs.map((x, i) => truth(x) + noiseSd(x) * noise[i]) };
    },
  };
}
