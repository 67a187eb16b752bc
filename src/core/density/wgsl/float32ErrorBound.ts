import type { Density } from "../density";
import { operandsOf, type Node } from "../node";
import { deriveInputs, type DensityArguments, type DerivedInputs } from "./deriveInputs";
import { roundingsOfSum } from "./emitRows";
import { planFloat32, type Float32Plan } from "./plan";
import { SMALLEST_NORMAL } from "./ranges";
import {
  binaryRounding,
  ROUNDOFF,
  selectRounding,
  unaryRounding,
  type Bounded,
  type Rounding,
} from "./rounding";

/** What the second order in the errors may add to the first, as a share of it. */
const HIGHER_ORDERS = 0.1;

/**
 * How far float32 code of a density may be from its float64 value (without the offset), rounding of the position
 * included. To first order: each operation's own error (rounding.ts) times the derivative of the result by that
 * operation, all added up, with the derivatives by reverse-mode differentiation in numbers. So an error that
 * cancels later on does so here. Errors seldom all lean one way: a tenth of the bound is usual.
 * @returns a function from the position (as it is, not relative to the origin) to the value and its bound, for
 *   each of the log density and, on demand, its derivatives; the bound is Infinity where nothing is known, at a
 *   jump, beside a pole, or where numbers on the way leave float32; -Infinity and NaN are the value -Infinity,
 *   with the bound 0 where float32 must be outside as well
 */
export function float32ErrorBound(
  density: Density,
  given: DensityArguments,
  withGradient = false,
): (position: ArrayLike<number>) => Bounded[] {
  const plan = planFloat32(density, withGradient);
  const derived = deriveInputs(plan, given);
  const analysis = new Analysis(plan, derived);
  return (position) => {
    const differences = Array.from(given.origin, (at, i) => position[i] - at);
    return analysis.boundsAt(differences);
  };
}

class Analysis {
  readonly #plan: Float32Plan;
  readonly #derived: DerivedInputs;
  readonly #bounded: Bounded[] = [];
  readonly #roundings: Rounding[] = [];
  readonly #adjoints: Float64Array;
  /** Constants and derived settings. */
  readonly #leaves: readonly Node[];

  constructor(plan: Float32Plan, derived: DerivedInputs) {
    this.#plan = plan;
    this.#derived = derived;
    this.#adjoints = new Float64Array(plan.shifted.graph.size);
    const worked = [...plan.beforeRows, ...plan.inRows, ...plan.rowSums, ...plan.afterRows];
    const constants = [...plan.roots, ...worked.flatMap(operandsOf)].filter(
      ({ kind }) => kind === "constant",
    );
    this.#leaves = [...new Set([...plan.derivedSettings, ...constants])];
    for (const node of constants) {
      const { value } = node as Extract<Node, { kind: "constant" }>;
      const isInfinite = !(Math.abs(value) < Infinity);
      this.#bounded[node.id] = { value, error: isInfinite ? 0 : Math.abs(value - Math.fround(value)) };
    }
    plan.derivedSettings.forEach((node, i) => (this.#bounded[node.id] = roundedInput(derived.settings[i])));
  }

  boundsAt(differences: readonly number[]): Bounded[] {
    const { roots } = this.#plan;
    this.#forward(differences);
    return roots.map((root) => {
      const { value, error } = this.#bounded[root.id];
      if (!(Math.abs(value) < Infinity)) {
        return { value: value > 0 ? value : -Infinity, error: error === 0 ? 0 : Infinity };
      }
      return { value, error: error === Infinity ? Infinity : this.#backward(root) };
    });
  }

  #work(node: Node): void {
    const at = (operand: Node): Bounded => this.#bounded[operand.id];
    let rounding: Rounding;
    if (node.kind === "unary") rounding = unaryRounding(node.operation, at(node.operand));
    else if (node.kind === "binary") rounding = binaryRounding(node.operation, at(node.left), at(node.right));
    else if (node.kind === "select") {
      rounding = selectRounding(at(node.condition), at(node.ifTrue), at(node.ifFalse));
    } else throw new Error(`node ${node.id} (${node.kind}) is no operation`);
    let error = rounding.own;
    operandsOf(node).forEach((operand, i) => {
      // Not 0 times Infinity.
      if (rounding.slopes[i] !== 0) error += Math.abs(rounding.slopes[i]) * at(operand).error;
    });
    this.#roundings[node.id] = rounding;
    this.#bounded[node.id] = { value: rounding.value, error: error === error ? error : Infinity };
  }

  #workRow(row: number): void {
    const { derivedColumns, inRows } = this.#plan;
    derivedColumns.forEach(
      (node, i) => (this.#bounded[node.id] = roundedInput(this.#derived.columns[i][row])),
    );
    for (const node of inRows) this.#work(node);
  }

  #forward(differences: readonly number[]): void {
    const { beforeRows, rowSums, afterRows } = this.#plan;
    const { numRows } = this.#derived;
    for (const node of beforeRows) {
      if (node.kind === "parameter") this.#bounded[node.id] = roundedInput(differences[node.index]);
      else this.#work(node);
    }
    const sums = rowSums.map(() => ({ value: 0, size: 0, error: 0 }));
    if (rowSums.length > 0) {
      for (let row = 0; row < numRows; row++) {
        this.#workRow(row);
        rowSums.forEach(({ term }, i) => {
          const { value, error } = this.#bounded[term.id];
          sums[i].value += value;
          sums[i].size += Math.abs(value);
          sums[i].error += Math.abs(value) < 1e30 || value === -Infinity ? error : Infinity;
        });
      }
    }
    rowSums.forEach((node, i) => {
      const { value, size, error } = sums[i];
      const isFinite = Math.abs(value) < Infinity;
      const own = isFinite ? roundingsOfSum(numRows) * ROUNDOFF * size + numRows * SMALLEST_NORMAL : 0;
      this.#roundings[node.id] = { value, own, slopes: [0, 0, 0] };
      this.#bounded[node.id] = { value, error: own + error };
    });
    for (const node of afterRows) this.#work(node);
  }

  /** Sums |derivative of the root by each operation| times that operation's own error. */
  #backward(root: Node): number {
    const { beforeRows, inRows, rowSums, afterRows, derivedColumns } = this.#plan;
    const adjoints = this.#adjoints.fill(0);
    adjoints[root.id] = 1;
    let bound = 0;
    const collect = (node: Node, own: number): void => {
      if (adjoints[node.id] !== 0) bound += Math.abs(adjoints[node.id]) * own;
    };
    const handDown = (nodes: readonly Node[]): void => {
      for (let i = nodes.length - 1; i >= 0; i--) {
        const node = nodes[i];
        const adjoint = adjoints[node.id];
        if (adjoint === 0 || node.kind === "parameter") continue;
        const { own, slopes } = this.#roundings[node.id];
        collect(node, own);
        operandsOf(node).forEach((operand, j) => {
          if (slopes[j] !== 0) adjoints[operand.id] += adjoint * slopes[j];
        });
      }
    };
    handDown(afterRows);
    for (const node of rowSums) collect(node, this.#roundings[node.id].own);
    const numRows = rowSums.some(({ id }) => adjoints[id] !== 0) ? this.#derived.numRows : 0;
    for (let row = 0; row < numRows; row++) {
      this.#workRow(row);
      for (const { id } of [...inRows, ...derivedColumns]) adjoints[id] = 0;
      for (const node of rowSums) adjoints[node.term.id] += adjoints[node.id];
      handDown(inRows);
      for (const node of derivedColumns) collect(node, this.#bounded[node.id].error);
    }
    handDown(beforeRows);
    const inputs = beforeRows.filter(({ kind }) => kind === "parameter");
    for (const node of [...this.#leaves, ...inputs]) collect(node, this.#bounded[node.id].error);
    return bound === bound ? bound * (1 + HIGHER_ORDERS) : Infinity;
  }
}

/** A number worked out in float64 and rounded once. */
function roundedInput(value: number): Bounded {
  const isFinite = Math.abs(value) < 1e37;
  return { value, error: isFinite ? ROUNDOFF * Math.abs(value) + (value === 0 ? 0 : SMALLEST_NORMAL) : 0 };
}
