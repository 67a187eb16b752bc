/** Sums over data rows for chains in vectors: what becomes of the terms, not what they are. */
import { f32x4, f64x2, i32, type F32x4, type F64x2, type I32, type Variable } from "../../wasm";
import type { VectorArithmetic, Vectors } from "../../wasm/float32x4";
import type { Rows } from "./scalarBackend";

/**
 * "float64": every term is added in float64. "blocked": terms are added in float32, `ROWS_AT_ONCE` by turns, and after
 * `ROWS_IN_BLOCK` rows in float64; a third of the work, and by its additions the sum is off by at most
 * (ROWS_IN_BLOCK / ROWS_AT_ONCE + 2) 2^-24 of the sum of the terms' sizes.
 */
export type SumKind = "float64" | "blocked";

export const ROWS_IN_BLOCK = 128;
/** With two vectors side by side, eight partial sums: as many as hide the latency of an addition. */
export const ROWS_AT_ONCE = 4;

/** The terms of one row; each is to be taken once. */
export interface RowTerms {
  readonly numTerms: number;
  value(index: number): Vectors;
  /** The sum plus the term, in as few operations as there are for it. */
  addedTo(index: number, sum: Vectors): Vectors;
}

interface RowLoop {
  readonly v: VectorArithmetic;
  readonly numVectors: number;
  readonly numTerms: number;
  readonly rows: Rows;
  /** Places what is done in the row at address + offset (bytes). */
  readonly inRow: (address: I32, offset: number) => RowTerms;
}

/** Places the loop over the rows and gives the sum of each term. */
export function sumRows(kind: SumKind, loop: RowLoop): readonly Vectors[] {
  const { v, numVectors, numTerms, rows } = loop;
  const { body } = v;
  const sums = Array.from({ length: numTerms }, () => Array.from({ length: numVectors }, () => wideSum(v)));
  const address = body.variable(rows.address);
  const goOn = (numRows: number): void => body.set(address, i32.add(address, numRows * rows.bytesOfRow));
  const addRows = (count: I32): void =>
    body.repeat(count, () => {
      const terms = loop.inRow(address, 0);
      sums.forEach((sum, i) => {
        terms.value(i).forEach((vector, j) => sum[j].add(vector));
      });
      goOn(1);
    });
  if (kind === "float64") {
    addRows(rows.numRows);
  } else {
    const left = body.variable(rows.numRows);
    body.block((exit) => {
      body.loop((again) => {
        body.branchIf(exit, i32.lt_s(left, ROWS_AT_ONCE));
        const inBlock = i32.select(i32.lt_s(left, ROWS_IN_BLOCK), left, ROWS_IN_BLOCK);
        const numTurns = body.let(i32.div_u(inBlock, ROWS_AT_ONCE));
        const zeros = (): readonly Variable<"f32x4">[] =>
          Array.from({ length: numVectors }, () => body.variable(f32x4.const(0)));
        const ofBlock = Array.from({ length: ROWS_AT_ONCE }, () => sums.map(zeros));
        body.repeat(numTurns, () => {
          ofBlock.forEach((ofRow, turn) => {
            const terms = loop.inRow(address, turn * rows.bytesOfRow);
            ofRow.forEach((sum, i) => {
              terms.addedTo(i, sum).forEach((value, j) => body.set(sum[j], value));
            });
          });
          goOn(ROWS_AT_ONCE);
        });
        sums.forEach((sum, i) => {
          const total = ofBlock.map((ofRow): Vectors => ofRow[i]).reduce((all, each) => v.add(all, each));
          total.forEach((vector, j) => sum[j].add(vector));
        });
        body.set(left, i32.sub(left, i32.mul(numTurns, ROWS_AT_ONCE)));
        body.branch(again);
      });
    });
    addRows(left);
  }
  return sums.map((sum) => sum.map((wide) => body.let(wide.rounded())));
}

/** A sum of float32 vectors kept in float64: many small terms would lose digits in float32. */
function wideSum({ body }: VectorArithmetic): { add(term: F32x4): void; rounded(): F32x4 } {
  const low = body.variable(f64x2.const(0));
  const high = body.variable(f64x2.const(0));
  const addTo = (sum: Variable<"f64x2">, lanes: F32x4): void =>
    body.set(sum, f64x2.add(sum, f64x2.promote_low_f32x4(lanes)));
  const rounded = (sum: F64x2): F32x4 => f32x4.demote_f64x2_zero(sum);
  return {
    add: (term) => {
      const lanes = body.let(term);
      addTo(low, lanes);
      addTo(high, f32x4.shuffle(lanes, lanes, [2, 3, 2, 3]));
    },
    rounded: () => f32x4.shuffle(rounded(low), rounded(high), [0, 1, 4, 5]),
  };
}
