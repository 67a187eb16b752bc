import type { ClassComparison, CurveComparison, Region } from "./ensembleComparison";
import type { ClassScores } from "../classes/classScores";
import type { CurveScores } from "./curveScores";
import { formatNumber, formatPercent } from "./format";

/** What the comparison of bands shows, in words; true whatever came out. */
export function curveSentence({ inside, outside }: CurveComparison): string {
  const sentence = (where: string, region: Region<CurveScores>): string => {
    if (region.dropout.numPlaces === 0) return `No place shown lies ${where}.`;
    const claimed = formatPercent(region.best.functionCoverage);
    const shares = knownOf(region, ({ functionCoverage }) => functionCoverage).map(
      ([who, share], i) => `of ${who} at ${formatPercent(share)}${i === 0 ? " of places" : ""}`,
    );
    return shares.length === 0
      ? `${upper(where)} there is no band to judge.`
      : `${upper(where)} the truth lies in the ${claimed} band ${shares.join(", ")}.`;
  };
  return `${sentence("outside the data", outside)} ${sentence("inside the data", inside)}`;
}

/** The same for two classes: how far claimed probabilities lie from the true ones, and the log scores. */
export function classSentence({ inside, outside }: ClassComparison): string {
  const sentence = (where: string, region: Region<ClassScores>): string => {
    if (region.dropout.numPoints === 0) return `No place shown lies ${where}.`;
    const list = (read: (scores: ClassScores) => number): string =>
      knownOf(region, read)
        .map(([who, value]) => `${formatNumber(value)} of ${who}`)
        .join(", ");
    const misses = list(({ calibrationError }) => calibrationError);
    if (misses === "") return `${upper(where)} there is no probability to judge.`;
    const scores = list(({ logScore }) => logScore);
    return `${upper(where)} the calibration error is ${misses}; the log score is ${scores}, and ${formatNumber(region.best.logScore)} of one who knows the truth.`;
  };
  return `${sentence("outside the data", outside)} ${sentence("inside the data", inside)}`;
}

/** The numbers that there are, with whose they are. */
function knownOf<Scores>(
  { dropout, ensemble }: Region<Scores>,
  read: (scores: Scores) => number,
): readonly (readonly [string, number])[] {
  const both = [
    ["dropout", read(dropout)],
    ["the ensemble", ensemble ? read(ensemble) : NaN],
  ] as const;
  return both.filter(([, value]) => !Number.isNaN(value));
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
