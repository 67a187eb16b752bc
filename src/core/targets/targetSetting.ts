import type { NumberSetting } from "../settings";

/** A slider of a target: its range, and what else there is to say. */
export function targetSetting(
  key: string,
  label: string,
  [min, initial, max, step]: readonly [min: number, initial: number, max: number, step: number],
  description: string,
  more: Partial<NumberSetting> = {},
): NumberSetting {
  return {
    kind: "number",
    group: "Target",
    restartsRun: true,
    key,
    label,
    min,
    default: initial,
    max,
    step,
    description,
    ...more,
  };
}

/** Whether these are the default values of all settings: those that the tabulated numbers belong to. */
export function areDefaults(
  settings: readonly NumberSetting[],
  values: Readonly<Record<string, number>>,
): boolean {
  return settings.every((setting) => (values[setting.key] ?? setting.default) === setting.default);
}
