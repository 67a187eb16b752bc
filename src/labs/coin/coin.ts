/** The coin and belief: prior times likelihood, flip by flip, on a grid and exact; guess the bias, then reveal it. */
import { element } from "../../app/element";
import { bindKeys } from "../../app/keyboard";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { ReadoutTable } from "../../app/readoutTable";
import { iconButton } from "../../app/shell";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { bindLinkButton } from "../linkButton";
import { ChartsView } from "./chartsView";
import { coinModel } from "./coinModel";
import { coinSettings, FIRST_FLIPS, transientKeys } from "./coinSettings";
import { CoinToolbar } from "./coinToolbar";
import { fillCoinWords } from "./coinWords";
import { flipsAsText, MAX_FLIPS, readFlips } from "./flips";
import { createFlipsEditor } from "./flipsEditor";
import { flipOn } from "./hiddenCoin";
import { amount, noteOf, readoutsOf, scoreReadouts, sentenceOf } from "./readouts";
import { RidgeView } from "./ridgeView";
import "./coin.css";

export const coin: LabModule = { settings: coinSettings, transientKeys, open };

function open({ shell, store, theme }: LabContext): RunningLab {
  const complain = (sentence: string): void => shell.notices.show(sentence, "problem");
  const headline = element("p.headline", { "data-mood": "neutral" });
  const scoreBox = element("div.coin-scores");
  shell.numbers.replaceChildren(headline, scoreBox);
  const scores = new ReadoutTable(scoreBox, "Score of your guess", ["score", "you", "posterior"]);
  const table = new ReadoutTable(shell.numbers, "Posterior", ["", "on the grid", "exact"]);
  const ridge = new RidgeView(shell.stage, theme.theme, shell.notices, (camera) => store.set({ camera }));
  const editor = createFlipsEditor(takeFlips);
  const note = element("p.coin-note");

  /** The last text of flips that could be used. */
  let goodText = FIRST_FLIPS;
  let model = coinModel(store.values, readFlips(goodText).flips ?? new Uint8Array());
  const charts = new ChartsView(shell.charts, model);

  function takeFlips(text: string): void {
    const { flips, problem } = readFlips(text);
    if (problem === null) store.set({ flips: flipsAsText(flips), revealed: false });
    else {
      editor.refuse();
      complain(problem);
    }
  }

  function show(): void {
    const { flips, problem } = readFlips(store.text("flips"));
    if (problem !== null) {
      complain(problem);
      // Shows the last good ones, and mends the address once it has been read.
      queueMicrotask(() => store.set({ flips: goodText }));
      return;
    }
    goodText = store.text("flips");
    model = coinModel(store.values, flips);
    const sentence = sentenceOf(model);
    if (headline.textContent !== sentence) shell.summary.textContent = headline.textContent = sentence;
    scoreBox.hidden = model.scores === null;
    scores.show(scoreReadouts(model));
    table.show(readoutsOf(model));
    ridge.show(model);
    charts.show(model);
    toolbar.show(flips.length, model.truth !== null);
    editor.show(flipsAsText(flips));
    note.textContent = noteOf(model);
  }

  const actions = {
    flip: (count: number): void => {
      const room = Math.min(count, MAX_FLIPS - model.flips.length);
      if (room < count) complain(`${amount(MAX_FLIPS, "flip")} are as many as a link can carry.`);
      store.set({ flips: flipsAsText(flipOn(store.number("seed"), model.flips, room)) });
    },
    stepBack: (): void => {
      if (model.flips.length > 0) store.set({ flips: flipsAsText(model.flips.slice(0, -1)) });
    },
    newCoin: (): void =>
      store.set({ seed: (store.number("seed") + 1) % 4294967296, flips: "", revealed: false }),
    reveal: (): void => {
      if (model.isFromCoin) store.set({ revealed: !store.toggle("revealed") });
      else
        shell.notices.show(
          "These flips are your own, not the hidden coin's: there is nothing to reveal. Press New coin and flip.",
        );
    },
  };
  const toolbar = new CoinToolbar(shell.toolbar, actions);

  const toggleView = (): void => store.set({ view: store.text("view") === "flat" ? "surface" : "flat" });
  const resetCamera = (): void => {
    store.set({ camera: [] });
    ridge.setCamera([]);
  };
  const viewButton = iconButton("flat", "Ridge in 3D or flat", "F");
  viewButton.addEventListener("click", toggleView);
  const cameraButton = iconButton("camera", "Reset the camera", "0");
  cameraButton.addEventListener("click", resetCamera);
  shell.tools.replaceChildren(viewButton, cameraButton);

  const unsubscribe = store.subscribe((changed) => {
    if (changed.has("view")) ridge.setView(store.text("view"));
    if (changed.has("camera")) ridge.setCamera(store.vector("camera"));
    if ([...changed].some((key) => key !== "view" && key !== "camera")) show();
  });
  const unbindLink = bindLinkButton(shell, () => encodeLink("coin", store.settings, store.values));
  const unbindKeys = bindKeys({
    " ": () => actions.flip(1),
    t: () => actions.flip(10),
    h: () => actions.flip(100),
    b: actions.stepBack,
    n: actions.newCoin,
    r: actions.reveal,
    f: toggleView,
    "0": resetCamera,
  });
  const panel = new Panel({ container: shell.panel, store, onProblem: complain }, [
    {
      group: "Your guess",
      label: "Reveal the hidden bias",
      description: "Shows the hidden bias and scores your guess.",
      run: actions.reveal,
    },
  ]);
  shell.panel.prepend(editor.element);
  shell.panel.append(note);
  fillCoinWords(shell.words, (values) => store.set(values));
  ridge.setCamera(store.vector("camera"));
  ridge.setView(store.text("view"));
  show();

  return {
    ready: Promise.resolve(),
    handle: {
      ready: Promise.resolve(),
      settings: () => ({ ...store.values }),
      set: (values: Readonly<Record<string, unknown>>) => store.set(values),
      summary: () => ({ ...model, sentence: sentenceOf(model) }),
      frames: () => ridge.frames,
    },
    setTheme: () => {
      ridge.setTheme(theme.theme);
      charts.setTheme();
    },
    dispose: () => {
      unsubscribe();
      unbindKeys();
      unbindLink();
      panel.dispose();
      charts.dispose();
      ridge.dispose();
    },
  };
}
