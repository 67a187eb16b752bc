/**
 * The labs, in the order of their story. One folder a lab and one line here. Labs join core, engine,
 * scene, charts and app; nothing but main imports them.
 */
import type { LabEntry } from "./lab";

export const labs: readonly LabEntry[] = [
  {
    key: "explorer",
    title: "MCMC explorer",
    teaser: "Many chains on a bimodal surface",
    load: async () => (await import("./explorer/explorer")).explorer,
  },
];
