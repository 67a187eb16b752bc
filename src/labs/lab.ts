import type { Shell } from "../app/shell";
import type { SettingsStore } from "../app/settingsStore";
import type { ThemeSwitch } from "../app/theme";
import type { Setting } from "../core/settings";

/** What a lab is given to fill. */
export interface LabContext {
  readonly shell: Shell;
  readonly store: SettingsStore;
  readonly theme: ThemeSwitch;
}

/** A lab that runs. */
export interface RunningLab {
  /** Functions that the page offers as `window.bayescape`. */
  readonly handle: Readonly<Record<string, unknown>>;
  /** Settles when the first picture stands. */
  readonly ready: Promise<void>;
  setTheme(): void;
  dispose(): void;
}

/** What the page loads when a lab is opened. */
export interface LabModule {
  readonly settings: readonly Setting[];
  /** Keys whose change is not a new entry in the browser's history. */
  readonly transientKeys: readonly string[];
  open(context: LabContext): RunningLab;
}

/** A lab as the registry knows it, before anything of it is loaded. */
export interface LabEntry {
  readonly key: string;
  readonly title: string;
  readonly teaser: string;
  readonly load: () => Promise<LabModule>;
}
