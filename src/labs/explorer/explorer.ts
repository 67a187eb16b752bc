/**
 * The MCMC explorer: many chains on a surface. This file joins the parts: settings on one side, the
 * simulation on the other, picture, charts and numbers between them.
 */
import "./explorer.css";
import { element } from "../../app/element";
import { encodeLink } from "../../app/link";
import { bindKeys } from "../../app/keyboard";
import { Panel } from "../../app/panel";
import { RunControls } from "../../app/runControls";
import { iconButton } from "../../app/shell";
import type { NumberSetting } from "../../core/settings";
import { targets } from "../../core/targets";
import { Analysis } from "../../engine/analysis";
import type { ComputedGrid } from "../../engine/gridService";
import { createTarget } from "../../engine/protocol";
import { createAnalysisWorker, createSamplerWorker, defaultNumWorkers } from "../../engine/workers";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { bindLinkButton } from "../linkButton";
import { articleSettings } from "./articleNote";
import { ChartsView } from "./chartsView";
import { ChosenTarget } from "./chosenTarget";
import { DataView } from "./dataView";
import { explorerSettings, transientKeys } from "./explorerSettings";
import { NumbersView } from "./numbersView";
import { addDatum, moveDatum, removeDatum } from "./ownData";
import { dataOfChoice, runConfigOf } from "./runConfig";
import { createHandle } from "./handle";
import { Simulation } from "./simulation";
import { presetActions } from "./presets";
import { StageView } from "./stageView";
import { countOutside, groupLabels, startGroups } from "./startGroups";
import { fillWords } from "./words";

/** A worker that says nothing for this long, in milliseconds, is taken for dead. */
const WORKER_TIME_LIMIT = 20_000;
/** The numbers are written anew this often, in milliseconds. */
const NUMBERS_INTERVAL = 200;
/** Rank statistics and the screen reader's text follow at this interval, in milliseconds. */
const SLOW_INTERVAL = 1000;

export const explorer: LabModule = { settings: explorerSettings, transientKeys, open };

function open({ shell, store, theme }: LabContext): RunningLab {
  const analysis = new Analysis(createAnalysisWorker, WORKER_TIME_LIMIT);
  const charts = new ChartsView(shell.charts);
  const chosen = new ChosenTarget(store, (problem) => shell.notices.show(problem, "problem"));
  const dataView = new DataView(shell.charts, {
    onMove: (index, value, isLive) => chosen.edit((data) => moveDatum(data, index, value), isLive),
    onAdd: (value) => chosen.edit((data) => addDatum(data, value)),
    onRemove: (index) => chosen.edit((data) => removeDatum(data, index)),
  });
  const gridLine = element("p.grid-line");
  const legend = element("p.legend", { "aria-label": "Colours of the chains" });
  shell.stage.append(legend);

  let groups: Uint8Array = new Uint8Array(0);
  let focus: number | null = null;
  let grid: ComputedGrid | null = null;
  let frameRequest = 0;
  let lastNumbers = 0;
  let lastSlow = 0;
  let isFirst = true;
  let markReady = (): void => {};
  const ready = new Promise<void>((resolve) => (markReady = resolve));

  const simulation = new Simulation(
    {
      createWorker: createSamplerWorker,
      numWorkers: store.number("numWorkers") || defaultNumWorkers(),
      timeLimit: WORKER_TIME_LIMIT,
      onReplaced: (reason, numSteps) =>
        shell.notices.show(
          `A sampling worker was replaced (${reason}). The run went on from step ${numSteps}; no draw was lost.`,
        ),
    },
    {
      onBegin: (state) => {
        const { target, config } = simulation;
        if (!target || !config) return;
        groups = startGroups(target, state);
        focus = null;
        charts.showTarget(target);
        stage.setFocus(null);
        stage.beginRun(state, groups, store.number("trail"));
        stage.setStart(
          config.start.kind === "point"
            ? config.start.position
            : config.start.kind === "mode"
              ? (target.peaks[config.start.mode] ?? target.peaks[0])
              : null,
        );
        charts.beginRun(config.numWarmup);
        chooseLines();
        numbers.beginRun();
        lastNumbers = 0;
        markReady();
      },
      onBlock: (block) => {
        stage.showBlock(block, store.toggle("showProposals"));
        charts.addBlock(block, simulation.trackedChains);
      },
      onFailure: (message) => {
        if (simulation.config) {
          shell.notices.show(`The run stopped: ${message}. What was drawn is kept.`, "problem");
          return;
        }
        shell.notices.show(
          `The run cannot start: ${message}. Choose another start, such as "spread over the box".`,
          "problem",
        );
        stage.clear();
        charts.clear();
        numbers.clear("The run cannot start here.");
        legend.replaceChildren();
        delete legend.dataset.shown;
      },
    },
  );

  const numbers = new NumbersView(shell.numbers, simulation, analysis, shell.notices);
  const stage = new StageView(shell.stage, theme.theme, analysis, shell.notices, {
    onPick: (x, y, chain) => {
      if (store.text("start") === "point")
        store.set({ startX: Number(x.toPrecision(6)), startY: Number(y.toPrecision(6)) });
      else setFocus(chain === focus ? null : chain);
    },
    onHover: (chain) => stage.setFocus(chain ?? focus),
    onCamera: (camera) => store.set({ camera }),
    onGrid: (computed) => {
      grid = computed;
      const size = `${grid.shape.nx} × ${grid.shape.ny}`;
      const by = grid.backend === "webgpu" ? `WebGPU (${grid.computedBy})` : "a worker";
      gridLine.textContent = `Surface: ${size} densities by ${by} in ${grid.milliseconds.toFixed(1)} ms.`;
      gridLine.title = grid.obstacle ?? "";
    },
  });
  charts.onHoverChain = (chain) => stage.setFocus(chain ?? focus);

  function showLegend(): void {
    const { target, state } = simulation;
    if (!target || !state) return;
    const labels = groupLabels(target);
    const outside = countOutside(target, state);
    const text = `${labels.filter((_, i) => groups.includes(i)).join()} ${outside}`;
    if (legend.dataset.shown === text) return;
    legend.dataset.shown = text;
    legend.replaceChildren(
      ...labels.flatMap((label, i) =>
        groups.includes(i) ? [element("span", {}, [element(`i.dot-${i + 1}` as "i.dot"), label])] : [],
      ),
      ...(outside > 0 ? [element("span", {}, [`${outside} of ${groups.length} outside the picture`])] : []),
    );
  }

  function chooseLines(): void {
    charts.chooseLines(simulation.trackedChains, groups, store.text("traceOf") === "first" ? 0 : 1, focus);
  }

  function setFocus(chain: number | null): void {
    if (chain === focus) return;
    focus = chain;
    simulation.setFocus(chain);
    stage.setFocus(chain);
    chooseLines();
  }

  function beginRun(): void {
    void simulation.begin(runConfigOf(store, chosen.choice));
  }

  function showTarget(): void {
    const { choice } = chosen;
    const target = createTarget(choice);
    dataView.show(dataOfChoice(choice), target);
    stage.showTarget(choice, target, store).catch((error: unknown) => {
      shell.notices.show(`The surface could not be computed: ${String(error)}`, "problem");
    });
  }

  function applyFreeSettings(changed: ReadonlySet<string> | null): void {
    const has = (key: string): boolean => changed === null || changed.has(key);
    simulation.speed = store.number("speed");
    simulation.pauseAt = store.number("pauseAt");
    if (has("view")) stage.setView(store.text("view"));
    if (has("camera") && (changed !== null || store.vector("camera").length > 0))
      stage.setCamera(store.vector("camera"));
    if (has("showProposals") && !store.toggle("showProposals")) stage.hideProposals();
    if (has("numWorkers") && changed !== null)
      simulation
        .setNumWorkers(store.number("numWorkers") || defaultNumWorkers())
        .catch((error: unknown) =>
          shell.notices.show(`The number of workers stays as it was: ${String(error)}`, "problem"),
        );
    if (has("traceOf") && changed !== null) chooseLines();
    if (has("trail") && changed !== null && simulation.state) {
      stage.beginRun(simulation.state, groups, store.number("trail"));
      stage.setFocus(focus);
    }
    if (has("pauseAt") && simulation.pauseAt > simulation.numSteps) simulation.isPlaying = true;
  }

  const restartKeys = new Set(
    explorerSettings.filter((setting) => setting.restartsRun).map(({ key }) => key),
  );
  const targetKeys = new Set([
    "target",
    "data",
    "ownData",
    "gridNodes",
    "gridBackend",
    ...targets.flatMap((target) => target.settings.map(({ key }) => key)),
  ]);
  const unsubscribe = store.subscribe((changed) => {
    // Data that cannot be used leave everything as it was.
    if ([...changed].some((key) => targetKeys.has(key)) && !chosen.read()) return;
    if ([...changed].some((key) => targetKeys.has(key))) showTarget();
    if ([...changed].some((key) => restartKeys.has(key))) beginRun();
    applyFreeSettings(changed);
    if (changed.has("start") && store.text("start") === "point") {
      shell.notices.show("Click the surface to choose where all chains start.");
    }
  });

  function showNumbers(now: number): void {
    const summary = numbers.summary();
    const { totals, numSteps } = simulation;
    if (!summary || !totals) return;
    numbers.show(summary);
    charts.showTotals(totals, summary);
    showLegend();
    controls.setStatus(`step ${numSteps.toLocaleString("en")}`);
    controls.setPlaying(simulation.isPlaying && !simulation.isAtPause);
    if (now - lastSlow < SLOW_INTERVAL) return;
    lastSlow = now;
    numbers.askForRanks();
    if (!simulation.isPlaying || isFirst)
      shell.summary.textContent = `${numbers.sentence} ${charts.summary()}`;
    isFirst = false;
  }

  function onFrame(now: number): void {
    frameRequest = requestAnimationFrame(onFrame);
    simulation.frame(now);
    if (now - lastNumbers >= NUMBERS_INTERVAL) {
      lastNumbers = now;
      showNumbers(now);
    }
    charts.draw();
  }

  const actions = {
    togglePlay: (): void => {
      const isRunning = simulation.isPlaying && !simulation.isAtPause;
      if (simulation.isAtPause) store.set({ pauseAt: 0 });
      simulation.isPlaying = !isRunning;
      controls.setPlaying(simulation.isPlaying);
    },
    step: (): void => {
      simulation.isPlaying = false;
      void simulation.advance(1);
    },
    reset: beginRun,
  };
  const speed = explorerSettings.find(({ key }) => key === "speed") as NumberSetting;
  const controls = new RunControls(shell.toolbar, actions, store, speed);

  const toggleView = (): void => store.set({ view: store.text("view") === "flat" ? "surface" : "flat" });
  const resetCamera = (): void => {
    store.set({ camera: [] });
    stage.setCamera([]);
  };
  const viewButton = iconButton("flat", "Surface or flat contours", "F");
  viewButton.addEventListener("click", toggleView);
  const cameraButton = iconButton("camera", "Reset the camera", "0");
  cameraButton.addEventListener("click", resetCamera);
  shell.tools.replaceChildren(viewButton, cameraButton);

  const unbindLink = bindLinkButton(shell, () => {
    const moment = simulation.isPlaying ? {} : { pauseAt: simulation.numSteps };
    return encodeLink("explorer", store.settings, { ...store.values, ...chosen.goodValues, ...moment });
  });

  const unbindKeys = bindKeys({
    " ": actions.togglePlay,
    ".": actions.step,
    r: actions.reset,
    f: toggleView,
    "0": resetCamera,
  });

  const panel = new Panel(
    { container: shell.panel, store, onProblem: (problem) => shell.notices.show(problem, "problem") },
    presetActions((values) => store.set(values), articleSettings),
  );
  shell.panel.append(gridLine);
  fillWords(shell.words, (values) => {
    simulation.isPlaying = true;
    store.set(values);
    beginRun();
    shell.showTab("numbers");
  });

  applyFreeSettings(null);
  showTarget();
  beginRun();
  frameRequest = requestAnimationFrame(onFrame);

  return {
    ready,
    handle: createHandle({
      store,
      simulation,
      config: () => runConfigOf(store, chosen.choice),
      stage,
      numbers,
      ready,
      grid: () => grid,
    }),
    setTheme: () => {
      stage.setTheme(theme.theme);
      charts.setTheme();
      dataView.setTheme();
    },
    dispose: () => {
      cancelAnimationFrame(frameRequest);
      unsubscribe();
      unbindKeys();
      unbindLink();
      panel.dispose();
      charts.dispose();
      dataView.dispose();
      stage.dispose();
      simulation.dispose();
      analysis.dispose();
    },
  };
}
