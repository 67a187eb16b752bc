/**
 * What the benchmark measures: workloads, the backends that can run them, how a call is sized, warmed up and timed,
 * and the gate that a kernel has to pass before its speed is a number. Pure: clocks are handed in, workers and pages
 * are not known here.
 */
export { backends, backendByKey, canRun, chainsOn, createRunner, obstacleOf } from "./backends";
export type { Backend, BackendKey } from "./backends";
export type { BenchmarkApi } from "./benchmarkApi";
export { chainEvidence } from "./chainEvidence";
export type { ChainSums } from "./chainEvidence";
export { chainTarget, exactPositions } from "./chainTarget";
export { judge } from "./gate";
export { gridEvidence, gridProblem, gridRunner, GRID_NODES } from "./gridRunner";
export type { GridProblem } from "./gridRunner";
export { joinEvidence } from "./joinEvidence";
export { createPassTally } from "./passEvidence";
export type { PassBlock, PassTally } from "./passEvidence";
export { passProblem } from "./passProblem";
export type { PassProblem } from "./passProblem";
export type {
  BenchmarkRunner,
  ChainEvidence,
  Evidence,
  GridEvidence,
  PassEvidence,
  RunnerPlan,
} from "./runner";
export { spreadOf } from "./statistics";
export type { Spread } from "./statistics";
export { areSettled, measureWindow, resolutionOf, warmUp } from "./timing";
export type { Clock, WarmUp, Window } from "./timing";
export type { Check, Verdict } from "./verdict";
export { workloadByKey, workloads } from "./workloads";
export type { ChainWorkload, GridWorkload, PassKey, PassWorkload, Workload, WorkloadKey } from "./workloads";
