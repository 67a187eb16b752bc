import type { MaskSharing, Network, PassOutputs } from "../../core/network";

/** "auto": SIMD where it can be had for the network, float64 otherwise. */
export type PassBackend = "auto" | "float64" | "simd" | "webgpu";

export interface PassRequest {
  readonly network: Network;
  /** [point][input], flat. */
  readonly inputs: Float64Array;
  readonly rate: number;
  readonly numPasses: number;
  readonly sharing: MaskSharing;
  readonly seed: number;
  readonly backend: PassBackend;
}

export interface PassAnswer extends PassOutputs {
  /** Who drew them in the end. */
  readonly backend: "float64" | "simd" | "webgpu";
  /** From the request to the answer. */
  readonly milliseconds: number;
}
