import { f32, f32x4, f64, float64Math, i32, type F32x4, type ModuleBuilder } from "../../wasm";
import type { VectorArithmetic, Vectors } from "../../wasm/float32x4";
import type { Density } from "../density";
import { gradientOf } from "../gradient";
import type { Node } from "../node";
import { emitPrepare } from "./emitPrepare";
import { emitStages } from "./emitStages";
import { planInputs, type InputsLayout } from "./inputs";
import { stagesOf } from "./stages";
import type { SumKind } from "./vectorSums";
import { asVectors, vectorBackend, type RowPlace } from "./vectorBackend";

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
  /** @throws Error unless the density was emitted with its gradient */
  gradient(position: readonly Vectors[]): readonly Vectors[];
  /** The values of some nodes, as they are; those of `parts`, or what is made of the same parts. */
  values(position: readonly Vectors[], roots: readonly Node[]): readonly Vectors[];
}

/**
 * Prepares a density for a module of float32 kernels, four chains in a vector. Numbers are those of float32: what
 * leaves its range on the way becomes 0 or infinite. Sums over rows are of float32 terms, see `SumKind`.
 * @param options `address` is where the inputs are, a multiple of 16; `parts` are further nodes of the density's
 *   graph that a kernel will ask for
 */
export function emitVectors(
  module: ModuleBuilder,
  density: Density,
  options: {
    readonly address: number;
    readonly withGradient: boolean;
    readonly parts?: readonly Node[];
    readonly sums?: SumKind;
  },
): VectorDensity {
  const { graph, logDensity, numParameters } = density;
  const { sums = "float64" } = options;
  const gradient = options.withGradient ? gradientOf(graph, logDensity, numParameters) : [];
  const wanted = [logDensity, ...gradient, ...(options.parts ?? [])];
  const layout = planInputs(density, wanted, options.address, "f32");
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

    const emit = (position: readonly Vectors[], chosen: readonly Node[]): Vectors[] => {
      if (position.length !== numParameters) {
        throw new RangeError(`position: ${position.length} coordinates given; expected ${numParameters}`);
      }
      const numVectors = position[0]?.length ?? 1;
      const given = (node: Node, row: RowPlace | undefined): Vectors | F32x4 => {
        if (node.kind === "parameter") return position[node.index];
        const value = values.get(node);
        if (value !== undefined) return value;
        if (row === undefined) throw new Error(`node ${node.id} (${node.kind}) is read outside of the rows`);
        return f32x4.load_splat(row.address, row.offset + 4 * (rowIndex.get(node) ?? 0));
      };
      const rows = () => ({
        numRows: i32.load(layout.address),
        address: i32.load(layout.address + 8),
        bytesOfRow: layout.bytesOfRow,
      });
      const stages = stagesOf(graph, chosen, [], isGiven);
      const backend = vectorBackend({ v, math, numVectors, given, rows, kept: stages.kept, sums });
      // Locals of their own, for a position may be set anew while its log density is still in use.
      return emitStages(stages, backend).map((value) => [...v.let(asVectors(value, numVectors))]);
    };
    const outsideForNaN = (value: Vectors): Vectors => v.let(v.select(v.eq(value, value), value, -Infinity));

    const mustHaveGradient = (): void => {
      if (!options.withGradient) throw new Error("gradient: the density was emitted without; expected with");
    };

    return {
      logDensity: (position) => outsideForNaN(emit(position, [logDensity])[0]),
      values: emit,
      gradient: (position) => {
        mustHaveGradient();
        return emit(position, gradient);
      },
      logDensityAndGradient: (position) => {
        mustHaveGradient();
        const [value, ...derivatives] = emit(position, [logDensity, ...gradient]);
        return { logDensity: outsideForNaN(value), gradient: derivatives };
      },
    };
  };
  return { layout, enter };
}
