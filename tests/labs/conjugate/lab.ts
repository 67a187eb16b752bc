import { SettingsStore } from "../../../src/app/settingsStore";
import type { SettingValues } from "../../../src/core/settings";
import { conjugateModel, type ConjugateModel } from "../../../src/labs/conjugate/conjugateModel";
import { conjugateSettings } from "../../../src/labs/conjugate/conjugateSettings";

/** What the lab shows with these settings, the others at their defaults. */
export function modelWith(values: SettingValues = {}): ConjugateModel {
  const store = new SettingsStore(conjugateSettings);
  store.set(values);
  return conjugateModel(store);
}
