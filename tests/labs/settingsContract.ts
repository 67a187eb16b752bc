import { conditionsOf, isValid, type NumberSetting, type Setting } from "../../src/core/settings";

/** What is wrong with a lab's table of settings, a sentence each; every lab's table has to have nothing. */
export function faultsOf(settings: readonly Setting[]): string[] {
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  const faults: string[] = [];
  for (const setting of settings) {
    const name = setting.key;
    const expect = (isSo: boolean, fault: string): void => {
      if (!isSo) faults.push(`${name}: ${fault}`);
    };
    expect(byKey.get(setting.key) === setting, "has the key of another one");
    // In a link v is the version; other characters would have to be escaped.
    expect(
      /^[a-z][a-zA-Z0-9]*$/.test(setting.key) && setting.key !== "v",
      "has a key that a link cannot have",
    );
    expect(setting.label.trim() !== "", "has no label");
    expect(setting.group.trim() !== "", "has no group");
    expect(isSentence(setting.description), "is not described by one sentence");
    expect(isValid(setting, setting.default), "has a default that is not valid");
    if (setting.kind === "number") faults.push(...faultsOfNumber(setting));
    if (setting.kind === "choice")
      expect(setting.choices.length > 0 && areDistinct(setting.choices), "has no clear choices");
    if (setting.kind === "vector")
      expect(setting.min < setting.max && setting.length > 0, "has an empty range");
    for (const condition of conditionsOf(setting)) {
      const other = byKey.get(condition.key);
      const known = other?.kind === "choice" ? other.choices.map(({ value }) => value) : ["true", "false"];
      expect(other?.kind === "choice" || other?.kind === "toggle", "depends on a setting that there is not");
      expect(condition.values.length > 0, "depends on no value");
      expect(
        condition.values.every((value) => known.includes(value)),
        "depends on a value that there is not",
      );
    }
  }
  return faults;
}

function faultsOfNumber({ key, min, max, step, scale, integer, default: initial }: NumberSetting): string[] {
  const wholes = [min, max, step, initial].every(Number.isInteger);
  const checks: [isSo: boolean, fault: string][] = [
    [min < max, "has an empty range"],
    [step > 0 && step <= max - min, "has a step that does not fit into its range"],
    [[min, max, step, initial].every(Number.isFinite), "has a bound that is not finite"],
    [!integer || wholes, "is whole, but its bounds are not"],
    // Less than two decades would leave a key press on the slider nowhere to go.
    [scale !== "log" || (min > 0 && max / min >= 100), "is logarithmic over less than two decades above 0"],
  ];
  return checks.filter(([isSo]) => !isSo).map(([, fault]) => `${key}: ${fault}`);
}

function areDistinct(choices: readonly { readonly value: string; readonly label: string }[]): boolean {
  const values = new Set(choices.map(({ value }) => value));
  const labels = new Set(choices.map(({ label }) => label));
  return (
    values.size === choices.length && labels.size === choices.length && !values.has("") && !labels.has("")
  );
}

function isSentence(text: string): boolean {
  return /^[A-Z0].*[^\s.]\.$/u.test(text) && !/[.!?] \p{Lu}/u.test(text) && text.length <= 140;
}
