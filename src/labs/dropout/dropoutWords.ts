import { element } from "../../app/element";
import type { SettingValues } from "../../core/settings";
import { experimentCards, formula, type Experiment } from "../experimentCards";
import moments from "./moments.tex";
import passes from "./passes.tex";

const START: SettingValues = {
  data: "gap",
  numPoints: 60,
  layers: "2",
  width: 32,
  activation: "relu",
  trainRate: 0.1,
  learningRate: 0.005,
  weightDecay: 0,
  maxSteps: 4000,
  ownRate: false,
  numPasses: 100,
  sharing: "perPass",
  ensemble: false,
};

const experiments: readonly Experiment[] = [
  {
    title: "The article's network",
    lookFor: "Nothing was learnt, and yet there is doubt: the chart on the left says of what.",
    values: { ...START, data: "article", inputAt: 2 },
  },
  {
    title: "Turn the rate up afterwards",
    lookFor: "Trained at 10 %, asked at 40 %: the band is more than twice as wide, and no datum has changed.",
    values: { ...START, ownRate: true, rate: 0.4 },
  },
  {
    title: "One layer instead of two",
    lookFor: "In the gap the doubt is now smaller than at the data. Dropout does not look for data.",
    values: { ...START, layers: "1" },
  },
  {
    title: "An ensemble beside it",
    lookFor: "Five networks without dropout: where do they disagree, and which of the two holds the truth?",
    values: { ...START, ensemble: true, ensembleSize: 5 },
  },
  {
    title: "Noise that grows",
    lookFor: "Dropout's band does not follow the noise; the noise has to be added, and known.",
    values: { ...START, data: "growingNoise", numPoints: 200 },
  },
  {
    title: "Two classes",
    lookFor:
      "Height is probability, colour is what the passes disagree about. Look far from both arcs: is the network unsure there?",
    values: { ...START, data: "arcs", numPoints: 120, layers: "1", width: 64, trainRate: 0.2 },
  },
  {
    title: "Your own points",
    lookFor: "No points yet: click the plot to put some down, and the network learns each at once.",
    values: { ...START, data: "own", points: "none" },
  },
];

/** What to try, what it means, where to go next. */
export function fillDropoutWords(container: HTMLElement, set: (values: SettingValues) => void): void {
  container.replaceChildren(
    element("h2", {}, ["Try this"]),
    experimentCards(experiments, set),
    element("p.keys", {}, [
      "Click the plot to add a point, drag one to move it, double-click or press long to remove it; the ring is the chosen input. Keys: space trains or pauses, . makes 100 steps, R resets, P shows passes one by one, F flattens the surface, 0 resets the camera. In the plot, [ and ] choose a point, arrows move it, + adds one, Delete removes it.",
    ]),
    element("h2", {}, ["One pass, and all of them"]),
    formula(passes),
    formula(moments),
    element("p", {}, [
      "In every pass each hidden unit is dropped with probability p, and the kept ones count 1/(1 − p) times. aⱼ is what unit j adds to the output. With one hidden layer mean and variance over all masks are exact, so the passes can be judged by them.",
    ]),
    element("h2", {}, ["What it means, and what not"]),
    element("p", {}, [
      "Passes of a trained network are read as draws from an approximate posterior (Gal and Ghahramani 2016). But the spread is set by the rate: change it after training and the “uncertainty” changes, without a single new datum. More data do not make it vanish.",
    ]),
    element("p", {}, [
      "Whether it grows where data are missing depends on the network. With one hidden layer it often shrinks inside a gap; with two it tends to grow. The numbers say which.",
    ]),
    element("p", {}, [
      "The band has two parts: the model's (epistemic), from the passes, and the noise of y (aleatoric), which dropout knows nothing of. Here it is what made the data, or what the residuals leave, or your number.",
    ]),
    element("h2", {}, ["The article's picture"]),
    element("p", {}, [
      "Its 1-32-1 network is never trained and has biases of 0. So every unit is a multiple of x on either side, and the sd is exactly 0.4148 |x| on the left and 0.6262 |x| on the right: 0.263 in the middle, 2.103 at the edges, a ratio of 8 for any weights. It looks like doubt that grows away from data; there are no data.",
    ]),
    element("p", {}, [
      "Next: ",
      element("a", { href: "#benchmark" }, ["the benchmark"]),
      ", for what this machine does a second.",
    ]),
  );
}
