import { backends, workloads } from "../../core/benchmark";
import type { Setting, SettingValues } from "../../core/settings";
import { number, toggle } from "../settingBuilders";

/** A toggle is a key of its own in the link. */
export const workloadSetting = (key: string): string => `run${key[0].toUpperCase()}${key.slice(1)}`;
export const backendSetting = (key: string): string => `on${key[0].toUpperCase()}${key.slice(1)}`;

/** What the panel has room for. */
const NAMES = {
  float64: "float64",
  tuned: "tuned JS",
  simd: "SIMD",
  relaxed: "relaxed SIMD",
  webgpu: "WebGPU",
} as const;

const SENTENCES = {
  rwm: "Random-walk Metropolis on two equal Gaussians, step size 0.3.",
  mala: "Metropolis-adjusted Langevin on the same two Gaussians, step size 1.",
  hmc: "Hamiltonian Monte Carlo on the same two Gaussians, ten leapfrog steps of 0.25 on average.",
  grid: "A log likelihood of 1,000 data on a grid of 512 by 512 nodes, by brute force.",
  dropoutSmall: "Passes of the article's network of 32 units, with masks for every point of every pass.",
  dropoutLarge: "Passes of a network of two layers of 128 units, whose points share the masks of a pass.",
} as const;

/** Every setting of the benchmark. */
export const benchmarkSettings: readonly Setting[] = [
  ...workloads.map(({ key, short }) =>
    toggle("Workloads", workloadSetting(key), short, SENTENCES[key], true),
  ),
  ...backends.map(({ key, description }) =>
    toggle(
      "Backends",
      backendSetting(key),
      NAMES[key],
      `${description.split(/[;,.]/)[0]}${key === "float64" ? "; ratios are taken to it" : ""}.`,
      true,
    ),
  ),
  number(
    "Size",
    "numChains",
    "chains",
    "Chains of each worker; kernels go through them in blocks of 16 or 24, and WebGPU takes 8,192 at least.",
    [64, 768, 65536, 1],
    { scale: "log", integer: true },
  ),
  number(
    "Size",
    "numWorkers",
    "workers",
    "Threads that work at the same time, each on chains of its own.",
    [1, 1, 64, 1],
    {
      integer: true,
    },
  ),
  number(
    "Size",
    "seconds",
    "seconds",
    "Time measured for each row, without warm-up; nine repeats share it, or more of 0.25 s.",
    [0.1, 1, 30, 0.1],
    { scale: "log" },
  ),
  toggle(
    "Scaling",
    "scaleWorkers",
    "over workers",
    "Also measures the fastest backend with one worker, two, four, and so on up to one for each core.",
    true,
  ),
  toggle(
    "Scaling",
    "scaleChains",
    "over chains",
    "Also measures the fastest backend with 96 chains a worker up to 24,576.",
    true,
  ),
  number("Size", "seed", "seed", "Seed of all chains.", [0, 1, 4294967295, 1], {
    integer: true,
    advanced: true,
  }),
];

/** The settings as a run takes them. */
export interface BenchmarkOptions {
  readonly workloads: readonly string[];
  readonly backends: readonly string[];
  readonly numChains: number;
  readonly numWorkers: number;
  readonly seconds: number;
  readonly scaleWorkers: boolean;
  readonly scaleChains: boolean;
  readonly seed: number;
}

export function optionsOf(values: SettingValues): BenchmarkOptions {
  return {
    workloads: workloads.map(({ key }) => key).filter((key) => values[workloadSetting(key)] === true),
    backends: backends.map(({ key }) => key).filter((key) => values[backendSetting(key)] === true),
    numChains: values.numChains as number,
    numWorkers: values.numWorkers as number,
    seconds: values.seconds as number,
    scaleWorkers: values.scaleWorkers as boolean,
    scaleChains: values.scaleChains as boolean,
    seed: values.seed as number,
  };
}
