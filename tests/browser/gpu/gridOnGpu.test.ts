import { describe, expect, it } from "vitest";
import { gridOver, type GridShape } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { checkedNumbers } from "../../../src/core/settings";
import { targetByKey, type Target } from "../../../src/core/targets";
import { computeGridOnGpu } from "../../../src/engine/gpu/gridOnGpu";
import { createBimodal1dDensity } from "../../../src/core/targets/expressions";
import { rowsTarget } from "./rowsTarget";
import { sharedDevice } from "./sharedDevice";

function makeTarget(key: string, values: Readonly<Record<string, number>> = {}): Target {
  const definition = targetByKey(key);
  return definition.create(checkedNumbers(definition.settings, values));
}

describe("computeGridOnGpu", () => {
  it("gives a float32 a node and the time it took", async () => {
    const { device } = await sharedDevice();
    const target = makeTarget("mixture");
    const shape = gridOver(target, 33);
    const { values, milliseconds } = await computeGridOnGpu(device, target, shape);
    expect(values).toBeInstanceOf(Float32Array);
    expect(values).toHaveLength(33 * 33);
    expect(milliseconds).toBeGreaterThan(0);
  });

  it("keeps overlapping calls apart, whatever their sizes, settings and targets", async () => {
    const { device } = await sharedDevice();
    const calls: [Target, number][] = [
      [makeTarget("mixture"), 40],
      [makeTarget("mixture", { separation: 8, correlation: 0.5 }), 150],
      [makeTarget("meanLogSd"), 64],
      [makeTarget("mixture", { weight: 0.9 }), 12],
      [makeTarget("meanLogSd"), 31],
      [rowsTarget(29), 50],
    ];
    // The second time there are buffers to be used again.
    for (const round of [calls, [...calls, ...calls]]) {
      const results = await Promise.all(
        round.map(([target, nodes]) => computeGridOnGpu(device, target, gridOver(target, nodes))),
      );
      for (const [i, [target, nodes]] of round.entries()) {
        expect(worstNode(target, gridOver(target, nodes), results[i].values).ratio).toBeLessThan(1);
        const alone = await computeGridOnGpu(device, target, gridOver(target, nodes));
        expect(results[i].values).toEqual(alone.values);
      }
    }
  });

  it("refuses a density of one parameter", async () => {
    const { device } = await sharedDevice();
    const target = makeTarget("mixture");
    const line = { ...target, density: createBimodal1dDensity(), settingValues: new Float64Array(5) };
    await expect(computeGridOnGpu(device, line, gridOver(target, 8))).rejects.toThrow(
      "a grid of the density of x; expected at least two parameters",
    );
  });

  it.each([
    [{ nx: 1, ny: 8 }, "nx = 1, ny = 8; expected whole numbers of at least 2"],
    [{ nx: 8, ny: 2.5 }, "nx = 8, ny = 2.5; expected whole numbers of at least 2"],
    [{ nx: 20_000, ny: 20_000 }, /20000 x 20000 nodes takes 1600000000 bytes; this graphics card allows \d+/],
    [{ nx: 2_000_000, ny: 2 }, /nx = 2000000; this graphics card allows at most \d+ columns/],
  ])("rejects the shape %o", async (nodes, message) => {
    const { device } = await sharedDevice();
    const target = makeTarget("mixture");
    const shape: GridShape = { ...gridOver(target, 8), ...nodes };
    await expect(computeGridOnGpu(device, target, shape)).rejects.toThrow(message);
    const { values } = await computeGridOnGpu(device, target, gridOver(target, 8));
    expect(worstNode(target, gridOver(target, 8), values).ratio).toBeLessThan(1);
  });
});
