import { describe, expect, test } from "vitest";
import { runChains, type RunOptions } from "../../../src/core/run";
import { presetVariants } from "../../contract/variants";

const base: RunOptions = { target: presetVariants[0].target, numChains: 2, numSamples: 3, seed: 1 };
const attempt = (changes: Partial<RunOptions>) => (): unknown => runChains({ ...base, ...changes });

/** The message has to name what was wrong, what was given, and what was expected. */
function expectRefusal(changes: Partial<RunOptions>, name: string, given: unknown, expected: string): void {
  expect(attempt(changes)).toThrow(RangeError);
  expect(attempt(changes)).toThrow(`${name} = ${String(given)}`);
  expect(attempt(changes)).toThrow(expected);
}

test("the options that the others are changed from are accepted", () => {
  expect(attempt({})).not.toThrow();
});

describe("counts", () => {
  test.each([NaN, Infinity, -1, 0, 1.5, 1e300])("numChains = %f", (numChains) => {
    expectRefusal({ numChains }, "numChains", numChains, "expected a whole number from 1 to");
  });

  test.each([NaN, Infinity, -1, 0, 2.5])("numSamples = %f", (numSamples) => {
    expectRefusal({ numSamples }, "numSamples", numSamples, "expected a whole number from 1 to");
  });

  test.each([NaN, Infinity, -1, 0.5])("numWarmup = %f", (numWarmup) => {
    expectRefusal({ numWarmup }, "numWarmup", numWarmup, "expected a whole number from 0 to");
  });

  test("more draws than one result may hold", () => {
    const changes = { numChains: 100_000, numSamples: 100_000 };
    expectRefusal(changes, "numChains x numSamples", 1e10, "expected at most 134217728 draws");
  });
});

test.each([NaN, -1, 1.5, 4294967296, Infinity])("seed = %f", (seed) => {
  expectRefusal({ seed }, "seed", seed, "expected a whole number from 0 to 4294967295");
});

test("the largest seed is a seed", () => {
  expect(attempt({ seed: 4294967295 })).not.toThrow();
});

describe("sampler and settings", () => {
  test("unknown sampler", () =>
    expectRefusal({ sampler: "gibbs" }, "sampler", "gibbs", "expected one of rwm"));

  test("unknown setting", () => {
    expect(attempt({ settings: { stepsize: 1 } })).toThrow(RangeError);
    expect(attempt({ settings: { stepsize: 1 } })).toThrow(
      "stepsize is not a setting here; expected one of stepSize",
    );
  });

  test.each([0, -1, NaN, Infinity, 1e300])("stepSize = %f", (stepSize) => {
    expectRefusal({ settings: { stepSize } }, "stepSize", stepSize, "expected a number from 0.001 to 20");
  });
});

describe("start", () => {
  test.each([[[]], [[1]], [[1, 2, 3]]])("of the wrong length: %j", (position: number[]) => {
    expect(attempt({ start: { kind: "point", position } })).toThrow(RangeError);
    const message = `start.position has ${position.length} values; expected 2`;
    expect(attempt({ start: { kind: "point", position } })).toThrow(message);
  });

  test.each([[[1e200, 0]], [[0, NaN]], [[Infinity, 0]], [[0, -Infinity]]])(
    "outside: %j",
    (position: number[]) => {
      const given = `(${position.join(", ")})`;
      const expected = "expected a point where the target has a density";
      expectRefusal({ start: { kind: "point", position } }, "start", given, expected);
    },
  );
});
