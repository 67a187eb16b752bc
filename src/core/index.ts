/**
 * The library: targets, samplers, `runChains`, diagnostics, random streams. Pure TypeScript that runs
 * in Node, in workers and in the page alike; it knows neither DOM nor GPU nor three.
 */
export * from "./article";
export * from "./coin";
export * from "./conjugate";
export * from "./diagnostics";
export * from "./grid";
export * from "./linear";
export * from "./medical";
export * from "./random";
export * from "./regression";
export * from "./run";
export * from "./samplers";
export * from "./settings";
export * from "./targets";
