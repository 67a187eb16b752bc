import { element } from "../../app/element";
import { createSettingSlider } from "../../app/settingSlider";
import type { NumberSetting } from "../../core/settings";
import { describeTable, NO_TABLE, noteOfTable, type Table } from "../points/parseTable";
import { number } from "../settingBuilders";
import { FormulaError, type FormulaSlider } from "../../core/density/parse";
import { AxesPicker } from "./axesPicker";
import { formulaExamples, type FormulaExample } from "./formulaExamples";
import { formatSliderValues, type ReadFormula } from "./formulaSettings";
import { takeTyping } from "./takeTyping";

/** A pause in typing this long, in milliseconds, and what is wrong is said: in between most texts are unfinished. */
const PAUSE = 400;
/** A formula that takes longer to try than this, in milliseconds, waits for a pause as well, and a table always. */
const QUICK = 25;

export interface FormulaEvents {
  /** @param isLive true while typing goes on */
  onFormula(formula: string, isLive: boolean): void;
  onSliders(values: string, isLive: boolean): void;
  /** @param isLive true while typing goes on */
  onTable(table: string, isLive: boolean): void;
  onExample(example: FormulaExample): void;
  /** @param names of the parameters that the picture is to show, apart by commas */
  onShown(names: string): void;
}

/** The part of the panel in which a log density is typed: text, what is wrong with it and where, sliders, data. */
export class FormulaEditor {
  readonly element: HTMLElement;
  readonly #events: FormulaEvents;
  readonly #field = element("textarea.formula-field", {
    rows: "6",
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-label": "Formula of the log density",
    "aria-describedby": "formula-problem",
  });
  readonly #problem = element("div.formula-problem", { id: "formula-problem", role: "status" });
  readonly #sliders = element("div.formula-sliders");
  readonly #table = element("textarea.formula-field", {
    rows: "4",
    spellcheck: "false",
    "aria-label": "Table of data: columns of numbers, the first line may name them",
    placeholder: "u,v\n0,0.4\n1,1.1",
  });
  readonly #tableNote = element("p.formula-hint");
  readonly #axes: AxesPicker;
  #problemTimer = 0;
  /** When the last key was pressed, and what it cost to try what stood there. */
  #lastKey = -Infinity;
  #cost = 0;
  #inUse: Table = NO_TABLE;
  #shownSliders = "";
  #values: number[] = [];
  #refresh: (() => void)[] = [];

  constructor(events: FormulaEvents) {
    this.#events = events;
    const examples = element("select.formula-examples", { "aria-label": "Examples" }, [
      element("option", { value: "" }, ["Examples …"]),
      ...formulaExamples.map(({ label }, i) => element("option", { value: String(i) }, [label])),
    ]);
    examples.addEventListener("change", () => {
      const example = formulaExamples[Number(examples.value)];
      if (examples.value !== "") events.onExample(example);
      examples.value = "";
    });
    const onKey = (): void => {
      clearTimeout(this.#problemTimer);
      this.#lastKey = performance.now();
    };
    takeTyping(this.#field, {
      onKey,
      pause: () => (this.#cost <= QUICK ? 0 : PAUSE),
      take: (isLive) => this.#try(isLive),
    });
    takeTyping(this.#table, {
      onKey,
      pause: () => PAUSE,
      take: (isLive) => {
        // All that was typed is there: what is wrong with it is said at once.
        this.#lastKey = -Infinity;
        events.onTable(this.#table.value, isLive);
      },
    });
    const data = element("details.formula-data", {}, [
      element("summary", {}, ["Data"]),
      this.#table,
      this.#tableNote,
    ]);
    this.#axes = new AxesPicker((names) => events.onShown(names));
    this.element = element("section.formula", { "aria-label": "Your own formula" }, [
      element("div.formula-head", {}, [element("strong", {}, ["log density ="]), examples]),
      this.#field,
      this.#problem,
      this.#axes.element,
      this.#sliders,
      data,
      element("p.formula-hint", {}, [
        "Lines are added up; name = … gives a name. sum(…) runs over the rows of the data; normal(x, mean, sd) and its like are log densities.",
      ]),
    ]);
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => void this.#drop(event));
  }

  /**
   * Shows a formula that is in use; what is being typed stays as it is.
   * @param axes the parameters in the picture, by their indices
   */
  show(
    formula: string,
    tableText: string,
    read: ReadFormula,
    parameterNames: readonly string[],
    axes: readonly number[],
  ): void {
    this.#axes.show(parameterNames, axes);
    if (document.activeElement !== this.#field || this.#field.value.trim() === "") {
      if (this.#field.value !== formula) this.#field.value = formula;
    }
    if (document.activeElement !== this.#table) this.#table.value = tableText;
    clearTimeout(this.#problemTimer);
    this.#field.removeAttribute("aria-invalid");
    this.#problem.replaceChildren();
    this.#inUse = read.table;
    this.#tableNote.textContent = describeTable(read.table);
    if (read.table.names.length > 0) this.#tableNote.closest("details")?.setAttribute("open", "");
    this.#showSliders(read.sliders, read.choice.sliderValues);
  }

  /** Hands on what stands there. */
  #try(isLive: boolean): void {
    if (!isLive) this.#lastKey = -Infinity;
    const begun = performance.now();
    this.#events.onFormula(this.#field.value, isLive);
    if (isLive) this.#cost = performance.now() - begun;
  }

  /**
   * Says what is wrong, when typing pauses; where it has a place, the line is shown with the place marked. What was
   * wrong before goes at once when it is mended.
   */
  refuse(error: RangeError): void {
    clearTimeout(this.#problemTimer);
    const wait = this.#lastKey + PAUSE - performance.now();
    if (wait <= 0) this.#refuse(error);
    else this.#problemTimer = window.setTimeout(() => this.#refuse(error), wait);
  }

  #refuse(error: RangeError): void {
    this.#field.setAttribute("aria-invalid", "true");
    this.#tableNote.textContent = noteOfTable(this.#table.value, this.#inUse);
    const text = this.#field.value;
    const marked =
      error instanceof FormulaError ? [markedLine(text, error.at, Math.max(1, error.length))] : [];
    this.#problem.replaceChildren(...marked, element("p", {}, [error.message]));
  }

  #showSliders(sliders: readonly FormulaSlider[], values: readonly number[]): void {
    this.#values = [...values];
    const key = JSON.stringify(sliders);
    if (key !== this.#shownSliders) {
      this.#shownSliders = key;
      const made = sliders.map((slider, i) => this.#slider(sliders, slider, i));
      this.#sliders.replaceChildren(...made.map(({ row }) => row));
      this.#refresh = made.map(({ refresh }) => refresh);
    }
    for (const refresh of this.#refresh) refresh();
  }

  #slider(
    sliders: readonly FormulaSlider[],
    { name, min, max, default: initial }: FormulaSlider,
    index: number,
  ): { readonly row: HTMLElement; readonly refresh: () => void } {
    const setting: NumberSetting = number("Formula", name, name, "A value that the formula leaves open.", [
      min,
      initial,
      max,
      10 ** Math.floor(Math.log10((max - min) / 100)),
    ]);
    const slider = createSettingSlider(
      setting,
      (value, isLive) => {
        this.#values[index] = value;
        this.#events.onSliders(formatSliderValues(sliders, this.#values), isLive);
      },
      () => this.#values[index],
    );
    const output = element("output");
    return {
      row: element("label.formula-slider", {}, [element("span", {}, [name]), slider.element, output]),
      refresh: () => {
        slider.refresh();
        output.textContent = String(Number(this.#values[index].toPrecision(4)));
      },
    };
  }

  async #drop(event: DragEvent): Promise<void> {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    this.#events.onTable(await file.text(), false);
  }
}

/** The line of a text with a stretch of it marked. */
function markedLine(text: string, at: number, length: number): HTMLElement {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const stop = Math.min(at + length, Math.max(end, at + 1));
  const wrong = text.slice(at, stop).replace("\n", "");
  return element("code.formula-line", {}, [
    text.slice(start, at),
    element("mark", {}, [wrong === "" ? "\u00a0" : wrong]),
    text.slice(stop, end),
  ]);
}
