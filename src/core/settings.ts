/**
 * The one description of a setting. Targets, samplers and labs list theirs; the panel, the link,
 * the validation and the documentation follow from the list.
 */

/** A condition on a choice or toggle: that it has one of these values. */
export interface OnlyWhen {
  readonly key: string;
  readonly values: readonly string[];
}

interface SettingBase {
  /** Name in links and in the scripting handle. */
  readonly key: string;
  readonly label: string;
  /** One sentence that the panel shows on hover and focus. */
  readonly description: string;
  /** Folder of the panel. */
  readonly group: string;
  /** True where a change makes another run: the chains start anew. */
  readonly restartsRun: boolean;
  /** True for a setting that experts need and newcomers do not; it stands in a closed folder. */
  readonly advanced?: boolean;
  /** True for a setting that is part of the link but is not changed in the panel (the camera). */
  readonly hidden?: boolean;
  /** Shown, and part of the link, only while other settings have such values: all of them, where it is a list. */
  readonly only?: OnlyWhen | readonly OnlyWhen[] | undefined;
}

export interface NumberSetting extends SettingBase {
  readonly kind: "number";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer?: boolean;
  /** A logarithmic slider suits a quantity that spans decades. */
  readonly scale?: "linear" | "log";
  readonly unit?: string;
}

export interface ChoiceSetting extends SettingBase {
  readonly kind: "choice";
  readonly default: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    /** Offered only while other settings have such values. */
    readonly only?: OnlyWhen | undefined;
  }[];
}

export interface ToggleSetting extends SettingBase {
  readonly kind: "toggle";
  readonly default: boolean;
}

/** A few numbers that belong together; empty stands for "automatic". */
export interface VectorSetting extends SettingBase {
  readonly kind: "vector";
  readonly default: readonly number[];
  readonly length: number;
  readonly min: number;
  readonly max: number;
}

/** Free text, such as numbers that a visitor typed or pasted; what it means is the lab's to check. */
export interface TextSetting extends SettingBase {
  readonly kind: "text";
  readonly default: string;
  readonly maxLength: number;
}

export type Setting = NumberSetting | ChoiceSetting | ToggleSetting | VectorSetting | TextSetting;
export type SettingValue = number | string | boolean | readonly number[];
export type SettingValues = Readonly<Record<string, SettingValue>>;
export type NumberValues = Readonly<Record<string, number>>;

/** The defaults of a list of settings, by key. */
export function defaultsOf(settings: readonly Setting[]): Record<string, SettingValue> {
  return Object.fromEntries(settings.map((setting) => [setting.key, setting.default]));
}

/** What a value of this setting has to be, in words. */
export function expectedOf(setting: Setting): string {
  switch (setting.kind) {
    case "number":
      return `${setting.integer ? "a whole number" : "a number"} from ${setting.min} to ${setting.max}`;
    case "choice":
      return `one of ${setting.choices.map((choice) => choice.value).join(", ")}`;
    case "toggle":
      return "true or false";
    case "text":
      return `a text of at most ${setting.maxLength} letters`;
    case "vector":
      return `${setting.length} numbers from ${setting.min} to ${setting.max}, separated by commas`;
  }
}

/** Whether a value is allowed for this setting. */
export function isValid(setting: Setting, value: unknown): value is SettingValue {
  switch (setting.kind) {
    case "number":
      return (
        typeof value === "number" &&
        value >= setting.min &&
        value <= setting.max &&
        (setting.integer !== true || Number.isInteger(value))
      );
    case "choice":
      return setting.choices.some((choice) => choice.value === value);
    case "toggle":
      return typeof value === "boolean";
    case "text":
      // Half a surrogate pair cannot be written into an address.
      return typeof value === "string" && value.length <= setting.maxLength && !/\p{Surrogate}/u.test(value);
    case "vector":
      return (
        Array.isArray(value) &&
        (value.length === 0 || value.length === setting.length) &&
        value.every((x) => typeof x === "number" && x >= setting.min && x <= setting.max)
      );
  }
}

/** Whether two values of a setting are the same, to the bit: 0 and -0 are not. */
export function isSameValue(a: SettingValue, b: SettingValue): boolean {
  return typeof a === "object" && typeof b === "object"
    ? a.length === b.length && a.every((x, i) => Object.is(x, b[i]))
    : Object.is(a, b);
}

/** What a setting depends on, all of it. */
export function conditionsOf({ only }: Pick<SettingBase, "only">): readonly OnlyWhen[] {
  if (only === undefined) return [];
  return "key" in only ? [only] : only;
}

/** Whether a setting applies under the given values. */
export function isInUse(setting: Pick<SettingBase, "only">, values: SettingValues): boolean {
  return conditionsOf(setting).every((condition) => condition.values.includes(String(values[condition.key])));
}

/**
 * Checks values against their settings, for callers without an interface to fall back on.
 * @returns the values, defaults filled in
 * @throws RangeError naming the key, the value and what was expected
 */
export function checkedNumbers(settings: readonly NumberSetting[], values: NumberValues): NumberValues {
  const known = new Map(settings.map((setting) => [setting.key, setting]));
  for (const key of Object.keys(values)) {
    if (!known.has(key)) {
      throw new RangeError(`${key} is not a setting here; expected one of ${[...known.keys()].join(", ")}`);
    }
  }
  return Object.fromEntries(
    settings.map((setting) => {
      const value = values[setting.key] ?? setting.default;
      if (!isValid(setting, value)) {
        throw new RangeError(`${setting.key} = ${value}; expected ${expectedOf(setting)}`);
      }
      return [setting.key, value];
    }),
  );
}
