/** A grid by WebGPU and by a real worker: both agree, and it is said who computed it and why. */
import { afterAll, describe, expect, test } from "vitest";
import { evaluateGrid, evaluatePicture, gridOver, pictureGrid } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { checkedNumbers } from "../../../src/core/settings";
import { targetByKey, targets } from "../../../src/core/targets";
import { Analysis } from "../../../src/engine/analysis";
import { acquireDevice } from "../../../src/engine/gpu/device";
import { computeGrid, type ComputedGrid, type GridPreference } from "../../../src/engine/gridService";
import { createTarget } from "../../../src/engine/protocol";
import { createAnalysisWorker } from "../../../src/engine/workers";

const analysis = new Analysis(createAnalysisWorker, 60_000);

afterAll(() => analysis.dispose());

function compute(preference: GridPreference, key: string): Promise<ComputedGrid> {
  const definition = targetByKey(key);
  const values = checkedNumbers(definition.settings, {});
  const target = definition.create(values);
  return computeGrid(preference, analysis, { key, values }, target, gridOver(target, 40));
}

const surfaces = targets.filter(
  (definition) => definition.create(checkedNumbers(definition.settings, {})).dimension === 2,
);

test("a curve is the worker's, whatever is wished for", async () => {
  const choice = { key: "bimodal1d", values: checkedNumbers(targetByKey("bimodal1d").settings, {}) };
  const target = createTarget(choice);
  const shape = pictureGrid(target, 33, [0], [-8, 0]);
  const [wished, automatic] = await Promise.all(
    (["webgpu", "auto"] as const).map((each) => computeGrid(each, analysis, choice, target, shape)),
  );
  expect(wished.values).toEqual(evaluatePicture(target, shape));
  expect(wished.computedBy).toBe("worker, float64");
  expect(wished.obstacle).toBe(
    "WebGPU computes surfaces of two parameters alone; a worker computed this one.",
  );
  expect(automatic.values).toEqual(wished.values);
});

describe.each(surfaces.map(({ key }) => key))("of %s", (key) => {
  test("the worker computes in SIMD, within the bound of the graphics card", async () => {
    const { values, shape, milliseconds, ...rest } = await compute("worker", key);
    const definition = targetByKey(key);
    const target = definition.create(checkedNumbers(definition.settings, {}));
    expect(worstNode(target, shape, values).ratio).toBeLessThan(1);
    expect(rest).toEqual({ backend: "worker", computedBy: "worker, SIMD", obstacle: null });
    expect(milliseconds).toBeGreaterThanOrEqual(0);
  });

  test.each<GridPreference>(["auto", "webgpu"])(
    "%s takes WebGPU, and agrees with float64",
    async (preference) => {
      const byGpu = await compute(preference, key);
      const definition = targetByKey(key);
      const target = definition.create(checkedNumbers(definition.settings, {}));
      const exact = evaluateGrid(target, byGpu.shape);
      expect(byGpu).toMatchObject({ backend: "webgpu", obstacle: null, shape: gridOver(target, 40) });
      expect(byGpu.computedBy).toMatch(/swiftshader/i);
      expect(byGpu.values).toHaveLength(1600);
      let worst = 0;
      byGpu.values.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(value - exact[i]) / (1 + Math.abs(exact[i])));
      });
      expect(worst).toBeLessThan(1e-4);
      expect(worst).toBeGreaterThan(0);
    },
  );
});

test("automatic leaves a long sum over data to the worker where the graphics card is the processor itself", async () => {
  // More than the 50 million evaluations of a datum that it is given.
  const columns = [Float64Array.from({ length: 33_000 }, (_, i) => Math.sin(i))];
  const text = "parameters a, b\nsum(normal(v, a, 1)) - b^2";
  const choice = {
    key: "formula",
    values: {},
    formula: { text, sliderValues: [], columnNames: ["v"], columns },
  };
  const target = createTarget(choice);
  const computed = await computeGrid("auto", analysis, choice, target, gridOver(target, 40));
  expect(computed.backend).toBe("worker");
  expect(computed.obstacle).toContain("33,000 data");
});

test("where the device is lost meanwhile, the worker computes the grid, and it is said why", async () => {
  const outcome = await acquireDevice();
  if (!("device" in outcome)) throw new Error(outcome.message);
  const computing = compute("auto", "mixture");
  outcome.device.destroy();
  const { backend, computedBy, obstacle, values } = await computing;
  expect([backend, computedBy]).toEqual(["worker", "worker, SIMD"]);
  expect(obstacle).toMatch(/^The grid could not be computed by WebGPU \(.*lost.*\); a worker computed it\.$/);
  expect(values).toEqual((await compute("worker", "mixture")).values);
  await outcome.lost;
  expect((await compute("auto", "mixture")).backend).toBe("webgpu");
});
