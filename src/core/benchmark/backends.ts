import { emitHamiltonian, emitLangevin, emitRandomWalk } from "../kernels";
import { supportsRelaxedSimd, supportsSimd } from "../wasm";
import { chainTarget } from "./chainTarget";
import { gridProblem, gridRunner, rowsByKernel, rowsByNode } from "./gridRunner";
import { kernelRunner } from "./kernelRunner";
import { passProblem } from "./passProblem";
import { corePassRunner, kernelPassRunner } from "./passRunner";
import { referenceRunner } from "./referenceRunner";
import type { BenchmarkRunner, RunnerPlan } from "./runner";
import { tunedRunner } from "./tunedRunner";
import { workloadByKey, type ChainWorkload, type WorkloadKey } from "./workloads";

export type BackendKey = "float64" | "tuned" | "simd" | "relaxed" | "webgpu";

export interface Backend {
  readonly key: BackendKey;
  readonly label: string;
  readonly description: string;
  /** The workloads that it can run. */
  readonly workloads: readonly WorkloadKey[];
  /** Whether its speed depends on workers. */
  readonly usesWorkers: boolean;
}

/** The first is the one that ratios are taken to. */
export const backends: readonly Backend[] = [
  {
    key: "float64",
    label: "Float64 reference",
    description:
      "Samplers and passes in TypeScript, one by one, with the density compiled to scalar WebAssembly.",
    workloads: ["rwm", "mala", "hmc", "grid", "dropoutSmall", "dropoutLarge"],
    usesWorkers: true,
  },
  {
    key: "tuned",
    label: "Tuned JavaScript",
    description:
      "Scalar JavaScript written by hand for this one target: ziggurat normals, tabulated exponentials.",
    workloads: ["rwm"],
    usesWorkers: true,
  },
  {
    key: "simd",
    label: "WebAssembly SIMD",
    description:
      "Float32 kernels emitted for the expression or network, a chain or pass a lane; replays bit for bit.",
    workloads: ["rwm", "mala", "hmc", "grid", "dropoutSmall", "dropoutLarge"],
    usesWorkers: true,
  },
  {
    key: "relaxed",
    label: "Relaxed SIMD",
    description: "The same kernels with fused multiply and add; faster, not bit for bit on every processor.",
    workloads: ["rwm", "mala", "hmc", "grid"],
    usesWorkers: true,
  },
  {
    key: "webgpu",
    label: "WebGPU",
    description: "WGSL on the graphics adapter; reading values or sums back is part of the time.",
    workloads: ["rwm", "mala", "hmc", "grid", "dropoutSmall", "dropoutLarge"],
    usesWorkers: false,
  },
];

/** @throws RangeError naming the key where there is no such backend */
export function backendByKey(key: string): Backend {
  const found = backends.find((backend) => backend.key === key);
  if (!found) {
    throw new RangeError(
      `backend = ${key}; expected one of ${backends.map((backend) => backend.key).join(", ")}`,
    );
  }
  return found;
}

export function canRun(backend: BackendKey, workload: WorkloadKey): boolean {
  return backendByKey(backend).workloads.includes(workload);
}

/** The adapter's sums are of so many chains together. */
const CHAINS_OF_SUM = 64;
/** Of fewer chains a graphics card has too little to do at a time, and a standard error too few sums to come from. */
const LEAST_ON_ADAPTER = 8192;

/** Chains of a row where so many a worker are wanted: the adapter takes more, and whole groups. */
export function chainsOn(backend: BackendKey, numChains: number): number {
  if (backendByKey(backend).usesWorkers) return numChains;
  return CHAINS_OF_SUM * Math.ceil(Math.max(numChains, LEAST_ON_ADAPTER) / CHAINS_OF_SUM);
}

/** Why this engine cannot run a backend in its workers, in a sentence; null where it can. */
export function obstacleOf(backend: BackendKey): string | null {
  if (backend === "simd" && !supportsSimd()) return "this browser has no WebAssembly SIMD";
  if (backend === "relaxed" && !supportsRelaxedSimd()) return "this browser has no relaxed SIMD";
  return null;
}

const EMITTERS = { rwm: emitRandomWalk, mala: emitLangevin, hmc: emitHamiltonian };

function vectorRunner(workload: ChainWorkload, plan: RunnerPlan): BenchmarkRunner {
  const isRelaxed = plan.backend === "relaxed";
  return kernelRunner(workload, plan, EMITTERS[workload.key](chainTarget().density, { isRelaxed }));
}

/**
 * A workload on a backend of this thread.
 * @throws RangeError where the backend has none for the workload
 */
export function createRunner(plan: RunnerPlan): BenchmarkRunner {
  const workload = workloadByKey(plan.workload);
  const { backend } = plan;
  if (backend === "webgpu" || !canRun(backend, plan.workload)) {
    throw new RangeError(`backend = ${backend} for ${plan.workload}; expected one that runs it in a worker`);
  }
  if (workload.kind === "grid") {
    const problem = gridProblem();
    return gridRunner(
      plan,
      backend === "float64"
        ? rowsByNode(problem, (position) => problem.summed.logDensity(position))
        : rowsByKernel(problem, backend === "relaxed"),
    );
  }
  if (workload.kind === "passes") {
    const problem = passProblem(workload.key);
    return backend === "float64" ? corePassRunner(problem, plan) : kernelPassRunner(problem, plan);
  }
  if (backend === "tuned") return tunedRunner(workload, plan);
  return backend === "float64" ? referenceRunner(workload, plan) : vectorRunner(workload, plan);
}
