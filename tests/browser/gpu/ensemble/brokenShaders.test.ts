/** The test of invariance must catch samplers that are wrong, each in one place. */
import { beforeAll, expect, test } from "vitest";
import type { GpuSamplerKey } from "../../../../src/engine/gpu/ensemble";
import { presetVariant } from "../../../contract/variants";
import { gpuInvariance, type Changes } from "./gpuInvariance";

/** Fewer than a right sampler is tested with: these are far off. */
const NUM_CHAINS = 150_000;

/** Replaces what must be there. */
function replacing(what: string | RegExp, by: string): Changes {
  return {
    mend: (code) => {
      const broken = code.replace(what, by);
      if (broken === code) throw new Error(`${String(what)} is not in the shader`);
      return broken;
    },
  };
}

const ratioTest = /let isAccepted = there\.isInside & isBelowRatio\(.*\);/g;

const broken: readonly { name: string; sampler: GpuSamplerKey; changes: Changes }[] = [
  {
    name: "random walk that always accepts",
    sampler: "rwm",
    changes: replacing(ratioTest, "let isAccepted = there.isInside;"),
  },
  {
    name: "random walk that compares with the density of its start",
    sampler: "rwm",
    changes: replacing(/^(shift|mass) = select.*$/gm, ""),
  },
  {
    name: "random walk that takes the mass of the density from the proposal, also where it stands",
    sampler: "rwm",
    changes: replacing(/there\.mass, mass\)/g, "there.mass, there.mass)"),
  },
  {
    name: "random walk with the same numbers in every transition",
    sampler: "rwm",
    changes: { ...replacing(/^state\[.*\] = w[0-3];$/gm, ""), isOneByOne: true },
  },
  {
    name: "Langevin that leaves out the ways there and back",
    sampler: "mala",
    changes: replacing(/ \+ kineticLost/g, ""),
  },
  {
    name: "Hamiltonian that leaves out the last half of a kick",
    sampler: "hmc",
    changes: replacing(/ \+ halfStep \* end\.slopes\.s\d/g, ""),
  },
  {
    name: "Hamiltonian that always accepts",
    sampler: "hmc",
    changes: replacing(/ & isSlow & isBelow;/g, " & isSlow;"),
  },
];

let invariance: ReturnType<typeof gpuInvariance>;
beforeAll(() => {
  invariance = gpuInvariance(presetVariant("mixture, Equal mixture"), NUM_CHAINS);
});

test.each(broken)("caught on the equal mixture (seed 12): $name", async ({ sampler, changes }) => {
  const distance = Math.max(...(await invariance(sampler, 12, changes)));
  expect(distance).toBeGreaterThan(1.2);
  // Wrong, and not merely beyond all numbers.
  expect(distance).toBeLessThan(Infinity);
});

test("negative control: changes that change nothing are not", async () => {
  const harmless: Changes = { mend: (code) => `${code}\n`, isOneByOne: true };
  expect(Math.max(...(await invariance("rwm", 12, harmless)))).toBeLessThan(1);
});
