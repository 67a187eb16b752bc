/** A device to compute on. All computing shares one. */
export interface AcquiredDevice {
  readonly device: GPUDevice;
  /** For people to read. */
  readonly adapterName: string;
  /** True where the processor plays the graphics card: right, but no faster than the workers. */
  readonly isSoftware: boolean;
  /** Resolves when the device is gone, with what to tell the user; never rejects. */
  readonly lost: Promise<string>;
}

/** Why there is none, and what to tell the user. */
export interface MissingDevice {
  readonly reason: "missing" | "noAdapter" | "limits" | "failed";
  readonly message: string;
}

export type DeviceOutcome = AcquiredDevice | MissingDevice;

/** What the kernels need; every adapter of WebGPU's core feature level has it. */
const REQUIRED_LIMITS = {
  maxStorageBuffersPerShaderStage: 4,
  maxComputeInvocationsPerWorkgroup: 64,
  maxComputeWorkgroupSizeX: 8,
  maxComputeWorkgroupSizeY: 8,
  maxStorageBufferBindingSize: 16777216,
  maxBufferSize: 16777216,
} as const satisfies Partial<Record<keyof GPUSupportedLimits, number>>;

const WITHOUT = {
  missing:
    "This browser has no WebGPU. A worker computes the surface instead; chains, charts and readouts need no graphics card.",
  noAdapter:
    "WebGPU found no graphics card that it may use. A worker computes the surface instead; nothing else changes.",
  limits: "A worker computes the surface instead; everything else works as before.",
  failed: "A worker computes the surface instead; you can go on as usual.",
  lost: "The chains are not affected and go on; a worker computes the surface until a new device is there.",
};

let shared: Promise<DeviceOutcome> | null = null;

/**
 * The shared device. Calls share one request; a device is kept until it is lost, a failure is not kept,
 * so a later call tries anew. After a loss, wait for `lost` before you ask again.
 * @returns a device, or the reason why there is none; never rejects
 */
export function acquireDevice(): Promise<DeviceOutcome> {
  if (shared) return shared;
  const request = requestDevice().catch((error: unknown): MissingDevice => failed(error));
  shared = request;
  void forgetOnceUseless(request);
  return request;
}

async function forgetOnceUseless(request: Promise<DeviceOutcome>): Promise<void> {
  const outcome = await request;
  if ("device" in outcome) await outcome.device.lost;
  if (shared === request) shared = null;
}

async function requestDevice(): Promise<DeviceOutcome> {
  // The type says that it is always there; browsers and insecure pages say otherwise.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) return { reason: "missing", message: WITHOUT.missing };
  const adapter = await gpu.requestAdapter();
  if (!adapter) return { reason: "noAdapter", message: WITHOUT.noAdapter };
  for (const [name, needed] of Object.entries(REQUIRED_LIMITS)) {
    const limit = adapter.limits[name as keyof typeof REQUIRED_LIMITS];
    if (limit < needed) {
      const message = `The graphics card is too small: its ${name} is ${limit}, and ${needed} is needed. ${WITHOUT.limits}`;
      return { reason: "limits", message };
    }
  }
  const device = await adapter.requestDevice();
  // A device that cannot be made may come as one that is lost already.
  const alreadyLost = await Promise.race([device.lost, Promise.resolve(null)]);
  if (alreadyLost) return failed(alreadyLost);
  return {
    device,
    adapterName: nameOf(adapter.info),
    isSoftware: isSoftware(adapter.info),
    lost: device.lost.then(
      ({ message }) => `The graphics device was lost${inBrackets(message)}. ${WITHOUT.lost}`,
    ),
  };
}

function failed(error: unknown): MissingDevice {
  const detail =
    typeof error === "object" && error !== null && "message" in error ? String(error.message) : "";
  return {
    reason: "failed",
    message: `The graphics card gave no device${inBrackets(detail)}. ${WITHOUT.failed}`,
  };
}

function inBrackets(detail: string): string {
  const trimmed = detail.trim().replace(/\.$/, "");
  return trimmed === "" ? "" : ` (${trimmed})`;
}

function nameOf(info: GPUAdapterInfo): string {
  return (
    info.description || [info.vendor, info.architecture].filter(Boolean).join(" ") || "unnamed graphics card"
  );
}

function isSoftware(info: GPUAdapterInfo): boolean {
  const names = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`;
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|warp|basic render/i.test(names);
}
