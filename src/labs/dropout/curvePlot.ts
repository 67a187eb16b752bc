import type { Band, Curve, PlotContent, Points } from "../../charts";
import { normalBand } from "../../core/network";
import { MAX_POINTS } from "../points/pointText";
import { MASS, type CurveModel } from "./curveModel";
import type { Problem } from "./problem";
import { emptyStretches } from "./regions";
import { everyNth, thinnedLabel, thinningOf } from "./thinning";

/** So many passes are drawn; more are a blur. */
export const MOST_DRAWN = 60;
/** With a mask for every x a pass is a heap of dots, and fewer of them are enough. */
const MOST_DOTTED = 12;

const MODEL = "var(--series-1)";
const NOISE = "var(--series-5)";
const EMPTY = "color-mix(in srgb, var(--series-8) 45%, transparent)";

/** How passes are drawn: all of those drawn, one alone, or none. */
export interface ShownPasses {
  readonly areShown: boolean;
  /** The one that stands out; null where all are alike. */
  readonly single: number | null;
}

export interface CurvePlot {
  readonly content: PlotContent;
  readonly dataSet: number;
  readonly chosenSet: number;
}

/** Left half: data, passes, mean, both parts of the band, truth, chosen input. */
export function curvePlot(model: CurveModel, shown: ShownPasses): CurvePlot {
  const { problem, mean, bands, chosen, sharing } = model;
  const { places: x, view, truth } = problem;
  const curves: Curve[] = sharing === "perPass" ? passCurves(model, shown) : [];
  for (const [label, colour, { lower, upper }] of [
    ["model", MODEL, bands.model],
    ["noise", NOISE, bands.total],
  ] as const) {
    if (label === "noise" && model.noise.source === "none") continue;
    for (const y of [lower, upper]) curves.push({ label, colour, x, y, width: 1 });
  }
  curves.push({ label: "mean", colour: "var(--text)", x, y: mean, width: 2 });
  if (truth) {
    const y = x.map((at) => truth.truth(at));
    curves.push({ label: "truth", colour: "var(--series-3)", x, y, isDashed: true });
  }
  if (model.ensemble !== null) {
    const { lower, upper } = normalBand(model.ensemble.mean, model.ensemble.sd, MASS);
    for (const y of [lower, upper]) {
      curves.push({ label: "ensemble", colour: "var(--series-4)", x, y });
    }
  }
  if (shown.single !== null && sharing === "perPass") {
    const y = passAt(model, shown.single);
    curves.push({ label: `pass ${shown.single + 1}`, colour: "var(--series-2)", x, y, width: 2.5 });
  }
  const points = pointSets(model, shown);
  return {
    content: {
      xName: "x",
      yName: "y",
      xRange: [...view.x],
      yRange: [...view.y],
      bands: [...emptyBands(model, view.y), ...doubtBands(model)],
      curves,
      points,
      marks: [{ label: "", colour: "var(--text-muted)", x: chosen.x, isDashed: true }],
    },
    dataSet: problem.points.length > 0 ? points.length - 2 : -1,
    chosenSet: points.length - 1,
  };
}

/** Where no data are, shaded from end to end. */
export function emptyBands({ problem, regions }: CurveModel, [low, high]: readonly [number, number]): Band[] {
  if (problem.points.length === 0) return [];
  return emptyStretches(problem.places, regions).map(([from, to]) => ({
    label: "no data",
    colour: EMPTY,
    x: Float64Array.of(from, to),
    low: Float64Array.of(low, low),
    high: Float64Array.of(high, high),
  }));
}

function doubtBands({ problem, bands: { model, total }, noise }: CurveModel): Band[] {
  const x = problem.places;
  const inner: Band = { label: "model", colour: MODEL, x, low: model.lower, high: model.upper };
  if (noise.source === "none") return [inner];
  const outer = { label: "noise", colour: NOISE, x };
  return [
    inner,
    { ...outer, low: model.upper, high: total.upper },
    { ...outer, low: total.lower, high: model.lower },
  ];
}

function passCurves(model: CurveModel, { areShown, single }: ShownPasses): Curve[] {
  if (!areShown || single !== null) return [];
  const colour = "color-mix(in srgb, var(--series-1) 32%, transparent)";
  return Array.from({ length: Math.min(MOST_DRAWN, model.passes.numPasses) }, (_, pass) => ({
    label: "pass",
    colour,
    x: model.problem.places,
    y: passAt(model, pass),
    width: 1,
    isOptional: true,
  }));
}

function passAt({ passes, problem }: CurveModel, pass: number): Float64Array {
  const first = pass * passes.numPoints;
  return passes.outputs.slice(first, first + problem.places.length);
}

/** Made once for a problem, however many pictures are made of its network. */
const dataSets = new WeakMap<Problem, Points>();

function dataOf(problem: Problem): Points {
  const known = dataSets.get(problem);
  if (known) return known;
  const every = thinningOf(problem.points.length);
  const points = everyNth(problem.points, every);
  const made: Points = {
    label: every === 1 ? "" : thinnedLabel("data", every),
    // So many would hide the mean, which has the colour of few.
    colour: every === 1 ? "var(--text)" : "color-mix(in srgb, var(--text) 38%, transparent)",
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    // More of them cannot become one's own, and are drawn smaller.
    isDraggable: problem.points.length <= MAX_POINTS,
    shape: "dot",
  };
  dataSets.set(problem, made);
  return made;
}

/** Dots of passes that are no functions, then the data, then the ring on the chosen input. */
function pointSets(model: CurveModel, { areShown, single }: ShownPasses): Points[] {
  const { problem, sharing, chosen, passes } = model;
  const sets: Points[] = [];
  if (sharing === "perPoint" && (areShown || single !== null)) {
    const first = single ?? 0;
    const last = single === null ? Math.min(MOST_DOTTED, passes.numPasses) : first + 1;
    const drawn = Array.from({ length: last - first }, (_, i) => first + i);
    sets.push({
      label: single === null ? "pass, dot by dot" : `pass ${single + 1}`,
      colour: single === null ? "color-mix(in srgb, var(--series-1) 55%, transparent)" : "var(--series-2)",
      x: Float64Array.from(drawn.flatMap(() => [...problem.places])),
      y: Float64Array.from(drawn.flatMap((pass) => [...passAt(model, pass)])),
    });
  }
  if (problem.points.length > 0) sets.push(dataOf(problem));
  sets.push({
    label: "chosen x",
    colour: "var(--text-muted)",
    x: Float64Array.of(chosen.x),
    y: Float64Array.of(chosen.mean),
    isDraggable: true,
    shape: "ring",
  });
  return sets;
}
