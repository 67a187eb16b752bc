import { resolveColour } from "./chartTheme";

/** What CSS colours come to on a canvas. Asking the browser costs a layout, so each colour is asked for once. */
export class ColourCache {
  private readonly resolved = new Map<string, string>();

  /** @param element whose custom properties are in force, asked for anew each time it is needed */
  constructor(private readonly element: () => HTMLElement) {}

  get(colour: string): string {
    let resolved = this.resolved.get(colour);
    if (resolved === undefined) {
      resolved = resolveColour(this.element(), colour);
      this.resolved.set(colour, resolved);
    }
    return resolved;
  }

  /** After a change of theme. */
  clear(): void {
    this.resolved.clear();
  }
}
