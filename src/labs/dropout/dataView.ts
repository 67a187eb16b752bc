import { PlotChart } from "../../charts";
import { rounded, type Point } from "../points/pointText";
import type { Picture } from "./picture";

export interface DataEvents {
  onMove(index: number, point: Point, isLive: boolean): void;
  onAdd(point: Point): void;
  onRemove(index: number): void;
  /** The ring on the chosen input was moved. */
  onChoose(point: Point, isLive: boolean): void;
}

/** Left half: the data, what the network makes of them, and the chosen input as a ring. */
export class DataView {
  readonly #chart: PlotChart;
  #picture: Picture | null = null;

  constructor(container: HTMLElement, events: DataEvents) {
    this.#chart = new PlotChart(container, {
      title: "Data and passes",
      description: () => this.#picture?.sentence ?? "",
    });
    this.#chart.onDrag = (set, index, x, y, isLive) => {
      const point = this.#rounded(x, y);
      if (set === this.#picture?.chosenSet) events.onChoose(point, isLive);
      else if (set === this.#picture?.dataSet) events.onMove(index, point, isLive);
    };
    this.#chart.onAdd = (x, y) => events.onAdd(this.#rounded(x, y));
    this.#chart.onRemove = (set, index) => {
      if (set === this.#picture?.dataSet) events.onRemove(index);
    };
  }

  show(picture: Picture): void {
    this.#picture = picture;
    this.#chart.show(picture.plot);
  }

  setTheme(): void {
    this.#chart.setTheme();
  }

  dispose(): void {
    this.#chart.dispose();
  }

  #rounded(x: number, y: number): Point {
    const { xRange = [0, 1], yRange = [0, 1] } = this.#picture?.plot ?? {};
    return [rounded(x, xRange[1] - xRange[0]), rounded(y, yRange[1] - yRange[0])];
  }
}
