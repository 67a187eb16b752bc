import { exp, log } from "../math/elementary";
import { normalCdf } from "../math/errorFunction";
import { densityTarget } from "./densityTarget";
import { createFunnelDensity } from "./expressions";
import { LOG_TWO_PI, normalDensity } from "./normalDensity";
import type { TargetDefinition, Truth } from "./target";
import { targetSetting } from "./targetSetting";

const settings = [
  targetSetting(
    "funnelSd",
    "sd of v",
    [0.5, 3, 3, 0.05],
    "Standard deviation of v, the log variance of x: the larger, the thinner the neck and the wider the mouth.",
  ),
];

const density = createFunnelDensity();

/** Standard deviations beyond which a normal is e^-40 of its peak and less. */
const REACH = 9;
/** v over which integrals run, in nodes of this spacing or less: a tenth of the scale on which anything bends. */
const SPACING = 0.1;

/** Integral of f over v by the trapezoidal rule, for f that vanish at both ends, moments of x being wanted too. */
function integrateOverV(sd: number, f: (v: number) => number): number {
  const [low, high] = [-REACH * sd - 0.5 * sd * sd, REACH * sd + sd * sd];
  const numNodes = Math.ceil((high - low) / (SPACING * Math.min(1, 2 * sd)));
  const spacing = (high - low) / numNodes;
  let sum = 0;
  for (let i = 0; i <= numNodes; i++) sum += f(low + i * spacing);
  return sum * spacing;
}

function truthOf(sd: number): Truth {
  return {
    mean: [0, 0],
    // E x^2 = E e^v.
    sd: [sd, exp(0.25 * sd * sd)],
    logNormalisingConstant: LOG_TWO_PI + log(sd),
    marginalDensity: (axis, value) =>
      axis === 0
        ? normalDensity(value, 0, sd)
        : integrateOverV(sd, (v) => {
            const [zV, zX] = [v / sd, value * exp(-0.5 * v)];
            return exp(-0.5 * (zV * zV + zX * zX + v) - LOG_TWO_PI) / sd;
          }),
    acceptanceRates: [],
    drawExact: (stream, out) => {
      stream.normals(out, 2);
      out[0] *= sd;
      out[1] *= exp(0.5 * out[0]);
    },
  };
}

/** Mass where v is in a range and |x| below an edge, by Simpson's rule. */
function massInside(sd: number, [low, high]: readonly [number, number], edge: number): number {
  const numNodes = 400;
  const spacing = (high - low) / numNodes;
  let sum = 0;
  for (let i = 0; i <= numNodes; i++) {
    const v = low + i * spacing;
    const weight = i === 0 || i === numNodes ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * normalDensity(v, 0, sd) * (1 - 2 * normalCdf(-edge * exp(-0.5 * v)));
  }
  return (sum * spacing) / 3;
}

export const funnel: TargetDefinition = {
  key: "funnel",
  label: "Neal's funnel",
  description:
    "The spread of x depends on v: a wide mouth and a thin neck. A step that fits the mouth never enters the neck, as in hierarchical models.",
  settings,
  presets: [],
  create: ({ funnelSd: sd }) => {
    const vRange = [-3.5 * sd, 3 * sd] as const;
    // The tails of x are too long to be drawn: a box with all of them would show a line.
    const edge = 4 * exp(sd / 3);
    return {
      ...densityTarget({ density, settingValues: Float64Array.of(sd) }),
      truth: truthOf(sd),
      box: [vRange, [-edge, edge]],
      massOutside: 1 - massInside(sd, vRange, edge),
      peaks: [[-0.5 * sd * sd, 0]],
      modes: null,
    };
  },
};
