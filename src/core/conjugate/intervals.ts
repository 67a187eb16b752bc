import { expectProbability } from "../math/expectations";
import { findRoot } from "../math/findRoot";
import type { ContinuousDistribution } from "./distribution";

/** Lower and upper end. */
export type Interval = readonly [number, number];

/**
 * The central credible interval: as much probability below it as above.
 * @param mass such as 0.95
 * @throws RangeError unless 0 <= mass <= 1
 */
export function equalTailInterval(distribution: ContinuousDistribution, mass: number): Interval {
  expectProbability("mass", mass);
  const tail = 0.5 * (1 - mass);
  return [distribution.quantile(tail), distribution.quantile(1 - tail)];
}

/**
 * The highest-density region: of all regions that carry `mass` the smallest, with no point outside denser
 * than one inside. One interval for one hill; where the density only falls or only rises it begins at that
 * end of the support. A density that is highest at both ends (Beta with both shapes below 1) gives two
 * intervals, one at each end. A flat density has no smallest region: it gives the central one.
 * @throws RangeError unless 0 <= mass <= 1
 */
export function highestDensityRegion(
  distribution: ContinuousDistribution,
  mass: number,
): readonly Interval[] {
  expectProbability("mass", mass);
  if (distribution.shape === "flat" || mass === 1) return [equalTailInterval(distribution, mass)];
  const [start, end] = distribution.support;
  if (distribution.shape === "unimodal") {
    return [mass === 0 ? [distribution.mode, distribution.mode] : levelInterval(distribution, mass, 1)];
  }
  const [low, high] = mass === 0 ? [start, end] : levelInterval(distribution, 1 - mass, -1);
  return [
    [start, low],
    [high, end],
  ];
}

/**
 * The interval of given mass with equal densities at both ends. It slides with the probability below it;
 * the density rises at one end and falls at the other as it does, so there is one root.
 * @param direction 1 for a hill, -1 for a valley
 */
function levelInterval(distribution: ContinuousDistribution, mass: number, direction: 1 | -1): Interval {
  const { logPdf, quantile, support } = distribution;
  const upperOf = (below: number): number => quantile(Math.min(1, below + mass));
  const excess = (below: number): number => direction * (logPdf(quantile(below)) - logPdf(upperOf(below)));
  const room = 1 - mass;
  const [atLow, atHigh] = [excess(0), excess(room)];
  if (atLow >= 0) return [support[0], upperOf(0)];
  if (atHigh <= 0) return [quantile(room), support[1]];
  const below = findRoot(excess, 0, room, 1e-16, atLow, atHigh);
  return [quantile(below), upperOf(below)];
}
