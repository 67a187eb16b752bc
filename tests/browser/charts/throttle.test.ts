import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { throttle } from "../../../src/charts/throttle";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("runs at once, then at most once an interval, and never loses the last request", () => {
  const action = vi.fn<() => void>();
  const { request } = throttle(action, 1000);
  request();
  request();
  request();
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(999);
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5000);
  expect(action).toHaveBeenCalledTimes(2);
});

test("runs no more after it was disposed of", () => {
  const action = vi.fn<() => void>();
  const { request, dispose } = throttle(action, 1000);
  request();
  request();
  dispose();
  vi.advanceTimersByTime(5000);
  expect(action).toHaveBeenCalledTimes(1);
});
