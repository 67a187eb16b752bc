import { affordableNodes, pictureGrid } from "../../core/grid";
import { targets, type Target } from "../../core/targets";
import type { Analysis } from "../../engine/analysis";
import { computeGrid, type ComputedGrid, type GridPreference } from "../../engine/gridService";
import type { TargetChoice } from "../../engine/protocol";

export interface GridRequest {
  readonly choice: TargetChoice;
  readonly target: Target;
  /** The parameters to be shown, by their indices. */
  readonly axes: readonly number[];
  /** Nodes along each axis, or "auto". */
  readonly nodes: string;
  readonly preference: GridPreference;
  /** Of the second axis of a target with one parameter. */
  readonly timeRange: readonly [number, number];
}

/**
 * Surfaces of targets, one at a time; of the requests that come in meanwhile only the last one is kept, so that a
 * slider can be dragged.
 */
export class LatestGrid {
  readonly #analysis: Analysis;
  readonly #onGrid: (grid: ComputedGrid, request: GridRequest) => void;
  #wanted: GridRequest | null = null;
  #isComputing = false;
  #isDisposed = false;

  constructor(analysis: Analysis, onGrid: (grid: ComputedGrid, request: GridRequest) => void) {
    this.#analysis = analysis;
    this.#onGrid = onGrid;
  }

  /** Settles when this or a later request is answered; rejects where a surface cannot be computed. */
  async ask(request: GridRequest): Promise<void> {
    this.#wanted = request;
    if (this.#isComputing) return;
    this.#isComputing = true;
    try {
      while (this.#wanted) {
        const wanted = this.#wanted;
        this.#wanted = null;
        const { choice, target, axes, preference, timeRange } = wanted;
        const shape = pictureGrid(target, nodesOf(wanted), axes, timeRange);
        const grid = await computeGrid(preference, this.#analysis, choice, target, shape);
        if (!this.#isDisposed) this.#onGrid(grid, wanted);
      }
    } finally {
      this.#isComputing = false;
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#wanted = null;
  }
}

/** Nodes along each axis: those that were chosen, or what the target's surface wants. */
function nodesOf({ nodes, choice, target: { dimension } }: GridRequest): number {
  const usual = dimension === 1 ? 513 : (targets.find(({ key }) => key === choice.key)?.gridNodes ?? 129);
  return affordableNodes(dimension, nodes === "auto" ? usual : Number(nodes));
}
