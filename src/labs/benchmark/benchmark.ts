/**
 * The benchmark: what this machine does a second and what it is worth, on every backend, behind a gate that only
 * right kernels pass. The page's thread only counts and draws; workers and the graphics adapter do the work.
 */
import { element } from "../../app/element";
import { bindKeys } from "../../app/keyboard";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { ReadoutTable } from "../../app/readoutTable";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { bindLinkButton } from "../linkButton";
import "./benchmark.css";
import { benchmarkSettings, optionsOf, type BenchmarkOptions } from "./benchmarkSettings";
import { fillBenchmarkWords } from "./benchmarkWords";
import { checkedOptions, type BenchmarkHandle } from "./handle";
import { readMachine } from "./machine";
import { readoutsOf, sentenceOf } from "./readouts";
import { ResultsView } from "./resultsView";
import { Session } from "./session";
import { StripView } from "./stripView";
import { ToolbarView } from "./toolbarView";

export const benchmark: LabModule = { settings: benchmarkSettings, transientKeys: [], open };

/** Seconds a row of the quick run. */
const QUICK_SECONDS = 0.3;

function open({ shell, store }: LabContext): RunningLab {
  const headline = element("p.headline", { "data-mood": "neutral" });
  shell.numbers.replaceChildren(headline);
  const table = new ReadoutTable(shell.numbers, "This machine", ["", "here", ""]);
  const strip = new StripView(shell.charts);
  const results = new ResultsView(shell.stage, shell.notices);
  const session = new Session(() => show());
  const quickOf = (options: BenchmarkOptions): BenchmarkOptions => ({
    ...options,
    seconds: QUICK_SECONDS,
    scaleWorkers: false,
    scaleChains: false,
  });

  function show(): void {
    const { isRunning, progress } = session;
    const sentence = sentenceOf(session.results, isRunning);
    if (headline.textContent !== sentence) headline.textContent = sentence;
    table.show(readoutsOf(session.machine));
    toolbar.show({ isRunning, ...progress });
    results.show(session.results, isRunning);
    strip.show(session.results?.rows ?? []);
    // Not every repeat: what is read out would never come to an end.
    if (!isRunning) shell.summary.textContent = sentence;
  }

  function showPlan(): void {
    const options = optionsOf(store.values);
    results.showPlan(session.planOf(options), options, quickOf(options));
  }

  async function run(options: BenchmarkOptions): Promise<void> {
    try {
      await session.run(options);
    } catch (error) {
      shell.notices.show(error instanceof Error ? error.message : String(error), "problem");
    }
  }

  const toolbar = new ToolbarView(shell.toolbar, {
    run: () => void run(optionsOf(store.values)),
    quick: () => void run(quickOf(optionsOf(store.values))),
    cancel: () => session.cancel(),
  });
  const unbindKeys = bindKeys({
    enter: () => !session.isRunning && void run(optionsOf(store.values)),
    q: () => !session.isRunning && void run(quickOf(optionsOf(store.values))),
    escape: () => session.cancel(),
  });
  const unsubscribe = store.subscribe(showPlan);
  const unbindLink = bindLinkButton(shell, () => encodeLink("benchmark", store.settings, store.values));
  const panel = new Panel(
    { container: shell.panel, store, onProblem: (problem) => shell.notices.show(problem, "problem") },
    [],
  );
  fillBenchmarkWords(shell.words, (values) => store.set(values));
  show();
  showPlan();
  const ready = readMachine().then((machine) => {
    session.machine = machine;
    show();
    showPlan();
  });

  const handle: BenchmarkHandle = {
    ready,
    settings: () => ({ ...store.values }),
    set: (values) => store.set(values),
    run: async (options = {}, beforeRound) => {
      await ready;
      return await session.run(checkedOptions(store, options), beforeRound);
    },
    cancel: () => session.cancel(),
    isRunning: () => session.isRunning,
    results: () => session.results,
    markdown: () => results.markdown(),
  };
  return {
    ready,
    handle,
    setTheme: () => strip.setTheme(),
    dispose: () => {
      unsubscribe();
      unbindKeys();
      unbindLink();
      session.dispose();
      panel.dispose();
      strip.dispose();
      results.dispose();
    },
  };
}
