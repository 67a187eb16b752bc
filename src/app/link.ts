import {
  expectedOf,
  isInUse,
  isValid,
  type Setting,
  type SettingValue,
  type SettingValues,
} from "../core/settings";

/**
 * Version of the kernels: raised whenever the same settings give other draws than before. A link
 * carries it, and a page of another version says so.
 */
export const KERNEL_VERSION = 3;

/** Unknown keys of a link that are named one by one. */
const MAX_NAMED = 5;

/** What a link's fragment says, and what in it could not be understood. */
export interface Link {
  readonly lab: string;
  readonly values: Readonly<Record<string, SettingValue>>;
  /** One sentence each, naming the key, the value and what was expected. */
  readonly problems: readonly string[];
}

/** The lab's key in a fragment such as "#explorer?seed=3", or the fallback. */
export function labOf(hash: string, fallback: string): string {
  const lab = hash.replace(/^#\/?/, "").split("?")[0];
  return lab === "" ? fallback : lab;
}

/** All digits of a number; String would drop the sign of -0. */
function digitsOf(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function encodeValue(value: SettingValue): string {
  if (typeof value === "object") return value.map(digitsOf).join(",");
  return typeof value === "number" ? digitsOf(value) : String(value);
}

function decodeValue(setting: Setting, text: string): unknown {
  switch (setting.kind) {
    case "number":
      return text.trim() === "" ? NaN : Number(text);
    case "choice":
    case "text":
      return text;
    case "toggle":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "vector":
      return text === "" ? [] : text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  }
}

/**
 * The fragment that carries every setting in use.
 * Numbers are written with all their digits, so that decoding gives the same bits.
 */
export function encodeLink(lab: string, settings: readonly Setting[], values: SettingValues): string {
  const pairs = settings
    .filter((setting) => isInUse(setting, values))
    .map((setting) => `${setting.key}=${encodeURIComponent(encodeValue(values[setting.key]))}`);
  return `#${lab}?${[`v=${KERNEL_VERSION}`, ...pairs].join("&")}`.replaceAll("%2C", ",");
}

/**
 * Reads a fragment. What is missing, out of range, broken or given twice takes its default.
 * @param lab the lab that the settings belong to
 */
export function decodeLink(hash: string, lab: string, settings: readonly Setting[]): Link {
  const problems: string[] = [];
  const values: Record<string, SettingValue> = Object.fromEntries(
    settings.map((setting) => [setting.key, setting.default]),
  );
  const at = hash.indexOf("?");
  const given = new URLSearchParams(at < 0 ? "" : hash.slice(at + 1));
  const version = given.get("v");
  if (version !== null && version !== String(KERNEL_VERSION)) {
    problems.push(
      `This link was made by kernel version ${shortened(version)}; here runs version ${KERNEL_VERSION}, so its draws may differ.`,
    );
  }
  for (const setting of settings) {
    const texts = given.getAll(setting.key);
    if (texts.length === 0) continue;
    const value = texts.length === 1 ? decodeValue(setting, texts[0]) : undefined;
    if (isValid(setting, value)) values[setting.key] = value;
    else {
      const wrong =
        texts.length === 1
          ? `${setting.key} = ${shortened(texts[0])} is not ${expectedOf(setting)}`
          : `${setting.key} is given ${texts.length} times`;
      problems.push(`${wrong}; ${encodeValue(setting.default) || "automatic"} is used.`);
    }
  }
  const known = new Set(["v", ...settings.map(({ key }) => key)]);
  const unknown = [...new Set(given.keys())].filter((key) => !known.has(key));
  for (const key of unknown.slice(0, MAX_NAMED)) {
    problems.push(`${shortened(key)} is not a setting of this lab; it is ignored.`);
  }
  if (unknown.length > MAX_NAMED) problems.push(`So are ${unknown.length - MAX_NAMED} more keys.`);
  return { lab, values, problems };
}

/** So much of a link's text as a message can hold. */
function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}… (${text.length.toLocaleString("en")} letters)` : text;
}
