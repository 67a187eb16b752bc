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
  "rwm on mixture, Unequal mixture": "77554e93 c4797c32",
  "rwm on meanLogSd": "41bff712 3364a2b6",
  "rwm on gaussian": "8f850fdb f304385c",
  "rwm on banana": "beae53a9 aa56aa07",
  "rwm on rosenbrock": "5bad66a3 a69c482a",
  "rwm on funnel": "b2714583 fddaf7eb",
  "rwm on ring": "2d77c758 20d03284",
  "rwm on bimodal1d": "d267da04 10a65c5c",
  "mala on mixture, Equal mixture": "fea6c9e4 dce4e87c",
  "mala on mixture, Unequal mixture": "a34fa551 acc6d29e",
  "mala on meanLogSd": "da899719 d20a303b",
  "mala on gaussian": "87d8b03d 3fa78b8e",
  "mala on banana": "c7c4b64f 148bf64a",
  "mala on rosenbrock": "f462d9cc dfeceb18",
  "mala on funnel": "2eb8f5d6 f888cc1c",
  "mala on ring": "6efda9b3 bd8e1b0f",
  "mala on bimodal1d": "bda0229d b271490b",
  "hmc on mixture, Equal mixture": "46ab430e 6d1acf92",
  "hmc on mixture, Unequal mixture": "438f63b6 cc4e926d",
  "hmc on meanLogSd": "5cf75112 45c7ec80",
  "hmc on gaussian": "a8f787f1 b7cf79e7",
  "hmc on banana": "1ee160b0 2ddb50e4",
  "hmc on rosenbrock": "f462d9cc dfeceb18",
  "hmc on funnel": "f45cfe40 26927c25",
  "hmc on ring": "fc71a9cb 0181fef1",
  "hmc on bimodal1d": "4479ea8a 0eed29d6",
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
