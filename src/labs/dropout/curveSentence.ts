import { meanOf, squaredDeviations } from "../../core/diagnostics/moments";
import type { CurveModel } from "./curveModel";
import { counted, formatShort, plain } from "./format";
import type { Standing } from "./progress";
import type { RegionMeans } from "./regions";

/** What the picture shows, in words: the finding first. */
export function curveSentence(model: CurveModel, standing: Standing): string {
  if (model.problem.key === "article") return articleSentence(model);
  const { rate, trainRate, problem, passes } = model;
  if (problem.points.length === 0) {
    return "No points: nothing to learn. Click the plot to put some down.";
  }
  const start = `${whereItStands(standing)}${learntNothing(model, standing)}`;
  if (rate === 0) return `${start} Rate 0: all passes agree, and the network is in no doubt anywhere.`;
  if (passes.numPasses === 1) return `${start} One pass is one answer; doubt takes at least two.`;
  if (standing.numSteps === 0) {
    return `${start} ${sdsOf(model.sdByRegion)} It comes from random weights alone.`;
  }
  const other =
    rate === trainRate
      ? ""
      : ` Passes drop ${plain(100 * rate)} %, training dropped ${plain(100 * trainRate)} %: only the rate has changed, and the width with it.`;
  return `${start} ${doubtOf(model)}${other}`;
}

/** A run that ended no better than a constant says so: a step that is far too long need not diverge. */
function learntNothing({ problem }: CurveModel, { status, loss }: Standing): string {
  const { targets } = problem.data;
  if (status !== "finished" || targets.length < 2) return "";
  const mean = meanOf(targets);
  const variance = squaredDeviations(targets, mean) / targets.length;
  // Points that are all equal leave nothing to be better than.
  return variance > 0 && loss >= variance
    ? " It is no better than a constant: a lower learning rate or a longer run may help."
    : "";
}

/** How far training is, as a sentence. */
export function whereItStands({ status, numSteps }: Standing): string {
  const steps = counted(numSteps, "step");
  if (status === "diverged") return `Diverged after ${steps}; this is the last good network.`;
  if (numSteps === 0) return "Not trained yet.";
  if (status === "training") return `Training, ${steps}.`;
  return status === "finished" ? `Trained, ${steps}.` : `Paused after ${steps}.`;
}

/** Sds that differ by less are called alike. */
const SLACK = 0.03;

/** The model's sds, and whether they tell data from none. */
function doubtOf(model: CurveModel): string {
  const { inside, gap, beyond } = model.sdByRegion;
  const least = (1 - SLACK) * inside;
  const verdict =
    gap < least
      ? " In the gaps it is smaller: dropout does not see that data are missing."
      : beyond < least
        ? " Beyond the data it is smaller: dropout does not see that they end."
        : "";
  return `${sdsOf(model.sdByRegion)}${verdict}`;
}

/** The model's sds, of the regions that there are. */
export function sdsOf({ inside, gap, beyond }: RegionMeans): string {
  const parts = [
    Number.isNaN(inside) ? "" : `${formatShort(inside)} at the data`,
    Number.isNaN(gap) ? "" : `${formatShort(gap)} in the gaps`,
    Number.isNaN(beyond) ? "" : `${formatShort(beyond)} beyond them`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "The model's own sd is not known." : `The model's own sd is ${listed(parts)}.`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

function articleSentence({ article, rate, passes }: CurveModel): string {
  if (article === null)
    return "Rate 0: nothing is dropped, and all passes are the same line with a bend at 0.";
  const { left, right } = article.sdPerX;
  return `Never trained, and still in doubt: at rate ${plain(rate)} the sd is exactly ${formatShort(left)} |x| on the left and ${formatShort(right)} |x| on the right. It measures distance from 0, not from data; ${counted(passes.numPasses, "pass")} only estimate it.`;
}
