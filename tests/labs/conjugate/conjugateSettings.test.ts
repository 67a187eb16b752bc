import { expect, test } from "vitest";
import { isInUse } from "../../../src/core/settings";
import { conjugateSettings, NO_LIMITS } from "../../../src/labs/conjugate/conjugateSettings";
import { KEYS } from "../../../src/labs/conjugate/updates";
import { faultsOf } from "../settingsContract";

test("the table has no faults", () => {
  expect(faultsOf(conjugateSettings)).toEqual([]);
});

test.each(["beta", "normal", "gamma"] as const)("%s has its own settings, open ended at first", (pair) => {
  const used = conjugateSettings.filter((setting) => isInUse(setting, { pair })).map(({ key }) => key);
  for (const key of Object.values(KEYS[pair])) expect(used).toContain(key);
  for (const other of ["beta", "normal", "gamma"] as const) {
    if (other !== pair) for (const key of Object.values(KEYS[other])) expect(used).not.toContain(key);
  }
  const byKey = Object.fromEntries(conjugateSettings.map((setting) => [setting.key, setting.default]));
  expect([byKey[KEYS[pair].from], byKey[KEYS[pair].to]]).toEqual([...NO_LIMITS[pair]]);
});
