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
  readonly #marginals: readonly [MarginalChart, MarginalChart];
  #target: Target | null = null;
  /** Chains of the lines in the trace, and their places among the tracked chains. */
  #chains: readonly number[] = [];
  #axis = 0;
  #numWarmup = 0;
  /** What the trace reaches back to, so that other lines can be chosen. */
  #recent: RecentDraws[] = [];

  constructor(container: HTMLElement) {
    const boxes = ["trace", "marginal", "marginal"].map((kind) =>
      element(`div.chart.chart-${kind}` as "div.chart"),
    );
    container.replaceChildren(...boxes);
    this.#trace = new TraceChart(boxes[0], { capacity: TRACE_DRAWS, title: "Trace" });
    this.#marginals = [
      new MarginalChart(boxes[1], { title: "Marginal" }),
      new MarginalChart(boxes[2], { title: "Marginal" }),
    ];
    this.#trace.onHoverChain = (index) => this.onHoverChain?.(index === null ? null : this.#chains[index]);
  }

  /** The exact curves of a target, before anything is drawn from it. */
  showTarget(target: Target): void {
    this.#target = target;
    this.#marginals.forEach((chart, axis) => {
      const [low, high] = target.box[axis];
      const x = Float64Array.from({ length: 241 }, (_, i) => low + ((high - low) * i) / 240);
      const density = x.map((value) => target.truth.marginalDensity(axis, value));
      chart.setExact(target.parameterNames[axis], x, density, target.truth.mean[axis]);
    });
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
   */
  chooseLines(tracked: readonly number[], groups: Uint8Array, axis: number, focus: number | null): void {
    const target = this.#target;
    if (!target) return;
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
    this.#marginals.forEach((chart, axis) => {
      const counts = totals.histogram.subarray(axis * NUM_BINS, (axis + 1) * NUM_BINS);
      const mean = summary.parameters[axis].mean.value;
      chart.setHistogram(
        counts,
        [...target.box[axis]],
        totals.numDraws * summary.numChains,
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
