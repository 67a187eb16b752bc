import { f32, f64, i32, type F64, type Float64Math, type I32, type ModuleBuilder } from "../../wasm";
import type { Density } from "../density";
import type { Node } from "../node";
import { emitStages } from "./emitStages";
import type { InputsLayout, RowPrecision } from "./inputs";
import { asNumber, scalarBackend } from "./scalarBackend";
import { stagesOf } from "./stages";

/**
 * Adds and exports `prepare()`, which works out the prepared values and rows of a layout from settings and data, in
 * float64.
 */
export function emitPrepare(
  module: ModuleBuilder,
  math: Float64Math,
  { graph }: Density,
  layout: InputsLayout,
  precision: RowPrecision,
): void {
  const isGiven = (node: Node): boolean => node.kind === "setting" || node.kind === "column";
  const stages = stagesOf(graph, layout.values, layout.rowValues, isGiven);
  module.defineProcedure({ parameters: [], exportName: "prepare" }, (body) => {
    const numRows = body.let(i32.load(layout.address));
    const bytesOfColumn = body.let(i32.mul(numRows, 8));
    const prepared = body.variable(i32.load(layout.address + 8));

    const given = (node: Node, row: I32 | undefined): F64 => {
      if (node.kind === "setting") return f64.load(layout.settingsAddress, 8 * node.index);
      if (node.kind !== "column" || row === undefined) {
        throw new Error(`prepare: node ${node.id} (${node.kind}) is no input here`);
      }
      return f64.load(i32.add(row, i32.mul(bytesOfColumn, node.index)));
    };
    const backend = scalarBackend({
      body,
      math,
      given,
      rows: () => ({ numRows, address: i32.load(layout.address + 4), bytesOfRow: 8 }),
    });
    const values = emitStages(stages, backend, (rowValues) => {
      rowValues.forEach((value, i) => {
        const number = asNumber(value);
        if (precision === "f64") body.store(prepared, number, 8 * i);
        else body.store(prepared, f32.demote_f64(number), 4 * i);
      });
      body.set(prepared, i32.add(prepared, layout.bytesOfRow));
    });
    values.forEach((value, i) => body.store(layout.preparedAddress, asNumber(value), 8 * i));
  });
}
