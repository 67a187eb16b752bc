import { exp, log } from "../math/elementary";
import type { Stream } from "../random";
import type { NumberSetting, NumberValues } from "../settings";
import { densityTarget, type EvaluatedDensity } from "./densityTarget";
import { createMixtureDensity, mixtureSettingNames } from "./expressions";
import { LOG_TWO_PI, normalDensity } from "./normalDensity";
import type { Modes, Target, TargetDefinition, Truth } from "./target";
import { targetSetting } from "./targetSetting";

/** A bivariate normal density: mean, standard deviations, correlation. */
interface Component {
  readonly weight: number;
  readonly mean: readonly [number, number];
  readonly sd: readonly [number, number];
  readonly correlation: number;
}

interface PreparedComponent extends Component {
  /** Entries of the inverse covariance. */
  readonly precision: { readonly xx: number; readonly xy: number; readonly yy: number };
  /** log weight minus log of the normalising constant. */
  readonly logScale: number;
}

function prepare(component: Component): PreparedComponent {
  const [sx, sy] = component.sd;
  const rest = 1 - component.correlation * component.correlation;
  return {
    ...component,
    precision: {
      xx: 1 / (sx * sx * rest),
      xy: -component.correlation / (sx * sy * rest),
      yy: 1 / (sy * sy * rest),
    },
    logScale: log(component.weight) - LOG_TWO_PI - log(sx * sy * Math.sqrt(rest)),
  };
}

function quadraticForm(component: PreparedComponent, x: number, y: number): number {
  const { xx, xy, yy } = component.precision;
  const dx = x - component.mean[0];
  const dy = y - component.mean[1];
  return xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy;
}

function logTerm(component: PreparedComponent, x: number, y: number): number {
  const term = component.logScale - 0.5 * quadraticForm(component, x, y);
  // So far out that the squares overflow: outside.
  return term === term ? term : -Infinity;
}

/** What is exactly known of two correlated normals; the first has weight w, the second 1 - w. */
function mixtureFacts(
  first: Component,
  second: Component,
  acceptanceRates: Truth["acceptanceRates"],
): Omit<Target, keyof EvaluatedDensity> {
  const a = prepare(first);
  const b = prepare(second);

  const responsibility = (position: ArrayLike<number>): number => {
    const difference = logTerm(b, position[0], position[1]) - logTerm(a, position[0], position[1]);
    // Outside, where both terms are -Infinity, nothing tells the components apart but their weights.
    return difference === difference ? 1 / (1 + exp(difference)) : a.weight;
  };

  const axes = [0, 1] as const;
  const mean = axes.map((i) => a.weight * a.mean[i] + b.weight * b.mean[i]);
  const sd = axes.map((i) => {
    const between = a.weight * b.weight * (a.mean[i] - b.mean[i]) * (a.mean[i] - b.mean[i]);
    return Math.sqrt(a.weight * a.sd[i] * a.sd[i] + b.weight * b.sd[i] * b.sd[i] + between);
  });

  const truth: Truth = {
    mean,
    sd,
    logNormalisingConstant: 0,
    marginalDensity: (axis, value) => {
      const i = axis === 0 ? 0 : 1;
      return (
        a.weight * normalDensity(value, a.mean[i], a.sd[i]) +
        b.weight * normalDensity(value, b.mean[i], b.sd[i])
      );
    },
    acceptanceRates,
    drawExact: (stream: Stream, out: Float64Array) => {
      const component = stream.uniform() < a.weight ? a : b;
      stream.normals(out, 2);
      const [z0, z1] = [out[0], out[1]];
      const rho = component.correlation;
      out[0] = component.mean[0] + component.sd[0] * z0;
      out[1] = component.mean[1] + component.sd[1] * (rho * z0 + Math.sqrt(1 - rho * rho) * z1);
    },
  };

  const modes: Modes = { shares: [a.weight, b.weight], responsibility };
  const box = axes.map((i): [number, number] => [
    Math.min(a.mean[i] - 4 * a.sd[i], b.mean[i] - 4 * b.sd[i]),
    Math.max(a.mean[i] + 4 * a.sd[i], b.mean[i] + 4 * b.sd[i]),
  ]);

  return {
    box,
    peaks: [a.mean, b.mean],
    truth,
    modes,
  };
}

/** The settings' values as two components: see the descriptions of the settings. */
function componentsOf(values: NumberValues): [Component, Component] {
  const component = (sign: -1 | 1): Component => {
    const [weight, width, aspect] =
      sign < 0
        ? [values.weight, values.width1, values.aspect1]
        : [1 - values.weight, values.width2, values.aspect2];
    return {
      weight,
      mean: [values.centreX + (sign * values.separation) / 2, values.centreY + (sign * values.rise) / 2],
      sd: [width, width * aspect],
      correlation: Math.max(
        -0.99,
        Math.min(0.99, values.correlation - (sign * values.correlationDifference) / 2),
      ),
    };
  };
  return [component(-1), component(1)];
}

const settings: readonly NumberSetting[] = [
  targetSetting("separation", "separation", [0, 4, 12, 0.1], "Distance between the two means along x."),
  targetSetting("width1", "width 1", [0.1, 1, 3, 0.05], "Standard deviation of the first Gaussian along x."),
  targetSetting("width2", "width 2", [0.1, 1, 3, 0.05], "Standard deviation of the second Gaussian along x."),
  targetSetting(
    "correlation",
    "correlation",
    [-0.95, 0, 0.95, 0.01],
    "Correlation of x and y within each Gaussian.",
  ),
  targetSetting(
    "weight",
    "weight of 1",
    [0.02, 0.5, 0.98, 0.01],
    "Share of the first Gaussian in the mixture.",
  ),
  targetSetting("rise", "rise", [-6, 0, 6, 0.1], "Distance between the two means along y.", {
    advanced: true,
  }),
  targetSetting("centreX", "centre x", [-5, 0, 5, 0.05], "Midpoint of the two means along x.", {
    advanced: true,
  }),
  targetSetting("centreY", "centre y", [-5, 0, 5, 0.05], "Midpoint of the two means along y.", {
    advanced: true,
  }),
  targetSetting("aspect1", "aspect 1", [0.2, 1, 5, 0.01], "Height over width of the first Gaussian.", {
    advanced: true,
  }),
  targetSetting("aspect2", "aspect 2", [0.2, 1, 5, 0.01], "Height over width of the second Gaussian.", {
    advanced: true,
  }),
  targetSetting(
    "correlationDifference",
    "correlation 1 − 2",
    [-1.9, 0, 1.9, 0.01],
    "First correlation minus the second; each is cut off at ±0.99.",
    { advanced: true },
  ),
];

const EQUAL: NumberValues = Object.fromEntries(settings.map((setting) => [setting.key, setting.default]));

/** Means (-3, -1) and (2.5, 1.5); covariances (1.2, 0.6, 0.8) and (0.7, -0.35, 1.1); weights 0.3 and 0.7. */
const UNEQUAL: NumberValues = ((): NumberValues => {
  const rho1 = 0.6 / Math.sqrt(1.2 * 0.8);
  const rho2 = -0.35 / Math.sqrt(0.7 * 1.1);
  return {
    separation: 5.5,
    rise: 2.5,
    centreX: -0.25,
    centreY: 0.25,
    width1: Math.sqrt(1.2),
    aspect1: Math.sqrt(0.8 / 1.2),
    width2: Math.sqrt(0.7),
    aspect2: Math.sqrt(1.1 / 0.7),
    correlation: (rho1 + rho2) / 2,
    correlationDifference: rho1 - rho2,
    weight: 0.3,
  };
})();

/** Tabulated stationary acceptance rates, good to 1e-4 (two-dimensional quadrature over target and proposal). */
const TABULATED: readonly { readonly values: NumberValues; readonly rates: Truth["acceptanceRates"] }[] = [
  {
    values: EQUAL,
    rates: [
      { stepSize: 0.3, value: 0.8623, error: 1e-4 },
      { stepSize: 1, value: 0.5914, error: 1e-4 },
      { stepSize: 2.4, value: 0.3063, error: 1e-4 },
    ],
  },
  {
    values: UNEQUAL,
    rates: [
      { stepSize: 0.3, value: 0.825, error: 1e-4 },
      { stepSize: 1, value: 0.4973, error: 1e-4 },
      { stepSize: 2.4, value: 0.2102, error: 1e-4 },
    ],
  },
];

function tabulatedRates(values: NumberValues): Truth["acceptanceRates"] {
  const entry = TABULATED.find((candidate) =>
    settings.every(({ key }) => Math.abs(candidate.values[key] - values[key]) < 1e-12),
  );
  return entry?.rates ?? [];
}

const density = createMixtureDensity();

export const gaussianMixture: TargetDefinition = {
  key: "mixture",
  label: "Two Gaussians",
  description:
    "A mixture of two correlated normal densities. Far apart, the valley between them holds a random walk back.",
  settings,
  hasModes: true,
  presets: [
    { label: "Equal mixture", values: EQUAL },
    { label: "Unequal mixture", values: UNEQUAL },
  ],
  create: (values) => ({
    ...densityTarget({
      density,
      settingValues: Float64Array.from(mixtureSettingNames, (name) => values[name]),
    }),
    ...mixtureFacts(...componentsOf(values), tabulatedRates(values)),
  }),
};
