/**
 * Typed expressions of a function under construction. An expression is code that leaves one value on the
 * stack; it is placed where a statement of `FunctionBody` consumes it. So that no work is done twice and no
 * variable is read late, an expression may be consumed once only and before any variable in it is set again;
 * what is needed more often is bound with `let`. Breaking either rule throws while the module is made.
 */
import { unsignedLeb } from "./encoding";

/** A vector's lanes are part of its type, although WebAssembly knows only v128. */
export type ValueType = "i32" | "i64" | "f32" | "f64" | "f32x4" | "f64x2" | "i32x4" | "i64x2";

/** A place for values in the function; what it holds is known by how often it was written. */
export interface Slot {
  readonly index: number;
  readonly type: ValueType;
  version: number;
}

/** A read of a slot that must still hold what it held when the expression was built. */
interface Read {
  readonly slot: Slot;
  readonly version: number;
}

export type Code = readonly (number | Read | Code)[];

type Source =
  | { readonly kind: "literal"; readonly code: Code }
  | { readonly kind: "expression"; readonly code: Code; isConsumed: boolean }
  | { readonly kind: "local"; readonly slot: Slot; version: number };

export interface Value<T extends ValueType> {
  readonly type: T;
  readonly source: Source;
}

/** A local that `FunctionBody.set` may write. */
export interface Variable<T extends ValueType> extends Value<T> {
  readonly source: Extract<Source, { kind: "local" }>;
}

export type I32 = Value<"i32">;
export type I64 = Value<"i64">;
export type F32 = Value<"f32">;
export type F64 = Value<"f64">;
export type F32x4 = Value<"f32x4">;
export type F64x2 = Value<"f64x2">;
export type I32x4 = Value<"i32x4">;
/** Also the mask that comparing two F64x2 gives. */
export type I64x2 = Value<"i64x2">;

/** An expression of code; it can be consumed once. */
export function expression<T extends ValueType>(type: T, code: Code): Value<T> {
  return { type, source: { kind: "expression", code, isConsumed: false } };
}

/** A constant; it can be consumed any number of times. */
export function literal<T extends ValueType>(type: T, code: Code): Value<T> {
  return { type, source: { kind: "literal", code } };
}

/** The same bits under another type. */
export function reinterpret<T extends ValueType>(value: Value<ValueType>, type: T): Value<T> {
  return { type, source: value.source };
}

/** Whether a value may be consumed more than once: literals, `let`s and variables. */
export function isReusable(value: Value<ValueType>): boolean {
  return value.source.kind !== "expression";
}

/**
 * The code of an operand, which is thereby consumed.
 * @throws Error when an expression is consumed twice, or a local after its block has ended
 */
export function consume(value: Value<ValueType>): Code {
  const { source } = value;
  if (source.kind === "literal") return source.code;
  if (source.kind === "local") {
    if (source.slot.version !== source.version) {
      throw new Error(`A local of type ${value.type} is read outside the block it was made in.`);
    }
    return [{ slot: source.slot, version: source.version }];
  }
  if (source.isConsumed) {
    throw new Error(`An expression of type ${value.type} is consumed twice; bind it with \`let\` first.`);
  }
  source.isConsumed = true;
  return source.code;
}

const LOCAL_GET = 0x20;

/**
 * Appends code to bytes.
 * @throws Error when a variable was set between building the expression and placing it
 */
export function place(code: Code, bytes: number[]): void {
  for (let i = 0; i < code.length; i++) {
    const part = code[i];
    if (typeof part === "number") {
      bytes.push(part);
    } else if ("slot" in part) {
      if (part.slot.version !== part.version) {
        throw new Error(`A variable of type ${part.slot.type} was set before an expression that reads it.`);
      }
      const { index } = part.slot;
      bytes.push(LOCAL_GET);
      // Most by far are small, and then they are their own encoding.
      if (index < 0x80) bytes.push(index);
      else bytes.push(...unsignedLeb(index));
    } else {
      place(part, bytes);
    }
  }
}
