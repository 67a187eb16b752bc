import type { PlotContent } from "../../charts";
import type { ContinuousDistribution } from "../../core/conjugate";
import { exp } from "../../core/math/elementary";
import type { ConjugateModel } from "./conjugateModel";
import type { PairKey } from "./conjugatePair";
import { shortNumber } from "./conjugatePair";
import { digits, wholePercent } from "./format";
import { parameterOf } from "./readouts";
import type { LimitedUpdate } from "./updates";

type Range = readonly [number, number];

export const PRIOR = "var(--series-2)";
export const LIKELIHOOD = "var(--series-3)";
export const POSTERIOR = "var(--series-1)";

/** Nodes of a large and of a small picture: denser ones would fall into one column of pixels. */
const NUM_NODES = { large: 281, small: 161 } as const;
const REACH = 6;
/** A posterior is never thinner than this share of the picture. */
const LEAST_SHARE = 1 / 40;
/** A bias known to less than this is shown at closer range if its prior is cut off. */
const NARROW_SD = 0.02;

/** The stretch of the parameter that a picture covers: all that is narrow, and of a wide prior what fits. */
export function parameterRange(pair: PairKey, update: LimitedUpdate): [number, number] {
  const { prior, likelihood, posterior, limits } = update;
  if (pair === "beta" && !(limits !== null && posterior.sd < NARROW_SD)) return [0, 1];
  const [first, last] = joined([reachOf(likelihood), reachOf(posterior)]);
  // A posterior at an edge has room beside it.
  const margin = limits === null ? 0 : 0.06 * (last - first);
  const needed: Range = [first - margin, last + margin];
  const width = Math.max(needed[1] - needed[0], Math.min(posterior.sd, likelihood.sd) / LEAST_SHARE);
  const wanted = joined([needed, [prior.mean - 3 * prior.sd, prior.mean + 3 * prior.sd]]);
  const room = Math.max(0, width - (needed[1] - needed[0]));
  // What room there is goes to the sides on which the prior lies.
  const below = Math.min(room, needed[0] - wanted[0]);
  const above = Math.min(room, wanted[1] - needed[1]);
  const share = below + above > room ? room / (below + above) : 1;
  const range: Range = [needed[0] - share * below, needed[1] + share * above];
  return within(update.likelihood.support, range);
}

/** The stretch that all three small pictures cover: what the fewest data leave open, and every posterior. */
export function stripRange({ pair, strip }: Pick<ConjugateModel, "pair" | "strip">): [number, number] {
  if (pair === "beta") return [0, 1];
  const { likelihood, posterior, limits } = strip[0].update;
  const edges = (limits ?? []).filter(Number.isFinite).filter((edge) => isNear(edge, posterior));
  return within(
    likelihood.support,
    joined([
      reachOf(likelihood),
      ...strip.map(({ update }) => reachOf(update.posterior)),
      ...edges.map((edge): Range => [edge, edge]),
    ]),
  );
}

function isNear(edge: number, { mean, sd }: ContinuousDistribution): boolean {
  return Math.abs(edge - mean) < 10 * sd;
}

function reachOf({ mean, sd }: ContinuousDistribution): Range {
  return [mean - 4.5 * sd, mean + 4.5 * sd];
}

function within([start, end]: Range, [low, high]: Range): [number, number] {
  return [Math.max(start, low), Math.min(end, high)];
}

function joined(ranges: readonly Range[]): [number, number] {
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

/** Where curves are drawn from: even nodes, denser ones at the posterior, and a step at each limit of the prior. */
function nodesOf([low, high]: Range, update: LimitedUpdate, numNodes: number): Float64Array {
  const { posterior, likelihood, limits } = update;
  const nodes: number[] = [];
  const addEvenly = (from: number, to: number): void => {
    for (let i = 0; i < numNodes; i++) nodes.push(from + ((to - from) * i) / (numNodes - 1));
  };
  addEvenly(low, high);
  for (const { mean, sd } of [posterior, likelihood]) addEvenly(mean - REACH * sd, mean + REACH * sd);
  const isInside = (x: number): boolean => x >= low && x <= high;
  const least = (high - low) / numNodes;
  const kept: number[] = [];
  for (const x of nodes.filter(isInside).sort((a, b) => a - b)) {
    if (kept.length === 0 || x - kept[kept.length - 1] >= 0.999 * least) kept.push(x);
  }
  const beside = 1e-9 * (high - low);
  const steps = (limits ?? []).flatMap((limit) => [limit - beside, limit, limit + beside]);
  const peaks = [posterior.mode, likelihood.mode];
  return Float64Array.from([...kept, high, ...[...steps, ...peaks].filter(isInside)]).sort();
}

/** Densities that are infinite somewhere would leave the others no height. */
function yRangeOf(
  curves: readonly { readonly y: Float64Array; readonly isInfinite: boolean }[],
): [number, number] {
  const tallest = (curve: { readonly y: Float64Array; readonly isInfinite: boolean }): number => {
    const heights = curve.y.filter(Number.isFinite).sort();
    return curve.isInfinite ? heights[Math.floor(0.94 * (heights.length - 1))] : heights[heights.length - 1];
  };
  return [0, 1.12 * Math.max(...curves.map(tallest))];
}

function drawn(distribution: ContinuousDistribution, x: Float64Array) {
  const isInfinite = distribution.support.some((end) => distribution.pdf(end) === Infinity);
  return { y: x.map(distribution.pdf), isInfinite };
}

/** Prior, likelihood and posterior; interval, region and truth marked. */
export function beliefPicture(model: ConjugateModel): PlotContent {
  const { update, pair, interval, region, level, truth } = model;
  const xRange = parameterRange(pair, update);
  const x = nodesOf(xRange, update, NUM_NODES.large);
  const [prior, likelihood, posterior] = [update.prior, update.likelihood, update.posterior].map(
    (distribution) => drawn(distribution, x),
  );
  const tail = 50 * (1 - level);
  return {
    xName: parameterOf(model),
    yName: "density",
    xRange,
    yRange: yRangeOf([prior, likelihood, posterior]),
    bands: region.map(([low, high]) => {
      const inside = x.filter((value) => value >= low && value <= high);
      const edges = Float64Array.from([Math.max(low, xRange[0]), ...inside, Math.min(high, xRange[1])]);
      return {
        label: `${wholePercent(level)} HDI`,
        colour: POSTERIOR,
        x: edges,
        low: new Float64Array(edges.length),
        high: edges.map(update.posterior.pdf),
      };
    }),
    curves: [
      { label: "prior", colour: PRIOR, x, y: prior.y },
      { label: "posterior", colour: POSTERIOR, x, y: posterior.y, width: 3 },
      // Over the posterior, which it falls together with under a flat prior.
      { label: "likelihood, scaled", colour: LIKELIHOOD, x, y: likelihood.y, width: 1.5, isDashed: true },
    ],
    marks: [
      { label: `${digits(tail, 2)} %`, colour: POSTERIOR, x: interval[0], isDashed: true },
      { label: `${digits(100 - tail, 3)} %`, colour: POSTERIOR, x: interval[1], isDashed: true },
      ...(truth === null
        ? []
        : [{ label: `truth ${shortNumber(truth)}`, colour: "var(--text-muted)", x: truth }]),
    ],
  };
}

/** What posterior and prior say about data still to come, and what one would say who took the mean for certain. */
export function predictionPicture({ update, pair, next }: ConjugateModel): PlotContent {
  const { outcomes } = update;
  const { isDiscrete, name, logGiven, observed } = update.prediction;
  const [posterior, prior] = [update.predictive("posterior"), update.predictive("prior")];
  const certain = outcomes.map((outcome) => exp(logGiven(next.mean, outcome)));
  const parameter = parameterOf({ pair });
  const known = `${parameter} = ${digits(next.mean, 3)}`;
  const axis = { xName: name, yName: isDiscrete ? "probability" : "density" };
  const dots =
    observed === null
      ? []
      : [
          {
            label: "data",
            colour: "var(--text)",
            ...observed(outcomes),
            shape: "ring" as const,
          },
        ];
  if (!isDiscrete) {
    return {
      ...axis,
      curves: [
        { label: "from the prior", colour: PRIOR, x: outcomes, y: prior },
        { label: known, colour: LIKELIHOOD, x: outcomes, y: certain, isDashed: true },
        {
          label: "from the posterior",
          colour: POSTERIOR,
          x: outcomes,
          y: posterior,
          width: 2.25,
          fill: true,
        },
      ],
      points: dots,
    };
  }
  return {
    ...axis,
    bars: [{ label: "from the posterior", colour: POSTERIOR, x: outcomes, height: posterior, width: 0.8 }],
    points: [
      { label: "from the prior", colour: PRIOR, x: outcomes, y: prior },
      { label: known, colour: LIKELIHOOD, x: outcomes, y: certain, shape: "cross" },
      ...dots,
    ],
  };
}

/** One of the three small pictures; `xRange` is the same for all three. */
export function stripPicture(
  update: LimitedUpdate,
  xRange: [number, number],
  xName: string,
  truth: number | null,
): PlotContent {
  const x = nodesOf(xRange, update, NUM_NODES.small);
  const [prior, posterior] = [drawn(update.prior, x), drawn(update.posterior, x)];
  return {
    xName,
    yName: "",
    xRange,
    yRange: yRangeOf([prior, posterior]),
    curves: [
      { label: update.posteriorName, colour: POSTERIOR, x, y: posterior.y, fill: true, isOptional: true },
      { label: "prior", colour: PRIOR, x, y: prior.y, isOptional: true },
    ],
    marks: truth === null ? [] : [{ label: "", colour: "var(--text-muted)", x: truth, isDashed: true }],
  };
}
