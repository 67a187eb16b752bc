import type { OnlyWhen, Setting } from "../../core/settings";
import { NETWORK_DATA_SETS } from "../../core/network";
import { camera, choice, number, text, toggle } from "../settingBuilders";

/** Sets made by a seed, of as many points as one likes; the others are points that are there. */
const MADE = NETWORK_DATA_SETS.map(({ key }) => key);
const LEARNT: OnlyWhen = { key: "data", values: [...MADE, "regression", "own"] };
const CURVES: OnlyWhen = { key: "data", values: ["gap", "growingNoise", "sine", "regression", "own"] };
const PLANE: OnlyWhen = { key: "data", values: ["arcs"] };

/** Every setting of the MC dropout lab. */
export const dropoutSettings: readonly Setting[] = [
  choice("Data", "data", "data", "What the network learns from; the article's network learns from nothing.", [
    ...NETWORK_DATA_SETS.map(({ key, label }) => [key, label] as const),
    ["regression", "The regression lab's points"],
    ["own", "Your own points"],
    ["article", "The article's network"],
  ]),
  text(
    "Data",
    "points",
    "points",
    "Pairs as in 0.5,1.2; 1,2.3, at most 200 of them; a click on the plot adds one.",
    10_000,
    { only: { key: "data", values: ["own"] } },
  ),
  number(
    "Data",
    "numPoints",
    "points",
    "How many points are drawn from the true function with its noise.",
    [1, 60, 10_000, 1],
    { integer: true, scale: "log", only: { key: "data", values: MADE } },
  ),
  choice(
    "Network",
    "layers",
    "layers",
    "Hidden layers: one has an exact mean and sd under dropout, two are better at telling data from gaps.",
    [
      ["2", "two"],
      ["1", "one"],
    ],
    { only: LEARNT },
  ),
  number(
    "Network",
    "width",
    "units a layer",
    "Units in each hidden layer; each is dropped on its own.",
    [1, 32, 128, 1],
    {
      integer: true,
      scale: "log",
      only: LEARNT,
    },
  ),
  choice(
    "Network",
    "activation",
    "activation",
    "ReLU grows without end outside the data; tanh levels off.",
    [
      ["relu", "ReLU"],
      ["tanh", "tanh"],
    ],
    { only: LEARNT },
  ),
  number(
    "Training",
    "trainRate",
    "dropout rate",
    "Share of hidden units dropped in every step of training.",
    [0, 0.1, 0.95, 0.01],
    { only: LEARNT },
  ),
  number(
    "Training",
    "learningRate",
    "learning rate",
    "Length of Adam's steps; at 1 hardly anything is learnt, at 100 the loss diverges.",
    [1e-5, 0.005, 100, 0.001],
    { scale: "log", only: LEARNT },
  ),
  number(
    "Training",
    "weightDecay",
    "weight decay",
    "Pull of the weights to 0, as from a Gaussian prior.",
    [0, 0, 0.1, 0.001],
    { only: LEARNT },
  ),
  number(
    "Training",
    "batchSize",
    "points a step",
    "Points of a step, drawn with replacement; all of them where there are no more.",
    [1, 32, 1000, 1],
    { integer: true, scale: "log", advanced: true, only: LEARNT },
  ),
  number(
    "Training",
    "maxSteps",
    "steps",
    "Training ends by itself after so many steps.",
    [10, 4000, 100_000, 10],
    {
      integer: true,
      scale: "log",
      only: LEARNT,
    },
  ),
  toggle(
    "Passes",
    "ownRate",
    "another rate",
    "Passes drop as many units as training did, the article's 30 %, unless another rate is wanted.",
    false,
  ),
  number(
    "Passes",
    "rate",
    "rate of the passes",
    "Share of units dropped in each pass, whatever the network was trained with.",
    [0, 0.3, 0.95, 0.01],
    { only: { key: "ownRate", values: ["true"] } },
  ),
  number(
    "Passes",
    "numPasses",
    "passes",
    "How often the network is asked, each time with other units dropped; with two classes some 2,000 at most.",
    [1, 100, 10_000, 1],
    { integer: true, scale: "log" },
  ),
  choice(
    "Passes",
    "sharing",
    "masks",
    "One mask for a whole pass makes it a function; one for each x does not.",
    [
      ["perPass", "one for each pass"],
      ["perPoint", "one for each x"],
    ],
  ),
  choice(
    "Passes",
    "noise",
    "noise",
    "Noise of y, which is added to the model's doubt: dropout says nothing about it.",
    [
      ["known", "known, else residuals"],
      ["residuals", "from the residuals"],
      ["given", "a number"],
    ],
    { only: CURVES },
  ),
  number(
    "Passes",
    "noiseSd",
    "noise sd",
    "Standard deviation of y about the curve, as you assume it.",
    [0.001, 0.1, 10, 0.01],
    { scale: "log", only: [CURVES, { key: "noise", values: ["given"] }] },
  ),
  number(
    "Passes",
    "seed",
    "seed",
    "The same seed gives the same points, weights, steps and masks.",
    [0, 1, 4_294_967_295, 1],
    { integer: true },
  ),
  choice(
    "Passes",
    "backend",
    "computed by",
    "Who makes the passes; auto takes the fastest that can.",
    [
      ["auto", "auto"],
      ["float64", "JavaScript, float64"],
      ["simd", "WebAssembly, SIMD"],
      ["webgpu", "WebGPU"],
    ],
    { advanced: true },
  ),
  {
    ...toggle(
      "Ensemble",
      "ensemble",
      "beside it",
      "Trains several networks without dropout, a deep ensemble, beside this one.",
      false,
    ),
    only: LEARNT,
  },
  number(
    "Ensemble",
    "ensembleSize",
    "networks",
    "Networks of the ensemble; only their first weights and batches differ.",
    [5, 5, 20, 1],
    { integer: true, only: [LEARNT, { key: "ensemble", values: ["true"] }] },
  ),
  toggle(
    "View",
    "showPasses",
    "show passes",
    "Draws up to 60 of the passes, on the left and over the surface.",
    true,
  ),
  choice("View", "view", "view", "A surface in three dimensions, or its contours from straight above.", [
    ["surface", "surface"],
    ["flat", "flat contours"],
  ]),
  number("View", "inputAt", "chosen x", "The input whose histogram is shown.", [-1e6, 0, 1e6, 0.1], {
    hidden: true,
  }),
  number("View", "inputAtY", "chosen y", "The second input whose histogram is shown.", [-10, 0, 10, 0.1], {
    hidden: true,
    only: PLANE,
  }),
  choice(
    "View",
    "half",
    "half shown",
    "Which half of the picture a narrow window shows.",
    [
      ["data", "Data"],
      ["surface", "Density"],
    ],
    { hidden: true },
  ),
  camera("View"),
];

/** Keys whose change replaces the address instead of adding to the history. */
export const transientKeys: readonly string[] = [
  "view",
  "half",
  "camera",
  "inputAt",
  "inputAtY",
  "showPasses",
];

/** A change of these begins another run of training. */
export const restartKeys: ReadonlySet<string> = new Set([
  "data",
  "points",
  "numPoints",
  "layers",
  "width",
  "activation",
  "seed",
]);

/** A change of these goes into the run that there is. */
export const courseKeys: ReadonlySet<string> = new Set([
  "trainRate",
  "learningRate",
  "weightDecay",
  "batchSize",
]);
