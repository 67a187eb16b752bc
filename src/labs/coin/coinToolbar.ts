import { element } from "../../app/element";
import { icon, type IconName } from "../../app/icons";
import { iconButton } from "../../app/shell";

export interface CoinActions {
  flip(count: number): void;
  stepBack(): void;
  newCoin(): void;
  reveal(): void;
}

/** Flip, step back, new coin, reveal: the bar at the stage's lower edge. */
export class CoinToolbar {
  readonly #back: HTMLButtonElement;
  readonly #reveal: HTMLButtonElement;

  constructor(container: HTMLElement, actions: CoinActions) {
    const flips = [
      [1, "space"],
      [10, "T"],
      [100, "H"],
    ] as const;
    this.#back = iconButton("fold", "Step back: take the last flip away", "B");
    this.#back.addEventListener("click", () => actions.stepBack());
    const newCoin = textButton("New", "coin", "New coin: another hidden bias, no flips", "N", "reset");
    newCoin.addEventListener("click", () => actions.newCoin());
    this.#reveal = textButton("Reveal", "", "Reveal the hidden bias and score your guess", "R");
    this.#reveal.addEventListener("click", () => actions.reveal());
    container.replaceChildren(
      ...flips.map(([count, key], i) => {
        const name = `Flip the coin ${count === 1 ? "once" : `${count} times`}`;
        const button = textButton(i === 0 ? "Flip 1" : String(count), "", name, key);
        if (i === 0) button.classList.add("play-button");
        button.addEventListener("click", () => actions.flip(count));
        return button;
      }),
      this.#back,
      newCoin,
      this.#reveal,
    );
  }

  show(numFlips: number, isRevealed: boolean): void {
    this.#back.disabled = numFlips === 0;
    this.#reveal.setAttribute("aria-pressed", String(isRevealed));
  }
}

/** A button with a short text; the second part of the text goes where room is short. */
function textButton(
  text: string,
  more: string,
  label: string,
  key: string,
  picture?: IconName,
): HTMLButtonElement {
  const button = element("button.text-button.coin-button", {
    type: "button",
    "aria-label": label,
    title: `${label} (${key})`,
  });
  if (picture) button.append(icon(picture));
  button.append(text, element("span", {}, more === "" ? [] : [` ${more}`]));
  // After a click with the mouse the keys belong to the lab again, not to this button.
  button.addEventListener("click", (event) => {
    if (event.detail > 0) button.blur();
  });
  return button;
}
