/**
 * The labs, in the order of their story. One folder a lab and one line here. Labs join core, engine,
 * scene, charts and app; nothing but main imports them.
 */
import type { LabEntry } from "./lab";

export const labs: readonly LabEntry[] = [
  {
    key: "medical",
    title: "Medical test",
    teaser: "Bayes' theorem in a field of people",
    load: async () => (await import("./medical/medical")).medical,
  },
  {
    key: "coin",
    title: "Coin and belief",
    teaser: "A posterior on a grid, flip by flip",
    load: async () => (await import("./coin/coin")).coin,
  },
  {
    key: "conjugate",
    title: "Conjugate pairs",
    teaser: "Three updates in closed form",
    load: async () => (await import("./conjugate/conjugate")).conjugate,
  },
  {
    key: "map",
    title: "MAP against MLE",
    teaser: "A prior against overfitting",
    load: async () => (await import("./map/map")).map,
  },
  {
    key: "regression",
    title: "Regression",
    teaser: "Bayesian linear regression, lines and surface",
    load: async () => (await import("./regression/regression")).regression,
  },
  {
    key: "explorer",
    title: "MCMC explorer",
    teaser: "Many chains on a bimodal surface",
    load: async () => (await import("./explorer/explorer")).explorer,
  },
  {
    key: "dropout",
    title: "MC dropout",
    teaser: "A network's doubt, pass by pass",
    load: async () => (await import("./dropout/dropout")).dropout,
  },
  {
    key: "benchmark",
    title: "Benchmark",
    teaser: "What this machine does a second, and what it is worth",
    load: async () => (await import("./benchmark/benchmark")).benchmark,
  },
];

/** The lab that opens when the address names none. */
export const firstLab = "explorer";
