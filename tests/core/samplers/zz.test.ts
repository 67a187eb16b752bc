import { test } from "vitest";
import { targetByKey } from "../../../src/core/targets";
import { samplers } from "../../../src/core/samplers";
import { presetVariants } from "../../contract/variants";
import { brokenSteps, slippedStep } from "./brokenKernels";
import { invarianceTest, kernelOf, numChains, numComparisons, scaleOf } from "./invarianceTier";
test("x", () => {
  console.log(numChains, numComparisons);
  for (const { name, target } of presetVariants) {
    let t = performance.now();
    const run = invarianceTest(target);
    console.log(name, 'setup', performance.now()-t);
    const L = (p: ArrayLike<number>) => target.logDensity(p);
    const show = (label: string, k: any) => { t = performance.now(); const r = run(k, 11); console.log(name, label, JSON.stringify(r), (performance.now()-t).toFixed(0)); };
    show('rwm', kernelOf(samplers[0], target));
    show('template', { step: slippedStep(target, scaleOf(target), {}), logDensity: L });
    for (const [label, step] of Object.entries(brokenSteps(target, scaleOf(target)))) show(label, { step, logDensity: L });
    if (name.includes('Unequal')) {
      const def = targetByKey('mixture'); const slip = def.create({ ...def.presets[1].values, weight: 0.5 });
      show('weight', { step: slippedStep(slip, scaleOf(target), {}), logDensity: (p: ArrayLike<number>) => slip.logDensity(p) });
    }
  }
});
