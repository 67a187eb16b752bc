import { element } from "../../app/element";
import type { Notices } from "../../app/notices";
import { ReadoutTable } from "../../app/readoutTable";
import type { DrawSummary } from "../../core/diagnostics";
import type { RunSummary } from "../../core/run";
import type { Analysis } from "../../engine/analysis";
import { articleNote, isArticleRun } from "./articleNote";
import type { Target } from "../../core/targets";
import { MOST_ON_GRID } from "../../core/targets/formula/gridTruth";
import type { RunConfig } from "../../engine/protocol";
import { AcceptanceTruth, type ExactAcceptance } from "./exactAcceptance";
import { headlineOf } from "./headline";
import { readoutsOf } from "./readouts";
import type { Simulation } from "./simulation";

/**
 * The numbers beside the picture: the sentence, the table, and what the analysis worker adds to them
 * (the exact acceptance rate, the rank statistics of up to 16 chains).
 */
export class NumbersView {
  readonly #headline = element("p.headline");
  /** Beside a run that was published: what was printed then. */
  readonly #note = element("p.published");
  readonly #table: ReadoutTable;
  readonly #simulation: Simulation;
  readonly #analysis: Analysis;
  readonly #acceptance: AcceptanceTruth;
  readonly #notices: Notices;
  #exact: ExactAcceptance | "unknown" | null = null;
  #ranks: readonly DrawSummary[] | null = null;
  #isRanking = false;

  constructor(container: HTMLElement, simulation: Simulation, analysis: Analysis, notices: Notices) {
    this.#simulation = simulation;
    this.#analysis = analysis;
    this.#acceptance = new AcceptanceTruth(analysis);
    this.#notices = notices;
    container.replaceChildren(this.#headline);
    this.#table = new ReadoutTable(container, "Estimates beside the truth", ["", "estimate", "exact"]);
    this.#note.hidden = true;
    this.#headline.after(this.#note);
  }

  get exact(): ExactAcceptance | null {
    return this.#exact === "unknown" ? null : this.#exact;
  }

  /** What the numbers say, in words. */
  get sentence(): string {
    return this.#headline.textContent ?? "";
  }

  /** The numbers of the run so far; null before its start. */
  summary(): RunSummary | null {
    return this.#simulation.summary(this.#ranks);
  }

  /** Forgets the last run's numbers and asks for the exact acceptance rate of the new one. */
  beginRun(): void {
    this.#ranks = null;
    this.#exact = null;
    const { config, target } = this.#simulation;
    if (!config || !target) return;
    const note = noteOf(config, target);
    this.#note.hidden = note === "";
    this.#note.textContent = note;
    this.#acceptance
      .find(config, target)
      .then((exact) => {
        if (config === this.#simulation.config) this.#exact = exact;
      })
      .catch((error: unknown) =>
        this.#notices.show(`The exact acceptance rate is not known: ${String(error)}`),
      );
  }

  /** No run stands; a sentence says why. */
  clear(sentence: string): void {
    this.#table.show([]);
    this.#note.hidden = true;
    this.#headline.textContent = sentence;
    this.#headline.dataset.mood = "slow";
  }

  show(summary: RunSummary): void {
    const { config, numSteps, rate } = this.#simulation;
    this.#table.show(readoutsOf(summary, this.#exact, rate.perSecond, config?.start.kind !== "spread"));
    const { text, mood } = headlineOf(summary, Math.max(0, (config?.numWarmup ?? 0) - numSteps));
    if (this.#headline.textContent !== text) this.#headline.textContent = text;
    this.#headline.dataset.mood = mood;
  }

  /** Asks for the rank statistics of what was drawn so far; they are shown when they have come. */
  askForRanks(): void {
    const input = this.#isRanking ? null : this.#simulation.rankInput();
    if (!input) return;
    this.#isRanking = true;
    const { config } = this.#simulation;
    this.#analysis
      .summaries(input.quantities, input.numChains)
      .then((ranks) => {
        if (config === this.#simulation.config) this.#ranks = ranks;
      })
      .catch((error: unknown) => this.#notices.show(`R-hat and ESS could not be computed: ${String(error)}`))
      .finally(() => {
        this.#isRanking = false;
      });
  }
}

/** What has to be said of a run besides its numbers; empty where nothing has. */
function noteOf(config: RunConfig, { truth, dimension }: Target): string {
  if (isArticleRun(config)) return articleNote(truth);
  if (truth.hasExactDraws !== false) return "";
  if (dimension > MOST_ON_GRID) {
    return `A formula of ${dimension} parameters: too many for a grid, so the exact moments are not known, and R-hat and ESS have to do.`;
  }
  return Number.isNaN(truth.mean[0])
    ? "Nothing is known of this density but its formula: its tails are too heavy, its detail is too fine, or it has an edge, for a grid to give its moments."
    : "The moments under “exact” come from a grid over your formula, good to a thousandth of a standard deviation.";
}
