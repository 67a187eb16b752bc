import type { SettingsStore } from "../../app/settingsStore";
import type { RunSummary } from "../../core/run";
import type { SettingValues } from "../../core/settings";
import type { ComputedGrid } from "../../engine/gridService";
import type { ExactAcceptance } from "./exactAcceptance";
import type { RunConfig } from "../../engine/protocol";
import type { NumbersView } from "./numbersView";
import type { Simulation } from "./simulation";
import type { StageView } from "./stageView";

interface Parts {
  readonly store: SettingsStore;
  readonly simulation: Simulation;
  readonly config: () => RunConfig;
  readonly stage: StageView;
  readonly numbers: NumbersView;
  readonly ready: Promise<void>;
  readonly grid: () => ComputedGrid | null;
}

/** The explorer's scripting handle, `window.bayescape`: for the console, for tests, for pages that embed it. */
export interface ExplorerHandle extends Record<string, unknown> {
  /** Settles when the chains stand at their start. */
  readonly ready: Promise<void>;
  /** The current settings, by key. */
  settings(): SettingValues;
  /** Sets settings by key. Throws a RangeError that names key, value and what was expected. */
  set(values: Readonly<Record<string, unknown>>): void;
  play(): void;
  pause(): void;
  /** Pauses, then advances each chain by numSteps transitions; settles when they are made. */
  run(numSteps: number): Promise<void>;
  /** Begins the run of the current settings anew; settles when the chains stand at their start. */
  reset(): Promise<void>;
  /** Transitions of each chain so far. */
  numSteps(): number;
  /** Positions of all chains, [chain][dimension], a copy. */
  positions(): Float64Array;
  /** All numbers beside the picture, as JSON. */
  summary(): (RunSummary & { readonly exactAcceptance: ExactAcceptance | null }) | null;
  /** Who computed the surface and how long it took. */
  surface(): { readonly backend: string; readonly computedBy: string; readonly milliseconds: number } | null;
  /** Pictures drawn so far. */
  frames(): number;
  /** Ends one sampling worker as a crash would, to see the run go on. */
  killWorker(index: number): void;
}

export function createHandle({
  store,
  simulation,
  config,
  stage,
  numbers,
  ready,
  grid,
}: Parts): ExplorerHandle {
  return {
    ready,
    settings: () => ({ ...store.values }),
    set: (values) => store.set(values),
    play: () => {
      simulation.isPlaying = true;
    },
    pause: () => {
      simulation.isPlaying = false;
    },
    run: (numSteps) => {
      if (!Number.isInteger(numSteps) || numSteps < 0) {
        return Promise.reject(
          new RangeError(`numSteps = ${numSteps}; expected a whole number of at least 0`),
        );
      }
      simulation.isPlaying = false;
      return simulation.run(numSteps);
    },
    reset: () => simulation.begin(config()),
    numSteps: () => simulation.numSteps,
    positions: () => simulation.state?.ensemble.positions.slice() ?? new Float64Array(0),
    summary: () => {
      const summary = numbers.summary();
      return summary && { ...summary, exactAcceptance: numbers.exact };
    },
    surface: () => {
      const computed = grid();
      return (
        computed && {
          backend: computed.backend,
          computedBy: computed.computedBy,
          milliseconds: computed.milliseconds,
        }
      );
    },
    frames: () => stage.frames,
    killWorker: (index) => simulation.killWorker(index),
  };
}
