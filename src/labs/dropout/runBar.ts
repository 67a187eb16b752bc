import { element } from "../../app/element";
import { icon } from "../../app/icons";
import { iconButton } from "../../app/shell";
import type { TrainingProgress } from "../../engine/network";
import { formatShort } from "./format";

export interface RunBarActions {
  readonly toggle: () => void;
  readonly step: () => void;
  readonly stop: () => void;
  readonly reset: () => void;
  readonly onePass: () => void;
}

/** Train, step, stop, reset, passes one by one, and how far training is. */
export class RunBar {
  readonly #play = element("button.text-button.play-button.dropout-play", { type: "button" });
  readonly #stop = element("button.text-button", { type: "button", title: "Stop: end the worker" }, ["Stop"]);
  readonly #training: readonly HTMLElement[];
  readonly #single = element("button.text-button.dropout-single", {
    type: "button",
    title: "Show passes one by one (P)",
    "aria-pressed": "false",
  });
  readonly #status = element("output.dropout-status", { "aria-live": "off" });
  #label = "";

  constructor(container: HTMLElement, actions: RunBarActions) {
    const step = iconButton("step", "100 more steps", ".");
    const reset = iconButton("reset", "Reset: begin the same training again", "R");
    const buttons: readonly (readonly [HTMLButtonElement, () => void])[] = [
      [this.#play, actions.toggle],
      [step, actions.step],
      [this.#stop, actions.stop],
      [reset, actions.reset],
      [this.#single, actions.onePass],
    ];
    for (const [button, act] of buttons) {
      button.addEventListener("click", (event) => {
        act();
        // After a click with the mouse the keys belong to the lab again, not to this button.
        if (event.detail > 0) button.blur();
      });
    }
    this.#training = [this.#play, step, this.#stop, reset];
    this.#single.append("One by one");
    container.replaceChildren(...this.#training, this.#single, this.#status);
  }

  /** @param progress null where there is nothing to train */
  show(progress: TrainingProgress | null, single: number | null, numPasses: number): void {
    for (const part of this.#training) part.hidden = progress === null;
    const isTraining = progress?.status === "training";
    this.#showPlay(isTraining ? "Pause" : progress?.status === "finished" ? "Again" : "Train");
    this.#stop.disabled = !isTraining;
    this.#single.setAttribute("aria-pressed", String(single !== null));
    const words =
      single !== null
        ? `pass ${single + 1} of ${numPasses.toLocaleString("en")}`
        : progress === null
          ? `${numPasses.toLocaleString("en")} passes`
          : statusWords(progress);
    if (this.#status.textContent !== words) this.#status.textContent = words;
  }

  #showPlay(label: string): void {
    if (label === this.#label) return;
    this.#label = label;
    this.#play.replaceChildren(icon(label === "Pause" ? "pause" : "play"), element("span", {}, [label]));
    const title = { Pause: "Pause", Again: "Train again from the start", Train: "Train" }[label] ?? label;
    this.#play.title = `${title} (space)`;
    this.#play.setAttribute("aria-label", title);
  }
}

function statusWords({ status, numSteps, maxSteps, stepsPerSecond }: TrainingProgress): string {
  const steps = `${numSteps.toLocaleString("en")} of ${maxSteps.toLocaleString("en")} steps`;
  if (status === "diverged") return `diverged at ${numSteps.toLocaleString("en")}`;
  return status === "training" && stepsPerSecond > 0 ? `${steps} · ${formatShort(stepsPerSecond)}/s` : steps;
}
