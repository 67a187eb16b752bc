/** Densities that are nowhere, or not everywhere, and calls that do not fit. */
import { describe, expect, test } from "vitest";
import { createDensity, Graph, within, type Density } from "../../../src/core/density";
import { KernelEnsemble } from "../../../src/core/kernels";
import { createBananaDensity } from "../../../src/core/targets/expressions";
import { kernels } from "./kernelRuns";

/** e^-x for x > 0, outside below. */
function createHalfLine(): Density {
  const graph = new Graph();
  const x = graph.parameter(0);
  const logDensity = within(graph, [graph.less(0, x)], graph.negate(x));
  return createDensity({ graph, parameterNames: ["x"], logDensity });
}

function createNowhere(): Density {
  const graph = new Graph();
  const logDensity = graph.log(graph.subtract(-1, graph.multiply(graph.parameter(0), graph.parameter(0))));
  return createDensity({ graph, parameterNames: ["x"], logDensity });
}

describe.each(kernels)("$key", ({ emit }) => {
  test("nothing is accepted where there is no density", () => {
    const ensemble = new KernelEnsemble(emit(createNowhere()), { numChains: 5 });
    ensemble.setStepSize(0.5, 1);
    ensemble.start([1, 2, 3, 4, 5], 1);
    ensemble.run(100);
    expect([...ensemble.state().positions]).toEqual([1, 2, 3, 4, 5]);
    expect([...ensemble.logDensities()]).toEqual(Array(5).fill(-Infinity));
    expect([...ensemble.moments().numAccepted]).toEqual(Array(5).fill(0));
  });

  test("a chain never leaves the support, and finds into it from outside", () => {
    const ensemble = new KernelEnsemble(emit(createHalfLine()), { numChains: 50, numOutputs: 200 });
    ensemble.setStepSize(0.7, 2);
    ensemble.start(
      Float32Array.from({ length: 50 }, (_, i) => (i < 25 ? 1 : -0.5)),
      1,
    );
    ensemble.run(200, 1);
    const draws = ensemble.outputs(200);
    for (let chain = 0; chain < 50; chain++) {
      const positions = Array.from({ length: 200 }, (_, t) => draws[t * ensemble.numPadded + chain]);
      const first = positions.findIndex((x) => x > 0);
      expect(first).toBe(chain < 25 ? 0 : Math.max(0, first));
      expect(positions.slice(first).every((x) => x > 0)).toBe(true);
    }
    expect(ensemble.logDensities().every((value) => value > -Infinity)).toBe(true);
  });

  test("far tails: a chain there comes in, or stays, and is never NaN", () => {
    const ensemble = new KernelEnsemble(emit(createBananaDensity()), { numChains: 4, settings: [2, 0.5] });
    ensemble.setStepSize(0.5, 1);
    ensemble.start([1000, -1000, 0, 1e20, 1000, 1e5, -1e30, 1e20], 2);
    ensemble.run(300);
    for (const x of ensemble.state().positions) expect(Math.abs(x)).toBeLessThan(Infinity);
    expect(ensemble.logDensities().some(Number.isNaN)).toBe(false);
  });

  test("what does not fit is named", () => {
    const module = emit(createBananaDensity());
    const settings = [2, 0.5];
    expect(() => new KernelEnsemble(module, { numChains: 0, settings })).toThrow("numChains = 0");
    expect(() => new KernelEnsemble(module, { numChains: 5 })).toThrow("0 settings");
    const ensemble = new KernelEnsemble(module, { numChains: 5, settings, numOutputs: 2 });
    expect(() => ensemble.start([1, 2, 3], 1)).toThrow("3 coordinates");
    expect(() => ensemble.run(30, 10)).toThrow("3 sets of positions");
  });
});
