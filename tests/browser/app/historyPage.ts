/** A lab's settings bound to the address of this page, which is put back at the end. */
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { bindHistory } from "../../../src/app/history";
import { decodeLink } from "../../../src/app/link";
import { SettingsStore } from "../../../src/app/settingsStore";
import type { SettingValue } from "../../../src/core/settings";
import { explorerSettings as settings, transientKeys } from "../../../src/labs/explorer/explorerSettings";

export const LAB = "explorer";

export interface BoundPage {
  readonly store: SettingsStore;
  /** What was told of addresses that could not be understood. */
  readonly problems: readonly (readonly string[])[];
  readonly end: () => void;
}

let bound: BoundPage | undefined;
const original = location.href;

/** Opens the lab at an address, as the page does. */
export function openAt(hash: string): BoundPage {
  bound?.end();
  history.replaceState(null, "", hash);
  const store = new SettingsStore(settings);
  const problems: (readonly string[])[] = [];
  const isTransient = (key: string): boolean => transientKeys.includes(key);
  const end = bindHistory(LAB, store, isTransient, (found) => problems.push(found));
  bound = { store, problems, end };
  return bound;
}

let added = 0;

beforeEach(() => {
  added = 0;
  const push = history.pushState.bind(history);
  vi.spyOn(history, "pushState").mockImplementation((...entry) => {
    added += 1;
    push(...entry);
  });
});
afterEach(() => {
  bound?.end();
  vi.restoreAllMocks();
});
afterAll(() => history.replaceState(null, "", original));

/** Goes through the history, and waits until the page has heard of it. */
export async function go(by: number): Promise<void> {
  const heard = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
  history.go(by);
  await heard;
}

/** Entries that were added to the history in this test. */
export const numAdded = (): number => added;

/** The settings that the address says. */
export const addressed = (): Readonly<Record<string, SettingValue>> =>
  decodeLink(location.hash, LAB, settings).values;
