import { element } from "../../app/element";
import type { SettingValues } from "../../core/settings";
import { experiments } from "./experiments";
import posterior from "./posterior.tex";
import { experimentCards, formula } from "../experimentCards";

/** What one sees, what to try, what it means, where to go next. */
export function fillCoinWords(container: HTMLElement, set: (values: SettingValues) => void): void {
  const paragraph = (text: string): HTMLElement => element("p", {}, [text]);
  container.replaceChildren(
    element("h2", {}, ["Try this"]),
    experimentCards(experiments, set),
    element("h2", {}, ["Prior times likelihood"]),
    formula(posterior),
    paragraph(
      "With h heads and t tails the posterior is Beta(α + h, β + t). The grid does the same the hard way: at each node it multiplies prior and likelihood, then divides by the sum. Each slice of the ridge is a posterior, scaled to its own peak; the next flip makes the next slice, and short of ten flips the newest one runs on. In the chart the likelihood is scaled to area 1, the shaded part is the 95\u00a0% interval, and the green bar is the HDI.",
    ),
    paragraph(
      "A tick in the table means that the grid is near enough to the closed form: sums within 1 % of the posterior's standard deviation, values read off nodes within a tenth of it. Three dots mean: further off, but by no more than one spacing of the grid.",
    ),
    paragraph(
      "A grid is honest and simple, and hopeless beyond a few dimensions: with 100 points each, five dimensions fill 16 GB, and eight take longer than a year at a hundred million points a second.",
    ),
    element("h2", {}, ["The score"]),
    paragraph(
      "The miss (CRPS) is the distance between your belief and the truth: a belief in a single value misses by its distance, a spread one by less or more, and on average nobody misses by less than who says what they really believe, neither surer nor less sure.",
    ),
    paragraph("Hidden biases are drawn evenly from 0 to 1, so Beta(1, 1) is the prior that knows this much."),
    element("h2", {}, ["The article's number"]),
    paragraph("The article prints 0.600 and 0.571 for its five flips. Both are right to these digits."),
    element("p.keys", {}, [
      "Keys: space, T, H flip 1, 10, 100; B step back, N new coin, R reveal, F flat view, 0 camera, C copy link.",
    ]),
    element("p", {}, [
      "Next: ",
      element("a", { href: "#conjugate" }, ["conjugate pairs"]),
      ", where the closed form comes from.",
    ]),
  );
}
