import { element } from "../../app/element";
import { icon } from "../../app/icons";
import { iconButton } from "../../app/shell";

/** Time between two points while they come by themselves, in milliseconds. */
const INTERVAL = 800;

export interface StepOwner {
  readonly numPoints: () => number;
  readonly numSeen: () => number;
  readonly setSeen: (count: number, isLive: boolean) => void;
}

/** "Show points one by one": play, a step back and forward, and a slider over the points seen. */
export class StepControls {
  readonly #owner: StepOwner;
  readonly #play = element("button.text-button.play-button.regression-play", { type: "button" });
  readonly #slider = element("input.regression-seen", {
    type: "range",
    min: "0",
    step: "1",
    "aria-label": "points seen",
  });
  readonly #count = element("output.regression-count", { "aria-live": "off" });
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(container: HTMLElement, owner: StepOwner) {
    this.#owner = owner;
    this.#play.addEventListener("click", (event) => {
      this.toggle();
      // After a click with the mouse the keys belong to the lab again, not to this button.
      if (event.detail > 0) this.#play.blur();
    });
    const back = iconButton("step", "One point back", ",");
    back.classList.add("regression-back");
    back.addEventListener("click", () => this.step(-1));
    const forward = iconButton("step", "One more point", ".");
    forward.addEventListener("click", () => this.step(1));
    const seek = (isLive: boolean): void => {
      this.pause();
      owner.setSeen(Number(this.#slider.value), isLive);
    };
    this.#slider.addEventListener("input", () => seek(true));
    this.#slider.addEventListener("change", () => seek(false));
    container.replaceChildren(this.#play, back, forward, this.#slider, this.#count);
    this.#showPlaying();
  }

  get isPlaying(): boolean {
    return this.#timer !== null;
  }

  /** Starts from the prior where all points are seen. */
  toggle(): void {
    if (this.isPlaying) return this.pause();
    if (this.#owner.numPoints() === 0) return;
    if (this.#owner.numSeen() >= this.#owner.numPoints()) this.#owner.setSeen(0, false);
    this.#timer = setInterval(() => this.#advance(), INTERVAL);
    this.#showPlaying();
  }

  pause(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#showPlaying();
  }

  step(by: 1 | -1): void {
    this.pause();
    const goal = this.#owner.numSeen() + by;
    if (goal >= 0 && goal <= this.#owner.numPoints()) this.#owner.setSeen(goal, false);
  }

  /** Brings the slider and the count up to date. */
  refresh(): void {
    const [numSeen, numPoints] = [this.#owner.numSeen(), this.#owner.numPoints()];
    this.#slider.max = String(numPoints);
    this.#slider.value = String(numSeen);
    this.#slider.disabled = numPoints === 0;
    this.#slider.style.setProperty("--share", `${numPoints === 0 ? 0 : (100 * numSeen) / numPoints}%`);
    this.#slider.setAttribute("aria-valuetext", `${numSeen} of ${numPoints}`);
    this.#count.textContent = numPoints === 0 ? "no points" : `${numSeen} of ${numPoints} seen`;
  }

  dispose(): void {
    this.pause();
  }

  #advance(): void {
    const goal = this.#owner.numSeen() + 1;
    if (goal >= this.#owner.numPoints()) this.pause();
    if (goal <= this.#owner.numPoints()) this.#owner.setSeen(goal, false);
  }

  #showPlaying(): void {
    const label = this.isPlaying ? "Pause" : "Show points one by one";
    this.#play.replaceChildren(icon(this.isPlaying ? "pause" : "play"), element("span", {}, [label]));
    this.#play.title = `${label} (space)`;
    this.#play.setAttribute("aria-label", label);
  }
}
