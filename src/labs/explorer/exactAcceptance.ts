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

/** The tabulated rate where there is one, else an estimate from a million exact draws. */
export class AcceptanceTruth {
  readonly #analysis: Analysis;
  readonly #known = new Map<string, Promise<ExactAcceptance>>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  find(config: RunConfig, target: Target): Promise<ExactAcceptance> {
    const { stepSize } = config.sampler.values;
    const tabulated =
      config.sampler.key === "rwm"
        ? target.truth.acceptanceRates.find((rate) => Math.abs(rate.stepSize - stepSize) < 1e-12)
        : undefined;
    if (tabulated) {
      return Promise.resolve({ value: tabulated.value, error: tabulated.error, source: "tabulated" });
    }
    const key = JSON.stringify([config.target, config.sampler]);
    const found = this.#known.get(key);
    if (found) return found;
    const estimate = this.#analysis
      .acceptance(config.target, config.sampler, NUM_EXACT_DRAWS)
      .then(({ value, standardError }) => ({ value, error: standardError, source: "a million exact draws" }));
    this.#known.set(key, estimate);
    estimate.catch(() => this.#known.delete(key));
    return estimate;
  }
}
