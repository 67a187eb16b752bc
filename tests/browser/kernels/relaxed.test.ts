import { expect, test } from "vitest";
import { supportsRelaxedSimd } from "../../../src/core/wasm";
import { presetVariant } from "../../contract/variants";
import { describeFirstSteps } from "../../core/kernels/firstSteps";
import { describeGrids } from "../../core/kernels/grids";
import { kernelInvariance } from "../../core/kernels/invariance";
import { kernels } from "../../core/kernels/kernelRuns";
import { describeMoments } from "../../core/kernels/moments";

test("this browser has relaxed SIMD", () => expect(supportsRelaxedSimd()).toBe(true));

describeFirstSteps(true);
describeMoments(true);
describeGrids(true);

test("relaxed kernels leave the equal mixture as it is (seed 13)", () => {
  const invariance = kernelInvariance(presetVariant("mixture, Equal mixture"));
  for (const kernel of kernels) expect(Math.max(...invariance.run(kernel, true, 13))).toBeLessThan(1);
});
