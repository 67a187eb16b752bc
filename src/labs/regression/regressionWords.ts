import { element } from "../../app/element";
import type { SettingValues } from "../../core/settings";
import { NO_POINTS } from "./dataText";
import posterior from "./posterior.tex";
import predictive from "./predictive.tex";
import { ALL_SEEN } from "./regressionSettings";
import { experimentCards, formula, type Experiment } from "../experimentCards";

const START = { data: "", seen: ALL_SEEN, degree: 1, sigmaNoise: 0.5, sigmaPrior: 2, axes: "posterior" };

const experiments: readonly Experiment[] = [
  {
    title: "Before any data",
    lookFor: "The prior alone: lines in every direction. Then add the points one at a time, with the . key.",
    values: { ...START, seen: 0 },
  },
  {
    title: "Watch the hill shrink",
    lookFor: "The axes stay with the prior: after a few points its wide hill has become a needle.",
    values: { ...START, seen: 3, axes: "prior" },
  },
  {
    title: "Only the left half",
    lookFor: "With 10 points, all below zero, the band opens to the right: far from data the model says so.",
    values: { ...START, seen: 10 },
  },
  {
    title: "Too flexible?",
    lookFor:
      "Degree 8 hugs the data and knows nothing beyond. The evidence does not fall for it: see the bars.",
    values: { ...START, degree: 8 },
  },
  {
    title: "A prior that insists",
    lookFor: "Weights are held near 0, so the slope comes out too flat. Compare it with least squares.",
    values: { ...START, sigmaPrior: 0.1 },
  },
  {
    title: "Your own points",
    lookFor: "An empty plot: click to put points down. One point already tilts the hill into a ridge.",
    values: { ...START, data: NO_POINTS },
  },
];

/** What to try, what it means, where to go next. */
export function fillRegressionWords(container: HTMLElement, set: (values: SettingValues) => void): void {
  container.replaceChildren(
    element("h2", {}, ["Try this"]),
    experimentCards(experiments, set),
    element("p.keys", {}, [
      "Click the plot to add a point, drag one to move it, double-click or press long to remove it. Keys: space plays, . and , step, F flattens the surface, 0 resets the camera. In the plot, [ and ] choose a point, arrows move it, + adds one, Delete removes it.",
    ]),
    element("h2", {}, ["The posterior of the weights"]),
    formula(posterior),
    element("p", {}, [
      "With Gaussian noise of known sd σ and a Gaussian prior of sd τ the posterior is Gaussian too, so all here is exact. Every place of the surface is a line: point at it to see which. The dots are the lines drawn on the left; the ring is what made the article's data.",
    ]),
    element("h2", {}, ["Two kinds of uncertainty"]),
    formula(predictive),
    element("p", {}, [
      "On the left both bands reach two standard deviations: the model's alone, and noise on top. Noise stays however many points there are. The model's part shrinks with data, and only where they are: that is why the band opens beyond them.",
    ]),
    element("p", {}, [
      "The article calls the uncertainty much larger beyond the data, and its code prints 0.524 within and 0.609 beyond. Most of both is noise: the model's part alone grows from 0.152 to 0.346, by a factor of 2.3.",
    ]),
    element("p", {}, [
      "The article also finds the weights close to the 0.5 and 1.5 that made the data. Its code gives 0.37 and 1.54: the slope is close, the intercept lies 1.2 posterior sds off.",
    ]),
    element("p", {}, [
      "Above degree 1 the surface shows intercept and weight of x, with all other weights integrated out.",
    ]),
    element("p", {}, [
      "Next: ",
      element("a", { href: "#explorer" }, ["the MCMC explorer"]),
      ", for posteriors that no formula gives.",
    ]),
  );
}
