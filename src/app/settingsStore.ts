import {
  defaultsOf,
  expectedOf,
  isSameValue,
  isValid,
  type Setting,
  type SettingValue,
  type SettingValues,
} from "../core/settings";

/** Told of a change: which keys have new values, and whether the gesture (a slider's drag) goes on. */
export type SettingsListener = (changed: ReadonlySet<string>, isLive: boolean) => void;

/** A value of any kind for a message; some objects have no words of their own. */
function inWords(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `a ${typeof value}`;
  }
}

/** The current values of a lab's settings; all that is shown follows from them. */
export class SettingsStore {
  readonly settings: readonly Setting[];
  readonly #byKey: ReadonlyMap<string, Setting>;
  readonly #listeners = new Set<SettingsListener>();
  #values: Record<string, SettingValue>;

  constructor(settings: readonly Setting[]) {
    this.settings = settings;
    this.#byKey = new Map(settings.map((setting) => [setting.key, setting]));
    this.#values = defaultsOf(settings);
  }

  get values(): SettingValues {
    return this.#values;
  }

  number(key: string): number {
    return this.#values[key] as number;
  }

  text(key: string): string {
    return this.#values[key] as string;
  }

  toggle(key: string): boolean {
    return this.#values[key] as boolean;
  }

  vector(key: string): readonly number[] {
    return this.#values[key] as readonly number[];
  }

  /**
   * Sets some values at once. None is set where one is wrong.
   * @param isLive true while a gesture goes on; its end must set again without
   * @throws RangeError naming the key, the value and what was expected
   */
  set(values: Readonly<Record<string, unknown>>, isLive = false): void {
    const accepted: [string, SettingValue][] = [];
    for (const [key, value] of Object.entries(values)) {
      const setting = this.#byKey.get(key);
      if (!setting) {
        throw new RangeError(
          `${key} is not a setting; expected one of ${[...this.#byKey.keys()].join(", ")}`,
        );
      }
      if (!isValid(setting, value)) {
        throw new RangeError(`${key} = ${inWords(value)}; expected ${expectedOf(setting)}`);
      }
      // A copy of a vector, so that its owner cannot change it unheard.
      accepted.push([key, typeof value === "object" ? [...value] : value]);
    }
    const changed = new Set<string>();
    for (const [key, value] of accepted) {
      if (!isSameValue(this.#values[key], value)) changed.add(key);
    }
    this.#values = { ...this.#values, ...Object.fromEntries(accepted) };
    if (changed.size > 0 || !isLive) for (const listener of this.#listeners) listener(changed, isLive);
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: SettingsListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
