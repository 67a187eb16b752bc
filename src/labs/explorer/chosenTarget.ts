import type { SettingsStore } from "../../app/settingsStore";
import type { SettingValues } from "../../core/settings";
import type { TargetChoice } from "../../engine/protocol";
import { dataOfChoice, targetChoice } from "./runConfig";

/** The target that the settings choose; where their data cannot be used, the last one that could be. */
export class ChosenTarget {
  readonly #store: SettingsStore;
  readonly #complain: (problem: string) => void;
  #choice: TargetChoice;
  #good: SettingValues;

  constructor(store: SettingsStore, complain: (problem: string) => void) {
    this.#store = store;
    this.#complain = complain;
    // A link may bring bad data; what they were to replace is good.
    this.#good = { data: "simulated", ownData: "" };
    this.#choice = targetChoice(store, "simulated");
    this.read();
  }

  get choice(): TargetChoice {
    return this.#choice;
  }

  /** The settings of its data, for a link. */
  get goodValues(): SettingValues {
    return this.#good;
  }

  /** @returns false where the data cannot be used; then nothing changes but a notice */
  read(): boolean {
    return this.#attempt(() => {
      this.#choice = targetChoice(this.#store);
      this.#good = { data: this.#store.text("data"), ownData: this.#store.text("ownData") };
    });
  }

  /**
   * Sets other data of the visitor's, made from those that are there.
   * @param isLive true while a point is being dragged
   */
  edit(change: (data: Float64Array) => SettingValues, isLive = false): void {
    const data = dataOfChoice(this.#choice);
    if (data) this.#attempt(() => this.#store.set(change(data), isLive));
  }

  #attempt(act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#complain(`${error.message} Everything stays as it was.`);
      return false;
    }
  }
}
