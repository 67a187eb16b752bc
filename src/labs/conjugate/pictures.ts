import type { PlotContent } from "../../charts";
import type { ContinuousDistribution } from "../../core/conjugate";
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

/** Even nodes over the picture, and as many again where the posterior stands. */
const NUM_NODES = 301;
const REACH = 6;
/** A posterior is never thinner than this share of the picture. */
const LEAST_SHARE = 1 / 60;

/** The stretch of the parameter that a picture covers: all that is narrow, and of a wide prior what fits. */
export function parameterRange(pair: PairKey, update: LimitedUpdate): [number, number] {
  if (pair === "beta") return [0, 1];
  const { prior, likelihood, posterior, limits } = update;
  const reachOf = ({ mean, sd }: ContinuousDistribution): Range => [mean - 4.5 * sd, mean + 4.5 * sd];
  const needed = joined([reachOf(likelihood), reachOf(posterior)]);
  const width = Math.max(needed[1] - needed[0], Math.min(posterior.sd, likelihood.sd) / LEAST_SHARE);
  const wanted = joined([needed, [prior.mean - 3 * prior.sd, prior.mean + 3 * prior.sd]]);
  const room = Math.max(0, width - (needed[1] - needed[0]));
  // What room there is goes to the sides on which the prior lies.
  const below = Math.min(room, needed[0] - wanted[0]);
  const above = Math.min(room, wanted[1] - needed[1]);
  const share = below + above > room ? room / (below + above) : 1;
  let [low, high] = [needed[0] - share * below, needed[1] + share * above];
  for (const limit of limits ?? []) {
    if (Number.isFinite(limit)) [low, high] = [Math.min(low, limit), Math.max(high, limit)];
  }
  return pair === "gamma" ? [Math.max(0, low), high] : [low, high];
}

function joined(ranges: readonly Range[]): [number, number] {
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

/** Where curves are drawn from: even, denser at the posterior, and a step at each limit of the prior. */
function nodesOf([low, high]: Range, { posterior, likelihood, limits }: LimitedUpdate): Float64Array {
  const nodes: number[] = [];
  const addEvenly = (from: number, to: number): void => {
    for (let i = 0; i < NUM_NODES; i++) {
      const x = from + ((to - from) * i) / (NUM_NODES - 1);
      if (x >= low && x <= high) nodes.push(x);
    }
  };
  addEvenly(low, high);
  for (const { mean, sd } of [posterior, likelihood]) addEvenly(mean - REACH * sd, mean + REACH * sd);
  for (const limit of limits ?? []) {
    const next = 1e-9 * (high - low);
    if (limit > low && limit < high) nodes.push(limit - next, limit, limit + next);
  }
  return Float64Array.from(nodes).sort();
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
  const x = nodesOf(xRange, update);
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
      { label: `prior ${update.priorName}`, colour: PRIOR, x, y: prior.y },
      { label: "likelihood, scaled", colour: LIKELIHOOD, x, y: likelihood.y, isDashed: true },
      { label: `posterior ${update.posteriorName}`, colour: POSTERIOR, x, y: posterior.y, width: 2.25 },
    ],
    marks: [
      { label: `${digits(tail, 2)} %`, colour: POSTERIOR, x: interval[0], isDashed: true },
      { label: `${digits(100 - tail, 3)} %`, colour: POSTERIOR, x: interval[1], isDashed: true },
      ...(truth === null ? [] : [{ label: `truth ${shortNumber(truth)}`, colour: "var(--text)", x: truth }]),
    ],
  };
}

/** What posterior and prior say about data still to come, and what one would say who took the mean for certain. */
export function predictionPicture({ update, pair, next }: ConjugateModel): PlotContent {
  const { outcomes, isDiscrete, name, given, observed } = update.prediction;
  const [posterior, prior] = [update.predictive("posterior"), update.predictive("prior")];
  const certain = given(next.mean);
  const parameter = parameterOf({ pair });
  const known = `if the ${parameter} were exactly ${digits(next.mean, 3)}`;
  const axis = { xName: name, yName: isDiscrete ? "probability" : "density" };
  const dots =
    observed === null
      ? []
      : [
          {
            label: isDiscrete ? "share of the data" : "the data",
            colour: "var(--text)",
            ...observed,
            shape: "ring" as const,
          },
        ];
  if (!isDiscrete) {
    return {
      ...axis,
      curves: [
        { label: "prior predictive", colour: PRIOR, x: outcomes, y: prior },
        { label: known, colour: LIKELIHOOD, x: outcomes, y: certain, isDashed: true },
        {
          label: "posterior predictive",
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
    bars: [{ label: "posterior predictive", colour: POSTERIOR, x: outcomes, height: posterior, width: 0.8 }],
    points: [
      { label: "prior predictive", colour: PRIOR, x: outcomes, y: prior },
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
  const x = nodesOf(xRange, update);
  const [prior, posterior] = [drawn(update.prior, x), drawn(update.posterior, x)];
  return {
    xName,
    yName: "",
    xRange,
    yRange: yRangeOf([prior, posterior]),
    curves: [
      { label: update.posteriorName, colour: POSTERIOR, x, y: posterior.y, fill: true },
      { label: "prior", colour: PRIOR, x, y: prior.y, isOptional: true },
    ],
    marks: truth === null ? [] : [{ label: "", colour: "var(--text)", x: truth }],
  };
}
