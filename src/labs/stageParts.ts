import "./stageParts.css";
import { element } from "../app/element";

/** From this width on, in CSS pixels, all parts stand side by side. */
const WIDE = 560;

/** Parts of a lab's picture; a narrow window shows one of them, and a switch between them. */
export class StageParts<Key extends string> {
  readonly #root: HTMLElement;
  readonly #parts: ReadonlyMap<Key, HTMLElement>;
  readonly #buttons: ReadonlyMap<Key, HTMLButtonElement>;
  readonly #observer: ResizeObserver;
  #chosen: Key;

  /**
   * @param name class of the whole; a part is `name-key`, and the whole's `data-shows` is a key or "all". "halves" are
   *   data and a stage, side by side
   * @param labels what the switch calls the parts; the first one is shown at first
   * @param choose told the part that a visitor wants
   */
  constructor(
    container: HTMLElement,
    name: string,
    labels: readonly (readonly [key: Key, label: string])[],
    choose: (key: Key) => void,
  ) {
    this.#chosen = labels[0][0];
    this.#parts = new Map(labels.map(([key]) => [key, element(`div.${name}-${key}`) as HTMLElement]));
    this.#buttons = new Map(
      labels.map(([key, label]) => {
        const button = element("button", { type: "button" }, [label]);
        button.addEventListener("click", () => choose(key));
        return [key, button];
      }),
    );
    const bar = element("div.stage-switch", { role: "group", "aria-label": "Part of the picture shown" }, [
      ...this.#buttons.values(),
    ]);
    this.#root = element("div", { class: `stage-parts ${name}` }, [bar, ...this.#parts.values()]);
    container.append(this.#root);
    this.#observer = new ResizeObserver(() => this.#refresh());
    this.#observer.observe(this.#root);
    this.#refresh();
  }

  /** The element that a part is drawn into. */
  part(key: Key): HTMLElement {
    const found = this.#parts.get(key);
    if (!found) throw new RangeError(`part = ${key}; expected one of ${[...this.#parts.keys()].join(", ")}`);
    return found;
  }

  choose(key: Key): void {
    this.#chosen = key;
    this.#refresh();
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  #refresh(): void {
    this.#root.dataset.shows = this.#root.clientWidth >= WIDE ? "all" : this.#chosen;
    for (const [key, button] of this.#buttons) {
      button.setAttribute("aria-pressed", String(key === this.#chosen));
      this.#parts.get(key)?.classList.toggle("is-chosen", key === this.#chosen);
    }
  }
}
