/** Prior, likelihood and posterior have the colours that they have in the other labs; each maximum has its own's. */
export const PRIOR = "var(--series-2)";
export const LIKELIHOOD = "var(--series-3)";
export const MLE = LIKELIHOOD;
export const MAP = "var(--series-1)";
/** The MAP for every lambda, in the plane. */
export const PATH = "color-mix(in srgb, var(--text) 65%, transparent)";
export const TRUTH = "var(--text-muted)";
/** The two weights of the plane, where all weights are drawn. */
export const FIRST = "var(--series-4)";
export const SECOND = "var(--series-5)";
export const OTHER = "color-mix(in srgb, var(--series-8) 45%, transparent)";
