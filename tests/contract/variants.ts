import { targets, type Target, type TargetDefinition } from "../../src/core/targets";
import { checkedNumbers, type NumberValues } from "../../src/core/settings";

/** A target of the registry with values for its settings. */
export interface Variant {
  readonly name: string;
  readonly definition: TargetDefinition;
  readonly target: Target;
}

function variant(definition: TargetDefinition, label: string, values: NumberValues): Variant {
  const target = definition.create(checkedNumbers(definition.settings, values));
  return { name: label === "" ? definition.key : `${definition.key}, ${label}`, definition, target };
}

function presetsOf(definition: TargetDefinition): Variant[] {
  return definition.presets.length === 0
    ? [variant(definition, "", {})]
    : definition.presets.map((preset) => variant(definition, preset.label, preset.values));
}

/** One setting at the least or the largest value, the others at their defaults. */
function extremesOf(definition: TargetDefinition): Variant[] {
  return definition.settings.flatMap(({ key, min, max }) =>
    [min, max].map((value) => variant(definition, `${key} = ${value}`, { [key]: value })),
  );
}

/** Every target of the registry: its presets, or its defaults where it has none. */
export const presetVariants: readonly Variant[] = targets.flatMap(presetsOf);

export const extremeVariants: readonly Variant[] = targets.flatMap(extremesOf);

/** Those that have a surface, which wants two parameters. */
export const surfaceVariants: readonly Variant[] = presetVariants.filter(
  ({ target }) => target.dimension > 1,
);

export function presetVariant(name: string): Variant {
  const found = presetVariants.find((each) => each.name === name);
  if (!found) {
    throw new RangeError(
      `variant = ${name}; expected one of ${presetVariants.map((each) => each.name).join("; ")}`,
    );
  }
  return found;
}
