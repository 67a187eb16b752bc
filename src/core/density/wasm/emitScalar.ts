import { f64, float64Math, i32, ModuleBuilder, type F64, type FunctionBody, type I32 } from "../../wasm";
import type { MemoryDescription } from "../../wasm";
import type { Density } from "../density";
import { gradientOf } from "../gradient";
import type { Node } from "../node";
import { emitPrepare } from "./emitPrepare";
import { emitStages } from "./emitStages";
import { planInputs, type InputsLayout } from "./inputs";
import { asNumber, scalarBackend } from "./scalarBackend";
import { stagesOf } from "./stages";

/** What a scalar module exports; a position is numParameters float64 numbers in memory. */
export interface ScalarExports {
  prepare(): void;
  /** The log density; -Infinity where it is NaN. */
  logDensity(positionPointer: number): number;
  /** As `logDensity`; writes the gradient (numParameters float64 numbers). */
  logDensityAndGradient(positionPointer: number, gradientPointer: number): number;
}

export interface ScalarModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: InputsLayout;
}

/**
 * A density as a float64 module with the exports `ScalarExports`. Values are equal to the interpreter's in every bit.
 * @param memory the module's memory; see `MemoryDescription`
 * @param address where the inputs are (see `InputsLayout`), a multiple of 16
 */
export function emitScalar(
  density: Density,
  memory: MemoryDescription = { kind: "imported", initialPages: 1 },
  address = 0,
): ScalarModule {
  const { graph, logDensity, numParameters } = density;
  const gradient = gradientOf(graph, logDensity, numParameters);
  const layout = planInputs(density, [logDensity, ...gradient], address, "f64");
  const module = new ModuleBuilder(memory);
  const math = float64Math(module);
  const valueIndex = new Map(layout.values.map((node, i) => [node, i]));
  const rowIndex = new Map(layout.rowValues.map((node, i) => [node, i]));

  const isGiven = (node: Node): boolean =>
    node.kind === "parameter" || valueIndex.has(node) || rowIndex.has(node);
  const emit = (body: FunctionBody, position: I32, roots: readonly Node[]): readonly F64[] => {
    const given = (node: Node, row: I32 | undefined): F64 => {
      if (node.kind === "parameter") return f64.load(position, 8 * node.index);
      const index = valueIndex.get(node);
      if (index !== undefined) return f64.load(layout.preparedAddress, 8 * index);
      if (row === undefined) throw new Error(`node ${node.id} (${node.kind}) is read outside of the rows`);
      return f64.load(row, 8 * (rowIndex.get(node) ?? 0));
    };
    const rows = () => ({
      numRows: i32.load(layout.address),
      address: i32.load(layout.address + 8),
      bytesOfRow: layout.bytesOfRow,
    });
    const stages = stagesOf(graph, roots, [], isGiven);
    return emitStages(stages, scalarBackend({ body, math, given, rows }), undefined).map((value) =>
      body.let(asNumber(value)),
    );
  };
  const outsideForNaN = (value: F64): F64 => f64.select(f64.eq(value, value), value, -Infinity);

  emitPrepare(module, math, density, layout, "f64");
  const signature = { parameters: ["i32"], result: "f64", exportName: "logDensity" } as const;
  module.define(signature, (body, position) => outsideForNaN(emit(body, position, [logDensity])[0]));
  module.define(
    { parameters: ["i32", "i32"], result: "f64", exportName: "logDensityAndGradient" },
    (body, position, gradientPointer) => {
      const [value, ...derivatives] = emit(body, position, [logDensity, ...gradient]);
      derivatives.forEach((derivative, i) => body.store(gradientPointer, derivative, 8 * i));
      return outsideForNaN(value);
    },
  );
  return { bytes: module.toBytes(), layout };
}
