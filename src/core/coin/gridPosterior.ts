import type { FlipCounts } from "../conjugate";
import { exp, log, log1p } from "../math/elementary";
import { expectWhole } from "../math/expectations";

/** Nodes of a grid that a screen or a reader can make use of. */
const MOST_NODES = 1_000_000;

/** The bias at a node: index / (numNodes - 1), so both ends of [0, 1] are nodes. */
export function gridNode(index: number, numNodes: number): number {
  return index / (numNodes - 1);
}

/**
 * Probabilities at the nodes before any flip.
 * @param density of the prior at a bias, up to a factor; uniform where left out
 * @throws RangeError for fewer than 2 nodes, or a density that is negative, not finite or zero at every node
 */
export function priorGrid(numNodes: number, density: (bias: number) => number = () => 1): Float64Array {
  expectWhole("numNodes", numNodes, 2, MOST_NODES);
  const grid = new Float64Array(numNodes);
  for (let i = 0; i < numNodes; i++) {
    grid[i] = density(gridNode(i, numNodes));
    if (!(grid[i] >= 0 && grid[i] < Infinity)) {
      throw new RangeError(
        `prior density at ${gridNode(i, numNodes)} = ${grid[i]}; expected a finite number of at least 0`,
      );
    }
  }
  return normalize(grid);
}

/** Divides by the sum. @throws RangeError where that is 0: prior and flips have no node in common */
function normalize(grid: Float64Array): Float64Array {
  let sum = 0;
  for (const value of grid) sum += value;
  if (!(sum > 0)) {
    throw new RangeError(
      `the ${grid.length} nodes have probability ${sum} in all; expected a node that prior and flips both allow`,
    );
  }
  for (let i = 0; i < grid.length; i++) grid[i] /= sum;
  return grid;
}

/**
 * Bayes' theorem for one flip: each node times its likelihood (bias, or 1 - bias), then renormalised.
 * @param flip 1 for heads, 0 for tails
 * @returns a new grid
 */
export function updateGrid(grid: Float64Array, flip: number): Float64Array {
  if (flip !== 0 && flip !== 1) throw new RangeError(`flip = ${flip}; expected 1 (heads) or 0 (tails)`);
  const next = grid.map((value, i) => {
    const bias = gridNode(i, grid.length);
    return value * (flip === 1 ? bias : 1 - bias);
  });
  return normalize(next);
}

/**
 * The posterior after all flips, one after the other; takes flips times nodes multiplications, so a million flips
 * are better counted and given to `gridFromCounts`.
 * @param prior as `priorGrid` makes it; uniform where left out
 */
export function gridPosterior(
  flips: ArrayLike<number>,
  numNodes: number,
  prior = priorGrid(numNodes),
): Float64Array {
  if (prior.length !== numNodes) {
    throw new RangeError(`prior has ${prior.length} nodes; expected ${numNodes}`);
  }
  let grid = prior;
  for (let i = 0; i < flips.length; i++) grid = updateGrid(grid, flips[i]);
  return grid;
}

/**
 * The same posterior from the counts alone, in logarithms: what a million flips need. Equal to flip by flip up
 * to rounding.
 */
export function gridFromCounts(
  { heads, tails }: FlipCounts,
  numNodes: number,
  prior = priorGrid(numNodes),
): Float64Array {
  expectWhole("heads", heads, 0);
  expectWhole("tails", tails, 0);
  if (prior.length !== numNodes) {
    throw new RangeError(`prior has ${prior.length} nodes; expected ${numNodes}`);
  }
  const logs = prior.map((value, i) => {
    const bias = gridNode(i, numNodes);
    return log(value) + (heads === 0 ? 0 : heads * log(bias)) + (tails === 0 ? 0 : tails * log1p(-bias));
  });
  let highest = -Infinity;
  for (const value of logs) highest = Math.max(highest, value);
  if (highest === -Infinity) return normalize(new Float64Array(numNodes));
  return normalize(logs.map((value) => exp(value - highest)));
}

/**
 * Every posterior on the way, the prior first: [number of flips][node].
 * @throws RangeError where that is more than `mostValues` numbers
 */
export function gridHistory(
  flips: ArrayLike<number>,
  numNodes: number,
  prior = priorGrid(numNodes),
  mostValues = 4_000_000,
): Float64Array {
  const size = (flips.length + 1) * numNodes;
  if (size > mostValues) {
    throw new RangeError(
      `${flips.length} flips at ${numNodes} nodes are ${size} values; expected at most ${mostValues}`,
    );
  }
  const history = new Float64Array(size);
  let grid = prior;
  history.set(grid);
  for (let i = 0; i < flips.length; i++) {
    grid = updateGrid(grid, flips[i]);
    history.set(grid, (i + 1) * numNodes);
  }
  return history;
}
