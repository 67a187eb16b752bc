import { ensembleOutputs } from "../../../core/network";
import type { Network, PassOutputs, TrainingData } from "../../../core/network";
import { insideData, passesWhere, valuesWhere } from "../ensemble/insideData";
import { bestClassScores, scoreClasses } from "./classScores";
import type { ClassScores } from "./classScores";

/** Scores of the two ways to ask one network. */
export interface BothScores {
  /** Mean probability of the passes. */
  readonly passes: ClassScores;
  /** The network once, with nothing dropped. */
  readonly withoutDropout: ClassScores;
}

export interface ClassNumbers {
  /** On the classes of the training points; NaN where there is no point. */
  readonly training: BothScores;
  /** On the true probabilities at the nodes near a training point and far from all; null where none is known. */
  readonly truth: {
    readonly near: BothScores & { readonly best: ClassScores };
    readonly far: BothScores & { readonly best: ClassScores };
  } | null;
  /** Mean model part of the entropy in nats, near the training points and far from them; NaN where no node is. */
  readonly modelEntropy: { readonly near: number; readonly far: number };
}

/** What passes over no point put out. */
export const NO_POINTS: PassOutputs = { numPasses: 1, numPoints: 0, outputs: new Float64Array() };

/**
 * The numbers beside the picture. Near is as `insideData` has it: within one width of the noise of a point.
 * @param grid the nodes of `classInputs` and the passes' log odds there
 * @param data the training points and the passes' log odds there; `NO_POINTS` where there is none
 * @param truth true probability of class 1 at every node, or null
 * @throws RangeError where numbers of points do not fit
 */
export function classNumbers(
  network: Network,
  grid: { readonly inputs: Float64Array; readonly passes: PassOutputs },
  data: TrainingData & { readonly passes: PassOutputs },
  truth: ArrayLike<number> | null,
): ClassNumbers {
  const isNear = insideData(grid.inputs, data.inputs, { numInputs: 2 });
  const isFar = isNear.map((near) => 1 - near);
  const single = ensembleOutputs([network], grid.inputs);
  const scoreAt = (isTaken: Uint8Array, expected: Float64Array) => ({
    passes: scoreClasses(passesWhere(grid.passes, isTaken), expected),
    withoutDropout: scoreClasses(passesWhere(single, isTaken), expected),
    best: bestClassScores(expected),
  });
  const [near, far] = [isNear, isFar].map((isTaken) =>
    scoreAt(isTaken, valuesWhere(truth ?? new Float64Array(isNear.length), isTaken)),
  );
  return {
    training: {
      passes: scoreClasses(data.passes, data.targets),
      withoutDropout: scoreClasses(
        data.inputs.length === 0 ? NO_POINTS : ensembleOutputs([network], data.inputs),
        data.targets,
      ),
    },
    truth: truth && { near, far },
    modelEntropy: { near: near.passes.modelEntropy, far: far.passes.modelEntropy },
  };
}
