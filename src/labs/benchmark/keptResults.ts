import { parseResults, toJson, type BenchmarkResults } from "./results";

/** Where results outlive the lab: the session of a browser's tab. */
export type ResultsStorage = Pick<Storage, "getItem" | "setItem">;

const KEY = "bayescape.benchmark";

/** The results of the last run of this tab, or null where there are none that can be read. */
export function readResults(storage: ResultsStorage | null): BenchmarkResults | null {
  try {
    const text = storage?.getItem(KEY) ?? null;
    return text === null ? null : parseResults(text);
  } catch {
    // Of another version, or a browser that keeps nothing.
    return null;
  }
}

/** Keeps results; without a storage, or with a full one, they are shown until the lab is left. */
export function keepResults(storage: ResultsStorage | null, results: BenchmarkResults): void {
  try {
    storage?.setItem(KEY, toJson(results));
  } catch {
    // Nothing else depends on it.
  }
}

/** The storage of this tab; null where the browser refuses it. */
export function sessionResults(): ResultsStorage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
