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
    key: "explorer",
    title: "MCMC explorer",
    teaser: "Many chains on a bimodal surface",
    load: async () => (await import("./explorer/explorer")).explorer,
  },
];

/** The lab that opens when the address names none. */
export const firstLab = "explorer";
