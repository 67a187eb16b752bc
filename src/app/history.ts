import { decodeLink, encodeLink } from "./link";
import type { SettingsStore } from "./settingsStore";

/** Keys whose change replaces the current entry of the history instead of adding one. */
type IsTransient = (key: string) => boolean;

/**
 * Keeps the address and a lab's settings the same: a finished change writes the address, and a change
 * of the address (back, forward, a pasted link) sets the settings.
 * @param onProblems told what of an address could not be understood
 * @returns a function that ends it
 */
export function bindHistory(
  lab: string,
  store: SettingsStore,
  isTransient: IsTransient,
  onProblems: (problems: readonly string[]) => void,
): () => void {
  let isReading = false;
  /** What a gesture that goes on has changed so far; its end changes nothing more. */
  const changedByGesture = new Set<string>();
  const read = (): void => {
    const link = decodeLink(location.hash, lab, store.settings);
    isReading = true;
    store.set(link.values);
    isReading = false;
    changedByGesture.clear();
    if (link.problems.length > 0) onProblems(link.problems);
  };
  const unsubscribe = store.subscribe((changed, isLive) => {
    if (isReading) return;
    for (const key of changed) changedByGesture.add(key);
    if (isLive || changedByGesture.size === 0) return;
    const isMinor = [...changedByGesture].every(isTransient);
    changedByGesture.clear();
    const address = encodeLink(lab, store.settings, store.values);
    if (address === location.hash) return;
    if (isMinor) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  });
  addEventListener("popstate", read);
  read();
  return () => {
    unsubscribe();
    removeEventListener("popstate", read);
  };
}
