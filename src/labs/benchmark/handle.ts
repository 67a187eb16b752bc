import type { SettingsStore } from "../../app/settingsStore";
import { expectedOf, isValid } from "../../core/settings";
import type { BeforeRound } from "./benchmarkRun";
import { optionsOf, type BenchmarkOptions } from "./benchmarkSettings";
import type { BenchmarkResults } from "./results";

/** Functions that the page offers as `window.bayescape` while the benchmark is open. */
export interface BenchmarkHandle extends Readonly<Record<string, unknown>> {
  readonly ready: Promise<void>;
  settings(): Readonly<Record<string, unknown>>;
  set(values: Readonly<Record<string, unknown>>): void;
  /**
   * Measures, with options in place of some of the settings.
   * @param beforeRound awaited before every round of a workload's backends
   * @returns the results, also of a run that was cancelled
   * @throws RangeError where an option cannot be used or a run is under way
   */
  run(options?: Partial<BenchmarkOptions>, beforeRound?: BeforeRound): Promise<BenchmarkResults>;
  cancel(): void;
  isRunning(): boolean;
  /** What was measured so far, or null. */
  results(): BenchmarkResults | null;
  /** The same as text, or an empty one. */
  markdown(): string;
}

/** @throws RangeError naming an option that is none or cannot be used */
export function checkedOptions(
  store: Pick<SettingsStore, "settings" | "values">,
  given: Partial<BenchmarkOptions>,
): BenchmarkOptions {
  const options = optionsOf(store.values);
  for (const [key, value] of Object.entries(given)) {
    if (!(key in options)) {
      throw new RangeError(`${key} is not an option; expected one of ${Object.keys(options).join(", ")}`);
    }
    const setting = store.settings.find((candidate) => candidate.key === key);
    if (setting && !isValid(setting, value)) {
      throw new RangeError(`${key} = ${String(value)}; expected ${expectedOf(setting)}`);
    }
  }
  return { ...options, ...given };
}
