import { samplers } from "../../core/samplers";
import { conditionsOf, type OnlyWhen, type Setting } from "../../core/settings";
import { targets } from "../../core/targets";
import { camera, choice, number, text, toggle } from "../settingBuilders";
import { FORMULA_KEY, formulaSettings } from "./formulaSettings";
import { OWN_DATA_LENGTH } from "./ownData";

const hasModes = { key: "target", values: targets.filter((each) => each.hasModes).map(({ key }) => key) };
/** Targets with more than one parameter, and those that may have more than two. */
const hasSecond = {
  key: "target",
  values: [...targets.map(({ key }) => key).filter((key) => key !== "bimodal1d"), FORMULA_KEY],
};
const mayHaveThird = { key: "target", values: [FORMULA_KEY] };
const atPoint = { key: "start", values: ["point"] };

/** Settings that are shown only under a further condition. */
const onlyWhen = (condition: OnlyWhen, settings: readonly Setting[]): Setting[] =>
  settings.map((setting) => ({ ...setting, only: [...conditionsOf(setting), condition] }));

/** The settings of a target or sampler, shown while it is the one that is chosen. */
const ofChoice = (choiceKey: string, value: string, settings: readonly Setting[]): Setting[] =>
  onlyWhen({ key: choiceKey, values: [value] }, settings);

/** Where the data of a target come from that has some. */
const dataSettings: readonly Setting[] = onlyWhen(
  { key: "target", values: targets.filter((target) => target.dataOf).map(({ key }) => key) },
  [
    choice(
      "Target",
      "data",
      "data",
      "Simulated ones, or your own: typed, pasted, or dragged about in the chart of the data.",
      [
        ["simulated", "simulated"],
        ["own", "your own"],
      ],
      { restartsRun: true },
    ),
    text(
      "Target",
      "ownData",
      "your data",
      "Numbers apart by spaces or commas; empty for the simulated ones, to begin with.",
      OWN_DATA_LENGTH,
      { restartsRun: true, only: { key: "data", values: ["own"] } },
    ),
  ],
);

/** A target's own settings; where it has data, they say how these are simulated. */
const ofTarget = ({ key, settings, dataOf }: (typeof targets)[number]): Setting[] =>
  ofChoice("target", key, dataOf ? onlyWhen({ key: "data", values: ["simulated"] }, settings) : settings);

/** Every setting of the explorer: the panel, the link and the validation are made from this table. */
export const explorerSettings: readonly Setting[] = [
  choice(
    "Target",
    "target",
    "target",
    "The density that the chains are to sample from.",
    [...targets.map(({ key, label }) => [key, label] as const), [FORMULA_KEY, "Your own formula"]],
    { restartsRun: true },
  ),
  ...formulaSettings,
  ...dataSettings,
  ...targets.flatMap(ofTarget),

  choice(
    "Sampler",
    "sampler",
    "sampler",
    "How a chain finds its next position.",
    samplers.map(({ key, label }) => [key, label] as const),
    { restartsRun: true },
  ),
  ...samplers.flatMap((sampler) => ofChoice("sampler", sampler.key, sampler.settings)),
  toggle(
    "Sampler",
    "sweep",
    "sweep",
    "Tries 24 step sizes at once, with 256 short chains each, and shows what each of them is worth.",
    false,
  ),

  number(
    "Run",
    "numChains",
    "chains",
    "How many independent chains run side by side.",
    [1, 256, 1_000_000, 1],
    {
      scale: "log",
      integer: true,
      restartsRun: true,
    },
  ),
  choice(
    "Run",
    "start",
    "start",
    "Where the chains begin: over the whole box, all in one mode, or at a point you click on the surface.",
    [
      ["spread", "spread over the box"],
      ["mode1", "all in mode 1"],
      ["mode2", "all in mode 2", hasModes],
      ["point", "at a point (click)"],
    ],
    { restartsRun: true },
  ),
  number(
    "Run",
    "startX",
    "start x",
    "First parameter of the picture at the chosen start; those that are not shown begin at the peak.",
    [-100_000, 0, 100_000, 0.01],
    {
      restartsRun: true,
      only: atPoint,
    },
  ),
  number(
    "Run",
    "startY",
    "start y",
    "Second parameter of the picture at the chosen start.",
    [-100_000, 0, 100_000, 0.01],
    {
      restartsRun: true,
      only: atPoint,
    },
  ),
  number(
    "Run",
    "numWarmup",
    "warm-up (burn-in)",
    "Transitions of each chain that do not count: the numbers and histograms leave them out.",
    [0, 200, 10000, 10],
    { integer: true, restartsRun: true },
  ),
  number(
    "Run",
    "seed",
    "seed",
    "The same seed gives the same draws, to the last bit.",
    [0, 1, 4294967295, 1],
    {
      integer: true,
      restartsRun: true,
    },
  ),
  choice(
    "Run",
    "generator",
    "random numbers",
    "Our own streams, or numpy's legacy one, RandomState(seed), which first draws the simulated data: it replays runs that numpy made.",
    [
      ["xoshiro", "Threefry, xoshiro128++"],
      ["numpy", "numpy's RandomState"],
    ],
    { restartsRun: true, advanced: true },
  ),
  choice(
    "Run",
    "arithmetic",
    "arithmetic",
    "Automatic takes SIMD in 32 bits above 4,096 chains, and a graphics card above 100,000, where the error is small.",
    [
      ["auto", "automatic"],
      ["float64", "float64"],
      ["float32", "float32 SIMD"],
      ["webgpu", "float32 WebGPU"],
    ],
    { restartsRun: true, advanced: true, only: { key: "generator", values: ["xoshiro"] } },
  ),
  number(
    "Run",
    "speed",
    "speed",
    "Transitions of each chain per second; a machine that cannot keep up makes fewer, and the draws do not depend on it.",
    [1, 100, 100000, 1],
    { scale: "log", integer: true, unit: "transitions/s" },
  ),
  number(
    "Run",
    "pauseAt",
    "pause at",
    "The run pauses after this many transitions of each chain; 0 lets it run on.",
    [0, 0, 1000000000, 1],
    { integer: true, advanced: true },
  ),
  number(
    "Run",
    "numWorkers",
    "workers",
    "Threads that sample; 0 takes one per core, and the draws do not depend on it.",
    [0, 0, 16, 1],
    {
      integer: true,
      advanced: true,
    },
  ),

  choice("View", "view", "view", "A hill in 3D, or the same run seen from above on contour lines (F).", [
    ["surface", "surface"],
    ["flat", "flat contours"],
  ]),
  number(
    "View",
    "trail",
    "trail",
    "Transitions that the fading trail of a chain reaches back; fewer for many chains without a graphics card.",
    [0, 24, 64, 1],
    {
      integer: true,
    },
  ),
  toggle(
    "View",
    "showProposals",
    "rejected proposals",
    "Marks where the last rejected proposals would have gone; on a surface, in float64.",
    false,
  ),
  choice(
    "View",
    "traceOf",
    "trace of",
    "Which of the parameters in the picture the trace chart shows over time.",
    [
      ["first", "first parameter"],
      ["second", "second parameter", hasSecond],
      ["third", "third parameter", mayHaveThird],
    ],
  ),
  {
    ...text(
      "View",
      "shown",
      "shown",
      "Two or three parameters of a formula with more of them, apart by commas: those that the picture shows.",
      200,
    ),
    hidden: true,
    only: { key: "target", values: [FORMULA_KEY] },
  },
  choice("View", "gridNodes", "surface grid", "Nodes of the density grid along each axis.", [
    ["auto", "automatic"],
    ["129", "129 × 129"],
    ["65", "65 × 65"],
    ["257", "257 × 257"],
    ["513", "513 × 513"],
  ]),
  choice(
    "View",
    "gridBackend",
    "grid by",
    "WebGPU where there is an adapter, else a worker; or a choice of yours.",
    [
      ["auto", "automatic"],
      ["webgpu", "WebGPU"],
      ["worker", "worker"],
    ],
  ),
  camera("View"),
];

/** Keys whose change replaces the address instead of adding to the history. */
export const transientKeys: readonly string[] = [
  "camera",
  "speed",
  "view",
  "trail",
  "traceOf",
  "showProposals",
  "sweep",
];
