import { element } from "../../app/element";
import { noPicture } from "../../app/noPicture";
import { PeopleField, WebGLUnavailableError } from "../../scene";
import { captionsOf, POPULATION, type Captions, type MedicalModel } from "./medicalModel";

/** Colour indices: diseased and healthy with the chosen results, then everyone else. */
const COLOURS = ["--series-2", "--series-1", "--field-diseased", "--field-healthy"] as const;

/** CSS pixels between the captions. */
const LEAST_GAP = 12;

/** The field of people, sorted by outcome, with a caption over each block. */
export class FieldView {
  readonly #container: HTMLElement;
  readonly #field: PeopleField | null;
  readonly #captions = [element("p.field-caption"), element("p.field-caption")];
  readonly #legend: HTMLElement;
  /** What the captions say, in words and where these would meet in signs. */
  #texts: Captions = { inWords: [], inSigns: [] };

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#legend = element("p.legend", { "aria-label": "Colours of the people" }, [
      element("span", {}, [element("i.dot-2"), "has the disease"]),
      element("span", {}, [element("i.dot-1"), "is healthy"]),
    ]);
    container.append(this.#legend, ...this.#captions);
    this.#field = this.#createField();
    this.setTheme();
  }

  #createField(): PeopleField | null {
    try {
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const field = new PeopleField(this.#container, POPULATION, !isStill);
      field.onLayout = ([chosen, others]) => {
        this.#captions[0].style.left = `${chosen.left}px`;
        this.#captions[1].style.right = `${this.#container.clientWidth - others.right}px`;
        this.#fitCaptions();
      };
      return field;
    } catch (error) {
      if (!(error instanceof WebGLUnavailableError)) throw error;
      this.#container.append(
        noPicture(
          "No field of people here",
          "The numbers, the curve, the controls and links work all the same.",
        ),
      );
      return null;
    }
  }

  #fitCaptions(): void {
    const write = (texts: readonly string[]): void =>
      this.#captions.forEach((caption, i) => (caption.textContent = texts[i]));
    write(this.#texts.inWords);
    const [chosen, others] = this.#captions.map((caption) => caption.getBoundingClientRect());
    if (chosen.right + LEAST_GAP > others.left) write(this.#texts.inSigns);
  }

  show(model: MedicalModel): void {
    const { inside, outside } = model;
    this.#texts = captionsOf(model);
    this.#field?.setBlocks([
      {
        groups: [
          { colour: 0, count: inside.diseased },
          { colour: 1, count: inside.healthy },
        ],
      },
      {
        groups: [
          { colour: 2, count: outside.diseased },
          { colour: 3, count: outside.healthy },
        ],
      },
    ]);
  }

  setTheme(): void {
    const style = getComputedStyle(this.#container);
    this.#field?.setColours(COLOURS.map((name) => style.getPropertyValue(name).trim()));
  }

  get frames(): number {
    return this.#field?.frames ?? 0;
  }

  dispose(): void {
    this.#field?.dispose();
  }
}
