import { f32, f32x4, f64, float64Math, i32, type F32x4, type I32, type ModuleBuilder } from "../../wasm";
import type { VectorArithmetic, Vectors } from "../../wasm/float32x4";
import type { Density } from "../density";
import { gradientOf } from "../gradient";
import type { Node } from "../node";
import { emitPrepare } from "./emitPrepare";
import { emitStages } from "./emitStages";
import { planInputs, type InputsLayout } from "./inputs";
import { stagesOf } from "./stages";
import { asVectors, vectorBackend } from "./vectorBackend";

/** A density ready to be placed into kernels of one module. */
export interface VectorDensity {
  /** The inputs, with rows of float32; the module exports `prepare()`. */
  readonly layout: InputsLayout;
  /** To be called once at the entry of a kernel: reads settings and what depends on them into locals. */
  enter(v: VectorArithmetic): EnteredDensity;
}

/** Places code; the position is numParameters groups of vectors, each of which may be read any number of times. */
export interface EnteredDensity {
  /** Log densities; -Infinity where NaN. */
  logDensity(position: readonly Vectors[]): Vectors;
  /** Also the derivative by each parameter. @throws Error unless the density was emitted with its gradient */
  logDensityAndGradient(position: readonly Vectors[]): {
    readonly logDensity: Vectors;
    readonly gradient: readonly Vectors[];
  };
}

/**
 * Prepares a density for a module of float32 kernels, four chains in a vector. Numbers are those of float32: what
 * leaves its range on the way becomes 0 or infinite. Sums over rows are float64 sums of float32 terms.
 * @param options `address` is where the inputs are, a multiple of 16
 */
export function emitVectors(
  module: ModuleBuilder,
  density: Density,
  options: { readonly address: number; readonly withGradient: boolean },
): VectorDensity {
  const { graph, logDensity, numParameters } = density;
  const gradient = options.withGradient ? gradientOf(graph, logDensity, numParameters) : [];
  const layout = planInputs(density, [logDensity, ...gradient], options.address, "f32");
  const math = float64Math(module);
  emitPrepare(module, math, density, layout, "f32");
  const rowIndex = new Map(layout.rowValues.map((node, i) => [node, i]));

  const enter = (v: VectorArithmetic): EnteredDensity => {
    const { body } = v;
    const values = new Map(
      layout.values.map((node, i) => {
        const value = f32.demote_f64(f64.load(layout.preparedAddress, 8 * i));
        return [node, body.let(f32x4.splat(value))];
      }),
    );
    const isGiven = (node: Node): boolean =>
      node.kind === "parameter" || values.has(node) || rowIndex.has(node);

    const emit = (position: readonly Vectors[], roots: readonly Node[]): Vectors[] => {
      if (position.length !== numParameters) {
        throw new RangeError(`position: ${position.length} coordinates given; expected ${numParameters}`);
      }
      const numVectors = position[0]?.length ?? 1;
      const given = (node: Node, row: I32 | undefined): Vectors | F32x4 => {
        if (node.kind === "parameter") return position[node.index];
        const value = values.get(node);
        if (value !== undefined) return value;
        if (row === undefined) throw new Error(`node ${node.id} (${node.kind}) is read outside of the rows`);
        return f32x4.load_splat(row, 4 * (rowIndex.get(node) ?? 0));
      };
      const rows = () => ({
        numRows: i32.load(layout.address),
        address: i32.load(layout.address + 8),
        bytesOfRow: layout.bytesOfRow,
      });
      const stages = stagesOf(graph, roots, [], isGiven);
      const backend = vectorBackend({ v, math, numVectors, given, rows, kept: stages.kept });
      // Locals of their own, for a position may be set anew while its log density is still in use.
      return emitStages(stages, backend).map((value) => [...v.let(asVectors(value, numVectors))]);
    };
    const outsideForNaN = (value: Vectors): Vectors => v.let(v.select(v.eq(value, value), value, -Infinity));

    return {
      logDensity: (position) => outsideForNaN(emit(position, [logDensity])[0]),
      logDensityAndGradient: (position) => {
        if (!options.withGradient)
          throw new Error("gradient: the density was emitted without; expected with");
        const [value, ...derivatives] = emit(position, [logDensity, ...gradient]);
        return { logDensity: outsideForNaN(value), gradient: derivatives };
      },
    };
  };
  return { layout, enter };
}
