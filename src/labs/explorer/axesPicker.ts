import { element } from "../../app/element";

const WAYS = ["across", "into depth", "upwards"] as const;
/** Of two parameters the height is their density. */
const DENSITY = -1;

/** Which parameters of a formula with more than two the picture shows, one choice for each way in space. */
export class AxesPicker {
  readonly element = element("div.formula-axes", {
    role: "group",
    "aria-label": "Parameters in the picture",
  });
  readonly #selects: readonly HTMLSelectElement[];
  #names: readonly string[] = [];
  #axes: readonly number[] = [];

  /** @param onChoice told the names, apart by commas */
  constructor(onChoice: (names: string) => void) {
    this.#selects = WAYS.map((way, k) => {
      const select = element("select.formula-examples", { "aria-label": `Parameter shown ${way}` });
      select.addEventListener("change", () => {
        const axes = exchanged(this.#axes, k, Number(select.value));
        onChoice(axes.map((axis) => this.#names[axis]).join(","));
      });
      this.element.append(element("label", {}, [element("span", {}, [way]), select]));
      return select;
    });
    this.element.hidden = true;
  }

  /** @param axes indices of the parameters in the picture */
  show(names: readonly string[], axes: readonly number[]): void {
    this.element.hidden = names.length <= 2;
    this.#axes = axes;
    if (names.join() !== this.#names.join()) {
      this.#names = names;
      this.#selects.forEach((select, k) => {
        const parameters = names.map((name, axis) => element("option", { value: String(axis) }, [name]));
        const density = element("option", { value: String(DENSITY) }, ["the density"]);
        select.replaceChildren(...(k === 2 ? [density] : []), ...parameters);
      });
    }
    this.#selects.forEach((select, k) => {
      select.value = String(axes[k] ?? DENSITY);
    });
  }
}

/** Axes with another parameter at place k; where it was at another place, the two change places. */
export function exchanged(axes: readonly number[], k: number, chosen: number): readonly number[] {
  if (chosen === DENSITY) return axes.slice(0, 2);
  const before = axes.indexOf(chosen);
  const next = [...axes];
  next[k] = chosen;
  if (before >= 0 && before !== k) {
    if (k < axes.length) next[before] = axes[k];
    // It went upwards, and nothing comes down in its place but a parameter that is not shown.
    else next[before] = [0, 1, 2].find((axis) => !next.some((each, i) => i !== before && each === axis)) ?? 0;
  }
  return next;
}
