/** MC dropout: a network that learns, its passes on the left, the density that they make on the right. */
import "./dropout.css";
import { bindKeys } from "../../app/keyboard";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { iconButton } from "../../app/shell";
import { SettingsStore } from "../../app/settingsStore";
import type { SettingValues } from "../../core/settings";
import { attempt } from "../attempt";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { bindLinkButton } from "../linkButton";
import { formatPoints, MAX_POINTS } from "../points/pointText";
import { StageParts } from "../stageParts";
import { passesRow } from "./curveReadouts";
import { DataView } from "./dataView";
import { comparisonOf, pictureOf } from "./dropoutModel";
import { dropoutSettings, transientKeys } from "./dropoutSettings";
import { fillDropoutWords } from "./dropoutWords";
import { NumbersView } from "./numbersView";
import { PassShow } from "./passShow";
import type { Picture } from "./picture";
import { addPoint, movePoint, removePoint } from "./pointEdits";
import { RunBar } from "./runBar";
import { Session } from "./session";
import { StageView } from "./stageView";
import { StripView } from "./stripView";

type Half = "data" | "surface";

export const dropout: LabModule = { settings: dropoutSettings, transientKeys, open };

/** The only fault of a text that the panel itself finds; it would quote all of it. */
const TOO_LONG = `The text is too long for points of this lab; expected at most ${MAX_POINTS} pairs of numbers. The picture stays as it was.`;
/** More steps with one press of the key. */
const STEPS = 100;

function open({ shell, store, theme }: LabContext): RunningLab {
  const complain = (problem: string): void => shell.notices.show(problem, "problem");
  const orComplain = (act: () => void): boolean => attempt(act, ({ message }) => complain(message));
  let picture: Picture | null = null;
  let isIdle = false;

  const numbers = new NumbersView(shell.numbers);
  const halves = new StageParts<Half>(
    shell.stage,
    "halves",
    [
      ["data", "Data"],
      ["surface", "Density"],
    ],
    (half) => store.set({ half }),
  );
  const choose = ([x, y]: readonly [number, number], isLive: boolean): void => {
    const isPlane = store.text("data") === "arcs";
    orComplain(() => store.set(isPlane ? { inputAt: x, inputAtY: y } : { inputAt: x }, isLive));
  };
  const dataView = new DataView(halves.part("data"), {
    onMove: (index, point, isLive) =>
      orComplain(() => store.set(movePoint(session.problem, index, point), isLive)),
    onAdd: (point) => {
      const { problem } = session;
      if (problem.numInputs === 2 || problem.key === "article") choose(point, false);
      else orComplain(() => store.set(addPoint(problem, point)));
    },
    onRemove: (index) => orComplain(() => store.set(removePoint(session.problem, index))),
    onChoose: choose,
  });
  const surface = new StageView(halves.part("surface"), theme.theme, shell.notices, {
    onPick: (x, y) => choose([Number(x.toPrecision(4)), Number(y.toPrecision(4))], false),
    onCamera: (camera) => store.set({ camera }),
  });
  const strip = new StripView(shell.charts, (x) =>
    choose([Number(x.toPrecision(4)), store.number("inputAtY")], false),
  );
  const bar = new RunBar(shell.toolbar, {
    toggle: () => session.toggle(),
    step: () => void session.train(STEPS),
    stop: () => session.stop(),
    reset: () => session.reset(),
    onePass: () => passShow.press(),
  });
  const numPasses = (): number => {
    const { model } = session;
    return model.kind === "curve" ? model.curve.passes.numPasses : model.classes.grid.numPasses;
  };
  const passShow = new PassShow(numPasses, () => show());

  function show(): void {
    const { model, progress } = session;
    const shown = { areShown: store.toggle("showPasses"), single: passShow.single };
    picture = pictureOf(model, progress, shown);
    numbers.show(model.kind, picture, session.made && passesRow(session.made, numPasses()));
    dataView.show(picture);
    surface.show(picture.stage);
    strip.show(picture.strip);
    showProgress();
    showEnsemble();
    // Read out when things have come to rest; until then the first picture's words are better than none.
    const { summary } = shell;
    const isDue = summary.textContent === "" || (isIdle && passShow.single === null);
    if (isDue && summary.textContent !== picture.sentence) summary.textContent = picture.sentence;
  }

  function showProgress(): void {
    bar.show(session.progress, passShow.single, numPasses());
  }

  function showEnsemble(): void {
    const comparison = comparisonOf(session.model, session.networks);
    numbers.showEnsemble(store.toggle("ensemble") ? ensembleWords() : null, comparison);
  }

  function ensembleWords(): string {
    const { ensemble, problem } = session;
    if (problem.data.targets.length === 0) return "Nothing to train.";
    if (ensemble === null) return "Its networks wait until this one is trained.";
    const words = `${ensemble.numFinished} of ${ensemble.numMembers} networks trained.`;
    return problem.truth === null ? `${words} Without a known truth neither can be judged.` : words;
  }

  const session: Session = new Session(
    store,
    {
      onModel: (_model, isDone) => {
        isIdle = isDone;
        show();
      },
      onProgress: showProgress,
      onEnsemble: showEnsemble,
      onProblem: complain,
      onNotice: (sentence) => shell.notices.show(sentence),
    },
    new SettingsStore(dropoutSettings),
  );

  const viewKeys = new Set(["view", "camera", "half"]);
  /** Whether a drag moved points; its end may set what is set already. */
  let isDragging = false;
  const unsubscribe = store.subscribe((changed, isLive) => {
    if (changed.has("view")) surface.setView(store.text("view"));
    if (changed.has("camera")) surface.setCamera(store.vector("camera"));
    if (changed.has("half")) halves.choose(store.text("half") as Half);
    if (changed.has("showPasses")) show();
    if (changed.has("points") || changed.has("data")) passShow.end();
    const wasDragging = isDragging;
    isDragging = isLive && (wasDragging || changed.has("points"));
    if (wasDragging && !isLive && !changed.has("points")) session.settle();
    if ([...changed].every((key) => viewKeys.has(key) || key === "showPasses")) return;
    session.settingsChanged(changed, isLive);
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

  const good = (): SettingValues =>
    store.text("data") === "own"
      ? { ...store.values, points: formatPoints(session.problem.points, []) }
      : store.values;
  const unbindLink = bindLinkButton(shell, () => encodeLink("dropout", store.settings, good()));
  const unbindKeys = bindKeys({
    " ": () => session.toggle(),
    ".": () => void session.train(STEPS),
    r: () => session.reset(),
    p: () => passShow.press(),
    escape: () => passShow.end(),
    f: toggleView,
    "0": resetCamera,
  });
  const panel = new Panel(
    {
      container: shell.panel,
      store,
      onProblem: (problem) => complain(problem.startsWith("points =") ? TOO_LONG : problem),
    },
    [],
  );
  fillDropoutWords(shell.words, (values) => store.set(values));

  halves.choose(store.text("half") as Half);
  surface.setView(store.text("view"));
  show();
  if (store.vector("camera").length > 0) surface.setCamera(store.vector("camera"));
  session.begin();

  return {
    ready: Promise.resolve(),
    handle: {
      ready: Promise.resolve(),
      settings: () => ({ ...store.values }),
      set: (values: Readonly<Record<string, unknown>>) => store.set(values),
      summary: () => summaryOf(session, picture),
      train: (numSteps: number) => session.train(numSteps),
      killWorker: () => session.killWorker(),
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
      passShow.end();
      session.dispose();
      panel.dispose();
      dataView.dispose();
      surface.dispose();
      strip.dispose();
      halves.dispose();
    },
  };
}

/** What a script is told. */
function summaryOf({ model, progress, ensemble, made }: Session, picture: Picture | null) {
  return {
    sentence: picture?.sentence ?? "",
    readouts: picture?.readouts ?? [],
    status: progress?.status ?? "none",
    numSteps: progress?.numSteps ?? 0,
    loss: progress?.curve.losses.at(-1) ?? NaN,
    made,
    ensembleFinished: ensemble?.numFinished ?? 0,
    ...(model.kind === "curve" ? model.curve : model.classes),
  };
}
