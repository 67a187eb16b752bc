import { describe, expect, it } from "vitest";
import library from "../../../shaders/elementary.wgsl?raw";
import { cosTwoPi, exp, log, sinTwoPi } from "../../../src/core/math/elementary";
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
});
