import type { Readout, ReadoutState } from "../../app/readoutTable";
import {
  isIatKnown,
  MAX_RHAT,
  MAX_Z,
  MIN_ESS,
  MIN_ESS_OF_ERROR,
  verdictOf,
  type Estimate,
  type ParameterSummary,
  type RunSummary,
  type Verdict,
} from "../../core/run";
import type { ExactAcceptance } from "./exactAcceptance";
import { formatCount, formatError, formatNumber } from "./format";

const STATES: Readonly<Record<Verdict, ReadoutState>> = {
  pending: "waiting",
  notYet: "waiting",
  off: "bad",
  agrees: "good",
};

/** How far from the truth, in its own errors. */
function distanceOf(z: number): string {
  const size = Math.abs(z);
  return `${size > 1000 ? "more than 1,000" : formatNumber(size, 1)} Monte Carlo standard errors from the truth`;
}

function inWords(verdict: Verdict, z: number): string {
  switch (verdict) {
    case "pending":
      return `Too few draws to say: the error itself is known only from an ESS of ${MIN_ESS_OF_ERROR} on.`;
    case "notYet":
      return `${distanceOf(z)}, but R-hat or ESS say that the chains have not mixed well enough to trust it.`;
    case "off":
      return `${distanceOf(z)}: its own error cannot explain this. The chains still remember their start, or miss a mode.`;
    case "agrees":
      return `${distanceOf(z)}: it agrees.`;
  }
}

function estimateRow(name: string, meaning: string, estimate: Estimate): Readout {
  if (Number.isNaN(estimate.truth)) {
    return {
      name,
      value: formatNumber(estimate.value, 3),
      reference: "–",
      state: "none",
      explanation: `${meaning}: ${formatNumber(estimate.value, 4)} ± ${formatError(estimate.mcse)} (its Monte Carlo standard error, MCSE). What it should be is not known.`,
    };
  }
  const verdict = verdictOf(estimate.z, estimate.rhat, estimate.ess);
  return {
    name,
    value: formatNumber(estimate.value, 3),
    reference: formatNumber(estimate.truth, 3),
    state: STATES[verdict],
    explanation: `${meaning}: ${formatNumber(estimate.value, 4)} ± ${formatError(estimate.mcse)} (its Monte Carlo standard error, MCSE). ${inWords(verdict, estimate.z)}`,
  };
}

function acceptanceRow({ acceptanceRate }: RunSummary, exact: ExactAcceptance | "unknown" | null): Readout {
  const { value, standardError, ess } = acceptanceRate;
  const name = "acceptance";
  const base = "Share of proposals that were accepted, warm-up left out";
  if (exact === "unknown") {
    return { name, value: formatNumber(value, 4), reference: "–", state: "none", explanation: base };
  }
  if (!exact) {
    return { name, value: formatNumber(value, 4), reference: "…", state: "waiting", explanation: base };
  }
  const error = Math.sqrt(standardError * standardError + exact.error * exact.error);
  const z = (value - exact.value) / error;
  const isKnown = !Number.isNaN(z) && ess >= MIN_ESS_OF_ERROR;
  return {
    name,
    value: formatNumber(value, 4),
    reference: formatNumber(exact.value, 4),
    state: isKnown ? (Math.abs(z) > MAX_Z ? "bad" : "good") : "waiting",
    explanation: `${base}. The exact stationary rate is ${formatNumber(exact.value, 4)} (${exact.source}, ± ${formatError(exact.error)}). ${isKnown ? `${formatNumber(Math.abs(z), 1)} standard errors apart.` : "Too few draws to say."}`,
  };
}

function rhatRow({ name, rhat }: ParameterSummary, summary: RunSummary, hasCommonStart: boolean): Readout {
  const isNested = summary.method === "manyChains";
  const caution = hasCommonStart
    ? " All chains began at one place, so it cannot see what none of them has visited."
    : "";
  return {
    name: `${isNested ? "nested " : ""}R-hat ${name}`,
    value: Number.isNaN(rhat) ? "–" : formatNumber(rhat, 3),
    reference: `≤ ${MAX_RHAT}`,
    state: Number.isNaN(rhat) ? "waiting" : rhat > MAX_RHAT ? "bad" : "good",
    explanation: isNested
      ? `Do groups of chains (superchains) agree with one another? ${hasCommonStart ? "" : "They are grouped by where they started: "}1 means that they do. Over all ${summary.numChains} chains.${caution}`
      : `Do the chains agree with one another, and the halves of each with one another? 1 means that they do (rank-normalised, over draws kept from the whole run).${caution}`,
  };
}

function divergentRow(count: number, { numDraws, numChains }: RunSummary): Readout {
  return {
    name: "divergent",
    value: count < 1000 ? String(count) : formatCount(count),
    reference: "0",
    state: numDraws === 0 ? "waiting" : count > 0 ? "bad" : "good",
    explanation: `Paths on which the leapfrog steps lost the energy, of ${formatCount(numDraws * numChains)}: the step is too long for some place, and what is there may be missing from the draws.`,
  };
}

/**
 * The rows of the numbers' table.
 * @param hasCommonStart whether all chains began at one place
 */
export function readoutsOf(
  summary: RunSummary,
  exact: ExactAcceptance | "unknown" | null,
  transitionsPerSecond: number,
  hasCommonStart: boolean,
): Readout[] {
  const { parameters, firstMode } = summary;
  const rows: Readout[] = [acceptanceRow(summary, exact)];
  if (firstMode) {
    const second = { ...firstMode, value: 1 - firstMode.value, truth: 1 - firstMode.truth, z: -firstMode.z };
    rows.push(estimateRow("share of mode 1", "Share of mode 1, as expected responsibility", firstMode));
    rows.push(estimateRow("share of mode 2", "Share of mode 2, as expected responsibility", second));
  }
  for (const { name, mean, sd } of parameters) {
    rows.push(estimateRow(`mean of ${name}`, `Mean of ${name}`, mean));
    rows.push(estimateRow(`sd of ${name}`, `Standard deviation of ${name}`, sd));
  }
  if (summary.divergent !== null) rows.push(divergentRow(summary.divergent, summary));
  const isAnyOff = rows.some(({ state }) => state === "bad");
  rows.push(...parameters.map((parameter) => rhatRow(parameter, summary, hasCommonStart)));
  return [...rows, ...worthRows(summary, isAnyOff, transitionsPerSecond)];
}

/** What the draws are worth, and how fast they come. */
function worthRows(summary: RunSummary, isAnyOff: boolean, transitionsPerSecond: number): Readout[] {
  const { parameters, numDraws, numChains } = summary;
  const ess = Math.min(...parameters.map((parameter) => parameter.ess));
  const longest = Math.max(...parameters.map(({ autocorrelationTime }) => autocorrelationTime));
  const isKnown = isIatKnown(summary);
  const draws = formatCount(numDraws * numChains);
  const essState = (): ReadoutState => {
    if (Number.isNaN(ess)) return "waiting";
    if (ess < MIN_ESS) return "bad";
    return isAnyOff ? "waiting" : "good";
  };
  const tooShort = isKnown ? "" : " The run is shorter than ten of them, so this is only a bound.";
  // A bound of nothing is none.
  const bounded = (value: string, sign: string): string => (isKnown || value === "–" ? value : sign + value);
  const unranked = { reference: "", state: "none" } as const;
  return [
    {
      name: "ESS",
      value: formatCount(ess),
      reference: `≥ ${MIN_ESS}`,
      state: essState(),
      explanation: `Effective sample size: ${draws} draws tell as much about the mean as this many independent ones, for the parameter that fares worst.${isAnyOff ? " Something above is off, so it counts what was explored, not what there is." : ""}`,
    },
    {
      name: "autocorr. time",
      value: bounded(formatCount(longest), "> "),
      reference: "steps",
      state: "none",
      explanation: `Autocorrelation time: transitions of a chain that are worth one independent draw.${tooShort}`,
    },
    {
      ...unranked,
      name: "transitions/s",
      value: formatCount(transitionsPerSecond),
      explanation: "Transitions of all chains together, per second of the clock, at the speed you chose.",
    },
    {
      ...unranked,
      name: "ESS/s",
      value: bounded(formatCount(transitionsPerSecond / longest), "< "),
      explanation: `What these transitions are worth: independent draws per second.${tooShort}`,
    },
  ];
}
