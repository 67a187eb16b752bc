/** What the tests of charts share: a container in the page, its pixels, and a pointer over the plot. */
export interface ChartPage {
  container: HTMLElement;
  /**
   * Canvas pixels within a share of the plotting area (0 to 1 from left and top) that are close to a colour and
   * at least this opaque (0 to 1).
   */
  countPixels(colour: readonly [number, number, number], area?: Partial<Area>, opacity?: number): number;
  /** Moves the pointer to a share of the plotting area, or off it for null. */
  point(position: readonly [number, number] | null): void;
  text(): string;
  remove(): void;
}

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const TOLERANCE = 12;

/** @param properties custom properties of the container, such as --text */
export function createChartPage(
  width: number,
  height: number,
  properties: Readonly<Record<string, string>> = {},
): ChartPage {
  const container = document.createElement("div");
  container.style.width = `${width}px`;
  container.style.height = `${height}px`;
  for (const [name, value] of Object.entries(properties)) container.style.setProperty(name, value);
  document.body.append(container);

  return {
    container,
    countPixels: (colour, area = {}, opacity = 0.95) => {
      const { left, right, top, bottom } = { left: 0, right: 1, top: 0, bottom: 1, ...area };
      const canvas = container.querySelector("canvas")!;
      const over = container.querySelector(".u-over")!.getBoundingClientRect();
      const whole = canvas.getBoundingClientRect();
      const ratio = canvas.width / whole.width;
      const { data } = canvas
        .getContext("2d")!
        .getImageData(
          Math.round((over.left - whole.left + left * over.width) * ratio),
          Math.round((over.top - whole.top + top * over.height) * ratio),
          Math.round((right - left) * over.width * ratio),
          Math.round((bottom - top) * over.height * ratio),
        );
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const isClose = colour.every((channel, j) => Math.abs(data[i + j] - channel) <= TOLERANCE);
        if (data[i + 3] >= 255 * opacity && isClose) count++;
      }
      return count;
    },
    point: (position) => {
      const over = container.querySelector(".u-over")!;
      const box = over.getBoundingClientRect();
      if (position === null) {
        over.dispatchEvent(new MouseEvent("mouseleave", { clientX: box.left - 20, clientY: box.top }));
        return;
      }
      const at = {
        clientX: box.left + position[0] * box.width,
        clientY: box.top + position[1] * box.height,
        bubbles: true,
      };
      over.dispatchEvent(new MouseEvent("mouseenter", at));
      over.dispatchEvent(new MouseEvent("mousemove", at));
    },
    text: () => container.innerText.replaceAll(/\s+/g, " "),
    remove: () => container.remove(),
  };
}
