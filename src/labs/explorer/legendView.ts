import { element } from "../../app/element";
import type { Target } from "../../core/targets";
import type { RangeState } from "../../engine/protocol";
import { countOutside, groupLabels } from "./startGroups";

/** What the colours of the chains mean, over the picture, and how many chains are not in it. */
export class LegendView {
  readonly #element = element("p.legend", { "aria-label": "Colours of the chains" });
  #shown = "";

  constructor(container: HTMLElement) {
    container.append(this.#element);
  }

  /**
   * @param groups palette index of each chain
   * @param numOutside chains outside the picture, where somebody has counted them; null where not
   */
  show(target: Target, state: RangeState, groups: Uint8Array, numOutside: number | null): void {
    const labels = groupLabels(target);
    const outside = numOutside ?? countOutside(target, state);
    const text = `${labels.filter((_, i) => groups.includes(i)).join()} ${outside} ${groups.length}`;
    if (this.#shown === text) return;
    this.#shown = text;
    const keys = labels.flatMap((label, i) =>
      groups.includes(i) ? [element("span", {}, [element(`i.dot-${i + 1}` as "i.dot"), label])] : [],
    );
    const count = `${outside.toLocaleString("en")} of ${groups.length.toLocaleString("en")} outside the picture`;
    this.#element.replaceChildren(...keys, ...(outside > 0 ? [element("span", {}, [count])] : []));
  }

  clear(): void {
    this.#shown = "";
    this.#element.replaceChildren();
  }
}
