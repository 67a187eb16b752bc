/**
 * The conjugate pairs: prior, likelihood and posterior in closed form, few and many data side by side, and
 * what becomes of a prior that rules the truth out.
 */
import { element } from "../../app/element";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { ReadoutTable } from "../../app/readoutTable";
import { SettingsStore } from "../../app/settingsStore";
import { PlotChart } from "../../charts";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { bindLinkButton } from "../linkButton";
import "./conjugate.css";
import { conjugateModel, type ConjugateModel } from "./conjugateModel";
import { conjugateSettings, MAX_LETTERS } from "./conjugateSettings";
import { ConjugateWords } from "./conjugateWords";
import { beliefPicture, predictionPicture } from "./pictures";
import { readoutsOf, sentenceOf } from "./readouts";
import { StripView } from "./stripView";
import { ToolbarView } from "./toolbarView";
import { TypedData } from "./typedData";

export const conjugate: LabModule = { settings: conjugateSettings, transientKeys: ["view"], open };

/** The only fault of a text that the panel itself finds, in its own words. */
const TOO_LONG = `Your data are too long: a link has room for ${MAX_LETTERS.toLocaleString("en")} letters. The picture stays as it was.`;

function open({ shell, store }: LabContext): RunningLab {
  // What is shown while the link that was opened holds limits that cannot be used.
  let model = conjugateModel(new SettingsStore(conjugateSettings));
  const typed = new TypedData(store, (problem) => shell.notices.show(problem, "problem"));
  const headline = element("p.headline", { "data-mood": "neutral" });
  shell.numbers.replaceChildren(headline);
  shell.numbers.classList.add("conjugate-numbers");
  const table = new ReadoutTable(shell.numbers, "Numbers of the posterior", ["", "exact", "article"]);
  const box = element("div.conjugate-plot");
  shell.stage.replaceChildren(box);
  const plot = new PlotChart(box, { title: "Conjugate update", description: () => sentenceOf(model) });
  const strip = new StripView(shell.charts, model);
  const toolbar = new ToolbarView(shell.toolbar, store, model);
  const words = new ConjugateWords(shell.words, (values) => store.set(values));

  /** Nothing is changed where the settings cannot be used; of data alone the last good ones stay. */
  function show(): void {
    let news: ConjugateModel;
    try {
      news = conjugateModel(store, typed.read());
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      shell.notices.show(`${error.message} Until then the picture stays as it was.`, "problem");
      return;
    }
    draw(news);
  }

  function draw(news: ConjugateModel): void {
    model = news;
    const sentence = sentenceOf(model);
    if (headline.textContent !== sentence) headline.textContent = sentence;
    table.show(readoutsOf(model));
    plot.show(model.view === "belief" ? beliefPicture(model) : predictionPicture(model));
    strip.show(model);
    toolbar.show(model);
    words.show(model);
    shell.summary.textContent = sentence;
  }

  const unsubscribe = store.subscribe(show);
  const unbindLink = bindLinkButton(shell, () =>
    encodeLink("conjugate", store.settings, { ...store.values, ...typed.good() }),
  );
  const panel = new Panel(
    {
      container: shell.panel,
      store,
      onProblem: (problem) => shell.notices.show(problem.startsWith("own") ? TOO_LONG : problem, "problem"),
    },
    [],
  );
  shell.panel.classList.add("conjugate-panel");
  for (const input of shell.panel.querySelectorAll(".lil-string input")) {
    input.setAttribute("placeholder", "type or paste");
  }
  draw(model);
  show();

  return {
    ready: Promise.resolve(),
    handle: {
      ready: Promise.resolve(),
      settings: () => ({ ...store.values }),
      set: (values: Readonly<Record<string, unknown>>) => store.set(values),
      summary: () => {
        const { pair, interval, region, next, update } = model;
        const { priorName, posteriorName, posterior, logEvidence, logBayesFactor } = update;
        const { mean, sd, mode } = posterior;
        const numbers = { mean, sd, mode, interval, region, logEvidence, logBayesFactor, next };
        return { pair, priorName, posteriorName, ...numbers, sentence: sentenceOf(model) };
      },
    },
    setTheme: () => {
      plot.setTheme();
      strip.setTheme();
    },
    dispose: () => {
      unsubscribe();
      unbindLink();
      panel.dispose();
      strip.dispose();
      plot.dispose();
    },
  };
}
