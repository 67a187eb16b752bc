import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ThemeSwitch, type Theme } from "../../../src/app/theme";

const KEY = "bayescape.theme";
const { dataset } = document.documentElement;

/** What the system prefers, and a way to change it. */
function pretendSystem(theme: Theme): { change: (to: Theme) => void } {
  const query = Object.assign(new EventTarget(), { matches: theme === "dark" });
  vi.spyOn(globalThis, "matchMedia").mockReturnValue(query as unknown as MediaQueryList);
  return {
    change: (to) => {
      query.matches = to === "dark";
      query.dispatchEvent(new Event("change"));
    },
  };
}

beforeEach(() => localStorage.removeItem(KEY));
afterEach(() => {
  vi.restoreAllMocks();
  localStorage.removeItem(KEY);
  delete dataset.theme;
});

describe.each<[Theme, Theme]>([
  ["light", "dark"],
  ["dark", "light"],
])("where the system is %s", (system, other) => {
  test("so is the page, until the visitor turns it over; the choice is remembered", () => {
    pretendSystem(system);
    const told: Theme[] = [];
    const theme = new ThemeSwitch((now) => told.push(now));
    expect([theme.theme, dataset.theme]).toEqual([system, system]);
    theme.toggle();
    expect([theme.theme, dataset.theme, told]).toEqual([other, other, [other]]);
    const next = new ThemeSwitch(() => {});
    expect([next.theme, dataset.theme]).toEqual([other, other]);
    next.toggle();
    expect(new ThemeSwitch(() => {}).theme).toBe(system);
  });

  test("the page follows the system, but not against the visitor's choice", () => {
    const { change } = pretendSystem(system);
    const told: Theme[] = [];
    const theme = new ThemeSwitch((now) => told.push(now));
    change(other);
    expect([theme.theme, dataset.theme, told]).toEqual([other, other, [other]]);
    theme.toggle();
    change(other);
    expect([theme.theme, dataset.theme]).toEqual([system, system]);
  });
});

test("what is remembered and is no theme does not count", () => {
  pretendSystem("dark");
  localStorage.setItem(KEY, "pink");
  expect(new ThemeSwitch(() => {}).theme).toBe("dark");
});

test("without storage the choice lasts as long as the page", () => {
  pretendSystem("light");
  const forbidden = (): never => {
    throw new DOMException("Storage is not available here.", "SecurityError");
  };
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(forbidden);
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(forbidden);
  const theme = new ThemeSwitch(() => {});
  theme.toggle();
  expect([theme.theme, dataset.theme]).toEqual(["dark", "dark"]);
  expect(new ThemeSwitch(() => {}).theme).toBe("light");
});
