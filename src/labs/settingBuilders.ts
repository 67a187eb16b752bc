/** Short ways to write a lab's settings down. None of them restarts a run unless it is said. */
import type {
  ChoiceSetting,
  NumberSetting,
  OnlyWhen,
  TextSetting,
  ToggleSetting,
  VectorSetting,
} from "../core/settings";

/** A choice; the first one is the default. */
export const choice = (
  group: string,
  key: string,
  label: string,
  description: string,
  choices: readonly (readonly [value: string, label: string, only?: OnlyWhen])[],
  rest: Partial<ChoiceSetting> = {},
): ChoiceSetting => ({
  kind: "choice",
  group,
  key,
  label,
  description,
  default: choices[0][0],
  choices: choices.map(([value, text, only]) => ({ value, label: text, only })),
  restartsRun: false,
  ...rest,
});

/** A number with its range and default. */
export const number = (
  group: string,
  key: string,
  label: string,
  description: string,
  [min, initial, max, step]: readonly [min: number, initial: number, max: number, step: number],
  rest: Partial<NumberSetting> = {},
): NumberSetting => ({
  kind: "number",
  group,
  key,
  label,
  description,
  min,
  default: initial,
  max,
  step,
  restartsRun: false,
  ...rest,
});

/** A switch. */
export const toggle = (
  group: string,
  key: string,
  label: string,
  description: string,
  initial: boolean,
): ToggleSetting => ({
  kind: "toggle",
  group,
  key,
  label,
  description,
  default: initial,
  restartsRun: false,
});

/** A text, empty at first. */
export const text = (
  group: string,
  key: string,
  label: string,
  description: string,
  maxLength: number,
  rest: Partial<TextSetting> = {},
): TextSetting => ({
  kind: "text",
  group,
  key,
  label,
  description,
  default: "",
  maxLength,
  restartsRun: false,
  ...rest,
});

/** Where the stage's camera stands, which gestures set; see stageCamera.ts. */
export const camera = (group: string): VectorSetting => ({
  kind: "vector",
  group,
  key: "camera",
  label: "camera",
  description: "Azimuth, polar angle, distance, and the point looked at; empty for the view that fits.",
  default: [],
  length: 5,
  min: -1000,
  max: 1000,
  restartsRun: false,
  hidden: true,
});
