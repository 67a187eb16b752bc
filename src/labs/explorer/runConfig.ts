import type { SettingsStore } from "../../app/settingsStore";
import type { Generator } from "../../core/random";
import type { Start } from "../../core/run";
import type { Arithmetic } from "../../core/run/kernelRunner";
import { samplerByKey } from "../../core/samplers";
import type { NumberValues, Setting, SettingValues } from "../../core/settings";
import { targetByKey } from "../../core/targets";
import type { RunConfig, TargetChoice } from "../../engine/protocol";
import { FORMULA_KEY, readFormula } from "./formulaSettings";
import { parseOwnData } from "./ownData";

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

/** The float32 kernel is for the random walk and our own streams; whether it is taken the workers find out. */
function arithmeticOf(store: SettingsStore, generator: Generator): Arithmetic {
  const hasKernel = store.text("sampler") === "rwm" && generator.kind === "xoshiro";
  return hasKernel ? (store.text("arithmetic") as Arithmetic) : "float64";
}

/** Everything that decides the draws, from the settings. */
export function runConfigOf(
  store: SettingsStore,
  target: TargetChoice = targetChoice(store.values),
): RunConfig {
  const sampler = store.text("sampler");
  const generator = generatorOf(store, target);
  return {
    target,
    sampler: { key: sampler, values: pick(store.values, samplerByKey(sampler).settings) },
    numChains: store.number("numChains"),
    numWarmup: store.number("numWarmup"),
    seed: store.number("seed"),
    start: startOf(store),
    generator,
    arithmetic: arithmeticOf(store, generator),
  };
}
