/**
 * The control panel, made from the settings table with lil-gui. Every number has a native range
 * slider (keyboard, touch, logarithmic where the setting asks for it) beside lil-gui's own input.
 */
import { GUI, NumberController, type Controller } from "lil-gui";
import {
  expectedOf,
  isInUse,
  isValid,
  type Setting,
  type SettingValue,
  type SettingValues,
} from "../core/settings";
import { element } from "./element";
import { createSettingSlider } from "./settingSlider";
import type { SettingsStore } from "./settingsStore";

/** How a number is written. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export interface PanelOptions {
  readonly container: HTMLElement;
  readonly store: SettingsStore;
  /** Told of typed values that cannot be used. */
  readonly onProblem: (problem: string) => void;
}

/** An action of the panel that is not a setting. */
export interface PanelAction {
  readonly group: string;
  readonly label: string;
  readonly description: string;
  readonly only?: Setting["only"];
  readonly run: () => void;
}

interface Row {
  readonly setting: Pick<Setting, "only">;
  readonly controller: Controller;
  readonly refresh: () => void;
}

export class Panel {
  readonly #gui: GUI;
  readonly #store: SettingsStore;
  readonly #rows: Row[] = [];
  readonly #folders = new Map<string, GUI>();
  readonly #mirror: Record<string, SettingValue>;
  readonly #onProblem: (problem: string) => void;
  readonly #unsubscribe: () => void;
  readonly #help: HTMLElement;
  /** The values when the last gesture ended. */
  #settled: SettingValues;

  constructor({ container, store, onProblem }: PanelOptions, actions: readonly PanelAction[]) {
    this.#gui = new GUI({ container, injectStyles: false, title: "Controls" });
    this.#store = store;
    this.#onProblem = onProblem;
    this.#mirror = { ...store.values };
    this.#settled = store.values;
    for (const setting of store.settings) {
      if (!setting.hidden && setting.kind !== "vector") this.#addSetting(setting);
      for (const action of actions) {
        if (action.group === setting.group && isLastOf(store.settings, setting)) this.#addAction(action);
      }
    }
    this.#help = element("p.panel-help", { "aria-hidden": "true" });
    container.append(this.#help);
    for (const type of ["pointerover", "focusin"]) container.addEventListener(type, this.#explain);
    this.#unsubscribe = store.subscribe((_, isLive) => {
      if (!isLive) this.#settled = store.values;
      this.#refresh();
    });
    this.#refresh();
  }

  /** The sentence of the control under the pointer or the focus, below the controls. */
  readonly #explain = (event: Event): void => {
    const controller =
      event.target instanceof Element ? event.target.closest<HTMLElement>(".lil-controller") : null;
    this.#help.textContent = controller?.title ?? "";
  };

  dispose(): void {
    for (const type of ["pointerover", "focusin"])
      this.#help.parentElement?.removeEventListener(type, this.#explain);
    this.#help.remove();
    this.#unsubscribe();
    this.#gui.destroy();
  }

  #folder(setting: Setting): GUI {
    const main = this.#folders.get(setting.group) ?? this.#gui.addFolder(setting.group);
    this.#folders.set(setting.group, main);
    if (!setting.advanced) return main;
    const key = `${setting.group}/more`;
    const more = this.#folders.get(key) ?? main.addFolder("More").close();
    this.#folders.set(key, more);
    return more;
  }

  #addSetting(setting: Exclude<Setting, { kind: "vector" }>): void {
    const folder = this.#folder(setting);
    const controller =
      setting.kind === "choice"
        ? folder.add(
            this.#mirror,
            setting.key,
            Object.fromEntries(setting.choices.map(({ label, value }) => [label, value])),
          )
        : folder.add(this.#mirror, setting.key);
    controller.name(setting.label);
    describe(controller, setting.description);
    const change = (value: unknown, isLive: boolean): void => {
      if (isValid(setting, value)) this.#store.set({ [setting.key]: value }, isLive);
      else if (!isLive) {
        this.#onProblem(
          `${setting.key} = ${String(value).slice(0, 40)} cannot be used; expected ${expectedOf(setting)}.`,
        );
        // What was typed on the way to it, digit by digit, goes too.
        this.#store.set({ [setting.key]: this.#settled[setting.key] });
      }
    };
    if (setting.kind === "text") controller.onFinishChange((value: unknown) => change(value, false));
    else controller.onChange((value: unknown) => change(value, setting.kind === "number"));
    let refresh = (): void => {};
    if (setting.kind === "choice") {
      const options = controller.domElement.querySelectorAll("option");
      refresh = () =>
        setting.choices.forEach((each, i) => {
          const isChosen = this.#store.values[setting.key] === each.value;
          options[i].hidden = !isChosen && !isInUse(each, this.#store.values);
        });
    }
    if (setting.kind === "number") {
      // Arrow keys and dragging move by ten of these, which is a step; what is typed is not rounded to it.
      if (controller instanceof NumberController) controller.step(setting.step / 10, false);
      controller.onFinishChange((value: unknown) => change(value, false));
      const slider = createSettingSlider(setting, change, () => this.#store.number(setting.key));
      controller.$widget.prepend(slider.element);
      const input = controller.domElement.querySelector<HTMLInputElement>(
        ".lil-widget input:not([type=range])",
      );
      refresh = () => {
        slider.refresh();
        // All digits of 1.0954451150103321 do not fit; while it is edited it is shown whole.
        if (input && input !== document.activeElement)
          input.value = shortened(this.#store.number(setting.key));
      };
      // lil-gui takes 0 for "0,05" and nothing for "abc", without a word.
      input?.addEventListener("change", () => {
        const typed = input.value.trim();
        if (DECIMAL.test(typed)) return;
        change(typed === "" ? "nothing" : typed, false);
        refresh();
      });
      input?.addEventListener("focus", () => {
        const whole = String(this.#store.number(setting.key));
        if (input.value === whole) return;
        input.value = whole;
        // Who comes by the keyboard types over it.
        input.select();
      });
      // After lil-gui, which writes all digits then.
      input?.addEventListener("blur", () => refresh());
    }
    this.#rows.push({ setting, controller, refresh });
  }

  #addAction(action: PanelAction): void {
    const folder = this.#folders.get(action.group);
    if (!folder) return;
    const controller = folder.add({ run: action.run }, "run").name(action.label);
    describe(controller, action.description);
    this.#rows.push({ setting: { only: action.only }, controller, refresh: () => {} });
  }

  #refresh(): void {
    Object.assign(this.#mirror, this.#store.values);
    for (const { setting, controller, refresh } of this.#rows) {
      const shown = isInUse(setting, this.#store.values);
      controller.show(shown);
      controller.updateDisplay();
      refresh();
    }
    for (const folder of this.#folders.values()) {
      const isEmpty = folder.controllersRecursive().every((controller) => controller._hidden);
      folder.show(!isEmpty);
    }
  }
}

function isLastOf(settings: readonly Setting[], setting: Setting): boolean {
  return settings.findLast(({ group, hidden }) => group === setting.group && !hidden) === setting;
}

/** A sentence on hover for the mouse, and as a description for screen readers. */
function describe(controller: Controller, sentence: string): void {
  controller.domElement.title = sentence;
  for (const control of controller.domElement.querySelectorAll("input, select, button")) {
    control.setAttribute("aria-description", sentence);
  }
}

function shortened(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
