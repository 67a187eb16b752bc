import { element } from "../../app/element";
import type { Notices } from "../../app/notices";
import { PlotChart, type PlotContent } from "../../charts";
import { NUM_SWEEP_POINTS, sweepStepSizes, type SweepPoint } from "../../core/run";
import { samplerByKey } from "../../core/samplers";
import type { Target } from "../../core/targets";
import type { Analysis } from "../../engine/analysis";
import type { RunConfig } from "../../engine/protocol";
import { formatCount, formatNumber } from "./format";

/** The optimal acceptance rates that theory knows: of a product of many normals, and of a single one. */
const RULES: Readonly<Record<string, string>> = {
  rwm: "Theory asks for 23.4 % accepted in high dimension (Roberts, Gelman and Gilks 1997), 44 % in one.",
  mala: "Theory asks for 57.4 % accepted in high dimension (Roberts and Rosenthal 1998).",
  hmc: "Theory asks for 65.1 % accepted in high dimension (Beskos et al. 2013).",
};

/** The sweep: 24 step sizes, what each is worth, and the best of them, in place of the other charts. */
export class SweepView {
  readonly #container: HTMLElement;
  readonly #analysis: Analysis;
  readonly #notices: Notices;
  readonly #boxes = ["worth", "time"].map((kind) =>
    element(`div.chart.chart-sweep.chart-${kind}` as "div.chart"),
  );
  readonly #words = element("div.sweep-words");
  readonly #worth: PlotChart;
  readonly #time: PlotChart;
  readonly #onChoose: (stepSize: number) => void;
  #points: SweepPoint[] = [];
  /** What was swept, so that it is not done again for a change of the step size alone. */
  #key = "";
  #current = NaN;
  #sampler = "rwm";
  #isOpen = false;

  /** @param onChoose told the step size that a visitor takes from the sweep */
  constructor(
    container: HTMLElement,
    analysis: Analysis,
    notices: Notices,
    onChoose: (stepSize: number) => void,
  ) {
    this.#container = container;
    this.#analysis = analysis;
    this.#notices = notices;
    this.#onChoose = onChoose;
    container.append(...this.#boxes, this.#words);
    this.#worth = new PlotChart(this.#boxes[0], { title: "Worth" });
    this.#time = new PlotChart(this.#boxes[1], { title: "Autocorrelation time" });
    this.setOpen(false);
  }

  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#container.classList.toggle("is-sweeping", isOpen);
    for (const part of [...this.#boxes, this.#words]) part.hidden = !isOpen;
  }

  /** Sweeps the target of a run, if it is not the one that was swept last, and marks the run's step size. */
  show(config: RunConfig, target: Target): void {
    if (!this.#isOpen) return;
    const sampler = samplerByKey(config.sampler.key);
    this.#current = config.sampler.values[sampler.stepSizeKey];
    this.#sampler = sampler.key;
    const fixed = { ...config.sampler.values, [sampler.stepSizeKey]: 0 };
    const key = JSON.stringify([config.target, config.sampler.key, fixed]);
    if (key !== this.#key) {
      this.#key = key;
      this.#points = [];
      void this.#sweep(config, sweepStepSizes(target, sampler), key);
    }
    this.#draw();
  }

  setTheme(): void {
    this.#worth.setTheme();
    this.#time.setTheme();
  }

  dispose(): void {
    this.#key = "";
    this.#isOpen = false;
    this.#worth.dispose();
    this.#time.dispose();
  }

  /** Step sizes that lie far apart first, so that the shape shows early. */
  async #sweep({ target, sampler }: RunConfig, stepSizes: readonly number[], key: string): Promise<void> {
    const order = [4, 2, 1].flatMap((stride) =>
      stepSizes.filter((_, i) => i % stride === 0 && (stride === 4 || i % (2 * stride) !== 0)),
    );
    try {
      for (const stepSize of order) {
        const point = await this.#analysis.sweepPoint(target, sampler, stepSize);
        if (key !== this.#key || !this.#isOpen) {
          if (key === this.#key) this.#key = "";
          return;
        }
        this.#points = [...this.#points, point].sort((a, b) => a.stepSize - b.stepSize);
        this.#draw();
      }
    } catch (error) {
      if (key === this.#key) this.#notices.show(`The sweep stopped: ${String(error)}`, "problem");
    }
  }

  #draw(): void {
    const points = this.#points;
    const best = bestOf(points);
    const x = Float64Array.from(points, ({ stepSize }) => stepSize);
    const y = (value: (point: SweepPoint) => number): Float64Array => Float64Array.from(points, value);
    const common = {
      xName: "step size",
      isLogX: true,
      marks: [
        ...(this.#current > 0 ? [{ label: "now", colour: "var(--series-2)", x: this.#current }] : []),
        ...(best ? [{ label: "best", colour: "var(--series-3)", x: best.stepSize, isDashed: true }] : []),
      ],
    } satisfies Partial<PlotContent>;
    const worth = y(({ essPerEvaluation }) => essPerEvaluation / (best?.essPerEvaluation ?? 1));
    this.#worth.show({
      ...common,
      yName: "share",
      yRange: [0, 1.05],
      curves: [
        { label: "accepted", colour: "var(--series-8)", x, y: y(({ acceptanceRate }) => acceptanceRate) },
        {
          label: "ESS per evaluation, of the best",
          colour: "var(--series-1)",
          x,
          y: worth,
          isOptional: true,
        },
      ],
      points: [{ label: "worth", colour: "var(--series-1)", x, y: worth }],
    });
    const time = y(({ autocorrelationTime }) => Math.log10(autocorrelationTime));
    const seen = points.filter(({ isBound }) => !isBound);
    this.#time.show({
      ...common,
      yName: "log₁₀ steps",
      curves: [{ label: "autocorrelation time", colour: "var(--series-1)", x, y: time, isOptional: true }],
      points: [
        {
          label: "seen",
          colour: "var(--series-1)",
          x: Float64Array.from(seen, ({ stepSize }) => stepSize),
          y: Float64Array.from(seen, ({ autocorrelationTime }) => Math.log10(autocorrelationTime)),
        },
      ],
    });
    this.#say(best);
  }

  #say(best: SweepPoint | null): void {
    if (!best) {
      this.#words.replaceChildren(element("p", {}, ["Sweeping …"]));
      return;
    }
    const { stepSize, acceptanceRate, autocorrelationTime, isBound } = best;
    const isDone = this.#points.length === NUM_SWEEP_POINTS;
    const take = element("button.text-button", { type: "button" }, [`Take ${stepSize}`]);
    take.addEventListener("click", () => this.#onChoose(stepSize));
    this.#words.replaceChildren(
      element("p", {}, [
        `${isDone ? "Best of 24" : `Best of ${this.#points.length} so far`}: step size `,
        element("strong", {}, [String(stepSize)]),
        `. It accepts ${formatNumber(100 * acceptanceRate, 0)} %, and ${isBound ? "at least " : ""}${formatCount(autocorrelationTime)} steps are worth one independent draw.`,
      ]),
      take,
      element("p.sweep-rule", {}, [RULES[this.#sampler] ?? ""]),
    );
  }
}

function bestOf(points: readonly SweepPoint[]): SweepPoint | null {
  return points.reduce<SweepPoint | null>(
    (best, point) => (best === null || point.essPerEvaluation > best.essPerEvaluation ? point : best),
    null,
  );
}
