import { element } from "../../app/element";
import { ReadoutTable } from "../../app/readoutTable";
import type { SettingValues } from "../../core/settings";
import beta from "./beta.tex";
import type { ConjugateModel } from "./conjugateModel";
import type { PairKey } from "./conjugatePair";
import gamma from "./gamma.tex";
import normal from "./normal.tex";
import { articleRows } from "./readouts";
import { experimentCards, type Experiment } from "../experimentCards";

const FLAT = { pair: "beta", view: "belief", alpha: 1, beta: 1, biasFrom: 0, biasTo: 1, ownFlips: "" };

const experiments: readonly Experiment[] = [
  {
    title: "A stubborn prior",
    lookFor:
      "Worth 40 heads and 40 tails, it holds ten flips near one half. Below, 1,000 flips hardly notice it.",
    values: { ...FLAT, alpha: 40, beta: 40, numFlips: "10" },
  },
  {
    title: "When the prior still matters",
    lookFor:
      "A prior that rules out every bias above one half. A thousand flips say 0.7, and the posterior piles up at the edge.",
    values: { ...FLAT, biasTo: 0.5, numFlips: "1000" },
  },
  {
    title: "A point against a vague prior",
    lookFor:
      "Is the mean exactly 5? Make the prior's sd larger: the posterior stays, yet the Bayes factor moves towards the point.",
    values: {
      pair: "normal",
      view: "belief",
      numMeasurements: "10",
      ownMeasurements: "",
      priorMean: 0,
      priorSd: 10,
      sigma: 2,
      meanFrom: -200,
      meanTo: 200,
      nullMean: 5,
    },
  },
  {
    title: "Predict, do not plug in",
    lookFor:
      "After two counts the next one is more uncertain than any Poisson: crosses take the mean rate for certain, bars do not.",
    values: {
      pair: "gamma",
      view: "prediction",
      ownCounts: "5 1",
      shape: 2,
      rate: 1,
      rateFrom: 0,
      rateTo: 100,
    },
  },
];

const FORMULAS: Readonly<Record<PairKey, { title: string; markup: string; words: string }>> = {
  beta: {
    title: "Beta and flips",
    markup: beta,
    words:
      "The prior counts like flips seen before: heads and tails are simply added to alpha and beta. The evidence is what this very sequence had as its probability, before it was seen.",
  },
  normal: {
    title: "Normal and measurements with known noise",
    markup: normal,
    words:
      "Precisions, one over the variance, add up. The posterior mean is an average of the prior's mean and the data's, each weighted by its precision.",
  },
  gamma: {
    title: "Gamma and counts",
    markup: gamma,
    words:
      "The prior counts like b counts seen before with a events in all. The next count has a negative binomial distribution: a Poisson whose rate is not known exactly.",
  },
};

const DATA_WORDS: Readonly<Record<PairKey, string>> = {
  beta: "Below the picture stand the article's own three batches of 10, 100 and 1,000 flips of a coin with bias 0.7.",
  normal:
    "The 50 measurements are the article's. For 10, 100 and 1,000 its random stream runs on: 10 are the first of its 50, and those are the first of the 100 and the 1,000.",
  gamma:
    "The article announces three pairs and shows two. This is our third; its 25 counts are ours, and the 10, 100 and 1,000 are simulated with rate 3 from the article's seed.",
};

/** What to try, the formula of the pair, what it means, the article's numbers, where to go next. */
export class ConjugateWords {
  readonly #title = element("h2");
  readonly #formula = element("div.formula");
  readonly #words = element("p");
  readonly #data = element("p");
  #pair: PairKey | null = null;

  constructor(container: HTMLElement, set: (values: SettingValues) => void) {
    const claims = element("div.conjugate-claims.conjugate-numbers");
    new ReadoutTable(claims, "The article's posteriors", ["flips", "its code", "it prints"]).show(
      articleRows(),
    );
    container.replaceChildren(
      element("h2", {}, ["Try this"]),
      experimentCards(experiments, set),
      this.#title,
      this.#formula,
      this.#words,
      element("p", {}, [
        "A prior and its data are a conjugate pair when the posterior is of the prior's own family: then updating is adding, and every number here is exact.",
      ]),
      element("h2", {}, ["10, 100 and 1,000 data"]),
      this.#data,
      element("p", {}, [
        "With every tenfold the posterior is about three times as narrow, and the prior's weight falls tenfold. Only one thing never washes out: where the prior has no mass at all, the posterior has none either.",
      ]),
      element("h2", {}, ["The article's numbers"]),
      claims,
      element("p", {}, [
        "For its three batches the article prints Beta(9, 4), Beta(74, 29) and Beta(691, 311). Its code, run with its own seed, gives Beta(7, 5), Beta(73, 29) and Beta(704, 298), and so does this page.",
      ]),
      element("p", {}, [
        "Of the normal mean it says that the posterior concentrates near 5.0. Its 50 measurements give 5.71 ± 0.28: the 5 that made them lies 2.5 posterior sds off, by the luck of this draw.",
      ]),
      element("p", {}, [
        "Next: ",
        element("a", { href: "#map" }, ["MAP against MLE"]),
        ", where a prior keeps a curve from chasing its noise.",
      ]),
    );
  }

  show({ pair }: ConjugateModel): void {
    if (pair === this.#pair) return;
    this.#pair = pair;
    const { title, markup, words } = FORMULAS[pair];
    this.#title.textContent = title;
    this.#formula.innerHTML = markup;
    this.#words.textContent = words;
    this.#data.textContent = DATA_WORDS[pair];
  }
}
