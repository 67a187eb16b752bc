/** What a link may not say: each kind is refused and named, and costs nothing else. */
import { describe, expect, test } from "vitest";
import { decodeLink } from "../../src/app/link";
import { defaultsOf } from "../../src/core/settings";
import { explorerSettings } from "../../src/labs/explorer/explorerSettings";

const settings = explorerSettings;
const defaults = defaultsOf(settings);

const decode = (query: string): ReturnType<typeof decodeLink> =>
  decodeLink(`#explorer?${query}`, "explorer", settings);

describe("each kind of broken value is refused", () => {
  test.each([
    ["seed", "NaN"],
    ["seed", "Infinity"],
    ["seed", "1e999"],
    ["seed", ""],
    ["seed", "1.5"],
    ["seed", "-1"],
    ["seed", "4294967296"],
    ["seed", "12abc"],
    ["seed", "1,2"],
    ["numChains", "0"],
    ["numChains", "1e9"],
    ["numChains", "99999999999999999999"],
    ["stepSize", "0"],
    ["stepSize", "-0.3"],
    ["stepSize", "1e-320"],
    ["weight", "1"],
    ["target", "nonesuch"],
    ["target", ""],
    ["target", "__proto__"],
    ["showProposals", "yes"],
    ["showProposals", "TRUE"],
    ["camera", "1,2,3,4"],
    ["camera", "1,2,3,4,"],
    ["camera", "1,2,3,4,NaN"],
    ["camera", "1,2,3,4,1e999"],
  ])("%s = %s", (key, text) => {
    const { values, problems } = decode(`${key}=${text}`);
    expect(values).toEqual(defaults);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${key} = .* is not .+; .+ is used\\.$`));
    expect(problems[0]).toContain(`${key} = ${text} is not`);
  });

  test("the sentence says what was expected and what is used instead", () => {
    expect(decode("seed=1.5").problems).toEqual([
      "seed = 1.5 is not a whole number from 0 to 4294967295; 1 is used.",
    ]);
    expect(decode("showProposals=1").problems).toEqual([
      "showProposals = 1 is not true or false; false is used.",
    ]);
    expect(decode("sampler=gibbs").problems).toEqual([
      "sampler = gibbs is not one of rwm, mala, hmc; rwm is used.",
    ]);
  });
});

test("a key that is given twice is ambiguous", () => {
  const { values, problems } = decode("seed=5&trail=3&seed=6");
  expect(values).toEqual({ ...defaults, trail: 3 });
  expect(problems).toEqual(["seed is given 2 times; 1 is used."]);
});

test("unknown keys are named, the first few of them", () => {
  expect(decode("seed=5&colour=red").problems).toEqual([
    "colour is not a setting of this lab; it is ignored.",
  ]);
  expect(decode("__proto__=1&constructor=2").problems).toHaveLength(2);
  const many = decode(Array.from({ length: 5000 }, (_, i) => `k${i}=1`).join("&"));
  expect(many.values).toEqual(defaults);
  expect(many.problems).toHaveLength(6);
  expect(many.problems[5]).toBe("So are 4995 more keys.");
  expect(Object.getPrototypeOf(many.values)).toBe(Object.prototype);
});

test("what is very long is shortened", () => {
  const long = "9".repeat(100_000);
  for (const query of [`seed=${long}`, `${long}=1`, `v=${long}`, `camera=${long},${long}`]) {
    const { problems, values } = decode(query);
    expect(values).toEqual(defaults);
    expect(problems).toHaveLength(1);
    expect(problems[0].length).toBeLessThan(200);
  }
});
