import type { PlotContent, Points } from "../../charts";
import type { TrainingProgress } from "../../engine/network";
import type { PointSet } from "../../scene";
import { classPictureSentence, classReadouts } from "./classes/classReadouts";
import { boundaryOf } from "./boundary";
import type { ClassModel } from "./classModel";
import type { ShownPasses } from "./curvePlot";
import { lossChart } from "./curveStrip";
import { whereItStands } from "./curveSentence";
import { formatShort, percent, plain } from "./format";
import type { Picture, StripChart } from "./picture";
import type { Problem } from "./problem";
import { NO_TRAINING, standingOf } from "./progress";
import { everyNth, thinnedLabel, thinningOf } from "./thinning";

/** Two classes in the plane: the points on the left, probability as a surface coloured by mutual information on the right. */
export function classView(model: ClassModel, progress: TrainingProgress | null, shown: ShownPasses): Picture {
  const { problem, picture } = model;
  const every = thinningOf(problem.data.targets.length);
  const plot = planePlot(model, shown);
  return {
    sentence: classSentence(model, progress),
    readouts: classReadouts(model.numbers),
    plot,
    dataSet: -1,
    chosenSet: (plot.points?.length ?? 0) - 1,
    stage: {
      surface: { ...picture.surface, heightAxis: { name: "P(class 1)", logTop: 0 } },
      curves: null,
      points: dotsOf(problem),
      shade: picture.shade,
      legend: [
        "height: probability of class 1",
        "colour: mutual information",
        ...(every > 1 ? [thinnedLabel("dots: data", every)] : []),
      ],
    },
    strip: [lossChart(progress, null), histogramChart(model), entropyChart(model)],
  };
}

function classSentence(model: ClassModel, progress: TrainingProgress | null): string {
  const { rate, trainRate } = model;
  const start = whereItStands(progress ? standingOf(progress) : NO_TRAINING);
  const other =
    rate === trainRate
      ? ""
      : ` Passes drop ${plain(100 * rate)} %, training dropped ${plain(100 * trainRate)} %.`;
  const { targets } = model.problem.data;
  const isOneClass = targets.length > 0 && targets.every((target) => target === targets[0]);
  const warning = isOneClass ? " All points are of one class: nothing tells the two apart." : "";
  return `${start}${warning} ${classPictureSentence(model.numbers)}${other}`;
}

/** So many passes' boundaries are drawn, dot by dot. */
const MOST_BOUNDARIES = 12;

function planePlot(model: ClassModel, shown: ShownPasses): PlotContent {
  const { problem, chosen } = model;
  const { inputs, targets } = problem.data;
  const every = thinningOf(targets.length);
  const ofClass = (wanted: number, colour: string): Points => {
    const indices = indicesOf(problem, wanted);
    return {
      label: thinnedLabel(`class ${wanted}`, every),
      colour,
      x: Float64Array.from(indices, (i) => inputs[2 * i]),
      y: Float64Array.from(indices, (i) => inputs[2 * i + 1]),
    };
  };
  return {
    xName: "x₁",
    yName: "x₂",
    xRange: [...problem.view.x],
    yRange: [...problem.view.y],
    points: [
      ...boundaries(model, shown),
      ofClass(0, "var(--series-1)"),
      ofClass(1, "var(--series-2)"),
      {
        label: "chosen",
        colour: "var(--text)",
        x: Float64Array.of(chosen[0]),
        y: Float64Array.of(chosen[1]),
        isDraggable: true,
        shape: "ring",
      },
    ],
  };
}

/** The points of a class that are drawn; of each class as many of a hundred. */
function indicesOf({ data: { targets } }: Problem, wanted: number): readonly number[] {
  const indices = [...targets.keys()].filter((i) => targets[i] === wanted);
  return everyNth(indices, thinningOf(targets.length));
}

/** Made once for a problem, so that the stage takes them once. */
const dots = new WeakMap<Problem, PointSet>();

function dotsOf(problem: Problem): PointSet {
  const known = dots.get(problem);
  if (known) return known;
  const { inputs, targets } = problem.data;
  const indices = [0, 1].flatMap((wanted) => indicesOf(problem, wanted)).toSorted((a, b) => a - b);
  const made: PointSet = {
    positions: Float32Array.from(indices.flatMap((i) => [inputs[2 * i], inputs[2 * i + 1]])),
    classes: Uint8Array.from(indices, (i) => targets[i]),
  };
  dots.set(problem, made);
  return made;
}

/** Where passes change their class: of each a dotted line. */
function boundaries({ grid, problem, picture }: ClassModel, { areShown, single }: ShownPasses): Points[] {
  const { nx, ny, xRange, yRange } = picture.surface;
  const shape = { columns: nx, rows: ny, xRange, yRange };
  const ofPass = (pass: number) =>
    boundaryOf(grid.outputs.subarray(pass * grid.numPoints, (pass + 1) * grid.numPoints), shape);
  if (single !== null) {
    return [{ label: `pass ${single + 1}`, colour: "var(--series-3)", ...ofPass(single) }];
  }
  if (!areShown || problem.data.targets.length === 0) return [];
  const count = Math.min(MOST_BOUNDARIES, grid.numPasses);
  const all = Array.from({ length: count }, (_, pass) => ofPass(pass));
  return [
    {
      label: "boundaries",
      colour: "color-mix(in srgb, var(--series-8) 55%, transparent)",
      x: Float64Array.from(all.flatMap(({ x }) => [...x])),
      y: Float64Array.from(all.flatMap(({ y }) => [...y])),
    },
  ];
}

function histogramChart({ histogram, chosen }: ClassModel): StripChart {
  const { edges, densities, mean, sd } = histogram;
  return {
    title: "At the ring",
    content: {
      xName: `P(class 1) at (${plain(chosen[0])}, ${plain(chosen[1])})`,
      yName: "density",
      xRange: [0, 1],
      bars: [
        {
          label: "passes",
          colour: "var(--series-1)",
          x: densities.map((_, bin) => (edges[bin] + edges[bin + 1]) / 2),
          height: densities,
          width: edges[1] - edges[0],
        },
      ],
      marks: Number.isFinite(mean) ? [{ label: percent(mean), colour: "var(--text)", x: mean }] : [],
    },
    words: `Mean ${formatShort(mean)}, sd ${formatShort(sd)}.`,
  };
}

/** Both parts of the entropy of the class along x at the chosen height. */
function entropyChart({ picture, chosen }: ClassModel): StripChart {
  const { nx, ny, xRange, yRange } = picture.surface;
  const share = (chosen[1] - yRange[0]) / (yRange[1] - yRange[0]);
  const row = Math.min(ny - 1, Math.max(0, Math.round(share * (ny - 1))));
  const along = (values: Float64Array): Float64Array => values.slice(row * nx, (row + 1) * nx);
  const x = Float64Array.from({ length: nx }, (_, i) => xRange[0] + (i * (xRange[1] - xRange[0])) / (nx - 1));
  const { noiseEntropy, modelEntropy } = picture.summary;
  return {
    title: "Entropy",
    content: {
      xName: `x₁, at x₂ = ${plain(chosen[1])}`,
      yName: "nats",
      xRange: [xRange[0], xRange[1]],
      yRange: [0, 0.72],
      curves: [
        { label: "model", colour: "var(--series-1)", x, y: along(modelEntropy), width: 2, fill: true },
        { label: "noise", colour: "var(--series-5)", x, y: along(noiseEntropy), width: 2 },
      ],
      marks: [{ label: "", colour: "var(--text-muted)", x: chosen[0], isDashed: true }],
    },
    words: "Entropy of the class: the model’s part, which is mutual information, and the noise’s.",
  };
}
