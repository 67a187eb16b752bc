import type { Readout, ReadoutState } from "../../app/readoutTable";
import { MAX_RHAT, MIN_ESS, verdictOf, type Estimate, type RunSummary, type Verdict } from "../../core/run";
import type { ExactAcceptance } from "./exactAcceptance";
import { formatCount, formatNumber } from "./format";

const STATES: Readonly<Record<Verdict, ReadoutState>> = {
  pending: "waiting",
  notYet: "waiting",
  off: "bad",
  agrees: "good",
};

function inWords(verdict: Verdict, estimate: Estimate): string {
  const distance = `${formatNumber(Math.abs(estimate.z), 2)} Monte Carlo standard errors from the truth`;
  switch (verdict) {
    case "pending":
      return "Not enough draws yet to say.";
    case "notYet":
      return `${distance}, but R-hat or ESS say that the chains have not mixed well enough to trust it.`;
    case "off":
      return `${distance}: its own error cannot explain this. The chains still remember their start, or miss a mode.`;
    case "agrees":
      return `${distance}: it agrees.`;
  }
}

function estimateRow(name: string, meaning: string, estimate: Estimate, rhat: number, ess: number): Readout {
  const verdict = verdictOf(estimate.z, rhat, ess);
  return {
    name,
    value: formatNumber(estimate.value, 3),
    reference: formatNumber(estimate.truth, 3),
    state: STATES[verdict],
    explanation: `${meaning} ± ${formatNumber(estimate.mcse, 2)} (MCSE). ${inWords(verdict, estimate)}`,
  };
}

function acceptanceRow(summary: RunSummary, exact: ExactAcceptance | null): Readout {
  const { value, standardError } = summary.acceptanceRate;
  const base = "Share of proposals that were accepted, warm-up left out";
  if (!exact) {
    return {
      name: "acceptance",
      value: formatNumber(value, 3),
      reference: "…",
      state: "waiting",
      explanation: base,
    };
  }
  const error = Math.sqrt(standardError * standardError + exact.error * exact.error);
  const distance = Math.abs(value - exact.value) / error;
  return {
    name: "acceptance",
    value: formatNumber(value, 4),
    reference: formatNumber(exact.value, 4),
    state: Number.isNaN(distance) ? "waiting" : distance > 4 ? "bad" : "good",
    explanation: `${base}. Held against the exact stationary rate ${formatNumber(exact.value, 4)} (${exact.source}, ± ${formatNumber(exact.error, 1)}); ${formatNumber(distance, 2)} standard errors apart.`,
  };
}

/** The rows of the numbers' table. */
export function readoutsOf(
  summary: RunSummary,
  exact: ExactAcceptance | null,
  transitionsPerSecond: number,
): Readout[] {
  const { parameters, firstMode } = summary;
  const worstRhat = Math.max(...parameters.map(({ rhat }) => rhat));
  const worstEss = Math.min(...parameters.map(({ ess }) => ess));
  const longest = Math.max(...parameters.map(({ autocorrelationTime }) => autocorrelationTime));
  const manyChains = summary.method === "manyChains";
  const rows: Readout[] = [acceptanceRow(summary, exact)];
  if (firstMode) {
    const meaning = `Share of mode 1, as expected responsibility: ${formatNumber(firstMode.value, 4)}`;
    rows.push(estimateRow("share of mode 1", meaning, firstMode, worstRhat, worstEss));
    const second = { ...firstMode, value: 1 - firstMode.value, truth: 1 - firstMode.truth, z: -firstMode.z };
    rows.push(
      estimateRow(
        "share of mode 2",
        `Share of mode 2: ${formatNumber(second.value, 4)}`,
        second,
        worstRhat,
        worstEss,
      ),
    );
  }
  for (const { name, mean, sd, rhat, ess } of parameters) {
    rows.push(
      estimateRow(`mean of ${name}`, `Mean of ${name}: ${formatNumber(mean.value, 4)}`, mean, rhat, ess),
    );
    rows.push(
      estimateRow(
        `sd of ${name}`,
        `Standard deviation of ${name}: ${formatNumber(sd.value, 4)}`,
        sd,
        rhat,
        ess,
      ),
    );
  }
  for (const { name, rhat } of parameters) {
    rows.push({
      name: `${manyChains ? "nested " : ""}R-hat ${name}`,
      value: Number.isNaN(rhat) ? "–" : formatNumber(rhat, 3),
      reference: `≤ ${MAX_RHAT}`,
      state: Number.isNaN(rhat) ? "waiting" : rhat > MAX_RHAT ? "bad" : "good",
      explanation: manyChains
        ? `Nested R-hat over all ${summary.numChains} chains, grouped into superchains by where they started: 1 means that the chains have forgotten their start.`
        : "Rank-normalised split R-hat over draws kept from the whole run: 1 means that the chains agree with one another.",
    });
  }
  rows.push(
    {
      name: "ESS",
      value: formatCount(worstEss),
      reference: `≥ ${MIN_ESS}`,
      state: Number.isNaN(worstEss) ? "waiting" : worstEss < MIN_ESS ? "bad" : "good",
      explanation: `Effective sample size, the smaller one of the parameters: ${formatCount(summary.numDraws * summary.numChains)} draws are worth this many independent ones${manyChains ? " (from the spread of the chains' means)" : " (the least of bulk, tail and mean)"}.`,
    },
    {
      name: "autocorr. time",
      value: formatCount(longest),
      reference: "steps",
      state: "none",
      explanation: "Autocorrelation time: transitions of a chain that are worth one independent draw.",
    },
    {
      name: "transitions/s",
      value: formatCount(transitionsPerSecond),
      reference: "",
      state: "none",
      explanation: "Transitions of all chains together, per second of the clock, at the speed you chose.",
    },
    {
      name: "ESS/s",
      value: formatCount(transitionsPerSecond / longest),
      reference: "",
      state: "none",
      explanation: "What these transitions are worth: independent draws per second.",
    },
  );
  return rows;
}
