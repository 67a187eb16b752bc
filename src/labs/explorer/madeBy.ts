import { surfaceKind } from "../../core/grid";
import type { Target } from "../../core/targets";
import type { ComputedGrid } from "../../engine/gridService";

/** What the surface is, who computed it, and how long it took, in a sentence. */
export function surfaceLine(grid: ComputedGrid, { dimension, parameterNames }: Target): string {
  const { nx, ny, axes = [0, 1] } = grid.shape;
  const by = grid.backend === "webgpu" ? `WebGPU (${grid.computedBy})` : `a ${grid.computedBy}`;
  const end = `by ${by} in ${grid.milliseconds.toFixed(1)} ms.`;
  const [first, second] = axes.map((axis) => parameterNames[axis]);
  const size = `${nx} × ${ny}`;
  switch (surfaceKind(dimension)) {
    case "curve":
      return `Curve: ${nx} densities ${end}`;
    case "density":
      return `Surface: ${size} densities ${end}`;
    case "marginal":
      return `Surface: the density of ${first} and ${second} together, the other ${dimension === 3 ? "parameter" : "two"} integrated out; ${size} ${end}`;
    case "slice":
      return `Surface: a slice in ${first} and ${second} through the highest point; the chains spread wider than it. ${size} ${end}`;
  }
}

/** Who makes the chains, and whether a link makes them again, in sentences. */
export function chainsSentence(run: {
  /** The graphics card that makes them; null where workers do. */
  readonly adapterName: string | null;
  readonly isReplayable: boolean;
  readonly isKernel: boolean;
  /** Whether a machine with a graphics card would take it. */
  readonly mayBeOnGpu: boolean;
}): string {
  if (run.adapterName !== null) {
    return `Chains: WebGPU (${run.adapterName}), float32. Of each block the end alone is known, so the trace is dots; another machine draws others.`;
  }
  const by = `Chains: ${run.isKernel ? "SIMD kernels, float32" : "float64"}, in workers.`;
  if (!run.isReplayable) return `${by} A graphics card made the first of them: no link replays this run.`;
  return `${by} The link replays them to the bit${run.mayBeOnGpu ? " on machines without a graphics card" : ""}.`;
}
