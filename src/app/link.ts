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
export const KERNEL_VERSION = 1;

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

function encodeValue(value: SettingValue): string {
  return typeof value === "object" ? value.join(",") : String(value);
}

function decodeValue(setting: Setting, text: string): unknown {
  switch (setting.kind) {
    case "number":
      return text.trim() === "" ? NaN : Number(text);
    case "choice":
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
 * Reads a fragment. What is missing, out of range or broken takes its default.
 * @param lab the lab that the settings belong to
 */
export function decodeLink(hash: string, lab: string, settings: readonly Setting[]): Link {
  const problems: string[] = [];
  const values: Record<string, SettingValue> = Object.fromEntries(
    settings.map((setting) => [setting.key, setting.default]),
  );
  const at = hash.indexOf("?");
  const given = new Map(new URLSearchParams(at < 0 ? "" : hash.slice(at + 1)));
  const version = given.get("v");
  given.delete("v");
  if (version !== undefined && version !== String(KERNEL_VERSION)) {
    problems.push(
      `This link was made by kernel version ${version}; here runs version ${KERNEL_VERSION}, so its draws may differ.`,
    );
  }
  for (const setting of settings) {
    const text = given.get(setting.key);
    given.delete(setting.key);
    if (text === undefined) continue;
    const value = decodeValue(setting, text);
    if (isValid(setting, value)) values[setting.key] = value;
    else {
      problems.push(
        `${setting.key} = ${text.slice(0, 40)} is not ${expectedOf(setting)}; ${encodeValue(setting.default) || "automatic"} is used.`,
      );
    }
  }
  for (const key of given.keys())
    problems.push(`${key.slice(0, 40)} is not a setting of this lab; it is ignored.`);
  return { lab, values, problems };
}
