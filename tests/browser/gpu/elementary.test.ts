import { describe, expect, it } from "vitest";
import library from "../../../shaders/elementary.wgsl?raw";
import { digamma } from "../../../src/core/math/digamma";
import { cosTwoPi, exp, expm1, log, log1p, sinTwoPi } from "../../../src/core/math/elementary";
import { tanh } from "../../../src/core/math/hyperbolic";
import { logGamma } from "../../../src/core/math/logGamma";
import { power } from "../../../src/core/math/power";
import { cos, sin } from "../../../src/core/math/trigonometric";
import { elementsOf, runKernel } from "./runKernel";

const OUTSIDE = Math.fround(-3.0e38);
/** 2^-23: what elementary.wgsl states. */
const STATED = 1.1920928955078125e-7;
const COUNT = 20_001;

function sweep(low: number, high: number): Float32Array {
  return Float32Array.from({ length: COUNT }, (_, i) => low + ((high - low) * i) / (COUNT - 1));
}

async function evaluate(name: string, numbers: Float32Array): Promise<Float32Array> {
  const body = `words[index] = bitcast<u32>(${name}(bitcast<f32>(element.x)));`;
  return new Float32Array((await runKernel(library, body, elementsOf(numbers), 1)).buffer);
}

/** A function of two numbers, the second the same for all. */
async function evaluatePair(name: string, numbers: Float32Array, second: number): Promise<Float32Array> {
  const pairs = Float32Array.from({ length: numbers.length * 4 }, (_, i) =>
    i % 4 === 1 ? second : numbers[i >> 2],
  );
  const body = `words[index] = bitcast<u32>(${name}(bitcast<f32>(element.x), bitcast<f32>(element.y)));`;
  return new Float32Array((await runKernel(library, body, new Uint32Array(pairs.buffer), 1)).buffer);
}

/** Largest |value - truth| / scale(truth); Infinity where a value is NaN. */
function worst(
  inputs: Float32Array,
  values: Float32Array,
  truth: (x: number) => number,
  scale: (truth: number) => number,
): number {
  let largest = 0;
  inputs.forEach((x, i) => {
    const error = Math.abs(values[i] - truth(x)) / scale(truth(x));
    if (!(error <= largest)) largest = error === error ? error : Infinity;
  });
  return largest;
}

describe("elementary.wgsl", () => {
  it("elementaryExp is within 2^-23 of e^x, relative, from -87 to 88", async () => {
    for (const inputs of [sweep(-87, 88), sweep(-1, 1)]) {
      const values = await evaluate("elementaryExp", inputs);
      expect(worst(inputs, values, exp, (y) => y)).toBeLessThan(STATED);
    }
  });

  it("elementaryExp is 0 far below and finite far above", async () => {
    const values = await evaluate("elementaryExp", Float32Array.of(-87.5, -1e4, -3e38, 88, 89, 3e38));
    expect([...values.subarray(0, 3)]).toEqual([0, 0, 0]);
    expect(values[3]).toBeGreaterThan(1e38);
    expect(values[3]).toBeLessThan(Infinity);
    expect([...values.subarray(4)]).toEqual([values[3], values[3]]);
  });

  it("elementaryLog is within 2^-23 of log x, relative, near 1 and over all magnitudes", async () => {
    const magnitudes = sweep(-87, 88).map((x) => exp(x));
    const uniforms = sweep(1, 16_777_215).map((k) => Math.round(k) * 5.960464477539063e-8);
    for (const inputs of [sweep(0.5, 2), magnitudes, uniforms]) {
      const values = await evaluate("elementaryLog", inputs);
      expect(worst(inputs, values, log, (y) => Math.max(Math.abs(y), 1e-30))).toBeLessThan(STATED);
    }
  });

  it("elementaryLog says outside where there is no logarithm", async () => {
    expect([...(await evaluate("elementaryLog", Float32Array.of(0, -1, -3e38, 1e-45)))]).toEqual(
      Array(4).fill(OUTSIDE),
    );
  });

  it("sinTwoPi and cosTwoPi are within 2^-23, absolute, in [0, 1) and over many turns", async () => {
    for (const inputs of [sweep(0, 1), sweep(-1000, 1000)]) {
      const sines = await evaluate("sinTwoPi", inputs);
      const cosines = await evaluate("cosTwoPi", inputs);
      expect(worst(inputs, sines, sinTwoPi, () => 1)).toBeLessThan(STATED);
      expect(worst(inputs, cosines, cosTwoPi, () => 1)).toBeLessThan(STATED);
    }
  });

  it.each([
    ["elementaryExpm1", expm1, -40, 87],
    ["elementaryExpm1", expm1, -1, 1],
    ["elementaryExpm1", expm1, -1e-3, 1e-3],
    ["elementaryLog1p", log1p, -0.9999, 10],
    ["elementaryLog1p", log1p, -1e-3, 1e-3],
    ["elementaryLog1p", log1p, 1, 1e30],
  ])("%s is within 2^-22, relative (%#)", async (name, truth, low, high) => {
    const inputs = sweep(low, high);
    const scale = (y: number): number => Math.max(Math.abs(y), 1e-30);
    expect(worst(inputs, await evaluate(name, inputs), truth, scale)).toBeLessThan(2 * STATED);
  });

  it("elementaryTanh is within 2^-21, relative, and flat far out", async () => {
    for (const inputs of [sweep(-12, 12), sweep(-0.01, 0.01), sweep(-1e30, 1e30)]) {
      const values = await evaluate("elementaryTanh", inputs);
      expect(worst(inputs, values, tanh, (y) => Math.max(Math.abs(y), 1e-30))).toBeLessThan(4 * STATED);
    }
  });

  it.each([
    ["elementarySin", sin],
    ["elementaryCos", cos],
  ])("%s is within 2^-22, absolute, to 10^4, and within 2^-22 |x| beyond", async (name, truth) => {
    for (const inputs of [sweep(-10, 10), sweep(-1e4, 1e4), sweep(1.57, 1.58)]) {
      expect(worst(inputs, await evaluate(name, inputs), truth, () => 1)).toBeLessThan(2 * STATED);
    }
    for (const end of [1e6, 2e8]) {
      const inputs = sweep(-end, end);
      const shares = Float32Array.from(await evaluate(name, inputs), (value, i) => {
        return Math.abs(value - truth(inputs[i])) / Math.max(1, Math.abs(inputs[i]));
      });
      expect(Math.max(...shares)).toBeLessThan(2 * STATED);
    }
  });

  it("elementaryLogGamma is within 2^-20, relative, also beside 1 and 2", async () => {
    for (const inputs of [sweep(1e-6, 1), sweep(0.9, 2.2), sweep(1, 12), sweep(9, 200), sweep(1e3, 1e30)]) {
      const values = await evaluate("elementaryLogGamma", inputs);
      const scale = (y: number): number => Math.max(Math.abs(y), 1e-30);
      expect(worst(inputs, values, logGamma, scale)).toBeLessThan(8 * STATED);
    }
    expect([...(await evaluate("elementaryLogGamma", Float32Array.of(0, 1e-45)))]).toEqual([
      -OUTSIDE,
      -OUTSIDE,
    ]);
  });

  it("elementaryDigamma is within 2^-20 (1 + |value|)", async () => {
    for (const inputs of [sweep(1e-6, 1), sweep(0.5, 8), sweep(5, 200), sweep(1e3, 1e30)]) {
      const values = await evaluate("elementaryDigamma", inputs);
      expect(worst(inputs, values, digamma, (y) => 1 + Math.abs(y))).toBeLessThan(8 * STATED);
    }
  });

  it("elementaryPower is within (2 + 2 |y log x|) 2^-22, relative", async () => {
    const bases = sweep(0.01, 30);
    for (const exponent of [0.5, 1.5, -2.25, 7, -3, 10.25]) {
      const values = await evaluatePair("elementaryPower", bases, exponent);
      const scaled = Float64Array.from(values, (value, i) => {
        const truth = power(bases[i], exponent);
        return Math.abs(value / truth - 1) / (2 + 2 * Math.abs(exponent * Math.log(bases[i])));
      });
      expect(scaled.reduce((largest, x) => Math.max(largest, x), 0)).toBeLessThan(2 * STATED);
    }
    const special = await evaluatePair("elementaryPower", Float32Array.of(0, -2, 5), 3);
    expect(special[0]).toBe(0);
    expect(special[1]).toBeCloseTo(-8, 4);
    expect((await evaluatePair("elementaryPower", Float32Array.of(0, -2, 5), 0))[1]).toBe(1);
    expect((await evaluatePair("elementaryPower", Float32Array.of(0), -1))[0]).toBeGreaterThan(1e38);
  });

  it("products and quotients are held where they would leave float32", async () => {
    const numbers = Float32Array.of(0, 1, -1, 7.9e37, -7.9e37, 1e-30, 2.5);
    for (const other of [0, 1.5e-37, 2, -7.9e37, 1e37, 1e30]) {
      for (const name of ["heldProduct", "heldQuotient"]) {
        const values = await evaluatePair(name, numbers, other);
        values.forEach((value, i) => {
          const x = numbers[i];
          const truth = name === "heldProduct" ? x * other : x / other;
          expect(Math.abs(value)).toBeLessThan(8.1e37);
          if (Math.abs(truth) < 7e37 && (name === "heldProduct" || Math.abs(other) > 2e-37)) {
            expect(Math.abs(value - truth)).toBeLessThanOrEqual(4 * STATED * Math.abs(truth) + 1e-37);
          } else if (x !== 0 && truth === truth) {
            expect(Math.sign(value)).toBe(Math.sign(truth));
            expect(Math.abs(value)).toBeGreaterThan(Math.min(7e37, Math.abs(truth) / 2));
          }
        });
      }
    }
  });
});
