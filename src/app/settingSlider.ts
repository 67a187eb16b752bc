import type { NumberSetting } from "../core/settings";

/** Length of a slider; its positions lie between 0 and this. */
export const SLIDER_STEPS = 1000;

/** The position of a value on a slider. */
export const toSlider = ({ min, max, scale }: NumberSetting, value: number): number =>
  SLIDER_STEPS *
  (scale === "log" ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min));

/**
 * The value at a slider's position, rounded to the setting's step (two digits on logarithmic ones);
 * the ends are the setting's own, whatever their digits.
 */
export function fromSlider({ min, max, step, scale, integer }: NumberSetting, position: number): number {
  if (position <= 0) return min;
  if (position >= SLIDER_STEPS) return max;
  const share = position / SLIDER_STEPS;
  const clamp = (value: number): number => Math.min(max, Math.max(min, value));
  if (scale !== "log")
    return clamp(Number((Math.round((min + share * (max - min)) / step) * step).toPrecision(12)));
  const value = Number((min * (max / min) ** share).toPrecision(2));
  return clamp(integer ? Math.round(value) : value);
}

/** One key press on: a step of the setting, or a fortieth of a logarithmic range. */
export function nextValue(setting: NumberSetting, value: number, steps: number): number {
  if (setting.scale !== "log") {
    const next = value + steps * setting.step;
    return Math.min(setting.max, Math.max(setting.min, Number(next.toPrecision(12))));
  }
  const next = fromSlider(setting, toSlider(setting, value) + (steps * SLIDER_STEPS) / 40);
  const whole = setting.integer === true && next === value ? value + Math.sign(steps) : next;
  return Math.min(setting.max, Math.max(setting.min, whole));
}

/**
 * A native range slider for a number setting: keyboard and touch work, logarithmic where the setting asks.
 * @param change told of each new value, and whether the gesture goes on
 */
export function createSettingSlider(
  setting: NumberSetting,
  change: (value: number, isLive: boolean) => void,
  current: () => number,
): { readonly element: HTMLInputElement; readonly refresh: () => void } {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(SLIDER_STEPS);
  slider.step = "any";
  slider.title = setting.description;
  slider.dataset.key = setting.key;
  slider.setAttribute("aria-label", setting.label);
  slider.setAttribute("aria-description", setting.description);
  slider.addEventListener("input", () => change(fromSlider(setting, Number(slider.value)), true));
  slider.addEventListener("change", () => change(fromSlider(setting, Number(slider.value)), false));
  slider.addEventListener("keydown", (event) => {
    const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    change(nextValue(setting, current(), direction * (event.shiftKey ? 10 : 1)), false);
  });
  const refresh = (): void => {
    const position = toSlider(setting, current());
    slider.value = String(position);
    slider.style.setProperty("--share", `${(100 * position) / SLIDER_STEPS}%`);
    slider.setAttribute("aria-valuetext", String(current()));
  };
  refresh();
  return { element: slider, refresh };
}
