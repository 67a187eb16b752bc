import { element } from "../../app/element";

/** From this width on, in CSS pixels, both halves stand side by side. */
const WIDE = 560;

/** The two halves of the picture; a narrow window shows one of them, and a switch between them. */
export class Halves {
  readonly data = element("div.regression-data");
  readonly surface = element("div.regression-surface");
  readonly #root: HTMLElement;
  readonly #buttons: readonly (readonly [string, HTMLButtonElement])[];
  readonly #observer: ResizeObserver;
  #chosen = "data";

  constructor(container: HTMLElement, choose: (half: string) => void) {
    const button = (half: string, label: string): readonly [string, HTMLButtonElement] => {
      const made = element("button", { type: "button" }, [label]);
      made.addEventListener("click", () => choose(half));
      return [half, made];
    };
    this.#buttons = [button("data", "Data"), button("surface", "Posterior")];
    const bar = element(
      "div.regression-switch",
      { role: "group", "aria-label": "Half of the picture shown" },
      this.#buttons.map(([, made]) => made),
    );
    this.#root = element("div.regression", {}, [bar, this.data, this.surface]);
    container.append(this.#root);
    this.#observer = new ResizeObserver(() => this.#refresh());
    this.#observer.observe(this.#root);
    this.#refresh();
  }

  choose(half: string): void {
    this.#chosen = half;
    this.#refresh();
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  #refresh(): void {
    this.#root.dataset.shows = this.#root.clientWidth >= WIDE ? "both" : this.#chosen;
    for (const [half, made] of this.#buttons)
      made.setAttribute("aria-pressed", String(half === this.#chosen));
  }
}
