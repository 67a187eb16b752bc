import type { NumberSetting } from "../core/settings";
import { element } from "./element";
import { icon } from "./icons";
import { createSettingSlider } from "./settingSlider";
import type { SettingsStore } from "./settingsStore";
import { iconButton } from "./shell";

export interface RunActions {
  togglePlay(): void;
  step(): void;
  reset(): void;
}

/** Play, single step, reset, speed, and how far the run is: the bar at the stage's lower edge. */
export class RunControls {
  readonly #play: HTMLButtonElement;
  readonly #status = element("output.run-status", { "aria-live": "off" });
  #isPlaying: boolean | null = null;

  constructor(container: HTMLElement, actions: RunActions, store: SettingsStore, speed: NumberSetting) {
    this.#play = iconButton("pause", "Pause", "space");
    this.#play.classList.add("play-button");
    this.#play.addEventListener("click", () => actions.togglePlay());
    const step = iconButton("step", "Single step", ".");
    step.addEventListener("click", () => actions.step());
    const reset = iconButton("reset", "Reset: begin the same run again", "R");
    reset.addEventListener("click", () => actions.reset());
    const slider = createSettingSlider(
      speed,
      (value, isLive) => store.set({ [speed.key]: value }, isLive),
      () => store.number(speed.key),
    );
    const shown = element("span.speed-value");
    const refresh = (): void => {
      slider.refresh();
      shown.textContent = `${store.number(speed.key).toLocaleString("en")}/s`;
    };
    store.subscribe(refresh);
    refresh();
    const label = element("label.speed", { title: speed.description }, ["speed", slider.element, shown]);
    container.replaceChildren(this.#play, step, reset, label, this.#status);
  }

  setPlaying(isPlaying: boolean): void {
    if (isPlaying === this.#isPlaying) return;
    this.#isPlaying = isPlaying;
    const label = isPlaying ? "Pause" : "Run";
    this.#play.replaceChildren(icon(isPlaying ? "pause" : "play"));
    this.#play.title = `${label} (space)`;
    this.#play.setAttribute("aria-label", label);
  }

  setStatus(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }
}
