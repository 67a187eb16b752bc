/** Bayesian linear regression: data with lines from the posterior on the left, that posterior as a surface on the right. */
import "./regression.css";
import { element } from "../../app/element";
import { bindKeys } from "../../app/keyboard";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { ReadoutTable } from "../../app/readoutTable";
import { iconButton } from "../../app/shell";
import { SettingsStore } from "../../app/settingsStore";
import type { SettingValues } from "../../core/settings";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { attempt } from "../attempt";
import { bindLinkButton } from "../linkButton";
import { StageParts } from "../stageParts";
import { articlePoints, formatPoints, MAX_POINTS, parsePoints, type Point } from "./dataText";
import { DataView } from "./dataView";
import { addPoint, movePoint, removePoint, seenSetting, shufflePoints } from "./pointEdits";
import { readoutsOf, sentenceOf } from "./readouts";
import { regressionModel, weightsThrough, type RegressionModel } from "./regressionModel";
import { ALL_SEEN, regressionSettings, transientKeys } from "./regressionSettings";
import { fillRegressionWords } from "./regressionWords";
import { StepControls } from "./stepControls";
import { StripView } from "./stripView";
import { SurfaceView } from "./surfaceView";

type RegressionHalf = "data" | "surface";

export const regression: LabModule = { settings: regressionSettings, transientKeys, open };

/** The only fault of a text that the panel itself finds; it would quote all of it. */
const TOO_LONG = `The text is too long for points of this lab; expected at most ${MAX_POINTS} pairs of numbers. The picture stays as it was.`;

function open({ shell, store, theme }: LabContext): RunningLab {
  let points: readonly Point[] = articlePoints();
  let model = regressionModel(new SettingsStore(regressionSettings), points);
  /** The text that was read last, good or bad: a bad one is complained of once. */
  let readText = "";
  let pointed: Float64Array | null = null;

  const complain = (problem: string): void => shell.notices.show(problem, "problem");
  const orComplain = (act: () => void): boolean =>
    attempt(act, ({ message }) => complain(`${message} The picture stays as it was.`));

  const headline = element("p.headline", { "data-mood": "neutral" });
  shell.numbers.replaceChildren(headline);
  const table = new ReadoutTable(shell.numbers, "Posterior and prediction", ["", "posterior", "against"]);
  const halves = new StageParts(
    shell.stage,
    "halves",
    [
      ["data", "Data"],
      ["surface", "Posterior"],
    ],
    (half) => store.set({ half }),
  );
  const dataView = new DataView(halves.part("data"), {
    onMove: (index, point, isLive) => store.set(movePoint(points, index, point), isLive),
    onAdd: (point) => orComplain(() => store.set(addPoint(points, model.numSeen, point))),
    onRemove: (index) => store.set(removePoint(points, model.numSeen, index)),
  });
  const surface = new SurfaceView(halves.part("surface"), theme.theme, shell.notices, {
    onPoint: (place, line) => {
      if (!place && !pointed) return;
      pointed = place ? (model.lines[line ?? -1] ?? weightsThrough(model, place)) : null;
      surface.setFocus(place ? line : null);
      dataView.show(model, pointed);
    },
    onCamera: (camera) => store.set({ camera }),
  });
  const legend = element("p.legend", { "aria-label": "Marks on the surface" });
  halves.part("surface").append(legend);
  const strip = new StripView(shell.charts);
  const steps = new StepControls(shell.toolbar, {
    numPoints: () => points.length,
    numSeen: () => model.numSeen,
    setSeen: (count, isLive) => store.set({ seen: seenSetting(count, points.length) }, isLive),
  });

  /** Computes all anew; the last good points stay where a text gives none, and so does the last good model. */
  function update(): void {
    let given = points;
    const text = store.text("data");
    if (text !== readText) orComplain(() => (given = parsePoints(text)));
    readText = text;
    orComplain(() => {
      model = regressionModel(store, given);
      points = given;
    });
  }

  function show(isLive: boolean): void {
    pointed = null;
    const sentence = sentenceOf(model);
    if (headline.textContent !== sentence) headline.textContent = sentence;
    table.show(readoutsOf(model));
    dataView.show(model, pointed);
    surface.show(model, store.text("axes"));
    strip.show(model);
    steps.refresh();
    showLegend(legend, model);
    if (!isLive && !steps.isPlaying) shell.summary.textContent = sentence;
  }

  const viewKeys = new Set(["view", "camera", "half"]);
  const unsubscribe = store.subscribe((changed, isLive) => {
    if (changed.has("view")) surface.setView(store.text("view"));
    if (changed.has("camera")) surface.setCamera(store.vector("camera"));
    if (changed.has("half")) halves.choose(store.text("half") as RegressionHalf);
    if ([...changed].every((key) => viewKeys.has(key))) return;
    update();
    show(isLive);
  });

  const toggleView = (): void => store.set({ view: store.text("view") === "flat" ? "surface" : "flat" });
  const resetCamera = (): void => {
    store.set({ camera: [] });
    surface.setCamera([]);
  };
  const viewButton = iconButton("flat", "Surface or flat contours", "F");
  viewButton.addEventListener("click", toggleView);
  const cameraButton = iconButton("camera", "Reset the camera", "0");
  cameraButton.addEventListener("click", resetCamera);
  shell.tools.replaceChildren(viewButton, cameraButton);

  const good = (): SettingValues => ({ ...store.values, data: formatPoints(points) });
  const unbindLink = bindLinkButton(shell, () => encodeLink("regression", store.settings, good()));
  const unbindKeys = bindKeys({
    " ": () => steps.toggle(),
    ".": () => steps.step(1),
    ",": () => steps.step(-1),
    f: toggleView,
    "0": resetCamera,
  });
  const action = (label: string, description: string, values: () => SettingValues) => ({
    group: "Data",
    label,
    description,
    run: () => store.set(values()),
  });
  const panel = new Panel(
    {
      container: shell.panel,
      store,
      onProblem: (problem) => complain(problem.startsWith("data =") ? TOO_LONG : problem),
    },
    [
      action("The article's points", "All 20 of them, seen.", () => ({ data: "", seen: ALL_SEEN })),
      action("Shuffle, then one by one", "Puts the points into another order, none of them seen yet.", () =>
        shufflePoints(points, store.number("seed")),
      ),
      action("No points", "An empty plot, to click points into.", () => ({
        data: formatPoints([]),
        seen: ALL_SEEN,
      })),
    ],
  );
  fillRegressionWords(shell.words, (values) => store.set(values));

  halves.choose(store.text("half") as RegressionHalf);
  surface.setView(store.text("view"));
  update();
  show(false);
  if (store.vector("camera").length > 0) surface.setCamera(store.vector("camera"));

  return {
    ready: Promise.resolve(),
    handle: {
      ready: Promise.resolve(),
      settings: () => ({ ...store.values }),
      set: (values: Readonly<Record<string, unknown>>) => store.set(values),
      summary: () => ({ ...model, sentence: sentenceOf(model) }),
      frames: () => surface.frames,
    },
    setTheme: () => {
      dataView.setTheme();
      surface.setTheme(theme.theme);
      strip.setTheme();
    },
    dispose: () => {
      unsubscribe();
      unbindLink();
      unbindKeys();
      steps.dispose();
      panel.dispose();
      dataView.dispose();
      surface.dispose();
      strip.dispose();
      halves.dispose();
    },
  };
}

/** What stands on the surface: a dot for each line, and where the data come from. */
function showLegend(legend: HTMLElement, { lines, truth, posterior }: RegressionModel): void {
  const marks = [
    lines.length > 0 ? element("span", {}, [element("i.dot-1"), "a drawn line"]) : null,
    truth ? element("span", {}, ["◎ what made the data"]) : null,
    posterior.degree > 1 ? element("span", {}, ["other weights integrated out"]) : null,
  ];
  legend.replaceChildren(...marks.filter((mark) => mark !== null));
}
