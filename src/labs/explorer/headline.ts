import type { RunSummary } from "../../core/run";
import { formatCount } from "./format";

export type Mood = "good" | "slow" | "neutral";

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** What the numbers say in one or two sentences, for people and for screen readers. */
export function headlineOf(
  summary: RunSummary,
  warmupLeft: number,
): { readonly text: string; readonly mood: Mood } {
  const { numDraws, shareNeverSwitched, stepsPerModeSwitch, firstMode, parameters } = summary;
  if (warmupLeft > 0 || numDraws < 50) {
    return {
      text:
        warmupLeft > 0 ? `Warming up: ${warmupLeft} more steps until the draws count.` : "Gathering draws …",
      mood: "neutral",
    };
  }
  const acceptance = summary.acceptanceRate.value;
  const longest = Math.max(...parameters.map(({ autocorrelationTime }) => autocorrelationTime));
  if (acceptance < 0.08) {
    return {
      text: `The step is too bold: only ${percent(acceptance)} of the proposals are accepted, so the chains hardly move.`,
      mood: "slow",
    };
  }
  if (firstMode && shareNeverSwitched !== null && shareNeverSwitched > 0.999) {
    const isOneSided = firstMode.value > 0.999 || firstMode.value < 0.001;
    return {
      text: isOneSided
        ? `No chain has found the other mode in ${formatCount(numDraws)} steps. R-hat cannot see what no chain has visited; the share of the modes can.`
        : `No chain has crossed from one mode to the other in ${formatCount(numDraws)} steps.`,
      mood: "slow",
    };
  }
  if (stepsPerModeSwitch !== null && shareNeverSwitched !== null && stepsPerModeSwitch > 150) {
    const accepted = acceptance > 0.6 ? ` ${percent(acceptance)} accepted is no sign of good mixing.` : "";
    const never =
      shareNeverSwitched > 0.01
        ? `, and ${percent(shareNeverSwitched)} of the chains have not done so once`
        : "";
    return {
      text: `The chains mix slowly between the modes: one crosses about every ${formatCount(stepsPerModeSwitch)} steps${never}.${accepted}`,
      mood: "slow",
    };
  }
  if (!Number.isFinite(longest)) return { text: "The chains are running.", mood: "neutral" };
  if (longest > 150) {
    return {
      text: `The chains mix slowly: ${formatCount(longest)} steps are worth one independent draw.`,
      mood: "slow",
    };
  }
  return {
    text: `The chains mix well: about ${formatCount(longest)} steps are worth one independent draw.`,
    mood: "good",
  };
}
