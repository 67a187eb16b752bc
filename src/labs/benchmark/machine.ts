import { resolutionOf } from "../../core/benchmark";
import { supportsRelaxedSimd, supportsSimd } from "../../core/wasm";
import { acquireDevice } from "../../engine/gpu";
import type { Machine } from "./results";

/** Name and major version of a browser, of its own description of itself. */
export function browserOf(userAgent: string): string {
  const found = /(Firefox|Edg)\/(\d+)/.exec(userAgent) ?? /(Chrome|Version)\/(\d+).* Safari/.exec(userAgent);
  if (!found) return "unknown browser";
  const names: Readonly<Record<string, string>> = { Edg: "Edge", Chrome: "Chromium", Version: "Safari" };
  return `${names[found[1]] ?? found[1]} ${found[2]}`;
}

/** What this page can know of the machine; the adapter takes a moment. */
export async function readMachine(): Promise<Machine> {
  const outcome = await acquireDevice();
  const hasDevice = "device" in outcome;
  return {
    cores: Math.max(1, navigator.hardwareConcurrency || 1),
    adapter: hasDevice ? outcome.adapterName : null,
    isSoftwareAdapter: hasDevice && outcome.isSoftware,
    timerMilliseconds: resolutionOf(() => performance.now()),
    isIsolated: crossOriginIsolated,
    hasSimd: supportsSimd(),
    hasRelaxedSimd: supportsRelaxedSimd(),
    browser: browserOf(navigator.userAgent),
  };
}
