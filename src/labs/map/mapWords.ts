import { element } from "../../app/element";
import type { SettingValues } from "../../core/settings";
import { experimentCards, formula, type Experiment } from "../experimentCards";
import evidence from "./evidence.tex";
import lasso from "./lasso.tex";
import ridge from "./ridge.tex";

const START = {
  data: "",
  truth: "curve",
  degree: 10,
  lambda: 1,
  penalty: "L2",
  sigmaNoise: 0.15,
  sigmaEvidence: 1,
  first: 1,
  second: 2,
  others: "held",
};

const experiments: readonly Experiment[] = [
  {
    title: "A diamond has corners",
    lookFor:
      "A Laplace prior: contours touch at a corner, where w₃ is exactly 0. Only three weights of eleven are left, as in the truth.",
    values: { ...START, penalty: "L1", first: 1, second: 3 },
  },
  {
    title: "Almost no prior",
    lookFor:
      "With λ at a millionth the MAP follows the MLE through the noise. Then press Sweep λ and watch it calm down.",
    values: { ...START, lambda: 1e-6, first: 0, second: 1, others: "free" },
  },
  {
    title: "Too much of it",
    lookFor:
      "A λ of 100 insists on 0: the curve goes flat, and both errors rise. The best λ lies in between.",
    values: { ...START, lambda: 100 },
  },
  {
    title: "Fewer points than weights",
    lookFor: "Five points, eleven weights: no MLE exists. With a prior there is one answer all the same.",
    values: { ...START, data: "-1,0.97;-0.5,0.29;0,0.22;0.5,-0.01;1,0.04", truth: "curve" },
  },
  {
    title: "An evidence that shrugs",
    lookFor:
      "With σw at 0.15 no degree stands out: what the evidence says depends on the prior it is asked with.",
    values: { ...START, sigmaEvidence: 0.15 },
  },
];

/** What to try, what it means, where to go next. */
export function fillMapWords(container: HTMLElement, set: (values: SettingValues) => void): void {
  const paragraph = (text: string): HTMLElement => element("p", {}, [text]);
  container.replaceChildren(
    element("h2", {}, ["Try this"]),
    experimentCards(experiments, set),
    element("p.keys", {}, [
      "Click the plot to add a point, drag one to move it, double-click or press long to remove it. Keys: space sweeps λ, . and , step it, L changes the prior. In the plot, [ and ] choose a point, arrows move it, Delete removes it.",
    ]),
    element("h2", {}, ["A penalty is a prior"]),
    paragraph(
      "The MLE asks only how well a curve fits. The MAP multiplies that by what was believed before. On a log scale this is least squares with a penalty: a Gaussian prior gives ridge,",
    ),
    formula(ridge),
    paragraph("and a Laplace prior of scale b gives the lasso:"),
    formula(lasso),
    paragraph(
      "In the plane of two weights the likelihood pulls to its centre, the prior to 0. They settle where a contour of each just touches: on a circle anywhere, on a diamond often at a corner. There a weight is exactly 0.",
    ),
    element("h2", {}, ["Occam's razor"]),
    formula(evidence),
    paragraph(
      "The best fit can only rise with the degree d. The evidence averages over all weights that the prior allows, so a degree pays for curves that the data rule out. No test data are needed.",
    ),
    element("h2", {}, ["What the article leaves out"]),
    paragraph(
      "Its λ of 1 with noise of 0.15 is a prior sd σw of 0.15: a strong belief that all weights are small. With σw at 1 λ would be 0.0225, and the test error 0.0094. Its test error is that of one set of 15 points, and the prior also pulls at the intercept.",
    ),
    element("p", {}, [
      "Next: ",
      element("a", { href: "#regression" }, ["Bayesian linear regression"]),
      ", which keeps the whole posterior and not only its peak.",
    ]),
  );
}
