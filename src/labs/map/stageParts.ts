import { element } from "../../app/element";

/** From this width on, in CSS pixels, all parts stand side by side. */
const WIDE = 560;

const PARTS = [
  ["data", "Data"],
  ["plane", "Two weights"],
  ["bars", "All weights"],
] as const;

/** The parts of the picture; a narrow window shows one of them, and a switch between them. */
export class StageParts {
  readonly data = element("div.map-data");
  readonly plane = element("div.map-plane");
  readonly bars = element("div.map-all");
  readonly #root: HTMLElement;
  readonly #buttons: readonly (readonly [string, HTMLButtonElement])[];
  readonly #observer: ResizeObserver;
  #chosen = "data";

  constructor(container: HTMLElement, choose: (part: string) => void) {
    this.#buttons = PARTS.map(([part, label]) => {
      const button = element("button", { type: "button" }, [label]);
      button.addEventListener("click", () => choose(part));
      return [part, button] as const;
    });
    const bar = element(
      "div.map-switch",
      { role: "group", "aria-label": "Part of the picture shown" },
      this.#buttons.map(([, button]) => button),
    );
    this.#root = element("div.map", {}, [bar, this.data, this.plane, this.bars]);
    container.append(this.#root);
    this.#observer = new ResizeObserver(() => this.#refresh());
    this.#observer.observe(this.#root);
    this.#refresh();
  }

  choose(part: string): void {
    this.#chosen = part;
    this.#refresh();
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  #refresh(): void {
    this.#root.dataset.shows = this.#root.clientWidth >= WIDE ? "all" : this.#chosen;
    for (const [part, button] of this.#buttons)
      button.setAttribute("aria-pressed", String(part === this.#chosen));
  }
}
