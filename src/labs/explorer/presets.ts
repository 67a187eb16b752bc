import type { PanelAction } from "../../app/panel";
import type { SettingValues } from "../../core/settings";
import { targets } from "../../core/targets";

/** A button in the panel for each preset of each target. */
export function presetActions(set: (values: SettingValues) => void): PanelAction[] {
  return targets.flatMap((target) =>
    target.presets.map(({ label, values }) => ({
      group: "Target",
      label: `Preset: ${label.toLowerCase()}`,
      description: `Sets the target's sliders to the ${label.toLowerCase()}, whose exact numbers are tabulated.`,
      only: { key: "target", values: [target.key] },
      run: () => set(values),
    })),
  );
}
