import type { SettingsStore } from "../../app/settingsStore";
import type { Shell } from "../../app/shell";
import type { SettingValues } from "../../core/settings";
import type { Target } from "../../core/targets";
import { createTarget, type TargetChoice } from "../../engine/protocol";
import { attempt } from "../attempt";
import type { DataView } from "./dataView";
import { FormulaEditor } from "./formulaEditor";
import { FORMULA_KEY, formulaSettings, readFormula } from "./formulaSettings";
import { addDatum, moveDatum, removeDatum } from "./ownData";
import { dataOfChoice, targetChoice } from "./runConfig";
import { shownAxes } from "./shownAxes";

/** Settings that a visitor writes freely, and that may therefore be wrong. */
const FREE_KEYS = ["data", "ownData", ...formulaSettings.map(({ key }) => key)];

/**
 * The target that the settings choose, and what it takes besides sliders: data in a chart, a formula in a field.
 * Where these cannot be used, the last ones that could be stay, and a message says why.
 */
export class TargetInputs {
  readonly #store: SettingsStore;
  readonly #shell: Shell;
  /** Loaded for the first target that has data. */
  #dataView: Promise<DataView> | null = null;
  #isDisposed = false;
  readonly #editor: FormulaEditor;
  #choice: TargetChoice;
  #target: Target;
  #good: SettingValues;
  /** At first a notice, since the editor shows what is used in place of a broken link's formula. */
  #complain: (error: RangeError) => void;

  constructor(store: SettingsStore, shell: Shell) {
    this.#store = store;
    this.#shell = shell;
    this.#editor = new FormulaEditor({
      onFormula: (formula, isLive) => store.set({ formula }, isLive),
      onSliders: (formulaSliders, isLive) => store.set({ formulaSliders }, isLive),
      onTable: (formulaData, isLive) => this.#attempt(() => store.set({ formulaData }, isLive)),
      onExample: ({ formula, table = "", shown = "" }) =>
        store.set({ formula, formulaData: table, formulaSliders: "", shown }),
      onShown: (shown) => store.set({ shown }),
    });
    shell.panel.prepend(this.#editor.element);
    // A link may bring what cannot be used; what it was to replace can.
    const defaults = Object.fromEntries(
      store.settings.filter(({ key }) => FREE_KEYS.includes(key)).map((each) => [each.key, each.default]),
    );
    this.#good = defaults;
    this.#choice = targetChoice({ ...store.values, ...defaults });
    this.#target = createTarget(this.#choice);
    const instead = store.text("target") === FORMULA_KEY ? "The first example is" : "The simulated data are";
    this.#complain = ({ message }) => shell.notices.show(`${message} ${instead} shown instead.`, "problem");
    this.read();
    this.#complain = (error) => {
      if (this.#store.text("target") === FORMULA_KEY) this.#editor.refuse(error);
      else this.#notify(error);
    };
  }

  get choice(): TargetChoice {
    return this.#choice;
  }

  get target(): Target {
    return this.#target;
  }

  /** The last values of what is written freely that could be used, for a link. */
  get goodValues(): SettingValues {
    return this.#good;
  }

  /** @returns false where what was written cannot be used; then nothing changes but a message */
  read(): boolean {
    const { values } = this.#store;
    this.#editor.element.hidden = values.target !== FORMULA_KEY;
    return this.#attempt(() => {
      const choice = targetChoice(values);
      const target = createTarget(choice);
      [this.#choice, this.#target] = [choice, target];
      this.#good = Object.fromEntries(FREE_KEYS.map((key) => [key, values[key]]));
    });
  }

  /** Shows data and formula of the target. */
  show(): void {
    void this.#showData();
    if (!this.#choice.formula) return;
    const [formula, sliders, table] = ["formula", "formulaSliders", "formulaData"].map((key) =>
      String(this.#good[key]),
    );
    const axes = shownAxes(this.#target, this.#store.text("shown"));
    this.#editor.show(
      formula,
      table,
      readFormula(formula, sliders, table),
      this.#target.parameterNames,
      axes,
    );
  }

  setTheme(): void {
    void this.#dataView?.then((view) => view.setTheme());
  }

  dispose(): void {
    this.#isDisposed = true;
    void this.#dataView?.then((view) => view.dispose());
    this.#editor.element.remove();
  }

  async #showData(): Promise<void> {
    if (dataOfChoice(this.#choice) === null && !this.#dataView) return;
    this.#dataView ??= this.#loadDataView();
    const view = await this.#dataView;
    // Whatever is chosen by now.
    if (!this.#isDisposed) view.show(dataOfChoice(this.#choice), this.#target);
  }

  async #loadDataView(): Promise<DataView> {
    const { DataView } = await import("./dataView");
    return new DataView(this.#shell.charts, {
      onMove: (index, value, isLive) => this.#edit((data) => moveDatum(data, index, value), isLive),
      onAdd: (value) => this.#edit((data) => addDatum(data, value)),
      onRemove: (index) => this.#edit((data) => removeDatum(data, index)),
    });
  }

  /** Sets other data of the visitor's, made from those that are there. */
  #edit(change: (data: Float64Array) => SettingValues, isLive = false): void {
    const data = dataOfChoice(this.#choice);
    if (data) this.#attempt(() => this.#store.set(change(data), isLive));
  }

  #attempt(act: () => void): boolean {
    return attempt(act, this.#complain);
  }

  #notify({ message }: RangeError): void {
    this.#shell.notices.show(`${message} Everything stays as it was.`, "problem");
  }
}
