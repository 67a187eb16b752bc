import { expectPositive, expectWhole } from "../math/expectations";

/** What a grid takes; numbers beyond some 1e308 are Infinity. */
export interface GridCost {
  /** nodesPerDimension to the power of the dimension. */
  readonly numNodes: number;
  /** At 8 bytes a node. */
  readonly bytes: number;
  readonly seconds: number;
}

/**
 * Why nobody uses grids in ten dimensions.
 * @param evaluationsPerSecond densities that a machine evaluates in a second
 * @throws RangeError for a number of nodes or a dimension that is no whole number of at least 1
 */
export function gridCost(nodesPerDimension: number, dimension: number, evaluationsPerSecond = 1e8): GridCost {
  expectWhole("nodesPerDimension", nodesPerDimension, 1);
  expectWhole("dimension", dimension, 1);
  expectPositive("evaluationsPerSecond", evaluationsPerSecond);
  let numNodes = 1;
  let power = nodesPerDimension;
  for (let rest = dimension; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) numNodes *= power;
    power *= power;
  }
  return { numNodes, bytes: 8 * numNodes, seconds: numNodes / evaluationsPerSecond };
}
