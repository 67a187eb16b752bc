/** Short messages over the stage: what went wrong or was changed, and what still works. */
export class Notices {
  readonly #list: HTMLElement;

  constructor(container: HTMLElement) {
    this.#list = document.createElement("div");
    this.#list.className = "notices";
    this.#list.setAttribute("role", "status");
    container.append(this.#list);
  }

  /** Takes the problems away: what they were about has been changed since. */
  clearProblems(): void {
    for (const notice of this.#list.querySelectorAll(".notice-problem")) notice.remove();
  }

  /**
   * Shows a notice until it is closed, or for some seconds.
   * @param kind a problem stays until it is closed or something is changed; information goes by itself
   */
  show(sentence: string, kind: "problem" | "information" = "information"): void {
    for (const shown of this.#list.children) {
      if (shown.firstElementChild?.textContent === sentence) return;
    }
    const notice = document.createElement("div");
    notice.className = `notice notice-${kind}`;
    const text = document.createElement("p");
    text.textContent = sentence;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close this notice");
    close.addEventListener("click", () => notice.remove());
    notice.append(text, close);
    this.#list.append(notice);
    while (this.#list.children.length > 3) this.#list.firstElementChild?.remove();
    if (kind === "information") setTimeout(() => notice.remove(), 5000);
  }
}
