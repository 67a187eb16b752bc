import { isIatKnown, MAX_RHAT, verdictOf, type RunSummary } from "../../core/run";
import { formatCount } from "./format";

export type Mood = "good" | "slow" | "neutral";

/** Above this many transitions for one independent draw, a chain is called slow. */
const SLOW = 100;

/** A share in per cent that says 0 or 100 only where it is meant. */
function percent(share: number): string {
  if (share >= 0.995 && share < 1) return "more than 99 %";
  return share > 0 && share < 0.005 ? "less than 1 %" : `${Math.round(100 * share)} %`;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the numbers say in one or two sentences, for people and for screen readers. */
export function headlineOf(
  summary: RunSummary,
  warmupLeft: number,
): { readonly text: string; readonly mood: Mood } {
  const { numDraws, shareNeverSwitched, stepsPerModeSwitch, firstMode, parameters } = summary;
  if (warmupLeft > 0) {
    return { text: `Warming up: ${warmupLeft} more steps until the draws count.`, mood: "neutral" };
  }
  if (numDraws < 50) return { text: "Gathering draws …", mood: "neutral" };
  const acceptance = summary.acceptanceRate.value;
  const longest = Math.max(...parameters.map(({ autocorrelationTime }) => autocorrelationTime));
  const isFarOff = parameters.some(({ mean, sd }) => Math.abs(mean.value - mean.truth) > 5 * sd.truth);
  if (isFarOff) {
    return { text: "The chains are still on their way to where the density is.", mood: "slow" };
  }
  const hasModes = firstMode !== null && (summary.shareInAMode ?? 0) > 0.5;
  if (hasModes && shareNeverSwitched === 1) {
    const isOneSided = firstMode.value > 0.999 || firstMode.value < 0.001;
    return {
      text: isOneSided
        ? `No chain has found the other mode in ${formatCount(numDraws)} steps. R-hat cannot see what no chain has visited; the share of the modes can.`
        : `No chain has crossed from one mode to the other in ${formatCount(numDraws)} steps.`,
      mood: "slow",
    };
  }
  if (!Number.isFinite(longest)) return { text: "The chains are running.", mood: "neutral" };
  const isSlow = longest > SLOW || (!isIatKnown(summary) && parameters.some(({ rhat }) => rhat > 1.05));
  if (firstMode && !isSlow && verdictOf(firstMode.z, firstMode.rhat, firstMode.ess) === "off") {
    return {
      text: `The chains still remember where they began: ${percent(firstMode.value)} of the draws are in mode 1, which holds ${percent(firstMode.truth)}.`,
      mood: "slow",
    };
  }
  const highest = Math.max(...parameters.map(({ rhat }) => rhat));
  if (!isSlow && !isIatKnown(summary) && highest > MAX_RHAT) {
    return { text: `The chains have not mixed yet: R-hat is up to ${highest.toFixed(3)}.`, mood: "neutral" };
  }
  if (!isSlow && !isIatKnown(summary)) {
    return {
      text: `The run is still short: at least ${formatCount(longest)} steps are worth one independent draw.`,
      mood: "neutral",
    };
  }
  if (!isSlow) {
    return {
      text: `The chains mix well: about ${formatCount(longest)} steps are worth one independent draw.`,
      mood: "good",
    };
  }
  const accepted = percent(acceptance);
  const hint =
    acceptance > 0.6
      ? ` ${capitalised(accepted)} accepted is no sign of good mixing.`
      : acceptance < 0.1
        ? ` ${capitalised(accepted.startsWith("less") ? accepted : `only ${accepted}`)} of the proposals are accepted: the step is too bold.`
        : "";
  if (hasModes && stepsPerModeSwitch !== null && stepsPerModeSwitch > 0.3 * longest) {
    const never =
      shareNeverSwitched !== null && shareNeverSwitched > 0.01
        ? `, and ${percent(shareNeverSwitched)} of them have not done so yet`
        : "";
    return {
      text: `The chains mix slowly between the modes: each crosses about once in ${formatCount(stepsPerModeSwitch)} steps${never}.${hint}`,
      mood: "slow",
    };
  }
  return {
    text: `The chains mix slowly: it takes ${isIatKnown(summary) ? "about" : "at least"} ${formatCount(longest)} steps for one independent draw.${hint}`,
    mood: "slow",
  };
}
