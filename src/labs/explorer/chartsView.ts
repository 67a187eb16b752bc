import { element } from "../../app/element";
import { MarginalChart, TraceChart } from "../../charts";
import { NUM_BINS, type RunSummary, type RunTotals } from "../../core/run";
import type { Target } from "../../core/targets";
import type { Block } from "./simulation";

/** Draws that the trace shows. */
const TRACE_DRAWS = 1200;
/** Lines in the trace, the focused chain not counted. */
const TRACE_CHAINS = 4;

/** Draws of the chains that were tracked at the time. */
interface RecentDraws {
  readonly block: Pick<Block, "tracked" | "numSteps" | "firstStep">;
  readonly chains: readonly number[];
}

/** The explorer's charts: the trace of a few chains, and the marginals with the exact ones over them. */
export class ChartsView {
  /** Told the chain that the pointer is on in the trace. */
  onHoverChain: ((chain: number | null) => void) | null = null;
  readonly #trace: TraceChart;
  readonly #container: HTMLElement;
  /** One for each parameter in the picture. */
  #marginals: MarginalChart[] = [];
  #axes: readonly number[] = [];
  #target: Target | null = null;
  /** Chains of the lines in the trace, and their places among the tracked chains. */
  #chains: readonly number[] = [];
  #axis = 0;
  #numWarmup = 0;
  /** What the trace reaches back to, so that other lines can be chosen. */
  #recent: RecentDraws[] = [];

  constructor(container: HTMLElement) {
    this.#container = container;
    const box = element("div.chart.chart-trace");
    container.replaceChildren(box);
    this.#trace = new TraceChart(box, { capacity: TRACE_DRAWS, title: "Trace" });
    this.#trace.onHoverChain = (index) => this.onHoverChain?.(index === null ? null : this.#chains[index]);
  }

  /**
   * The exact curves of a target, before anything is drawn from it.
   * @param axes the parameters in the picture, by their indices
   */
  showTarget(target: Target, axes: readonly number[]): void {
    this.#target = target;
    this.#axes = axes;
    if (this.#marginals.length !== axes.length) this.#makeMarginals(axes.length);
    this.#marginals.forEach((chart, k) => {
      const axis = axes[k];
      const [low, high] = target.box[axis];
      const x = Float64Array.from({ length: 241 }, (_, i) => low + ((high - low) * i) / 240);
      const density = x.map((value) => target.truth.marginalDensity(axis, value));
      chart.setExact(target.parameterNames[axis], x, density, target.truth.mean[axis]);
    });
  }

  #makeMarginals(count: number): void {
    for (const chart of this.#marginals) chart.dispose();
    for (const box of this.#container.querySelectorAll(".chart-marginal")) box.remove();
    const boxes = Array.from({ length: count }, () => element("div.chart.chart-marginal"));
    this.#container.querySelector(".chart-trace")?.after(...boxes);
    this.#marginals = boxes.map((box) => new MarginalChart(box, { title: "Marginal" }));
  }

  /** Empties the charts for a new run. */
  beginRun(numWarmup: number): void {
    this.#numWarmup = numWarmup;
    this.#recent = [];
  }

  /** No run stands: the exact curves stay, the draws go. */
  clear(): void {
    this.#recent = [];
    this.#chains = [];
    this.#trace.setChains([], []);
  }

  /**
   * Chooses the lines of the trace and draws what they did of late.
   * @param groups the colour group of each chain
   * @param which of the parameters in the picture, counted from 0; the last one where there are fewer
   */
  chooseLines(tracked: readonly number[], groups: Uint8Array, which: number, focus: number | null): void {
    const target = this.#target;
    if (!target) return;
    const axis = this.#axes[Math.min(which, this.#axes.length - 1)];
    this.#axis = axis;
    const lines = spreadOverGroups(
      tracked.filter((chain) => chain !== focus),
      groups,
    );
    this.#chains = focus === null ? lines : [...lines, focus];
    this.#trace.setChains(
      this.#chains.map((chain) => `chain ${chain + 1}`),
      this.#chains.map((chain) => `var(--series-${groups[chain] + 1})`),
    );
    const [low, high] = target.box[axis];
    this.#trace.setAxis(target.parameterNames[axis], [low, high], this.#numWarmup);
    for (const { block, chains } of this.#recent) this.#push(block, chains);
    this.#trace.setFocus(focus === null ? null : this.#chains.length - 1);
  }

  /** Takes the draws of a block's tracked chains. */
  addBlock(block: Block, tracked: readonly number[]): void {
    const { tracked: draws, numSteps, firstStep } = block;
    this.#recent.push({ block: { tracked: draws, numSteps, firstStep }, chains: tracked });
    while (this.#recent[0].block.firstStep + TRACE_DRAWS < block.firstStep) this.#recent.shift();
    this.#push(block, tracked);
  }

  #push({ tracked, numSteps, firstStep }: RecentDraws["block"], chains: readonly number[]): void {
    const dimension = this.#target?.dimension ?? 1;
    const values = new Float64Array(this.#chains.length * numSteps);
    this.#chains.forEach((chain, line) => {
      const row = chains.indexOf(chain);
      for (let s = 0; s < numSteps; s++) {
        values[line * numSteps + s] = row < 0 ? NaN : tracked[(row * numSteps + s) * dimension + this.#axis];
      }
    });
    this.#trace.push(values, numSteps, firstStep + 1);
  }

  showTotals(totals: RunTotals, summary: RunSummary): void {
    const target = this.#target;
    if (!target) return;
    this.#marginals.forEach((chart, k) => {
      const axis = this.#axes[k];
      const counts = totals.histogram.subarray(axis * NUM_BINS, (axis + 1) * NUM_BINS);
      const mean = summary.parameters[axis].mean.value;
      chart.setHistogram(
        counts,
        [...target.box[axis]],
        summary.numLooks * summary.numChains,
        Number.isFinite(mean) ? mean : null,
      );
    });
  }

  draw(): void {
    this.#trace.draw();
    for (const chart of this.#marginals) chart.draw();
  }

  setTheme(): void {
    this.#trace.setTheme();
    for (const chart of this.#marginals) chart.setTheme();
  }

  /** What the charts say, in words. */
  summary(): string {
    return [this.#trace, ...this.#marginals].map((chart) => chart.summary()).join(" ");
  }

  dispose(): void {
    this.#trace.dispose();
    for (const chart of this.#marginals) chart.dispose();
  }
}

/** A few of the chains, as many from each colour group as there are. */
function spreadOverGroups(chains: readonly number[], groups: Uint8Array): number[] {
  const byGroup = [0, 1].map((group) => chains.filter((chain) => groups[chain] === group));
  const [first, second] = byGroup;
  const fromFirst = Math.min(first.length, Math.max(TRACE_CHAINS / 2, TRACE_CHAINS - second.length));
  return [
    ...spread(first, fromFirst),
    ...spread(second, Math.min(second.length, TRACE_CHAINS - fromFirst)),
  ].toSorted((a, b) => a - b);
}

/** `count` entries, evenly apart. */
function spread(chains: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, k) => chains[Math.floor((k * chains.length) / count)]);
}
