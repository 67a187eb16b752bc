import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeTyping } from "../../../src/labs/explorer/takeTyping";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What happens to a field's text, as a list that grows. */
function typedInto(field: EventTarget, pause: number): string[] {
  const seen: string[] = [];
  takeTyping(field, {
    onKey: () => void seen.push("key"),
    pause: () => pause,
    take: (isLive) => void seen.push(isLive ? "live" : "end"),
  });
  return seen;
}

test("a text is taken when typing has paused, not before, and once", () => {
  const field = new EventTarget();
  const seen = typedInto(field, 400);
  field.dispatchEvent(new Event("input"));
  vi.advanceTimersByTime(399);
  field.dispatchEvent(new Event("input"));
  vi.advanceTimersByTime(399);
  expect(seen).toEqual(["key", "key"]);
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(["key", "key", "live"]);
  vi.advanceTimersByTime(10_000);
  expect(seen.length).toBe(3);
});

test("leaving the field is the end of the typing, without a pause and without another try", () => {
  const field = new EventTarget();
  const seen = typedInto(field, 400);
  field.dispatchEvent(new Event("input"));
  field.dispatchEvent(new Event("change"));
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual(["key", "end"]);
});

test("what is quick is taken at each key", () => {
  const field = new EventTarget();
  const seen = typedInto(field, 0);
  field.dispatchEvent(new Event("input"));
  expect(seen).toEqual(["key", "live"]);
});
