import { compile, ModuleBuilder, type Value, type ValueType } from "../../../src/core/wasm";

/** Instantiates a module; its exported functions by name. */
export function instantiate(
  module: ModuleBuilder,
  memory?: WebAssembly.Memory,
): Record<string, (...operands: (number | bigint)[]) => number | bigint> {
  const imports = memory === undefined ? {} : { env: { memory } };
  const { exports } = new WebAssembly.Instance(compile(module.toBytes()), imports);
  return exports as Record<string, (...operands: (number | bigint)[]) => number | bigint>;
}

/** The value of an expression without parameters. */
export function evaluate(value: Value<"i32" | "i64" | "f32" | "f64">): number | bigint {
  const module = new ModuleBuilder();
  module.define({ parameters: [], result: value.type, exportName: "run" }, () => value);
  return instantiate(module).run();
}

/** The 16 bytes of a vector, as numbers of an array type. */
export function lanesOf<T>(
  value: Value<ValueType>,
  read: new (buffer: ArrayBuffer, offset: number, length: number) => T,
  numLanes: number,
): T {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new ModuleBuilder({ kind: "imported", initialPages: 1 });
  module.defineProcedure({ parameters: [], exportName: "run" }, (body) => body.store(0, value));
  instantiate(module, memory).run();
  return new read(memory.buffer, 0, numLanes);
}
