import { describe, expect, test } from "vitest";
import { Graph, type Node } from "../../../../src/core/density";
import { planInputs } from "../../../../src/core/density/wasm/inputs";
import { stagesOf } from "../../../../src/core/density/wasm/stages";
import { densityOf } from "./scalarModule";

describe("stagesOf", () => {
  const graph = new Graph();
  const [x, u] = [graph.parameter(0), graph.column(0)];
  const isLeaf = (node: Node): boolean => node.kind === "parameter" || node.kind === "column";

  test("what no row changes is kept before the loop, although it has one user", () => {
    const scale = graph.exp(x);
    const term = graph.multiply(scale, u);
    const total = graph.rowSum(term);
    const root = graph.add(graph.sqrt(total), 1);
    const stages = stagesOf(graph, [root], [], isLeaf);
    expect(stages.beforeRows).toEqual([scale]);
    expect(stages.inRows).toEqual([term]);
    expect(stages.rowSums).toEqual([total]);
    expect(stages.afterRows).toEqual([graph.sqrt(total), root]);
    expect(stages.given).toEqual([x]);
    expect(stages.givenInRow).toEqual([u]);
    expect([...stages.kept].filter((node) => !isLeaf(node))).toEqual([scale]);
  });

  test("a node with two users is kept, one with a single user is part of its expression", () => {
    const shared = graph.sin(x);
    const single = graph.cos(shared);
    const root = graph.add(shared, single);
    const { kept } = stagesOf(graph, [root], [], isLeaf);
    expect(kept.has(shared)).toBe(true);
    expect(kept.has(single)).toBe(false);
  });
});

describe("planInputs", () => {
  test("prepares the largest parts without parameters, and sums of them", () => {
    const graph = new Graph();
    const [x, s, u, w] = [graph.parameter(0), graph.setting(0), graph.column(0), graph.column(1)];
    const scale = graph.exp(graph.multiply(s, 2));
    const scaled = graph.divide(u, scale);
    const normalization = graph.rowSum(graph.log(w));
    const likelihood = graph.rowSum(graph.multiply(graph.subtract(scaled, x), graph.multiply(scale, x)));
    const density = densityOf(graph, graph.add(likelihood, normalization));
    const layout = planInputs(density, [density.logDensity], 32, "f32");
    expect(layout.values).toEqual([scale, normalization]);
    expect(layout.rowValues).toEqual([scaled]);
    expect(layout.bytesOfRow).toBe(4);
    expect([layout.settingsAddress, layout.preparedAddress, layout.endAddress]).toEqual([48, 64, 80]);
  });
});
