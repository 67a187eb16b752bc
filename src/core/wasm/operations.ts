/** Makers of typed operations from opcodes; the tables of operations are scalar.ts and simd.ts. */
import { unsignedLeb } from "./encoding";
import { consume, expression, type Code, type I32, type Value, type ValueType } from "./value";

/** An operand: a value, or what `toValue` makes a constant of. */
export type Operand<T extends ValueType> = Value<T> | (T extends "i64" | "i64x2" ? bigint : number);

type ToValue<T extends ValueType> = (operand: Operand<T>) => Value<T>;

/** An opcode, with its prefix where it has one (0xfc or 0xfd). */
export type Opcode = Code;

/** Opcode of the vector group. */
export function vector(operation: number): Opcode {
  return [0xfd, ...unsignedLeb(operation)];
}

export function unary<T extends ValueType, R extends ValueType>(
  opcode: Opcode,
  toValue: ToValue<T>,
  result: R,
) {
  return (x: Operand<T>): Value<R> => expression(result, [consume(toValue(x)), opcode]);
}

export function binary<T extends ValueType, R extends ValueType>(
  opcode: Opcode,
  toValue: ToValue<T>,
  result: R,
) {
  return (left: Operand<T>, right: Operand<T>): Value<R> =>
    expression(result, [consume(toValue(left)), consume(toValue(right)), opcode]);
}

export function ternary<T extends ValueType>(opcode: Opcode, toValue: ToValue<T>, result: T) {
  return (first: Operand<T>, second: Operand<T>, third: Operand<T>): Value<T> =>
    expression(result, [consume(toValue(first)), consume(toValue(second)), consume(toValue(third)), opcode]);
}

/** A shift of vector lanes by a number of bits that is the same for all of them. */
export function shift<T extends ValueType>(
  opcode: Opcode,
  toValue: ToValue<T>,
  toCount: ToValue<"i32">,
  result: T,
) {
  return (x: Operand<T>, count: Operand<"i32">): Value<T> =>
    expression(result, [consume(toValue(x)), consume(toCount(count)), opcode]);
}

/** Change of type: one operand of another type. */
export function convert<S extends ValueType, R extends ValueType>(opcode: Opcode, result: R) {
  return (x: Value<S>): Value<R> => expression(result, [consume(x), opcode]);
}

/** `select`: both sides are evaluated, the condition chooses. */
export function select<T extends ValueType>(toValue: ToValue<T>, result: T) {
  return (condition: I32, ifTrue: Operand<T>, ifFalse: Operand<T>): Value<T> =>
    expression(result, [consume(toValue(ifTrue)), consume(toValue(ifFalse)), consume(condition), 0x1b]);
}

/** Choice by mask: each bit of the result comes from `ifTrue` where the mask's bit is set. */
export function maskedSelect<T extends ValueType, M extends ValueType>(
  opcode: Opcode,
  toValue: ToValue<T>,
  result: T,
) {
  return (mask: Value<M>, ifTrue: Operand<T>, ifFalse: Operand<T>): Value<T> =>
    expression(result, [consume(toValue(ifTrue)), consume(toValue(ifFalse)), consume(mask), opcode]);
}

/**
 * A load from memory at address + offset (bytes).
 * @param alignment binary logarithm of the expected alignment, a hint only
 */
export function load<T extends ValueType>(
  opcode: Opcode,
  alignment: number,
  toAddress: ToValue<"i32">,
  result: T,
) {
  return (address: Operand<"i32">, offset = 0): Value<T> =>
    expression(result, [consume(toAddress(address)), opcode, alignment, ...unsignedLeb(offset)]);
}

/** Reads one lane of a vector. */
export function extractLane<V extends ValueType, R extends ValueType>(opcode: Opcode, result: R) {
  return (x: Value<V>, lane: number): Value<R> => expression(result, [consume(x), opcode, lane]);
}

/** A vector with one lane replaced. */
export function replaceLane<V extends ValueType, S extends ValueType>(
  opcode: Opcode,
  toScalar: ToValue<S>,
  result: V,
) {
  return (x: Value<V>, lane: number, scalar: Operand<S>): Value<V> =>
    expression(result, [consume(x), consume(toScalar(scalar)), opcode, lane]);
}
