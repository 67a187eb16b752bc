import type { Readout, ReadoutState } from "../../app/readoutTable";
import { betaDistribution, type FlipCounts, type Interval } from "../../core/conjugate";
import { GUESS_MASS, MASS, type CoinModel, type Pair } from "./coinModel";

/** What a distance from the closed form is worth, and why. */
type Verdict = (distance: number) => readonly [ReadoutState, string];

/** Values read off nodes count as good within this share of the posterior's standard deviation. */
const SHARE_AT_NODES = 0.1;
/** Sums over the grid count as good within this share of the posterior's standard deviation. */
const SHARE_OF_SD = 0.01;
/** The log evidence counts as good within this: one per cent of the evidence. */
const LOG_SLACK = 0.01;

/** A number of the tables: that many decimals, fewer from 10 on, a true minus sign, a dash where there is none. */
export function digits(value: number, decimals = 5): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const beyond = Math.max(0, Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.max(0, decimals - beyond)).replace("-", "−");
}

/** Every number of the posterior: on the grid, exact, and whether the grid is as near as it should be. */
export function readoutsOf(model: CoinModel): Readout[] {
  const { summary, exact, spacing, interval, hdi } = model;
  const { mode, mean, sd } = exact.distribution;
  const row = (name: string, { grid, exact: truth }: Pair, meaning: string, verdict: Verdict): Readout => {
    const [state, words] =
      Number.isFinite(grid) && Number.isFinite(truth)
        ? verdict(Math.abs(grid - truth))
        : (["none", ""] as const);
    return {
      name,
      value: digits(grid),
      reference: digits(truth),
      state,
      explanation: words === "" ? meaning : `${meaning} ${words}`,
    };
  };
  const nodeRow = (name: string, grid: number, truth: number, meaning: string): Readout =>
    row(name, { grid, exact: truth }, meaning, (distance) =>
      distance <= SHARE_AT_NODES * sd
        ? ["good", "Within a tenth of the posterior's standard deviation."]
        : distance <= spacing * (1 + 1e-9)
          ? [
              "waiting",
              "Within one spacing of the grid, yet beyond a tenth of the posterior's standard deviation: the nodes lie too far apart.",
            ]
          : ["bad", "Off by more than one spacing of the grid."],
    );
  const sumRow = (name: string, pair: Pair, meaning: string): Readout =>
    row(name, pair, meaning, (distance) =>
      distance <= SHARE_OF_SD * sd
        ? ["good", "Within 1 % of the posterior's standard deviation."]
        : ["bad", "Off by more than 1 % of the posterior's standard deviation: the grid is too coarse."],
    );
  const percent = `${100 * MASS} %`;
  return [
    nodeRow("MAP", summary.map, mode, "Maximum a posteriori: where the posterior is highest."),
    sumRow("mean", { grid: summary.mean, exact: mean }, "Mean of the posterior."),
    sumRow("sd", { grid: summary.sd, exact: sd }, "Standard deviation of the posterior."),
    nodeRow(`${percent} from`, interval.grid[0], interval.exact[0], "Central credible interval, lower end."),
    nodeRow("to", interval.grid[1], interval.exact[1], "Central credible interval, upper end."),
    ...hdiRows(hdi, nodeRow),
    row(
      "log evidence",
      model.logEvidence,
      "log probability of these very flips, averaged over the prior.",
      (distance) =>
        distance <= LOG_SLACK
          ? ["good", "Within 1 % of the evidence."]
          : ["bad", "Off by more than 1 % of the evidence: the grid is too coarse."],
    ),
    sumRow("P(heads) first", model.headBefore, "Prior predictive: probability that the first flip is heads."),
    sumRow("P(heads) next", model.headNow, "Posterior predictive: probability that the next flip is heads."),
  ];
}

/** A density that is highest at both ends has a region in two pieces. */
function hdiRows(
  { grid, exact }: CoinModel["hdi"],
  nodeRow: (name: string, grid: number, truth: number, meaning: string) => Readout,
): Readout[] {
  const meaning = "Highest-density interval: the shortest with this probability";
  return exact.flatMap(([low, high]: Interval, i) => {
    const onGrid = grid[i] ?? [NaN, NaN];
    const name = exact.length > 1 ? `HDI ${i + 1}` : "HDI";
    return [
      nodeRow(`${name} from`, onGrid[0], low, `${meaning}, lower end.`),
      nodeRow(`${name} to`, onGrid[1], high, `${meaning}, upper end.`),
    ];
  });
}

/** The scores of the guess beside the exact posterior's; empty before the reveal. */
export function scoreReadouts({ scores }: CoinModel): Readout[] {
  if (scores === null) return [];
  const { guess, posterior } = scores;
  const row = (name: string, yours: number, best: number, isGood: boolean, meaning: string): Readout => ({
    name,
    value: digits(yours, 3),
    reference: digits(best, 3),
    state: isGood ? "good" : "none",
    explanation: `${meaning} ${isGood ? "You did at least as well as the posterior." : "The posterior did better."}`,
  });
  return [
    row(
      "miss (CRPS)",
      guess.crps,
      posterior.crps,
      guess.crps <= posterior.crps,
      "How far the belief lay from the truth; smaller is better.",
    ),
    row(
      `${100 * GUESS_MASS} % interval`,
      guess.interval,
      posterior.interval,
      guess.interval <= posterior.interval,
      "Width of the interval, plus twenty times the distance by which it misses the truth; smaller is better.",
    ),
    row(
      "log density",
      guess.log,
      posterior.log,
      guess.log >= posterior.log,
      "log density of the belief at the truth; larger is better.",
    ),
  ];
}

/** What the numbers say, in one sentence or two. */
export function sentenceOf(model: CoinModel): string {
  const sentence = [posteriorInWords(model), revealInWords(model)].filter((part) => part !== "").join(" ");
  // The sign never begins a line.
  return sentence.replaceAll(" %", "\u00a0%");
}

function posteriorInWords({ flips, counts, prior, exact, interval }: CoinModel): string {
  const decimals = decimalsFor(exact.distribution.sd);
  const [low, high] = interval.exact.map((end) => digits(end, decimals));
  const range = `with ${100 * MASS} % probability it lies between ${low} and ${high}`;
  if (flips.length === 0) {
    return `No flip yet. All there is to know is the prior, Beta(${prior.alpha}, ${prior.beta}): the bias has the mean ${digits(exact.distribution.mean, 2)}, and ${range}.`;
  }
  const { mode } = exact.distribution;
  const peak = Number.isNaN(mode)
    ? "the posterior has no single peak"
    : `the most probable bias is ${digits(mode, decimals)}`;
  return `After ${amount(flips.length, "flip")}, ${headsInWords(counts)}, ${peak}; ${range}.`;
}

function headsInWords({ heads, tails }: FlipCounts): string {
  if (heads + tails === 1) return heads === 1 ? "a head" : "a tail";
  if (tails === 0) return "all of them heads";
  return `${heads === 0 ? "none" : heads.toLocaleString("en")} of them heads`;
}

/** As many decimals as tell the ends of a belief's interval apart, 2 at least. */
function decimalsFor(sd: number): number {
  return Math.max(2, Math.ceil(-Math.log10(sd)) + 1);
}

/** What the two sliders of the guess mean. */
export function noteOf({ guess, guessInterval, isFromCoin }: CoinModel): string {
  const decimals = decimalsFor(betaDistribution(guess.alpha, guess.beta).sd);
  const [low, high] = guessInterval.map((end) => digits(end, decimals));
  const belief = `Your guess says: with ${100 * GUESS_MASS}\u00a0% probability the bias lies between ${low} and ${high}.`;
  return isFromCoin ? belief : `${belief} The flips are your own; to guess a hidden bias, press New coin.`;
}

function revealInWords({ truth, scores }: CoinModel): string {
  if (truth === null || scores === null) return "";
  const { guess, posterior } = scores;
  const verdict =
    guess.crps <= posterior.crps
      ? "you did at least as well as the posterior"
      : "the posterior knew more than you said";
  return `The hidden bias is ${digits(truth, 3)}: your belief misses it by ${digits(guess.crps, 3)}, the posterior by ${digits(posterior.crps, 3)}, so ${verdict}.`;
}

/** "1 flip", "1,000 flips". */
export function amount(count: number, name: string): string {
  return `${count.toLocaleString("en")} ${name}${count === 1 ? "" : "s"}`;
}
