import { ModuleBuilder } from "./moduleBuilder";
import { f32x4 } from "./simd";

/** Compiles a module, at once: the modules made here are small. @throws WebAssembly.CompileError */
export function compile(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  return new WebAssembly.Module(bytes);
}

/** Whether this engine has vectors of 128 bits. */
export function supportsSimd(): boolean {
  return WebAssembly.validate(moduleWith(() => f32x4.add(1, 2)));
}

/** Whether this engine has relaxed SIMD, with its fused multiply and add. */
export function supportsRelaxedSimd(): boolean {
  return WebAssembly.validate(moduleWith(() => f32x4.relaxed_madd(1, 2, 3)));
}

function moduleWith(vectorValue: () => ReturnType<typeof f32x4.const>): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.define({ parameters: [], result: "f32", exportName: "probe" }, () =>
    f32x4.extract_lane(vectorValue(), 0),
  );
  return module.toBytes();
}
