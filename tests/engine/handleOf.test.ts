import { expect, test, vi } from "vitest";
import { handleOf } from "../../src/engine/liveWorker";

test("a browser's worker reports errors and unreadable messages, and swallows the former", () => {
  const target = new EventTarget();
  const terminate = vi.fn<() => void>();
  const reasons: string[] = [];
  const handle = handleOf(Object.assign(target, { terminate }) as unknown as Worker);
  handle.onFault((reason) => reasons.push(reason));
  const error = new Event("error", { cancelable: true });
  target.dispatchEvent(Object.assign(error, { message: "x is not defined" }));
  target.dispatchEvent(new Event("error", { cancelable: true }));
  target.dispatchEvent(new Event("messageerror"));
  expect(reasons).toEqual([
    "x is not defined",
    "it could not be loaded or threw outside a call",
    "it sent a message that could not be read",
  ]);
  expect(error.defaultPrevented).toBe(true);
  handle.terminate();
  expect(terminate).toHaveBeenCalledOnce();
});
