/** The test of invariance must catch kernels that are wrong, each in one place. */
import { beforeAll, describe, expect, test } from "vitest";
import { isBelowRatio, type AcceptRule } from "../../../src/core/kernels/ratioOfDensities";
import { i32x4 } from "../../../src/core/wasm";
import { presetVariant } from "../../contract/variants";
import { kernelInvariance, type KernelInvariance } from "./invariance";
import { kernels, type Kernel } from "./kernelRuns";

const [rwm, mala, hmc] = kernels;
/** Fewer than a right kernel is tested with: these are far off. */
const NUM_CHAINS = 150_000;

const rules: readonly { name: string; kernel: Kernel; rule: AcceptRule }[] = [
  {
    name: "random walk without an accept test",
    kernel: rwm,
    rule: (_v, _u, there) => there.shift.map(() => i32x4.const(-1)),
  },
  {
    name: "random walk that accepts by a fixed number instead of a uniform",
    kernel: rwm,
    rule: (v, _u, there, here) => isBelowRatio(v, 2 ** 31, there, here),
  },
  {
    name: "random walk that uses the uniform upside down, twice over",
    kernel: rwm,
    rule: (v, u, there, here) => isBelowRatio(v, v.mul(0.5, u), there, here),
  },
  {
    name: "random walk that takes the mass of the density from the proposal, also where it stands",
    kernel: rwm,
    rule: (v, u, there, here) => isBelowRatio(v, u, there, { shift: here.shift, mass: there.mass }),
  },
  {
    name: "random walk that goes uphill only",
    kernel: rwm,
    rule: (v, _u, there, here) => v.lt(here.shift, there.shift),
  },
  {
    name: "Langevin that leaves out the ways there and back",
    kernel: mala,
    rule: (v, u, there, here) => isBelowRatio(v, u, there, here),
  },
  {
    name: "Hamiltonian without an accept test",
    kernel: hmc,
    rule: (_v, _u, there) => there.shift.map(() => i32x4.const(-1)),
  },
  {
    name: "Hamiltonian that leaves out the kinetic energy",
    kernel: hmc,
    rule: (v, u, there, here) => isBelowRatio(v, u, there, here),
  },
];

describe("broken kernels on the equal mixture (seed 12)", () => {
  let invariance: KernelInvariance;
  beforeAll(() => {
    invariance = kernelInvariance(presetVariant("mixture, Equal mixture"), NUM_CHAINS);
  });

  test.each(rules)("$name", ({ kernel, rule }) => {
    expect(Math.max(...invariance.run(kernel, false, 12, { rule }))).toBeGreaterThan(1.2);
  });

  test("random walk with the same numbers in every transition", () => {
    expect(Math.max(...invariance.run(rwm, false, 12, { repeatNumbers: true }))).toBeGreaterThan(1.2);
  });

  test("negative control: with the right rule handed in, none of them is", () => {
    expect(Math.max(...invariance.run(rwm, false, 12, { rule: isBelowRatio }))).toBeLessThan(1);
  });
});
