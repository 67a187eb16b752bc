/** Keys of a lab, as `KeyboardEvent.key` in lower case, and what they do. */
export type KeyMap = Readonly<Record<string, () => void>>;

/** Whether an element takes the key itself. */
function takesKeys(element: EventTarget | null, key: string): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.matches("input[type=range], canvas")) return false;
  if (element.matches("button, a, summary")) return key === " " || key === "enter";
  return element.matches("input, select, textarea, [contenteditable]");
}

/** @returns a function that ends it */
export function bindKeys(keys: KeyMap): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const act = keys[key];
    if (!act || takesKeys(event.target, key)) return;
    event.preventDefault();
    act();
  };
  // Before the page's controls: lil-gui keeps the keys pressed in its panel to itself.
  addEventListener("keydown", listener, { capture: true });
  return () => removeEventListener("keydown", listener, { capture: true });
}
