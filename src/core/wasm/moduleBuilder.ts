import { asciiName, list, unsignedLeb } from "./encoding";
import { FunctionBody, TYPE_CODES } from "./functionBody";
import { consume, expression, type Code, type Value, type ValueType, type Variable } from "./value";

/** Pages of 64 KiB. A shared memory is always imported and needs a maximum. */
export type MemoryDescription =
  | { readonly kind: "exported"; readonly initialPages: number }
  | { readonly kind: "imported"; readonly initialPages: number; readonly maximumPages?: number }
  | { readonly kind: "shared"; readonly initialPages: number; readonly maximumPages: number };

/** A function of the module, to be called from others. `R` is void where it has no result. */
export interface FunctionHandle<P extends readonly ValueType[], R extends ValueType | void> {
  readonly index: number;
  readonly parameters: P;
  readonly result: R;
}

type Values<P extends readonly ValueType[]> = { readonly [K in keyof P]: Value<P[K]> };
type Variables<P extends readonly ValueType[]> = { readonly [K in keyof P]: Variable<P[K]> };

/** The value of a call. It is computed where the expression is placed. */
export function call<const P extends readonly ValueType[], R extends ValueType>(
  callee: FunctionHandle<P, R>,
  ...operands: Values<P>
): Value<R> {
  return expression(callee.result, callCode(callee.index, operands));
}

/** A call of a function without result, for `FunctionBody.run`. */
export function callForEffect<const P extends readonly ValueType[]>(
  callee: FunctionHandle<P, void>,
  ...operands: Values<P>
): { readonly effect: Code } {
  return { effect: callCode(callee.index, operands) };
}

function callCode(index: number, operands: readonly Value<ValueType>[]): Code {
  return [operands.map(consume), 0x10, ...unsignedLeb(index)];
}

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

function limits(initial: number, maximum: number | undefined, isShared: boolean): number[] {
  if (maximum === undefined) return [0, ...unsignedLeb(initial)];
  return [isShared ? 3 : 1, ...unsignedLeb(initial), ...unsignedLeb(maximum)];
}

function section(code: number, content: readonly number[]): number[] {
  return [code, ...unsignedLeb(content.length)].concat(content);
}

/**
 * Builds one WebAssembly module: functions, and at most one memory. An imported memory is expected as
 * `{ env: { memory } }`, an own one is exported as `memory`.
 */
export class ModuleBuilder {
  private readonly types: string[] = [];
  private readonly typeOfFunction: number[] = [];
  /** Of each function its locals, and its code. */
  private readonly bodies: (readonly [head: number[], code: number[]])[] = [];
  private readonly exports: number[][] = [];
  private readonly memory: MemoryDescription | undefined;

  constructor(memory?: MemoryDescription) {
    this.memory = memory;
    if (memory?.kind === "exported") this.exports.push([...asciiName("memory"), 2, 0]);
  }

  /**
   * Adds a function.
   * @param signature `result` is left out where there is none; `exportName` is left out for inner functions
   * @param build places the statements and returns the result
   */
  define<const P extends readonly ValueType[], R extends ValueType>(
    signature: { readonly parameters: P; readonly result: R; readonly exportName?: string },
    build: (body: FunctionBody, ...parameters: Variables<P>) => Value<R>,
  ): FunctionHandle<P, R> {
    const index = this.add(signature.parameters, signature.result, signature.exportName, build);
    return { index, parameters: signature.parameters, result: signature.result };
  }

  /** Adds a function without result; otherwise as `define`. */
  defineProcedure<const P extends readonly ValueType[]>(
    signature: { readonly parameters: P; readonly exportName?: string },
    build: (body: FunctionBody, ...parameters: Variables<P>) => void,
  ): FunctionHandle<P, void> {
    const index = this.add(signature.parameters, undefined, signature.exportName, (body, ...parameters) => {
      build(body, ...parameters);
      return undefined;
    });
    return { index, parameters: signature.parameters, result: undefined };
  }

  /** The module in binary form. */
  toBytes(): Uint8Array<ArrayBuffer> {
    // Bodies are copied once, whole.
    const bodies = this.bodies.flatMap(([head, code]) => [
      unsignedLeb(head.length + code.length),
      head,
      code,
    ]);
    const count = unsignedLeb(this.bodies.length);
    const sizeOfCode = bodies.reduce((sum, { length }) => sum + length, count.length);
    const parts = [
      MAGIC_AND_VERSION,
      section(1, list(this.types.map((type) => type.split(",").map(Number)))),
      this.memorySection("imported"),
      section(3, list(this.typeOfFunction.map(unsignedLeb))),
      this.memorySection("exported"),
      section(7, list(this.exports)),
      [10, ...unsignedLeb(sizeOfCode)],
      count,
      ...bodies,
    ];
    const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    // Ten times quicker than `set` with an array of numbers.
    for (const part of parts) for (let i = 0; i < part.length; i++) bytes[at++] = part[i];
    return bytes;
  }

  private memorySection(kind: "imported" | "exported"): number[] {
    const { memory } = this;
    if (memory === undefined || (memory.kind === "exported") !== (kind === "exported")) return [];
    if (memory.kind === "exported") return section(5, list([limits(memory.initialPages, undefined, false)]));
    const memoryLimits = limits(memory.initialPages, memory.maximumPages, memory.kind === "shared");
    return section(2, list([[...asciiName("env"), ...asciiName("memory"), 2, ...memoryLimits]]));
  }

  private add<P extends readonly ValueType[]>(
    parameters: P,
    result: ValueType | undefined,
    exportName: string | undefined,
    build: (body: FunctionBody, ...parameters: Variables<P>) => Value<ValueType> | undefined,
  ): number {
    const body = new FunctionBody(parameters);
    const variables = parameters.map((type, i) => body.parameter(i, type)) as unknown as Variables<P>;
    const code = body.finish(build(body, ...variables));
    // Functions defined while this one was being built come before it.
    const index = this.bodies.push(code) - 1;
    this.typeOfFunction.push(this.typeIndex(parameters, result));
    if (exportName !== undefined) this.exports.push([...asciiName(exportName), 0, ...unsignedLeb(index)]);
    return index;
  }

  private typeIndex(parameters: readonly ValueType[], result: ValueType | undefined): number {
    const inputs = parameters.map((type) => [TYPE_CODES[type]]);
    const outputs = result === undefined ? [] : [[TYPE_CODES[result]]];
    const type = [0x60, ...list(inputs), ...list(outputs)].join(",");
    const known = this.types.indexOf(type);
    return known >= 0 ? known : this.types.push(type) - 1;
  }
}
