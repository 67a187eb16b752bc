/**
 * The MCMC explorer: many chains on a surface. This file joins the parts: settings on one side, the
 * simulation on the other, picture, charts and numbers between them.
 */
import "./explorer.css";
import { element } from "../../app/element";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { RunControls } from "../../app/runControls";
import { samplerByKey } from "../../core/samplers";
import { CROWD, MAX_SINGLE } from "../../core/run";
import type { NumberSetting } from "../../core/settings";
import { Analysis } from "../../engine/analysis";
import type { Target } from "../../core/targets";
import type { ComputedGrid } from "../../engine/gridService";
import type { RunConfig } from "../../engine/protocol";
import { createAnalysisWorker, createSamplerWorker, defaultNumWorkers } from "../../engine/workers";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { bindLinkButton } from "../linkButton";
import { articleSettings } from "./articleNote";
import { ChartsView } from "./chartsView";
import { explorerSettings, transientKeys } from "./explorerSettings";
import { LegendView } from "./legendView";
import { NumbersView } from "./numbersView";
import { runConfigOf } from "./runConfig";
import { shownAxes } from "./shownAxes";
import { chainsSentence, surfaceLine } from "./madeBy";
import { createHandle } from "./handle";
import { Simulation } from "./simulation";
import { presetActions } from "./presets";
import { StageView } from "./stageView";
import type { SweepView } from "./sweepView";
import { TargetInputs } from "./targetInputs";
import { bindStageTools } from "./stageTools";
import { startGroups } from "./startGroups";
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
  const chosen = new TargetInputs(store, shell);
  /** Loaded when it is first wanted. */
  let sweep: Promise<SweepView> | null = null;
  let isDisposed = false;
  const gridLine = element("span");
  const chainsLine = element("span");
  const legend = new LegendView(shell.stage);

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
      onFallback: (message) => {
        shell.notices.show(message, "problem");
        if (simulation.config && simulation.target) void sayArithmetic(simulation.config, simulation.target);
      },
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
        charts.showTarget(target, axesOf(target));
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
        void showSweep();
        void sayArithmetic(config, target);
        numbers.beginRun();
        lastNumbers = 0;
        markReady();
      },
      onBlock: (block, state) => {
        stage.showBlock(block, state, store.toggle("showProposals"));
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
        legend.clear();
        markReady();
      },
    },
  );

  const numbers = new NumbersView(shell.numbers, simulation, analysis, shell.notices);
  const stage = new StageView(shell.stage, theme.theme, analysis, shell.notices, {
    onPick: (x, y, chain) => {
      if (store.text("start") === "point") {
        const startX = Number(x.toPrecision(6));
        store.set(Number.isNaN(y) ? { startX } : { startX, startY: Number(y.toPrecision(6)) });
      } else setFocus(chain === focus ? null : chain);
    },
    onHover: (chain) => stage.setFocus(chain ?? focus),
    onCamera: (camera) => store.set({ camera }),
    onGrid: (computed) => {
      grid = computed;
      gridLine.textContent = surfaceLine(grid, chosen.target);
      gridLine.title = grid.obstacle ?? "";
    },
    onAxes: (axes) => {
      simulation.axes = axes;
    },
  });
  charts.onHoverChain = (chain) => stage.setFocus(chain ?? focus);

  async function loadSweep(): Promise<SweepView> {
    const { SweepView } = await import("./sweepView");
    return new SweepView(shell.charts, analysis, shell.notices, (stepSize) => {
      const { stepSizeKey } = samplerByKey(store.text("sampler"));
      store.set({ [stepSizeKey]: stepSize });
    });
  }

  async function showSweep(): Promise<void> {
    if (!store.toggle("sweep") && !sweep) return;
    sweep ??= loadSweep();
    const view = await sweep;
    if (isDisposed) return;
    view.setOpen(store.toggle("sweep"));
    if (simulation.config && simulation.target) view.show(simulation.config, simulation.target);
  }

  /** The workers decide by the same rule, which a page that draws few chains need not load. */
  async function sayArithmetic(
    { arithmetic = "float64", numChains }: RunConfig,
    target: Target,
  ): Promise<void> {
    const found =
      arithmetic === "auto" && numChains > CROWD
        ? (await import("../../core/run/kernelRunner")).resolveArithmetic(arithmetic, numChains, target)
        : arithmetic;
    // Another run may have begun meanwhile.
    if (target !== simulation.target) return;
    const { adapterName, isReplayable } = simulation;
    chainsLine.textContent = chainsSentence({
      adapterName,
      isReplayable,
      isKernel: found === "float32" || found === "webgpu",
      mayBeOnGpu: arithmetic === "auto" && numChains > MAX_SINGLE,
    });
  }

  function axesOf(target: Target): readonly number[] {
    return shownAxes(target, store.text("shown"));
  }

  function chooseLines(): void {
    const which = ["first", "second", "third"].indexOf(store.text("traceOf"));
    charts.chooseLines(simulation.trackedChains, groups, which, focus);
  }

  function setFocus(chain: number | null): void {
    if (chain === focus) return;
    focus = chain;
    simulation.setFocus(chain);
    stage.setFocus(chain);
    chooseLines();
  }

  function beginRun(): void {
    void simulation.begin(runConfigOf(store, chosen.choice, chosen.target));
  }

  function showTarget(): void {
    const { choice, target } = chosen;
    chosen.show();
    stage.showTarget(choice, target, axesOf(target), store).catch((error: unknown) => {
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
    if (has("sweep")) void showSweep();
    if (has("shown") && changed !== null && simulation.target) {
      charts.showTarget(simulation.target, axesOf(simulation.target));
      chooseLines();
    }
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
    "gridNodes",
    "gridBackend",
    "shown",
    ...explorerSettings.filter(({ group }) => group === "Target").map(({ key }) => key),
  ]);
  const unsubscribe = store.subscribe((changed) => {
    // Data that cannot be used leave everything as it was.
    if ([...changed].some((key) => targetKeys.has(key)) && !chosen.read()) return;
    if ([...changed].some((key) => targetKeys.has(key))) showTarget();
    // What is not shown of a chosen start begins at the peak.
    const isOtherStart = changed.has("shown") && store.text("start") === "point";
    if (isOtherStart || [...changed].some((key) => restartKeys.has(key))) beginRun();
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
    if (simulation.target && simulation.state) {
      stage.showCrowd(simulation.state, simulation.target);
      legend.show(simulation.target, simulation.state, groups, stage.numOutside);
    }
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

  const unbindLink = bindLinkButton(shell, () => {
    const moment = simulation.isPlaying ? {} : { pauseAt: simulation.numSteps };
    return encodeLink("explorer", store.settings, { ...store.values, ...chosen.goodValues, ...moment });
  });

  const unbindKeys = bindStageTools(shell, store, stage, actions);

  const panel = new Panel(
    { container: shell.panel, store, onProblem: (problem) => shell.notices.show(problem, "problem") },
    presetActions((values) => store.set(values), articleSettings),
  );
  shell.panel.append(element("p.grid-line", {}, [gridLine, " ", chainsLine]));
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
      config: () => runConfigOf(store, chosen.choice, chosen.target),
      stage,
      numbers,
      ready,
      grid: () => grid,
    }),
    setTheme: () => {
      stage.setTheme(theme.theme);
      charts.setTheme();
      chosen.setTheme();
      void sweep?.then((view) => view.setTheme());
    },
    dispose: () => {
      cancelAnimationFrame(frameRequest);
      unsubscribe();
      unbindKeys();
      unbindLink();
      panel.dispose();
      charts.dispose();
      chosen.dispose();
      isDisposed = true;
      void sweep?.then((view) => view.dispose());
      stage.dispose();
      simulation.dispose();
      analysis.dispose();
    },
  };
}
