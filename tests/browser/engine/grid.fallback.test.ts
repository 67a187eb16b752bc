/** Without an adapter a worker computes the grid, and whoever wanted WebGPU is told why. */
import { afterAll, expect, test } from "vitest";
import { gridOver } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { targetByKey } from "../../../src/core/targets";
import { Analysis } from "../../../src/engine/analysis";
import { computeGrid, type ComputedGrid, type GridPreference } from "../../../src/engine/gridService";
import { createAnalysisWorker } from "../../../src/engine/workers";

const analysis = new Analysis(createAnalysisWorker, 60_000);
const choice = { key: "meanLogSd", values: {} };
const target = targetByKey(choice.key).create(choice.values);
const shape = gridOver(target, 24);

afterAll(() => analysis.dispose());

const compute = (preference: GridPreference): Promise<ComputedGrid> =>
  computeGrid(preference, analysis, choice, target, shape);

test.each<GridPreference>(["auto", "webgpu"])(
  "%s takes the worker, and says so in a sentence",
  async (preference) => {
    const { values, backend, computedBy, obstacle } = await compute(preference);
    expect(worstNode(target, shape, values).ratio).toBeLessThan(1);
    expect([backend, computedBy]).toEqual(["worker", "worker, SIMD"]);
    expect(obstacle).toMatch(/^[A-Z].* worker .*\.$/);
  },
);

test("who wants the worker meets no obstacle", async () => {
  expect(await compute("worker")).toMatchObject({ backend: "worker", obstacle: null, shape });
});
