import type { FunctionBody } from "../functionBody";
import { f32x4, i32x4 } from "../simd";
import type { F32x4, I32x4 } from "../value";

/** Vectors that go through the same operations side by side: several hide one another's latency. */
export type Vectors = readonly F32x4[];
/** As `Vectors`, of integers or of the masks that comparisons give. */
export type Words = readonly I32x4[];

/** Vectors; or one vector or number that stands for all of them (a vector must be a `let` then). */
export type VectorOperand = Vectors | F32x4 | number;

function at(operand: VectorOperand, index: number): F32x4 {
  if (typeof operand === "number") return f32x4.const(operand);
  return "source" in operand ? operand : operand[index];
}

function numVectors(operands: readonly VectorOperand[]): number {
  const counts = operands.flatMap((operand) =>
    typeof operand === "number" || "source" in operand ? [] : [operand.length],
  );
  if (counts.length === 0) return 1;
  if (counts.some((count) => count !== counts[0])) {
    throw new RangeError(`Vectors side by side: ${counts.join(" and ")} of them; expected equal numbers.`);
  }
  return counts[0];
}

type Lift1<R> = (x: VectorOperand) => readonly R[];
type Lift2<R> = (x: VectorOperand, y: VectorOperand) => readonly R[];
type Lift3 = (x: VectorOperand, y: VectorOperand, z: VectorOperand) => Vectors;

function lift1<R>(operation: (x: F32x4) => R): Lift1<R> {
  return (x) => Array.from({ length: numVectors([x]) }, (_, i) => operation(at(x, i)));
}

function lift2<R>(operation: (x: F32x4, y: F32x4) => R): Lift2<R> {
  return (x, y) => Array.from({ length: numVectors([x, y]) }, (_, i) => operation(at(x, i), at(y, i)));
}

function lift3(operation: (x: F32x4, y: F32x4, z: F32x4) => F32x4): Lift3 {
  return (x, y, z) =>
    Array.from({ length: numVectors([x, y, z]) }, (_, i) => operation(at(x, i), at(y, i), at(z, i)));
}

const plain = {
  madd: lift3((a, b, c) => f32x4.add(f32x4.mul(a, b), c)),
  nmadd: lift3((a, b, c) => f32x4.sub(c, f32x4.mul(a, b))),
  select: f32x4.bitselect,
};

const relaxed = {
  madd: lift3((a, b, c) => f32x4.relaxed_madd(a, b, c)),
  nmadd: lift3((a, b, c) => f32x4.relaxed_nmadd(a, b, c)),
  select: f32x4.relaxed_laneselect,
};

const common = {
  add: lift2(f32x4.add),
  sub: lift2(f32x4.sub),
  mul: lift2(f32x4.mul),
  div: lift2(f32x4.div),
  sqrt: lift1(f32x4.sqrt),
  neg: lift1(f32x4.neg),
  abs: lift1(f32x4.abs),
  floor: lift1(f32x4.floor),
  /** b < a ? b : a: one instruction; a NaN in a stays, a NaN in b does not. */
  pmin: lift2(f32x4.pmin),
  /** a < b ? b : a */
  pmax: lift2(f32x4.pmax),
  /** NaN where an operand is NaN; several instructions. */
  min: lift2(f32x4.min),
  max: lift2(f32x4.max),
  lt: lift2(f32x4.lt),
  le: lift2(f32x4.le),
  gt: lift2(f32x4.gt),
  ge: lift2(f32x4.ge),
  eq: lift2(f32x4.eq),
  ne: lift2(f32x4.ne),
  /** x where the mask is set, elsewhere 0. */
  keepWhere: (x: Vectors, masks: Words): Vectors =>
    x.map((vector, i) => f32x4.from_bits(i32x4.and(i32x4.from_bits(vector), masks[i]))),
  /** 0 where the mask is set, elsewhere x. */
  zeroWhere: (x: Vectors, masks: Words): Vectors =>
    x.map((vector, i) => f32x4.from_bits(i32x4.andnot(i32x4.from_bits(vector), masks[i]))),
};

/**
 * Arithmetic over vectors side by side, within one function. Each operation is placed for all vectors before the next
 * one, in the order in which the processor is to meet them; what it gives can be read any number of times.
 */
export type VectorArithmetic = typeof common & {
  readonly body: FunctionBody;
  readonly isRelaxed: boolean;
  /** a b + c, rounded once where relaxed. */
  readonly madd: Lift3;
  /** c - a b, rounded once where relaxed. */
  readonly nmadd: Lift3;
  /** By lane: the first where the mask is set, else the second. */
  select(masks: Words, ifSet: VectorOperand, ifNot: VectorOperand): Vectors;
  /** Evaluates, and keeps the values for any number of reads. */
  let(x: Vectors): Vectors;
  letWords(x: Words): Words;
  /** c0 + x (c1 + x (c2 + ...)); x is a `let`. */
  polynomial(x: Vectors, coefficients: readonly number[]): Vectors;
};

/** The operations of a table, with what they give evaluated at once. */
function evaluated<T extends Record<string, (...operands: never[]) => Vectors | Words>>(
  body: FunctionBody,
  operations: T,
): T {
  const bind = (vector: F32x4 | I32x4): F32x4 | I32x4 =>
    vector.type === "f32x4" ? body.let(vector) : body.let(vector);
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (...operands: never[]) => operation(...operands).map(bind),
    ]),
  ) as unknown as T;
}

/**
 * @param isRelaxed whether a b + c may be fused: faster, but not the same bits on every processor, and only
 *   where `supportsRelaxedSimd()`
 */
export function vectorArithmetic(body: FunctionBody, isRelaxed: boolean): VectorArithmetic {
  const { select, ...chosen } = isRelaxed ? relaxed : plain;
  const { madd, nmadd } = evaluated(body, chosen);
  return {
    ...evaluated(body, common),
    body,
    isRelaxed,
    madd,
    nmadd,
    select: (masks, ifSet, ifNot) =>
      masks.map((mask, i) => body.let(select(mask, at(ifSet, i), at(ifNot, i)))),
    let: (x) => x.map((vector) => body.let(vector)),
    letWords: (x) => x.map((words) => body.let(words)),
    polynomial: (x, coefficients) => {
      const last: Vectors = x.map(() => f32x4.const(coefficients.at(-1) ?? 0));
      return coefficients.slice(0, -1).reduceRight((sum, coefficient) => madd(x, sum, coefficient), last);
    },
  };
}
