import type { PanelAction } from "../../app/panel";
import type { SettingValues } from "../../core/settings";
import { targets } from "../../core/targets";

/** A button in the panel for each preset of each target, and one for the article's run. */
export function presetActions(
  set: (values: SettingValues) => void,
  articleSettings: SettingValues,
): PanelAction[] {
  const presets = targets.flatMap((target) =>
    target.presets.map(({ label, values }) => ({
      group: "Target",
      label: `Preset: ${label.toLowerCase()}`,
      description: `Sets the target's sliders to the ${label.toLowerCase()}, whose exact numbers are tabulated.`,
      only: { key: "target", values: [target.key] },
      run: () => set(values),
    })),
  );
  return [
    ...presets,
    {
      group: "Target",
      label: "The article's run",
      description: "Replays numpy's chain on the article's 50 data draw for draw, all 10,000 steps of it.",
      only: { key: "target", values: [String(articleSettings.target)] },
      run: () => set(articleSettings),
    },
  ];
}
