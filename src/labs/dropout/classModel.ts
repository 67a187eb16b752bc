/**
 * Everything that the lab shows of a network that tells two classes apart, as a pure function of the network and
 * its passes. Must not know of pictures, words or the page.
 */
import { networkDataSet, type Network, type PassOutputs } from "../../core/network";
import { classHistogram, type ClassHistogram } from "./classes/classHistogram";
import { classNumbers, type ClassNumbers } from "./classes/classNumbers";
import { classInputs, classPicture, type ClassPicture } from "./classes/classPicture";
import { classTruth } from "./ensemble/ensembleComparison";
import type { Problem } from "./problem";
import { classShape } from "./trainingJob";

export interface ClassModel {
  readonly problem: Problem;
  readonly network: Network;
  /** At the nodes of the picture. */
  readonly grid: PassOutputs;
  readonly picture: ClassPicture;
  readonly numbers: ClassNumbers;
  readonly histogram: ClassHistogram;
  readonly chosen: readonly [number, number];
  readonly rate: number;
  readonly trainRate: number;
}

/**
 * @param passes at the nodes, then at the data, last at the chosen input
 * @param chosen where that is
 */
export function classModel(
  problem: Problem,
  network: Network,
  passes: PassOutputs,
  chosen: readonly [number, number],
  rates: { readonly rate: number; readonly trainRate: number },
): ClassModel {
  const shape = classShape(problem);
  const inputs = classInputs(shape);
  const numNodes = inputs.length / 2;
  const numData = problem.data.targets.length;
  const grid = slicedPasses(passes, 0, numNodes);
  const atData = slicedPasses(passes, numNodes, numNodes + numData);
  const truth = classTruth(networkDataSet(problem.key), inputs);
  return {
    problem,
    network,
    grid,
    picture: classPicture(grid, shape),
    numbers: classNumbers(network, { inputs, passes: grid }, { ...problem.data, passes: atData }, truth),
    histogram: classHistogram(passes, numNodes + numData),
    chosen,
    ...rates,
  };
}

/** The passes at the points from one to before another. */
export function slicedPasses(
  { numPasses, numPoints, outputs }: PassOutputs,
  from: number,
  to: number,
): PassOutputs {
  const count = to - from;
  const sliced = new Float64Array(numPasses * count);
  for (let pass = 0; pass < numPasses; pass++) {
    const first = pass * numPoints + from;
    sliced.set(outputs.subarray(first, first + count), pass * count);
  }
  return { numPasses, numPoints: count, outputs: sliced };
}
