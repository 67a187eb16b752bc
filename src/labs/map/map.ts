/** MAP against MLE: a polynomial with and without a prior on its weights, as curves, contours, bars and paths. */
import "./map.css";
import { element } from "../../app/element";
import { bindKeys } from "../../app/keyboard";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { ReadoutTable } from "../../app/readoutTable";
import { SettingsStore } from "../../app/settingsStore";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { attempt } from "../attempt";
import { bindLinkButton } from "../linkButton";
import { MAX_POINTS, parsePoints, type Point } from "../points/pointText";
import { articlePoints } from "./articleParabola";
import { DataView } from "./dataView";
import { LambdaControls } from "./lambdaControls";
import { mapModel } from "./mapModel";
import { mapSettings, transientKeys } from "./mapSettings";
import { fillMapWords } from "./mapWords";
import { PlaneView } from "./planeView";
import { addPoint, dataSetting, movePoint, removePoint } from "./pointEdits";
import { moodOf, readoutsOf, sentenceOf } from "./readouts";
import { StageParts } from "../stageParts";
import { StripView } from "./stripView";
import { WeightBars } from "./weightBars";

type MapPart = "data" | "plane" | "bars";

export const map: LabModule = { settings: mapSettings, transientKeys, open };

/** The only fault of a text that the panel itself finds; it would quote all of it. */
const TOO_LONG = `The text is too long for points of this lab; expected at most ${MAX_POINTS} pairs of numbers. The picture stays as it was.`;

function open({ shell, store }: LabContext): RunningLab {
  /** The points of the last text that gave some; the model may refuse them, and then holds the ones before. */
  let given: readonly Point[] = articlePoints();
  let model = mapModel(new SettingsStore(mapSettings), given);
  /** The text that was read last, good or bad: a bad one is complained of once. */
  let readText = "";

  const complain = (problem: string): void => shell.notices.show(problem, "problem");
  const orComplain = (act: () => void): boolean =>
    attempt(act, ({ message }) => complain(`${message} The picture stays as it was.`));

  const headline = element("p.headline", { "data-mood": "neutral" });
  shell.numbers.replaceChildren(headline);
  const table = new ReadoutTable(shell.numbers, "MAP against MLE", ["", "here", "article"]);
  const parts = new StageParts(
    shell.stage,
    "map",
    [
      ["data", "Data"],
      ["plane", "Two weights"],
      ["bars", "All weights"],
    ],
    (part) => store.set({ part }),
  );
  const dataView = new DataView(parts.part("data"), {
    onMove: (index, point, isLive) => store.set(movePoint(model.points, index, point), isLive),
    onAdd: (point) => orComplain(() => store.set(addPoint(model.points, point))),
    onRemove: (index) => orComplain(() => store.set(removePoint(model.points, index))),
  });
  const plane = new PlaneView(parts.part("plane"));
  const bars = new WeightBars(parts.part("bars"));
  const strip = new StripView(shell.charts);
  const controls = new LambdaControls(shell.toolbar, store);

  /** Computes all anew; the last good points stay where a text gives none, and so does the last good model. */
  function update(): void {
    const text = store.text("data");
    if (text !== readText) {
      given = model.points;
      orComplain(() => (given = parsePoints(text, articlePoints())));
    }
    readText = text;
    orComplain(() => (model = mapModel(store, given, model)));
  }

  function show(isLive: boolean): void {
    const sentence = sentenceOf(model);
    if (headline.textContent !== sentence) headline.textContent = sentence;
    headline.dataset.mood = moodOf(model);
    table.show(readoutsOf(model));
    dataView.show(model, store.text("truth") === "points");
    plane.show(model);
    bars.show(model);
    strip.show(model);
    controls.refresh(model);
    if (!isLive && !controls.isPlaying) shell.summary.textContent = sentence;
  }

  const unsubscribe = store.subscribe((changed, isLive) => {
    if (changed.has("part")) parts.choose(store.text("part") as MapPart);
    if (changed.size === 1 && changed.has("part")) return;
    update();
    show(isLive);
  });

  const good = () => ({ ...store.values, ...dataSetting(model.points) });
  const unbindLink = bindLinkButton(shell, () => encodeLink("map", store.settings, good()));
  const unbindKeys = bindKeys({
    " ": () => controls.toggle(),
    ".": () => controls.step(1),
    ",": () => controls.step(-1),
    l: () => controls.switchPrior(),
  });
  const panel = new Panel(
    {
      container: shell.panel,
      store,
      onProblem: (problem) => complain(problem.startsWith("data =") ? TOO_LONG : problem),
    },
    [
      {
        group: "Data",
        label: "The article's points",
        description: "All 15 of them, as they were.",
        run: () => store.set({ data: "" }),
      },
    ],
  );
  fillMapWords(shell.words, (values) => store.set(values));

  parts.choose(store.text("part") as MapPart);
  update();
  show(false);

  return {
    ready: Promise.resolve(),
    handle: {
      ready: Promise.resolve(),
      settings: () => ({ ...store.values }),
      set: (values: Readonly<Record<string, unknown>>) => store.set(values),
      summary: () => ({ ...model, sentence: sentenceOf(model) }),
    },
    setTheme: () => {
      dataView.setTheme();
      plane.setTheme();
      strip.setTheme();
    },
    dispose: () => {
      unsubscribe();
      unbindLink();
      unbindKeys();
      controls.dispose();
      panel.dispose();
      dataView.dispose();
      plane.dispose();
      bars.dispose();
      strip.dispose();
      parts.dispose();
    },
  };
}
