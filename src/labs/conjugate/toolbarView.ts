import { element } from "../../app/element";
import type { SettingsStore } from "../../app/settingsStore";
import type { ChoiceSetting } from "../../core/settings";
import type { ConjugateModel } from "./conjugateModel";
import { NOUNS } from "./conjugatePair";
import { NO_LIMITS } from "./conjugateSettings";
import { KEYS } from "./updates";

function button(label: string, title: string, onClick: () => void): HTMLButtonElement {
  const made = element("button.text-button", { type: "button", title }, [label]);
  made.addEventListener("click", onClick);
  return made;
}

/** How many data, what the picture shows, and a prior with no mass near the truth. */
export class ToolbarView {
  readonly #store: SettingsStore;
  readonly #sizes = element("span.conjugate-sizes", { role: "group", "aria-label": "How many data" });
  readonly #predict: HTMLButtonElement;
  readonly #cut: HTMLButtonElement;
  #shown = "";
  #model: ConjugateModel;

  constructor(container: HTMLElement, store: SettingsStore, model: ConjugateModel) {
    this.#store = store;
    this.#model = model;
    this.#predict = button("Predict", "What prior and posterior say about data still to come", () =>
      store.set({ view: store.text("view") === "belief" ? "prediction" : "belief" }),
    );
    this.#cut = button("Cut prior", "A prior with no mass where the data point", () =>
      store.set(this.#isCut ? uncut(this.#model) : cutAway(this.#model)),
    );
    container.classList.add("conjugate-tools");
    container.replaceChildren(this.#sizes, this.#predict, this.#cut);
  }

  get #isCut(): boolean {
    const { from, to } = KEYS[this.#model.pair];
    const [least, greatest] = NO_LIMITS[this.#model.pair];
    return this.#store.number(from) !== least || this.#store.number(to) !== greatest;
  }

  show(model: ConjugateModel): void {
    this.#model = model;
    const { size, own } = KEYS[model.pair];
    const setting = this.#store.settings.find(({ key }) => key === size) as ChoiceSetting;
    const chosen = model.observations.source === "own" ? "" : this.#store.text(size);
    const news = `${size}=${chosen}`;
    if (news !== this.#shown) {
      this.#shown = news;
      this.#showSizes(
        setting,
        NOUNS[model.pair],
        (value) => this.#store.set({ [size]: value, [own]: "" }),
        chosen,
      );
    }
    this.#predict.setAttribute("aria-pressed", String(model.view === "prediction"));
    this.#cut.setAttribute("aria-pressed", String(this.#isCut));
  }

  /** Made anew only for another pair: a button that was pressed keeps the focus. */
  #showSizes(
    { key, choices }: ChoiceSetting,
    noun: string,
    choose: (value: string) => void,
    chosen: string,
  ): void {
    if (this.#sizes.dataset.key !== key) {
      this.#sizes.dataset.key = key;
      const sorted = choices.toSorted((a, b) => Number(a.value) - Number(b.value));
      this.#sizes.replaceChildren(
        element("span", {}, [noun]),
        ...sorted.map(({ value, label: name }) => {
          const made = button(name, `${name} ${noun}`, () => choose(value));
          made.value = value;
          return made;
        }),
      );
    }
    for (const made of this.#sizes.querySelectorAll("button")) {
      made.setAttribute("aria-pressed", String(made.value === chosen));
    }
  }
}

function uncut({ pair }: ConjugateModel) {
  const { from, to } = KEYS[pair];
  const [least, greatest] = NO_LIMITS[pair];
  return { [from]: least, [to]: greatest };
}

/** Limits that leave out where the data point: half of all biases, and what lies some sds below. */
function cutAway(model: ConjugateModel) {
  const { pair, update, truth } = model;
  const { from, to } = KEYS[pair];
  const { mean, sd } = update.likelihood;
  if (pair === "beta") return mean >= 0.5 ? { [from]: 0, [to]: 0.5 } : { [from]: 0.5, [to]: 1 };
  const [least, greatest] = NO_LIMITS[pair];
  const edge = truth === null ? Number((mean - 3 * sd).toPrecision(2)) : truth - 1;
  return { ...uncut(model), [to]: Math.min(greatest, Math.max(least + 0.1, edge)) };
}
