import type { SettingsStore } from "../../app/settingsStore";
import type { Generator } from "../../core/random";
import { POOL, wholePools, type Start } from "../../core/run";
import type { Arithmetic } from "../../core/run/kernelRunner";
import { samplerByKey } from "../../core/samplers";
import type { NumberValues, Setting, SettingValues } from "../../core/settings";
import { targetByKey, type Target } from "../../core/targets";
import { createTarget, type RunConfig, type TargetChoice } from "../../engine/protocol";
import { FORMULA_KEY, readFormula } from "./formulaSettings";
import { parseOwnData } from "./ownData";
import { shownAxes } from "./shownAxes";

const pick = (all: SettingValues, settings: readonly Setting[]): NumberValues =>
  Object.fromEntries(settings.map(({ key }) => [key, Number(all[key])]));

/**
 * The target with its settings, and with the visitor's own data or formula where these are wanted.
 * @throws FormulaError where a formula is none
 * @throws RangeError where data are none
 */
export function targetChoice(all: SettingValues): TargetChoice {
  const key = String(all.target);
  if (key === FORMULA_KEY) {
    const [formula, sliders, table] = ["formula", "formulaSliders", "formulaData"].map((each) =>
      String(all[each]),
    );
    return { key, values: {}, formula: readFormula(formula, sliders, table).choice };
  }
  const { settings, dataOf } = targetByKey(key);
  const values = pick(all, settings);
  const own = dataOf && all.data === "own" ? parseOwnData(String(all.ownData)) : null;
  return own ? { key, values, data: own } : { key, values };
}

/** The data that a target is made of; null for one without. */
export function dataOfChoice({ key, values, data, formula }: TargetChoice): Float64Array | null {
  if (formula) return null;
  return data ?? targetByKey(key).dataOf?.(values) ?? null;
}

/** numpy's stream goes on where it has drawn the data; a visitor's own ones are none of its making. */
function generatorOf(store: SettingsStore, target: TargetChoice): Generator {
  if (store.text("generator") !== "numpy") return { kind: "xoshiro" };
  return { kind: "numpy", skippedNormals: target.data ? 0 : (dataOfChoice(target)?.length ?? 0) };
}

function startOf(store: SettingsStore, target: Target): Start {
  switch (store.text("start")) {
    case "point": {
      // What the picture does not show begins at the peak.
      const position = [...target.peaks[0]];
      const [first, second] = shownAxes(target, store.text("shown"));
      position[first] = store.number("startX");
      if (second !== undefined) position[second] = store.number("startY");
      return { kind: "point", position };
    }
    case "mode1":
      return { kind: "mode", mode: 0 };
    case "mode2":
      return { kind: "mode", mode: 1 };
    default:
      return { kind: "spread" };
  }
}

/** The float32 kernels draw from our own streams alone; whether they are taken the workers find out. */
function arithmeticOf(store: SettingsStore, generator: Generator): Arithmetic {
  return generator.kind === "xoshiro" ? (store.text("arithmetic") as Arithmetic) : "float64";
}

/** Everything that decides the draws, from the settings. */
export function runConfigOf(
  store: SettingsStore,
  target: TargetChoice = targetChoice(store.values),
  created: Target = createTarget(target),
): RunConfig {
  const sampler = store.text("sampler");
  const generator = generatorOf(store, target);
  const arithmetic = arithmeticOf(store, generator);
  return {
    target,
    sampler: { key: sampler, values: pick(store.values, samplerByKey(sampler).settings) },
    numChains: numChainsOf(store, arithmetic),
    numWarmup: store.number("numWarmup"),
    seed: store.number("seed"),
    start: startOf(store, created),
    generator,
    arithmetic,
  };
}

/** What is summed up in groups of chains has whole ones. */
function numChainsOf(store: SettingsStore, arithmetic: Arithmetic): number {
  const wanted = store.number("numChains");
  return arithmetic === "webgpu" ? POOL * Math.ceil(wanted / POOL) : wholePools(wanted);
}
