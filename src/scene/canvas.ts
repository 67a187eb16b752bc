/** The canvas as an element of the page: fills its container, takes the focus, says what it is. */

const LABEL =
  "Picture of the density with the chains on it. Arrow keys turn it, plus and minus zoom, 0 resets the view.";

export function createCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application"); // arrow keys belong to the picture, not to a screen reader's cursor
  canvas.setAttribute("aria-label", LABEL);
  Object.assign(canvas.style, {
    position: "absolute",
    inset: "0",
    width: "100%",
    height: "100%",
    touchAction: "none",
    cursor: "grab",
  });
  return canvas;
}

/** Tells of a lost context and of its return; both until `signal` aborts. */
export function watchContext(
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  onLost: () => void,
  onRestored: () => void,
): void {
  const lost = (event: Event) => {
    event.preventDefault(); // asks the browser to give the context back
    onLost();
  };
  canvas.addEventListener("webglcontextlost", lost, { signal });
  canvas.addEventListener("webglcontextrestored", onRestored, { signal });
}
