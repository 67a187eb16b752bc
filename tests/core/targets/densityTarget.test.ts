import { afterEach, describe, expect, test, vi } from "vitest";
import { createDensity, Graph, square, type Density } from "../../../src/core/density";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { targets, type Target } from "../../../src/core/targets";
import { densityTarget, interpretedDensity } from "../../../src/core/targets/densityTarget";
import { checkedNumbers, defaultsOf, type NumberValues } from "../../../src/core/settings";
import { extremeVariants, presetVariants } from "../../contract/variants";

type Functions = Pick<Target, "logDensity" | "logDensityAndGradient">;

/** Exact draws, and places where things overflow or are no numbers. */
function positionsOf({ dimension, truth }: Target): Float64Array[] {
  const stream = Stream.from(9, 0, StreamPurpose.test);
  const draws = Array.from({ length: 50 }, () => {
    const out = new Float64Array(dimension);
    truth.drawExact(stream, out);
    return out;
  });
  const odd = [0, -0, 1e3, -1e3, 1e160, -1e200, NaN, Infinity].map((x) =>
    new Float64Array(dimension).fill(x),
  );
  return [...draws, ...odd];
}

function valuesAt(functions: Functions, position: Float64Array): number[] {
  const gradient = new Float64Array(position.length);
  const together = functions.logDensityAndGradient(position, gradient);
  return [functions.logDensity(position), together, ...gradient];
}

/** A sum over data rows, and a slider: -scale sum((y - x)^2). */
function rowsDensity(): Density {
  const graph = new Graph();
  const squares = graph.rowSum(square(graph, graph.subtract(graph.column(0), graph.parameter(0))));
  return createDensity({
    graph,
    parameterNames: ["x"],
    settingNames: ["scale"],
    columnNames: ["y"],
    logDensity: graph.multiply(graph.negate(graph.setting(0)), squares),
  });
}

afterEach(() => vi.restoreAllMocks());

test.each([...presetVariants, ...extremeVariants])(
  "$name: log density and gradient are the interpreter's in every bit",
  ({ target }) => {
    const oracle = interpretedDensity(target.density, target);
    for (const position of positionsOf(target)) {
      expect(valuesAt(target, position)).toEqual(valuesAt(oracle, position));
    }
  },
);

describe.each(targets)("a slider of $key", (definition) => {
  const defaults = checkedNumbers(definition.settings, defaultsOf(definition.settings) as NumberValues);
  const { key, min } = definition.settings[0];

  test("compiles nothing anew, and leaves the target as it was before it moved", () => {
    const before = definition.create(defaults);
    const { mean, sd } = before.truth;
    const position = Float64Array.from(mean, (value, i) => value + 0.5 * sd[i]);
    const values = valuesAt(before, position);
    const compile = vi.spyOn(WebAssembly, "Module");
    const after = definition.create({ ...defaults, [key]: min });
    expect(after.density).toBe(before.density);
    for (let i = 0; i < 3; i++) {
      const oracle = interpretedDensity(after.density, after);
      expect(valuesAt(after, position)).toEqual(valuesAt(oracle, position));
      expect(valuesAt(before, position)).toEqual(values);
    }
    expect(valuesAt(after, position)).not.toEqual(values);
    expect(compile).not.toHaveBeenCalled();
  });
});

describe("data columns", () => {
  const data = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => (i % 7) / 10);

  test("of any length share one module, each target keeping its own", () => {
    const density = rowsDensity();
    const compile = vi.spyOn(WebAssembly, "Module");
    // 50,000 rows are more than the first page holds.
    const made = [0, 3, 50_000, 11].map((count) =>
      densityTarget({ density, settingValues: Float64Array.of(count + 0.5), columns: [data(count)] }),
    );
    for (const target of [...made, ...made.toReversed()]) {
      const oracle = interpretedDensity(density, target);
      const position = Float64Array.of(0.3);
      expect(valuesAt(target, position)).toEqual(valuesAt(oracle, position));
    }
    expect(compile).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["too few settings", [], [data(3)], "expected 1"],
    ["too many columns", [1], [data(3), data(3)], "expected 1"],
  ])("%s are refused, compiled or not", (_name, settings, columns, words) => {
    const inputs = { settingValues: Float64Array.from(settings), columns };
    const density = rowsDensity();
    expect(() => densityTarget({ density, ...inputs })).toThrow(RangeError);
    expect(() => densityTarget({ density, ...inputs })).toThrow(words);
    expect(() => interpretedDensity(density, inputs)).toThrow(words);
  });

  test("that are refused take nothing away from the target before", () => {
    const density = rowsDensity();
    const good = densityTarget({ density, settingValues: Float64Array.of(2), columns: [data(5)] });
    const values = valuesAt(good, Float64Array.of(1));
    expect(() => densityTarget({ density, settingValues: new Float64Array(0), columns: [data(9)] })).toThrow(
      RangeError,
    );
    expect(valuesAt(good, Float64Array.of(1))).toEqual(values);
  });
});

test("where a page may not compile WebAssembly the interpreter does the same", () => {
  const columns = [Float64Array.of(1, 2, 4)];
  const settingValues = Float64Array.of(0.5);
  const compiled = densityTarget({ density: rowsDensity(), settingValues, columns });
  vi.spyOn(WebAssembly, "Module").mockImplementation(function refuse() {
    throw new WebAssembly.CompileError("violates the policy");
  });
  const interpreted = densityTarget({ density: rowsDensity(), settingValues, columns });
  vi.restoreAllMocks();
  for (const x of [-3, 0.25, 7, NaN]) {
    expect(valuesAt(interpreted, Float64Array.of(x))).toEqual(valuesAt(compiled, Float64Array.of(x)));
  }
});
