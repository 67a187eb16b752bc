import { element } from "../app/element";
import type { SettingValues } from "../core/settings";

/** A thing to try: a card that sets something up, and what to look for. */
export interface Experiment {
  readonly title: string;
  readonly lookFor: string;
  readonly values: SettingValues;
}

/** The "Try this" cards of a lab. */
export function experimentCards(
  experiments: readonly Experiment[],
  set: (values: SettingValues) => void,
): HTMLElement {
  const cards = experiments.map(({ title, lookFor, values }) => {
    const button = element("button.experiment", { type: "button" }, [
      element("strong", {}, [title]),
      element("span", {}, [lookFor]),
    ]);
    button.addEventListener("click", () => set(values));
    return element("li", {}, [button]);
  });
  return element("ul.experiments", {}, cards);
}

/** @param markup MathML made at build time from a .tex file of ours */
export function formula(markup: string): HTMLElement {
  const made = element("div.formula");
  made.innerHTML = markup;
  return made;
}
