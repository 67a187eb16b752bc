import { describe, expect, test } from "vitest";
import { digamma } from "../../../src/core/math/digamma";
import { cosTwoPi, exp, expm1, log, log1p, logAddExp, sinTwoPi } from "../../../src/core/math/elementary";
import { tanh } from "../../../src/core/math/hyperbolic";
import { logGamma } from "../../../src/core/math/logGamma";
import { power } from "../../../src/core/math/power";
import { cos, sin } from "../../../src/core/math/trigonometric";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { float64Math, ModuleBuilder } from "../../../src/core/wasm";
import { instantiate } from "./runModule";

const unary = { exp, expm1, tanh, log, log1p, sinTwoPi, cosTwoPi, sin, cos, logGamma, digamma };
const binary = { logAddExp, power };

const module = new ModuleBuilder();
const math = float64Math(module);
for (const name of Object.keys(unary) as (keyof typeof unary)[]) {
  module.define({ parameters: ["f64"], result: "f64", exportName: name }, (_body, x) => math[name](x));
}
for (const name of Object.keys(binary) as (keyof typeof binary)[]) {
  const signature = { parameters: ["f64", "f64"], result: "f64", exportName: name } as const;
  module.define(signature, (_body, x, y) => math[name](x, y));
}
const emitted = instantiate(module);

const NUM_RANDOM = 100_000;

/** Numbers at which something changes, and their neighbours. */
const special = [
  0,
  1,
  2,
  0.5,
  1.5,
  2.5,
  3,
  10,
  64,
  65,
  0.25,
  0.34,
  0.7,
  709.782712893384,
  744.44,
  745.13,
  745.2,
  88,
  1e-300,
  2 ** -1022,
  2 ** -1074,
  2 ** -53,
  2 ** 31,
  2 ** 32,
  2 ** 52,
  2 ** 53,
  2 ** 63,
  2 ** 1023,
  1e308,
  Math.PI,
  Math.PI / 2,
  134217728 * 1.5707963267948966,
  Math.SQRT2,
  Math.SQRT1_2,
  Number.MAX_VALUE,
].flatMap((x) => [x, x * (1 + 2 ** -52), x * (1 - 2 ** -53), -x, -x * (1 + 2 ** -52), -x * (1 - 2 ** -53)]);
const specialValues = [...special, Infinity, -Infinity, NaN];

/** Random bit patterns, and as many numbers of moderate size, where the functions do their work. */
function randomNumbers(): Float64Array {
  const stream = Stream.from(71, 0, StreamPurpose.test);
  const numbers = new Float64Array(2 * NUM_RANDOM);
  const words = new Int32Array(numbers.buffer);
  for (let i = 0; i < 2 * NUM_RANDOM; i++) words[i] = stream.nextWord();
  for (let i = NUM_RANDOM; i < 2 * NUM_RANDOM; i++)
    numbers[i] = (stream.uniform() - 0.5) * exp(8 * stream.uniform());
  return numbers;
}

const random = randomNumbers();

/** The inputs where two functions differ in a bit; NaNs are alike. */
function differences(f: (x: number) => number, g: (x: number) => number, inputs: Iterable<number>): number[] {
  return [...inputs].filter((x) => !Object.is(f(x), g(x)));
}

describe("emitted float64 functions equal core's in every bit", () => {
  test.each(Object.entries(unary))("%s", (name, expected) => {
    const actual = emitted[name] as (x: number) => number;
    expect(differences(actual, expected, specialValues)).toEqual([]);
    expect(differences(actual, expected, random)).toEqual([]);
  });

  test.each(Object.entries(binary))("%s", (name, expected) => {
    const actual = emitted[name] as (x: number, y: number) => number;
    for (const y of specialValues) {
      expect(
        differences(
          (x) => actual(x, y),
          (x) => expected(x, y),
          specialValues,
        ),
      ).toEqual([]);
    }
    const shifted = (f: typeof expected) => (i: number) => f(random[i], random[(i + 1) % random.length]);
    expect(differences(shifted(actual), shifted(expected), random.keys())).toEqual([]);
    const whole = (f: typeof expected) => (i: number) => f(random[i], Math.round(random[i ^ 1]) % 70);
    expect(differences(whole(actual), whole(expected), random.keys())).toEqual([]);
  });
});
