import { handleOf, type WorkerHandle } from "../../../src/engine/liveWorker";

/** Real workers that are of no use, each in its way. */
const SCRIPTS = {
  throwing: `throw new Error("broken");`,
  hanging: `for (;;);`,
  failingLater: `addEventListener("message", () => setTimeout(() => { throw new Error("later"); }));`,
  mute: ``,
};

export type BrokenKind = keyof typeof SCRIPTS | "missing";

export function brokenWorker(kind: BrokenKind): WorkerHandle {
  if (kind === "missing") return handleOf(new Worker("/there-is-no-such-worker.js", { type: "module" }));
  const url = URL.createObjectURL(new Blob([SCRIPTS[kind]], { type: "text/javascript" }));
  return handleOf(new Worker(url, { type: "module" }));
}
