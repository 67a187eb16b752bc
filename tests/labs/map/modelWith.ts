import { SettingsStore } from "../../../src/app/settingsStore";
import { articlePoints } from "../../../src/labs/map/articleParabola";
import { mapModel, type MapModel } from "../../../src/labs/map/mapModel";
import { mapSettings } from "../../../src/labs/map/mapSettings";
import type { Point } from "../../../src/labs/points/pointText";

/** What the lab shows at its defaults but for these settings, of the article's points unless others are given. */
export function modelWith(
  values: Readonly<Record<string, unknown>> = {},
  points: readonly Point[] = articlePoints(),
): MapModel {
  const store = new SettingsStore(mapSettings);
  store.set(values);
  return mapModel(store, points);
}
