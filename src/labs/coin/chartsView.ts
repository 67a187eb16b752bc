import { element } from "../../app/element";
import { PlotChart } from "../../charts";
import { gridNode } from "../../core/coin";
import { betaDistribution, scaledFlipLikelihood, type ContinuousDistribution } from "../../core/conjugate";
import { MASS, type CoinModel } from "./coinModel";
import {
  dimensionsOf,
  DIMENSIONS,
  gridErrors,
  NODES_IN_16_GB,
  NODES_IN_A_YEAR,
  nodesByDimension,
  RESOLUTIONS,
} from "./gridCurves";
import { amount, digits } from "./readouts";

/** More dots than this would be a line. */
const MOST_DOTS = 130;
/** Differences below this are rounding. */
const LEAST_LOG_ERROR = -15;

const log10 = (values: Float64Array): Float64Array => values.map((value) => Math.log10(value));

/** The strip: densities, the grid's error against its resolution, and what a grid costs in more dimensions. */
export class ChartsView {
  readonly #belief: PlotChart;
  readonly #error: PlotChart;
  readonly #cost: PlotChart;
  #model: CoinModel;

  constructor(container: HTMLElement, model: CoinModel) {
    this.#model = model;
    const boxes = [element("div.chart"), element("div.chart"), element("div.chart")];
    container.replaceChildren(...boxes);
    this.#belief = new PlotChart(boxes[0], {
      title: "Belief",
      description: () => beliefInWords(this.#model),
    });
    this.#error = new PlotChart(boxes[1], { title: "Error", description: () => errorInWords(this.#model) });
    this.#cost = new PlotChart(boxes[2], { title: "Cost", description: costInWords });
  }

  show(model: CoinModel): void {
    this.#model = model;
    this.#showBelief(model);
    this.#showError(model);
    this.#showCost();
  }

  setTheme(): void {
    for (const chart of [this.#belief, this.#error, this.#cost]) chart.setTheme();
  }

  dispose(): void {
    for (const chart of [this.#belief, this.#error, this.#cost]) chart.dispose();
  }

  #showBelief(model: CoinModel): void {
    const { exact, prior, counts, guess, grid, spacing, numNodes, truth, hdi } = model;
    const places = placesFor(exact.distribution);
    const densityOf = ({ pdf }: ContinuousDistribution): Float64Array => places.map((bias) => pdf(bias));
    const posterior = densityOf(exact.distribution);
    const [low, high] = model.interval.exact;
    const inside = Float64Array.from({ length: 161 }, (_, i) => low + ((high - low) * i) / 160);
    const top = Math.max(...posterior.filter((value) => Number.isFinite(value)));
    const dots = numNodes <= MOST_DOTS;
    this.#belief.show({
      xName: "bias θ",
      yName: "density",
      xRange: [0, 1],
      bands: [
        {
          label: `${100 * MASS} % interval`,
          colour: "var(--series-1)",
          x: inside,
          low: new Float64Array(inside.length),
          high: inside.map((bias) => exact.distribution.pdf(bias)),
        },
      ],
      curves: [
        {
          label: "prior",
          colour: "var(--series-8)",
          x: places,
          y: densityOf(betaDistribution(prior.alpha, prior.beta)),
          isDashed: true,
        },
        ...(model.flips.length === 0
          ? []
          : [
              {
                label: "likelihood",
                colour: "var(--series-5)",
                x: places,
                y: densityOf(scaledFlipLikelihood(counts)),
              },
            ]),
        { label: "posterior", colour: "var(--series-1)", x: places, y: posterior, width: 2 },
        ...hdi.exact.map(([from, to]) => ({
          label: "HDI",
          isOptional: true,
          colour: "var(--series-3)",
          x: Float64Array.of(from, to),
          y: new Float64Array(2).fill(0.02 * top),
          width: 4,
        })),
        {
          label: "your guess",
          colour: "var(--series-4)",
          x: places,
          y: densityOf(betaDistribution(guess.alpha, guess.beta)),
          isDashed: true,
        },
      ],
      points: dots
        ? [
            {
              label: "grid",
              colour: "var(--series-1)",
              x: Float64Array.from({ length: numNodes }, (_, i) => gridNode(i, numNodes)),
              y: grid.map((probability) => probability / spacing),
            },
          ]
        : [],
      marks:
        truth === null
          ? []
          : [{ label: `hidden bias ${digits(truth, 3)}`, colour: "var(--text)", x: truth, isDashed: true }],
    });
  }

  #showError(model: CoinModel): void {
    const { map, mean, sd } = gridErrors(model);
    const x = Float64Array.from(RESOLUTIONS);
    this.#error.show({
      xName: "nodes",
      yName: "log₁₀ error",
      isLogX: true,
      xRange: [RESOLUTIONS[0], 2000],
      yRange: [LEAST_LOG_ERROR - 1, 3],
      curves: [
        { label: "mean", colour: "var(--series-1)", x, y: floored(mean), width: 2 },
        { label: "sd", colour: "var(--series-3)", x, y: floored(sd), isDashed: true, isOptional: true },
      ],
      // Whether a node lies near the mode is a matter of luck: dots, no line.
      points: [{ label: "MAP", colour: "var(--series-2)", x, y: floored(map) }],
      marks: [{ label: String(model.numNodes), colour: "var(--text)", x: model.numNodes, isDashed: true }],
    });
  }

  #showCost(): void {
    const x = Float64Array.from(DIMENSIONS);
    const y = log10(nodesByDimension());
    const limit = (label: string, numNodes: number) =>
      ({ label, colour: "var(--text-muted)", x: dimensionsOf(numNodes), isDashed: true }) as const;
    this.#cost.show({
      xName: "dimensions",
      yName: "log₁₀ nodes",
      xRange: [1, 10.2],
      yRange: [0, 25],
      curves: [{ label: "", colour: "var(--series-2)", x, y, width: 2 }],
      points: [{ label: "", colour: "var(--series-2)", x, y }],
      marks: [limit("16 GB", NODES_IN_16_GB), limit("a year", NODES_IN_A_YEAR)],
    });
  }
}

/** Places at which densities are drawn, closer together where the posterior is. */
function placesFor({ mean, sd }: ContinuousDistribution): Float64Array {
  const evenly = Array.from({ length: 301 }, (_, i) => i / 300);
  const around = Array.from({ length: 201 }, (_, i) => mean + sd * (i / 20 - 5));
  return Float64Array.from([...evenly, ...around.filter((bias) => bias > 0 && bias < 1)]).sort();
}

function floored(errors: Float64Array): Float64Array {
  return log10(errors).map((value) => (Number.isNaN(value) ? NaN : Math.max(LEAST_LOG_ERROR, value)));
}

function beliefInWords({ exact, prior, flips, interval }: CoinModel): string {
  return `Densities of the bias: the prior Beta(${prior.alpha}, ${prior.beta}) and, after ${amount(flips.length, "flip")}, the posterior Beta(${exact.alpha}, ${exact.beta}) with 95 % of its probability between ${digits(interval.exact[0], 3)} and ${digits(interval.exact[1], 3)}.`;
}

function errorInWords({ numNodes, error }: CoinModel): string {
  return `Distance of the grid from the closed form against the number of nodes. With ${numNodes} nodes the mean is off by ${Math.abs(error.mean).toExponential(1)} and the standard deviation by ${Math.abs(error.sd).toExponential(1)}.`;
}

function costInWords(): string {
  return "Nodes of a grid with 100 points in each dimension: a hundred in one, a million in three, ten to the power of 20 in ten. 16 GB of memory are full at five dimensions, a year of computing is over at eight.";
}
