import { element } from "../../app/element";

/** The part of the panel in which flips of one's own are typed or pasted. */
export interface FlipsEditor {
  readonly element: HTMLElement;
  /** Shows the flips in use, and forgets what could not be used. */
  show(text: string): void;
  /** Marks what was typed as not usable; it stays, so that it can be mended. */
  refuse(): void;
}

/** @param change told what was typed, when it is finished: with Enter, or on leaving the field */
export function createFlipsEditor(change: (text: string) => void): FlipsEditor {
  const field = element("textarea.coin-flips-field", {
    rows: "3",
    spellcheck: "false",
    autocomplete: "off",
    "aria-label": "Flips: 1 or H for heads, 0 or T for tails",
  });
  let shown = "";
  const finish = (): void => {
    if (field.value !== shown) change(field.value);
  };
  field.addEventListener("change", finish);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    finish();
  });
  const label = element("label.coin-flips", {}, [
    element("span.coin-flips-title", {}, ["Flips"]),
    field,
    element("span.coin-flips-hint", {}, ["Type or paste your own: 1 or H is heads, 0 or T is tails."]),
  ]);
  return {
    element: label,
    show: (text) => {
      field.removeAttribute("aria-invalid");
      shown = text;
      if (field.value === text) return;
      field.value = text;
      // The newest flips are at the end.
      field.scrollTop = field.scrollHeight;
    },
    refuse: () => field.setAttribute("aria-invalid", "true"),
  };
}
