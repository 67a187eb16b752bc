import { expect, test } from "vitest";
import { Graph } from "../../../../src/core/density";
import { emitVectors } from "../../../../src/core/density/wasm";
import { FunctionBody, f32x4, ModuleBuilder } from "../../../../src/core/wasm";
import { vectorArithmetic } from "../../../../src/core/wasm/float32x4";
import { densityOf } from "./scalarModule";
import { describeVectorAgreement } from "./vectorAgreement";

describeVectorAgreement(false);

test("misuse is refused while the kernel is made", () => {
  const graph = new Graph();
  const density = densityOf(graph, graph.multiply(graph.parameter(0), graph.parameter(1)));
  const module = new ModuleBuilder({ kind: "exported", initialPages: 1 });
  const target = emitVectors(module, density, { address: 0, withGradient: false });
  const entered = target.enter(vectorArithmetic(new FunctionBody([]), false));
  const vectors = [f32x4.const(1), f32x4.const(2)];
  expect(() => entered.logDensity([vectors])).toThrow("1 coordinates given; expected 3");
  expect(() => entered.logDensityAndGradient([vectors, vectors, vectors])).toThrow("emitted without");
  expect(() => entered.logDensity([vectors, [f32x4.const(1)], vectors])).toThrow("2 and 1 of them");
});
