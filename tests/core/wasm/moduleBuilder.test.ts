import { describe, expect, test } from "vitest";
import {
  call,
  callForEffect,
  f64,
  f64x2,
  FunctionBody,
  i32,
  ModuleBuilder,
  supportsSimd,
  type Value,
} from "../../../src/core/wasm";
import { instantiate } from "./runModule";

describe("control flow", () => {
  test("repeat runs its body for each index, and not at all for none", () => {
    const module = new ModuleBuilder();
    module.define({ parameters: ["i32"], result: "i32", exportName: "sumOfSquares" }, (body, count) => {
      const sum = body.variable(i32.const(0));
      body.repeat(count, (index) => body.set(sum, i32.add(sum, i32.mul(index, index))));
      return sum;
    });
    const { sumOfSquares } = instantiate(module);
    expect([-1, 0, 1, 5].map((count) => sumOfSquares(count))).toEqual([0, 0, 0, 30]);
  });

  test("if, else, early return, branches over several blocks", () => {
    const module = new ModuleBuilder();
    module.define({ parameters: ["f64"], result: "f64", exportName: "sign" }, (body, x) => {
      body.if(f64.ne(x, x), () => body.return(f64.const(-9)));
      const result = body.variable(f64.const(0));
      body.if(
        f64.gt(x, 0),
        () => body.set(result, f64.const(1)),
        () => body.if(f64.lt(x, 0), () => body.set(result, f64.const(-1))),
      );
      return result;
    });
    module.define({ parameters: ["i32"], result: "i32", exportName: "collatzSteps" }, (body, start) => {
      const n = body.variable(start);
      const steps = body.variable(i32.const(0));
      body.block((done) => {
        body.loop((again) => {
          body.branchIf(done, i32.eq(n, 1));
          body.set(steps, i32.add(steps, 1));
          body.if(i32.and(n, 1), () => {
            body.set(n, i32.add(i32.mul(n, 3), 1));
            body.branch(again);
          });
          body.set(n, i32.shr_u(n, 1));
          body.branch(again);
        });
      });
      return steps;
    });
    const { sign, collatzSteps } = instantiate(module);
    expect([3, -3, 0, NaN].map((x) => sign(x))).toEqual([1, -1, 0, -9]);
    expect([1, 6, 27].map((n) => collatzSteps(n))).toEqual([0, 8, 111]);
  });

  test("functions call functions, with and without results", () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const module = new ModuleBuilder({ kind: "imported", initialPages: 1 });
    const hypotenuse = module.define({ parameters: ["f64", "f64"], result: "f64" }, (_body, x, y) =>
      f64.sqrt(f64.add(f64.mul(x, x), f64.mul(y, y))),
    );
    const keep = module.defineProcedure({ parameters: ["i32", "f64"] }, (body, address, value) =>
      body.store(address, value, 16),
    );
    module.defineProcedure({ parameters: ["i32"], exportName: "run" }, (body, address) => {
      const length = call(hypotenuse, f64.load(address), f64.load(address, 8));
      body.run(callForEffect(keep, address, length));
      body.run(call(hypotenuse, f64.const(1), f64.const(1)));
    });
    const numbers = new Float64Array(memory.buffer);
    numbers.set([3, 4], 100);
    instantiate(module, memory).run(800);
    expect([...numbers.subarray(99, 104)]).toEqual([0, 3, 4, 5, 0]);
  });
});

describe("locals", () => {
  test("more than 127 of mixed types keep their values", () => {
    const module = new ModuleBuilder();
    module.define({ parameters: ["f64"], result: "f64", exportName: "run" }, (body, x) => {
      const sums: Value<"f64">[] = [];
      for (let i = 0; i < 100; i++) {
        const vector = body.let(f64x2.splat(f64.add(x, i)));
        sums.push(body.let(f64x2.extract_lane(vector, 1)));
      }
      return sums.reduce((sum, value) => f64.add(sum, value));
    });
    expect(instantiate(module).run(2)).toBe(200 + 4950);
  });

  test("a place is used again after its block, and an old reader is refused", () => {
    const body = new FunctionBody([]);
    const stale: Value<"f64">[] = [];
    body.scope(() => stale.push(body.let(f64.const(1))));
    body.let(f64.const(2));
    expect(body.finish()[0]).toEqual([1, 1, 0x7c]);
    expect(() => f64.add(stale[0], 1)).toThrow("outside the block");
  });
});

describe("misuse throws while the module is made", () => {
  test("an expression consumed twice", () => {
    const sum = f64.add(1, 2);
    f64.sqrt(sum);
    expect(() => f64.sqrt(sum)).toThrow("type f64 is consumed twice");
  });

  test("a variable set between building an expression and placing it", () => {
    const body = new FunctionBody([]);
    const x = body.variable(f64.const(1));
    const next = f64.add(x, 1);
    body.set(x, f64.const(5));
    expect(() => body.let(next)).toThrow("was set before an expression that reads it");
  });

  test("a branch to a block that is closed", () => {
    const body = new FunctionBody([]);
    const labels: Parameters<FunctionBody["branch"]>[0][] = [];
    body.block((exit) => labels.push(exit));
    expect(() => body.branch(labels[0])).toThrow("Branch to the end of block, which is not open here.");
  });

  test("types do not mix", () => {
    const body = new FunctionBody([]);
    const x = body.variable(f64.const(1));
    // @ts-expect-error an i32 is no f64
    expect(() => body.set(x, i32.const(1))).not.toThrow();
    // @ts-expect-error a vector is no number
    expect(() => f64.add(x, f64x2.const(1))).not.toThrow();
  });
});

describe("memory", () => {
  test("an own memory is exported", () => {
    const module = new ModuleBuilder({ kind: "exported", initialPages: 3 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()));
    expect((exports.memory as WebAssembly.Memory).buffer.byteLength).toBe(3 * 65536);
  });

  test("a shared memory can be imported", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 200, shared: true });
    const module = new ModuleBuilder({ kind: "shared", initialPages: 1, maximumPages: 200 });
    module.defineProcedure({ parameters: [], exportName: "run" }, (body) => {
      body.store(8, i32.const(7));
      body.store(12, i32.load(8));
    });
    instantiate(module, memory).run();
    expect([...new Int32Array(memory.buffer, 0, 4)]).toEqual([0, 0, 7, 7]);
  });
});

test("this engine has SIMD", () => {
  expect(supportsSimd()).toBe(true);
});
