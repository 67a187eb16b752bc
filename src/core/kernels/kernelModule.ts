import type { MemoryDescription } from "../wasm";
import type { KernelLayout } from "./layout";

/** A module that exports `prepare()` (see `InputsLayout`) and `run`, whose parameters are those of `KernelCall`. */
export interface KernelModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: KernelLayout;
}

export interface KernelOptions {
  /** Fused multiply-add where `supportsRelaxedSimd()`: faster, but a run does not replay bit for bit elsewhere. */
  readonly isRelaxed?: boolean;
  /** Vectors of four chains that go side by side. */
  readonly numVectors?: number;
  readonly memory?: MemoryDescription;
  /** Where the kernel's memory begins, a multiple of 16. */
  readonly address?: number;
}

/** Vectors side by side that were fastest for few parameters, fewer for many: all their values are at hand at once. */
export function usualNumVectors(numParameters: number): number {
  if (numParameters <= 4) return 6;
  return numParameters <= 12 ? 4 : 2;
}
