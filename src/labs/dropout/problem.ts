/**
 * What there is to learn: points, the truth behind them, and the axes they are seen on. A pure function of the
 * settings; must not know networks in training, pictures or the page.
 */
import type { SettingsStore } from "../../app/settingsStore";
import { lineData } from "../../core/article";
import {
  ARTICLE_DROPOUT,
  articleInputs,
  networkDataSet,
  type LossKind,
  type NetworkDataSet,
  type TrainingData,
} from "../../core/network";
import { Stream, StreamPurpose } from "../../core/random";
import { evenly, plotViewOf, type PlotView } from "../points/plotView";
import { parsePoints, type Point } from "../points/pointText";

/** Places along x at which passes are asked. */
const NUM_PLACES = 121;

export interface Problem {
  readonly key: string;
  readonly numInputs: 1 | 2;
  readonly loss: LossKind;
  readonly data: TrainingData;
  /** For one input the points as pairs; for two none. */
  readonly points: readonly Point[];
  /** What made the data; null where nobody knows. */
  readonly truth: Pick<NetworkDataSet, "truth" | "noiseSd"> | null;
  readonly view: PlotView;
  /** For one input, where along x the passes are asked. */
  readonly places: Float64Array;
}

/** What of a store is read here. */
export type Values = Pick<SettingsStore, "number" | "text" | "toggle">;

/** The values as they are now, whatever becomes of the store: it makes new ones and never changes old ones. */
export function snapshotOf({ values }: Pick<SettingsStore, "values">): Values {
  return {
    number: (key) => values[key] as number,
    text: (key) => values[key] as string,
    toggle: (key) => values[key] as boolean,
  };
}

/** Where sets made here are shown, and one's own points as long as they fit: an edited point stays where it was. */
const USUAL: PlotView = { x: [-5, 5], y: [-3, 3] };
/** Where the regression lab shows its points. */
const LARGE: PlotView = { x: [-4, 4], y: [-8, 10] };

/** The regression lab's points, with what made them: intercept 0.5, slope 1.5, noise 0.5. */
const LINE = { truth: (x: number): number => 0.5 + 1.5 * x, noiseSd: (): number => 0.5 };

/** @throws RangeError where the text of one's own points holds none */
export function problemOf(values: Values): Problem {
  const key = values.text("data");
  if (key === "article") return articleProblem;
  if (key === "regression") return curveProblem(key, linePoints(), LINE);
  if (key === "own") return curveProblem(key, parsePoints(values.text("points"), []), null);
  const set = networkDataSet(key);
  const stream = Stream.from(values.number("seed"), 0, StreamPurpose.exactDraws);
  const data = set.create(stream, values.number("numPoints"));
  if (set.numInputs === 2) {
    const [x, y] = set.ranges;
    return {
      key,
      numInputs: 2,
      loss: set.loss,
      data,
      points: [],
      truth: set,
      view: { x, y },
      places: new Float64Array(0),
    };
  }
  return curveProblem(
    key,
    Array.from(data.inputs, (x, i) => [x, data.targets[i]] as const),
    set,
  );
}

/** The article passes through its network and trains it on nothing. */
const articleProblem: Problem = {
  key: "article",
  numInputs: 1,
  loss: "squared",
  data: { inputs: new Float64Array(0), targets: new Float64Array(0) },
  points: [],
  truth: null,
  view: { x: [-5, 5], y: [-16, 6] },
  places: articleInputs(),
};

function curveProblem(key: string, points: readonly Point[], truth: Problem["truth"]): Problem {
  const inputs = Float64Array.from(points, ([x]) => x);
  const noise = truth?.noiseSd(0) ?? 0.1;
  const fitsUsual = points.every(([, y]) => y >= USUAL.y[0] && y <= USUAL.y[1]);
  const view = plotViewOf(points, noise, key === "regression" || !fitsUsual ? LARGE : USUAL);
  return {
    key,
    numInputs: 1,
    loss: "squared",
    data: { inputs, targets: Float64Array.from(points, ([, y]) => y) },
    points,
    truth,
    view,
    places: evenly(view.x, NUM_PLACES),
  };
}

function linePoints(): Point[] {
  const { x, y } = lineData();
  return Array.from(x, (value, i) => [value, y[i]] as const);
}

/** The rate of the passes: that of training, or the article's, unless another one is wanted. */
export function rateOf(values: Values): number {
  if (values.toggle("ownRate")) return values.number("rate");
  return values.text("data") === "article" ? ARTICLE_DROPOUT.rate : values.number("trainRate");
}

/** The chosen input, moved to where the picture can show it. */
export function chosenInput({ view, numInputs }: Problem, values: Values): readonly number[] {
  const within = (value: number, [low, high]: readonly [number, number]): number =>
    Math.min(high, Math.max(low, value));
  const x = within(values.number("inputAt"), view.x);
  return numInputs === 1 ? [x] : [x, within(values.number("inputAtY"), view.y)];
}
