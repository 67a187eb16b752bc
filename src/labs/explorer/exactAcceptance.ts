import type { Target } from "../../core/targets";
import type { Analysis } from "../../engine/analysis";
import type { RunConfig } from "../../engine/protocol";

/** The stationary acceptance rate that a run's own is held against. */
export interface ExactAcceptance {
  readonly value: number;
  /** Its standard error, or the bound of the tabulated value's. */
  readonly error: number;
  /** How it is known, in words. */
  readonly source: string;
}

const NUM_EXACT_DRAWS = 1_000_000;

/** The tabulated rate where there is one, else an estimate from up to a million exact draws. */
export class AcceptanceTruth {
  readonly #analysis: Analysis;
  readonly #known = new Map<string, ExactAcceptance>();
  /** Counts the questions: of those that wait only the newest one is worth a million draws. */
  #questions = 0;
  #running: Promise<unknown> = Promise.resolve();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** @returns null where a newer question has overtaken this one, "unknown" where there are no exact draws */
  async find(config: RunConfig, target: Target): Promise<ExactAcceptance | "unknown" | null> {
    const question = ++this.#questions;
    if (target.truth.hasExactDraws === false) return "unknown";
    const { stepSize } = config.sampler.values;
    const tabulated =
      config.sampler.key === "rwm"
        ? target.truth.acceptanceRates.find((rate) => Math.abs(rate.stepSize - stepSize) < 1e-12)
        : undefined;
    if (tabulated) return { value: tabulated.value, error: tabulated.error, source: "tabulated" };
    const key = JSON.stringify([config.target, config.sampler]);
    const known = this.#known.get(key);
    if (known) return known;
    await this.#running;
    if (question !== this.#questions) return null;
    const estimate = this.#analysis.acceptance(config.target, config.sampler, NUM_EXACT_DRAWS);
    this.#running = estimate.catch(() => null);
    const { value, standardError, numDraws } = await estimate;
    const exact = { value, error: standardError, source: `${numDraws.toLocaleString("en")} exact draws` };
    this.#known.set(key, exact);
    return exact;
  }
}
