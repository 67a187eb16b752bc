/** A field in which text is typed or pasted. */
type TextField = Pick<EventTarget, "addEventListener">;

export interface TypingEvents {
  /** At each key, before anything else. */
  readonly onKey: () => void;
  /** How long typing has to pause before the text is taken, in milliseconds; 0 to take it at each key. */
  readonly pause: () => number;
  /** @param isLive false where the field is left: the end of what was typed */
  readonly take: (isLive: boolean) => void;
}

/** Takes what is typed into a field when typing pauses, and once more when the field is left. */
export function takeTyping(field: TextField, { onKey, pause, take }: TypingEvents): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    onKey();
    const wait = pause();
    if (wait === 0) take(true);
    else timer = setTimeout(() => take(true), wait);
  });
  field.addEventListener("change", () => {
    clearTimeout(timer);
    take(false);
  });
}
