import type { Readout } from "../../../app/readoutTable";
import type { ClassScores } from "../classes/classScores";
import type { CurveScores } from "./curveScores";
import type { ClassComparison, Comparison, CurveComparison, Region } from "./ensembleComparison";
import { formatNumber, formatPercent } from "./format";

/** Headings of the table that the rows stand in. */
export const COMPARISON_COLUMNS: readonly [string, string, string] = ["", "dropout", "ensemble"];

/** A number of both, and in words what it means, what is to be expected of it, and which of the two does better. */
export interface ComparisonRow {
  readonly label: string;
  readonly dropout: string;
  /** "–" while there is no ensemble, and for what one member alone cannot tell. */
  readonly ensemble: string;
  /** What is claimed, or what one would score who knew the truth; "–" where nothing is. */
  readonly expected: string;
  readonly explanation: string;
}

type Place = "inside" | "outside";

interface Quantity<Scores> {
  readonly name: string;
  readonly read: (scores: Scores) => number;
  readonly format: (value: number) => string;
  /** Whether `best` holds something to expect. */
  readonly hasBest: boolean;
  readonly meaning: string;
  readonly verdict: (region: Triple) => string;
}

/** One quantity of both and what is expected. */
interface Triple {
  readonly dropout: number;
  readonly ensemble: number;
  readonly best: number;
}

/** Coverages that differ by less are called alike. */
const SHARE_SLACK = 0.05;
/** Other numbers that differ by less, in nats or as a share of the larger one, are called alike. */
const SLACK = 0.01;

const CURVE_QUANTITIES: readonly Quantity<CurveScores>[] = [
  {
    name: "in band",
    read: ({ functionCoverage }) => functionCoverage,
    format: formatPercent,
    hasBest: true,
    meaning: "Share of places where the true function lies in the band of the model's own sd.",
    verdict: claimVerdict,
  },
  {
    name: "y in band",
    read: ({ observationCoverage }) => observationCoverage,
    format: formatPercent,
    hasBest: true,
    meaning: "Probability that a new observation lies in the band of model and noise together.",
    verdict: claimVerdict,
  },
  {
    name: "log score",
    read: ({ logScore }) => logScore,
    format: formatNumber,
    hasBest: true,
    meaning: "Expected log density of a new observation, all passes or members mixed.",
    verdict: (triple) => higherVerdict(triple, "better"),
  },
  {
    name: "model sd",
    read: ({ modelSd }) => modelSd,
    format: formatNumber,
    hasBest: false,
    meaning: "Mean sd of the function over passes or members.",
    verdict: (triple) => higherVerdict(triple, "more in doubt"),
  },
  {
    name: "error",
    read: ({ error }) => error,
    format: formatNumber,
    hasBest: false,
    meaning: "Root mean square of mean minus truth; a model sd that knows itself is about as large.",
    verdict: lowerVerdict,
  },
];

const CLASS_QUANTITIES: readonly Quantity<ClassScores>[] = [
  {
    name: "right",
    read: ({ accuracy }) => accuracy,
    format: formatPercent,
    hasBest: true,
    meaning: "How often the likelier class is the true one.",
    verdict: (triple) => higherVerdict(triple, "better", SLACK),
  },
  {
    name: "log score",
    read: ({ logScore }) => logScore,
    format: formatNumber,
    hasBest: true,
    meaning: "Expected log probability of the true class.",
    verdict: (triple) => higherVerdict(triple, "better"),
  },
  {
    name: "calibration",
    read: ({ calibrationError }) => calibrationError,
    format: formatNumber,
    hasBest: true,
    meaning: "How far claimed probabilities lie from the true ones, in ten bins; 0 is honest.",
    verdict: lowerVerdict,
  },
  {
    name: "mutual information",
    read: ({ modelEntropy }) => modelEntropy,
    format: formatNumber,
    hasBest: false,
    meaning: "Of class and mask or member, in nats: the epistemic part of the uncertainty about the class.",
    verdict: (triple) => higherVerdict(triple, "more in doubt"),
  },
];

export function curveRows(comparison: CurveComparison): ComparisonRow[] {
  return rowsOf(comparison, CURVE_QUANTITIES);
}

export function classRows(comparison: ClassComparison): ComparisonRow[] {
  return rowsOf(comparison, CLASS_QUANTITIES);
}

/** Rows for a ReadoutTable with COMPARISON_COLUMNS. */
export function comparisonReadouts(rows: readonly ComparisonRow[]): Readout[] {
  return rows.map(({ label, dropout, ensemble, explanation }) => ({
    name: label,
    value: dropout,
    reference: ensemble,
    state: "none",
    explanation,
  }));
}

function rowsOf<Scores extends CurveScores | ClassScores>(
  comparison: Comparison<Scores>,
  quantities: readonly Quantity<Scores>[],
): ComparisonRow[] {
  return quantities.flatMap((quantity) =>
    (["inside", "outside"] as const).map((place) => rowOf(quantity, comparison[place], place)),
  );
}

function rowOf<Scores>(quantity: Quantity<Scores>, region: Region<Scores>, place: Place): ComparisonRow {
  const { name, read, format, hasBest, meaning, verdict } = quantity;
  const triple: Triple = {
    dropout: read(region.dropout),
    ensemble: region.ensemble ? read(region.ensemble) : NaN,
    best: hasBest ? read(region.best) : NaN,
  };
  const expected = format(triple.best);
  const parts = [meaning, verdict(triple)];
  if (verdict !== claimVerdict && expected !== "–") parts.push(`Who knew the truth would have ${expected}.`);
  return {
    label: `${name}, ${place}`,
    dropout: format(triple.dropout),
    ensemble: format(triple.ensemble),
    expected,
    explanation: parts.filter((part) => part !== "").join(" "),
  };
}

/** What is claimed, and whether each holds it. */
function claimVerdict({ dropout, ensemble, best }: Triple): string {
  const holds = (who: string, share: number): string => {
    if (Number.isNaN(share)) return "";
    if (share < best - SHARE_SLACK) return `${who} holds fewer: it claims too much.`;
    if (share > best + SHARE_SLACK) return `${who} holds more: it claims too little.`;
    return `${who} holds about as many.`;
  };
  const parts = [holds("Dropout", dropout), holds("The ensemble", ensemble)].filter((part) => part !== "");
  return parts.length === 0 ? "" : [`${formatPercent(best)} are claimed.`, ...parts].join(" ");
}

function higherVerdict({ dropout, ensemble }: Triple, word: string, slack?: number): string {
  if (Number.isNaN(dropout) || Number.isNaN(ensemble)) return "";
  if (isAlike(dropout, ensemble, slack)) return "The two are about alike.";
  return `${dropout > ensemble ? "Dropout" : "The ensemble"} is ${word}.`;
}

function lowerVerdict({ dropout, ensemble, best }: Triple): string {
  return higherVerdict({ dropout: -dropout, ensemble: -ensemble, best }, "better");
}

function isAlike(a: number, b: number, slack?: number): boolean {
  // Two infinities of one sign have no difference.
  if (a === b) return true;
  const size = Math.max(Math.abs(a), Math.abs(b));
  return Math.abs(a - b) <= (slack ?? SLACK * (size < Infinity ? size : 0));
}
