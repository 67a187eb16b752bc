import { element } from "../../app/element";
import { icon } from "../../app/icons";
import { createSettingSlider, nextValue } from "../../app/settingSlider";
import type { SettingsStore } from "../../app/settingsStore";
import { formatShort } from "./format";
import type { MapModel } from "./mapModel";
import { LEAST_LAMBDA, mapSettings, MOST_LAMBDA } from "./mapSettings";

/** A sweep goes from the least lambda to the largest in so many steps, one every so many milliseconds. */
const NUM_STEPS = 90;
const INTERVAL = 70;

const LAMBDA = mapSettings.find(({ key }) => key === "lambda");

/** The bar below the picture: sweep lambda, set it, and choose the prior. */
export class LambdaControls {
  readonly #store: SettingsStore;
  readonly #play = element("button.text-button.play-button.map-play", { type: "button" });
  readonly #slider: { readonly element: HTMLInputElement; readonly refresh: () => void };
  readonly #value = element("output.map-lambda", { "aria-live": "off" });
  readonly #priors: readonly (readonly [string, HTMLButtonElement])[];
  #timer: ReturnType<typeof setInterval> | null = null;
  #step = 0;
  /** Where lambda was before the sweep, to which it returns. */
  #before = 1;

  constructor(container: HTMLElement, store: SettingsStore) {
    this.#store = store;
    this.#play.addEventListener("click", (event) => {
      this.toggle();
      // After a click with the mouse the keys belong to the lab again, not to this button.
      if (event.detail > 0) this.#play.blur();
    });
    if (LAMBDA?.kind !== "number") throw new Error("The settings have no number lambda");
    const change = (lambda: number, isLive: boolean): void => {
      this.pause();
      store.set({ lambda }, isLive);
    };
    this.#slider = createSettingSlider(LAMBDA, change, () => store.number("lambda"));
    this.#slider.element.classList.add("map-slider");
    this.#priors = (
      [
        ["L2", "Ridge", "Gaussian prior"],
        ["L1", "Lasso", "Laplace prior"],
      ] as const
    ).map(([penalty, label, title]) => {
      const button = element("button.text-button", { type: "button", title: `${title} (L)` }, [label]);
      button.addEventListener("click", () => store.set({ penalty }));
      return [penalty, button] as const;
    });
    const choice = element(
      "div.map-priors",
      { role: "group", "aria-label": "Prior" },
      this.#priors.map(([, button]) => button),
    );
    container.replaceChildren(this.#play, this.#slider.element, this.#value, choice);
    this.#showPlaying();
  }

  get isPlaying(): boolean {
    return this.#timer !== null;
  }

  toggle(): void {
    if (this.isPlaying) {
      this.pause();
      this.#store.set({});
      return;
    }
    this.#before = this.#store.number("lambda");
    this.#step = 0;
    this.#timer = setInterval(() => this.#advance(), INTERVAL);
    this.#showPlaying();
  }

  /** Stays where it is. */
  pause(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#showPlaying();
  }

  /** As a key press on the slider. */
  step(by: 1 | -1): void {
    this.pause();
    if (LAMBDA?.kind === "number")
      this.#store.set({ lambda: nextValue(LAMBDA, this.#store.number("lambda"), by) });
  }

  switchPrior(): void {
    this.#store.set({ penalty: this.#store.text("penalty") === "L2" ? "L1" : "L2" });
  }

  /** Brings the slider, the text and the buttons up to date. */
  refresh({ lambda, penalty, priorScale }: MapModel): void {
    this.#slider.refresh();
    const meaning = `${penalty === "L2" ? "σw" : "b"} ${formatShort(priorScale)}`;
    this.#value.replaceChildren(
      element("span", {}, [`λ ${formatShort(lambda)}`]),
      element("span.map-meaning", {}, [meaning]),
    );
    for (const [key, button] of this.#priors) button.setAttribute("aria-pressed", String(key === penalty));
  }

  dispose(): void {
    this.pause();
  }

  #advance(): void {
    this.#step += 1;
    if (this.#step > NUM_STEPS) {
      this.pause();
      this.#store.set({ lambda: this.#before });
      return;
    }
    const lambda = LEAST_LAMBDA * (MOST_LAMBDA / LEAST_LAMBDA) ** (this.#step / NUM_STEPS);
    this.#store.set({ lambda: Math.min(MOST_LAMBDA, Number(lambda.toPrecision(2))) }, true);
  }

  #showPlaying(): void {
    const label = this.isPlaying ? "Pause" : "Sweep λ";
    this.#play.replaceChildren(icon(this.isPlaying ? "pause" : "play"), element("span", {}, [label]));
    this.#play.title = `${label} (space)`;
    this.#play.setAttribute("aria-label", label);
  }
}
