import type { SettingsStore } from "../../app/settingsStore";
import type { SettingValues } from "../../core/settings";
import { ownObservations, type Observations } from "./observations";
import { KEYS, pairOf } from "./updates";

/**
 * The data that a visitor typed. Where a text cannot be used, the last good one of that pair stays in use while
 * all other settings go on; the bad one stays in its field to be mended, and is complained of once.
 */
export class TypedData {
  readonly #store: SettingsStore;
  readonly #onProblem: (problem: string) => void;
  readonly #good = new Map<string, string>();
  /** What was read last of each pair. */
  readonly #read = new Map<string, string>();

  constructor(store: SettingsStore, onProblem: (problem: string) => void) {
    this.#store = store;
    this.#onProblem = onProblem;
  }

  /** Data of the pair that is shown; null where the ready ones are. */
  read(): Observations | null {
    const pair = pairOf(this.#store);
    const key = KEYS[pair].own;
    const text = this.#store.text(key);
    const isNews = text !== this.#read.get(key);
    this.#read.set(key, text);
    try {
      const observations = ownObservations(pair, text);
      this.#good.set(key, text);
      return observations;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (isNews) this.#onProblem(`${error.message} Until then the last good data are shown.`);
      return ownObservations(pair, this.#good.get(key) ?? "");
    }
  }

  /** The texts that are in use, as settings. */
  good(): SettingValues {
    return Object.fromEntries([...this.#read.keys()].map((key) => [key, this.#good.get(key) ?? ""]));
  }
}
