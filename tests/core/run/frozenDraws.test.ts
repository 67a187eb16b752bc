import { describe, expect, test } from "vitest";
import { runChains } from "../../../src/core/run";
import { samplers } from "../../../src/core/samplers";
import { presetVariants } from "../../contract/variants";

/**
 * Checksums of the first draws and log densities for seed 1, at the sampler's defaults. Links promise the very same draws, so if one of these
 * changes raise KERNEL_VERSION in src/app/link.ts, and only then write the new value here.
 * A target or sampler that is new adds its line.
 */
const FROZEN: Readonly<Record<string, string>> = {
  "rwm on mixture, Equal mixture": "834aef01 d9605a98",
  "rwm on mixture, Unequal mixture": "77554e93 8677c4cf",
  "rwm on meanLogSd": "41bff712 a1f02d82",
};

/** x = 0; for each 32-bit word w, low words first: x = (x * 0x01000193 mod 2^32) xor w. */
function checksum(values: Float64Array): string {
  const view = new DataView(values.slice().buffer);
  // Written out by hand, so that the order of bytes does not depend on the processor.
  values.forEach((value, i) => view.setFloat64(8 * i, value, true));
  let x = 0;
  for (let at = 0; at < view.byteLength; at += 4) x = Math.imul(x, 0x01000193) ^ view.getInt32(at, true);
  return (x >>> 0).toString(16).padStart(8, "0");
}

const combinations = presetVariants.flatMap(({ name, target }) =>
  samplers.map((sampler) => ({ name: `${sampler.key} on ${name}`, sampler, target })),
);

describe("frozen draws", () => {
  test.each(combinations)("$name: 4 chains of 50 draws after 10, seed 1", ({ name, sampler, target }) => {
    const options = { target, sampler, numChains: 4, numWarmup: 10, numSamples: 50, seed: 1 };
    const { draws, logDensities } = runChains(options);
    expect(`${checksum(draws)} ${checksum(logDensities)}`).toBe(FROZEN[name]);
  });

  test("nothing is listed that is not there", () => {
    expect(Object.keys(FROZEN).toSorted()).toEqual(combinations.map(({ name }) => name).toSorted());
  });
});
