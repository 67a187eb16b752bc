import type { SettingsStore } from "../../app/settingsStore";
import type { Start } from "../../core/run";
import { samplerByKey } from "../../core/samplers";
import type { NumberValues, Setting } from "../../core/settings";
import { targetByKey } from "../../core/targets";
import type { Choice, RunConfig } from "../../engine/protocol";

const pick = (store: SettingsStore, settings: readonly Setting[]): NumberValues =>
  Object.fromEntries(settings.map(({ key }) => [key, store.number(key)]));

export function targetChoice(store: SettingsStore): Choice {
  const key = store.text("target");
  return { key, values: pick(store, targetByKey(key).settings) };
}

function startOf(store: SettingsStore): Start {
  switch (store.text("start")) {
    case "point":
      return { kind: "point", position: [store.number("startX"), store.number("startY")] };
    case "mode1":
      return { kind: "mode", mode: 0 };
    case "mode2":
      return { kind: "mode", mode: 1 };
    default:
      return { kind: "spread" };
  }
}

/** Everything that decides the draws, from the settings. */
export function runConfigOf(store: SettingsStore): RunConfig {
  const sampler = store.text("sampler");
  return {
    target: targetChoice(store),
    sampler: { key: sampler, values: pick(store, samplerByKey(sampler).settings) },
    numChains: store.number("numChains"),
    numWarmup: store.number("numWarmup"),
    seed: store.number("seed"),
    start: startOf(store),
  };
}
