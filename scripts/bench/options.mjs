import { parseArgs } from "node:util";

/** What the command was given. */
export function readArguments() {
  return parseArgs({
    options: {
      json: { type: "string" },
      seconds: { type: "string" },
      chains: { type: "string" },
      workers: { type: "string" },
      workloads: { type: "string" },
      backends: { type: "string" },
      seed: { type: "string" },
      "no-scaling": { type: "boolean" },
      "no-native": { type: "boolean" },
      "no-opponents": { type: "boolean" },
      "no-build": { type: "boolean" },
      agreement: { type: "boolean" },
    },
  }).values;
}

/** Options of the lab; what is not given is as its settings are. */
export function labOptions(given) {
  const numbers = {
    seconds: given.seconds,
    numChains: given.chains,
    numWorkers: given.workers,
    seed: given.seed,
  };
  const lists = { workloads: given.workloads, backends: given.backends };
  return {
    ...Object.fromEntries(
      Object.entries(numbers)
        .filter(([, text]) => text !== undefined)
        .map(([name, text]) => [name, Number(text)]),
    ),
    ...Object.fromEntries(
      Object.entries(lists)
        .filter(([, text]) => text !== undefined)
        .map(([name, text]) => [name, text.split(",")]),
    ),
    ...(given["no-scaling"] ? { scaleWorkers: false, scaleChains: false } : {}),
  };
}
