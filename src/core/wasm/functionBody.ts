import { unsignedLeb } from "./encoding";
import { vector, type Operand } from "./operations";
import { i32 } from "./scalar";
import {
  consume,
  place,
  type Code,
  type I32,
  type Slot,
  type Value,
  type ValueType,
  type Variable,
} from "./value";

/** A place to branch to: the end of a block, or the start of a loop. */
export interface Label {
  readonly target: "end of block" | "start of loop";
}

/** Codes of the types that WebAssembly tells apart. */
export const TYPE_CODES = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  f32x4: 0x7b,
  f64x2: 0x7b,
  i32x4: 0x7b,
  i64x2: 0x7b,
} as const satisfies Record<ValueType, number>;

const STORE_VECTOR = [vector(11), 4];
/** Opcode and hint of alignment of each store. */
const STORES = {
  i32: [0x36, 2],
  i64: [0x37, 3],
  f32: [0x38, 2],
  f64: [0x39, 3],
  f32x4: STORE_VECTOR,
  f64x2: STORE_VECTOR,
  i32x4: STORE_VECTOR,
  i64x2: STORE_VECTOR,
} as const;

/**
 * The statements of one function, in the order in which they are called. Locals made in a block are gone at
 * its end, and their places are used again.
 */
export class FunctionBody {
  private readonly bytes: number[] = [];
  private readonly slots: Slot[] = [];
  private readonly free: Slot[] = [];
  /** Slots taken in each open scope, the innermost last. */
  private readonly scopes: Slot[][] = [[]];
  /** What a branch can reach, the innermost last; an `if` is counted too. */
  private readonly labels: (Label | "if")[] = [];
  private readonly numParameters: number;

  constructor(parameters: readonly ValueType[]) {
    this.numParameters = parameters.length;
    parameters.forEach((type, index) => this.slots.push({ index, type, version: 0 }));
  }

  /** The parameter at a position of the function's list. */
  parameter<T extends ValueType>(index: number, type: T): Variable<T> {
    return { type, source: { kind: "local", slot: this.slots[index], version: 0 } };
  }

  /** Evaluates now and keeps the value: it can be read any number of times until its scope ends. */
  let<T extends ValueType>(value: Value<T>): Value<T> {
    return this.variable(value);
  }

  /** As `let`, for a value that `set` will change. */
  variable<T extends ValueType>(initial: Value<T>): Variable<T> {
    place(consume(initial), this.bytes);
    const slot = this.takeSlot(initial.type);
    this.bytes.push(0x21, ...unsignedLeb(slot.index));
    return { type: initial.type, source: { kind: "local", slot, version: slot.version } };
  }

  /** @throws Error when the variable's scope has ended */
  set<T extends ValueType>(variable: Variable<T>, value: Value<NoInfer<T>>): void {
    const { source } = variable;
    consume(variable);
    place(consume(value), this.bytes);
    this.bytes.push(0x21, ...unsignedLeb(source.slot.index));
    source.slot.version += 1;
    source.version = source.slot.version;
  }

  /** Writes a value to memory at address + offset (bytes). */
  store(address: Operand<"i32">, value: Value<ValueType>, offset = 0): void {
    place([consume(i32.const(address)), consume(value), STORES[value.type]], this.bytes);
    this.bytes.push(...unsignedLeb(offset));
  }

  /** Evaluates something for its effect, such as a call; a value that it leaves is forgotten. */
  run(effect: Value<ValueType> | { readonly effect: Code }): void {
    if ("effect" in effect) {
      place(effect.effect, this.bytes);
    } else {
      place(consume(effect), this.bytes);
      this.bytes.push(0x1a);
    }
  }

  /** Branching to the label leaves the block. */
  block(build: (exit: Label) => void): void {
    const exit: Label = { target: "end of block" };
    this.open(0x02, exit, () => build(exit));
  }

  /** Branching to the label goes round again; reaching the end leaves the loop. */
  loop(build: (again: Label) => void): void {
    const again: Label = { target: "start of loop" };
    this.open(0x03, again, () => build(again));
  }

  /** Runs the body for index = 0, 1, ..., count - 1; not at all for count <= 0. */
  repeat(count: Operand<"i32">, build: (index: I32) => void): void {
    this.scope(() => {
      const end = this.let(i32.const(count));
      const index = this.variable(i32.const(0));
      this.block((exit) => {
        this.branchIf(exit, i32.le_s(end, 0));
        this.loop((again) => {
          build(index);
          this.set(index, i32.add(index, 1));
          this.branchIf(again, i32.lt_s(index, end));
        });
      });
    });
  }

  /** Runs one of two pieces of code: the first where the condition is not 0. */
  if(condition: I32, ifTrue: () => void, ifFalse?: () => void): void {
    place(consume(condition), this.bytes);
    this.open(0x04, "if", () => {
      this.scope(ifTrue);
      if (ifFalse !== undefined) {
        this.bytes.push(0x05);
        this.scope(ifFalse);
      }
    });
  }

  /** @throws Error when the label's block is not open */
  branch(label: Label): void {
    this.bytes.push(0x0c, ...this.distance(label));
  }

  /** @throws Error when the label's block is not open */
  branchIf(label: Label, condition: I32): void {
    place(consume(condition), this.bytes);
    this.bytes.push(0x0d, ...this.distance(label));
  }

  /** Leaves the function; the value must be of its result type. */
  return(value?: Value<ValueType>): void {
    if (value !== undefined) place(consume(value), this.bytes);
    this.bytes.push(0x0f);
  }

  /** Runs code whose locals are gone afterwards. */
  scope(build: () => void): void {
    this.scopes.push([]);
    build();
    for (const slot of this.scopes.pop() ?? []) {
      slot.version += 1;
      this.free.push(slot);
    }
  }

  /** The function in binary form, in two parts: declarations of locals; then code, result, end. Once only. */
  finish(result?: Value<ValueType>): readonly [head: number[], code: number[]] {
    if (result !== undefined) place(consume(result), this.bytes);
    const groups: [count: number, code: number][] = [];
    for (const { type } of this.slots.slice(this.numParameters)) {
      const last = groups.at(-1);
      if (last?.[1] === TYPE_CODES[type]) last[0] += 1;
      else groups.push([1, TYPE_CODES[type]]);
    }
    const declarations = groups.flatMap(([count, code]) => [...unsignedLeb(count), code]);
    this.bytes.push(0x0b);
    return [unsignedLeb(groups.length).concat(declarations), this.bytes];
  }

  private open(opcode: number, label: Label | "if", build: () => void): void {
    const typeOfNothing = 0x40;
    this.bytes.push(opcode, typeOfNothing);
    this.labels.push(label);
    this.scope(build);
    this.labels.pop();
    this.bytes.push(0x0b);
  }

  private distance(label: Label): number[] {
    const index = this.labels.lastIndexOf(label);
    if (index < 0) throw new Error(`Branch to the ${label.target}, which is not open here.`);
    return unsignedLeb(this.labels.length - 1 - index);
  }

  private takeSlot(type: ValueType): Slot {
    const at = this.free.findIndex((slot) => TYPE_CODES[slot.type] === TYPE_CODES[type]);
    const slot = at < 0 ? { index: this.slots.length, type, version: 0 } : this.free.splice(at, 1)[0];
    if (at < 0) this.slots.push(slot);
    this.scopes.at(-1)?.push(slot);
    return slot;
  }
}
