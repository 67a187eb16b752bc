/**
 * Dropout and a deep ensemble, both held against the truth that made the data, inside the data and outside.
 * From the outputs of both at the same inputs to numbers; nothing is drawn at random, expectations over
 * observations are worked out. Must not know how either was trained, workers, or how numbers are shown.
 */
import { bestClassScores, scoreClasses } from "../classes/classScores";
import type { ClassScores } from "../classes/classScores";
import type { NetworkDataSet, PassOutputs } from "../../../core/network";
import { bestCurveScores, scoreCurve } from "./curveScores";
import type { CurveScores, CurveTruth } from "./curveScores";
import { insideData, passesWhere, valuesWhere } from "./insideData";

/** Scores over the places of one kind. */
export interface Region<Scores> {
  readonly dropout: Scores;
  /** Null while there is no ensemble. */
  readonly ensemble: Scores | null;
  /** What one would score who knew the truth; of a coverage, what is claimed. */
  readonly best: Scores;
}

export interface Comparison<Scores> {
  readonly inside: Region<Scores>;
  readonly outside: Region<Scores>;
}

export type CurveComparison = Comparison<CurveScores>;
export type ClassComparison = Comparison<ClassScores>;

interface Places {
  /** Where both were evaluated, [place][input], flat. */
  readonly inputs: ArrayLike<number>;
  /** Inputs of the data points, in the same shape. */
  readonly data: ArrayLike<number>;
}

/**
 * For a network that learns a function.
 * @param noiseVariance of an observation, as the networks assume it
 * @param mass that the bands claim
 * @throws RangeError unless there is one output and one truth a place, and the noise variance is above 0
 */
export function compareCurves(
  dropout: PassOutputs,
  ensemble: PassOutputs | null,
  options: Places & {
    readonly truth: CurveTruth;
    readonly noiseVariance: number;
    readonly mass?: number;
  },
): CurveComparison {
  const { inputs, data, truth, noiseVariance, mass = 0.9 } = options;
  const isInside = insideData(inputs, data);
  expectPlaces(isInside.length, { dropout: dropout.numPoints, ensemble: ensemble?.numPoints });
  expectPlaces(isInside.length, {
    "truth.values": truth.values.length,
    "truth.noiseSds": truth.noiseSds.length,
  });
  return byRegion(isInside, (isTaken) => {
    const taken = {
      values: valuesWhere(truth.values, isTaken),
      noiseSds: valuesWhere(truth.noiseSds, isTaken),
    };
    const score = (passes: PassOutputs): CurveScores =>
      scoreCurve(passesWhere(passes, isTaken), taken, noiseVariance, mass);
    return {
      dropout: score(dropout),
      ensemble: ensemble && score(ensemble),
      best: bestCurveScores(taken, mass),
    };
  });
}

/**
 * For a network that tells two classes apart by two inputs.
 * @param truth true probability of class 1 at every place
 * @throws RangeError unless there is one output and one truth a place
 */
export function compareClasses(
  dropout: PassOutputs,
  ensemble: PassOutputs | null,
  { inputs, data, truth }: Places & { readonly truth: ArrayLike<number> },
): ClassComparison {
  const isInside = insideData(inputs, data, { numInputs: 2 });
  expectPlaces(isInside.length, {
    dropout: dropout.numPoints,
    ensemble: ensemble?.numPoints,
    truth: truth.length,
  });
  return byRegion(isInside, (isTaken) => {
    const taken = valuesWhere(truth, isTaken);
    const score = (passes: PassOutputs): ClassScores => scoreClasses(passesWhere(passes, isTaken), taken);
    return {
      dropout: score(dropout),
      ensemble: ensemble && score(ensemble),
      best: bestClassScores(taken),
    };
  });
}

/** The truth of a set at places along x. */
export function curveTruth(
  { truth, noiseSd }: Pick<NetworkDataSet, "truth" | "noiseSd">,
  inputs: ArrayLike<number>,
): CurveTruth {
  return {
    values: Float64Array.from(inputs, (x) => truth(x)),
    noiseSds: Float64Array.from(inputs, (x) => noiseSd(x)),
  };
}

/** The true probability of class 1 at places in the plane, [place][x, y], flat. */
export function classTruth({ truth }: NetworkDataSet, inputs: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: Math.floor(inputs.length / 2) }, (_, place) =>
    truth(inputs[2 * place], inputs[2 * place + 1]),
  );
}

function byRegion<Scores>(
  isInside: Uint8Array,
  scoreAt: (isTaken: Uint8Array) => Region<Scores>,
): Comparison<Scores> {
  return { inside: scoreAt(isInside), outside: scoreAt(isInside.map((inside) => 1 - inside)) };
}

function expectPlaces(numPlaces: number, counts: Readonly<Record<string, number | undefined>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (count === undefined || count === numPlaces) continue;
    throw new RangeError(`${name} has ${count} point(s); expected ${numPlaces}, one a place of inputs`);
  }
}
