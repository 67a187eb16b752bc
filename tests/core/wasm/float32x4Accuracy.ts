/** What the float32 functions promise, for plain and for relaxed arithmetic. */
import { describe, expect, test } from "vitest";
import { cosTwoPi, exp, expm1, log, log1p, sinTwoPi } from "../../../src/core/math/elementary";
import { tanh } from "../../../src/core/math/hyperbolic";
import { logGamma } from "../../../src/core/math/logGamma";
import { power } from "../../../src/core/math/power";
import { cos, sin } from "../../../src/core/math/trigonometric";
import { float64Math } from "../../../src/core/wasm";
import * as float32x4 from "../../../src/core/wasm/float32x4";
import { applyVectors, sweep, worst, type Emit } from "./applyVectors";

const relative = (truth: number): number => Math.max(Math.abs(truth), 1e-37);
const absolute = (): number => 1;

const magnitudes = sweep(-87, 88).map((x) => exp(x));
const uniforms = sweep(1, 16_777_215).map((k) => Math.round(k) * 5.960464477539063e-8);
const small = sweep(-87, -1).map((x) => exp(x));
const negated = (xs: Float32Array): Float32Array => xs.map((x) => -x);

interface Promise {
  name: string;
  emit: Emit;
  truth: (x: number) => number;
  inputs: Float32Array[];
  scale: (truth: number) => number;
  bound: number;
}

const promises: Promise[] = [
  {
    name: "exp",
    emit: float32x4.exp,
    truth: exp,
    inputs: [sweep(-87, 88.37), sweep(-1, 1)],
    scale: relative,
    bound: 2 ** -23,
  },
  {
    name: "expm1",
    emit: float32x4.expm1,
    truth: expm1,
    scale: relative,
    bound: 2 ** -22,
    inputs: [sweep(-40, 88), sweep(-1, 1), small, negated(small)],
  },
  {
    name: "tanh",
    emit: float32x4.tanh,
    truth: tanh,
    scale: relative,
    bound: 2 ** -22,
    inputs: [sweep(-20, 20), sweep(-1, 1), small, negated(small)],
  },
  {
    name: "log",
    emit: float32x4.log,
    truth: log,
    inputs: [sweep(0.5, 2), magnitudes, uniforms],
    scale: relative,
    bound: 2 ** -23,
  },
  {
    name: "logOfPositive",
    emit: float32x4.logOfPositive,
    truth: log,
    scale: relative,
    bound: 2 ** -23,
    inputs: [sweep(0.5, 2), magnitudes, uniforms],
  },
  {
    name: "log1p",
    emit: float32x4.log1p,
    truth: log1p,
    scale: relative,
    bound: 2 ** -22,
    inputs: [sweep(-0.999, 2), magnitudes, small, negated(small)],
  },
  {
    name: "sinTwoPi",
    emit: (v, x) => float32x4.sinCosTwoPi(v, x).sin,
    truth: sinTwoPi,
    scale: absolute,
    bound: 2 ** -23,
    inputs: [sweep(-2, 2), uniforms, sweep(-1e6, 1e6)],
  },
  {
    name: "cosTwoPi",
    emit: (v, x) => float32x4.sinCosTwoPi(v, x).cos,
    truth: cosTwoPi,
    scale: absolute,
    bound: 2 ** -23,
    inputs: [sweep(-2, 2), uniforms, sweep(-1e6, 1e6)],
  },
  {
    name: "sin",
    emit: (v, x) => float32x4.sinCos(v, x).sin,
    truth: sin,
    scale: absolute,
    bound: 2 ** -23,
    inputs: [sweep(-20, 20), sweep(-2e8, 2e8)],
  },
  {
    name: "cos",
    emit: (v, x) => float32x4.sinCos(v, x).cos,
    truth: cos,
    scale: absolute,
    bound: 2 ** -23,
    inputs: [sweep(-20, 20), sweep(-2e8, 2e8)],
  },
  {
    name: "wholePower, 5",
    emit: (v, x) => float32x4.wholePower(v, x, 5),
    truth: (x) => power(x, 5),
    scale: relative,
    bound: 5 * 2 ** -23,
    inputs: [sweep(-100, 100)],
  },
  {
    name: "wholePower, -12",
    emit: (v, x) => float32x4.wholePower(v, x, -12),
    truth: (x) => power(x, -12),
    scale: relative,
    bound: 12 * 2 ** -23,
    inputs: [sweep(-20, -0.1), sweep(0.1, 20)],
  },
  {
    name: "perLane",
    emit: (v, x, _y, module) => float32x4.perLane(v, x, float64Math(module).logGamma),
    truth: logGamma,
    scale: relative,
    bound: 2 ** -24,
    inputs: [sweep(0.01, 30)],
  },
];

const N = NaN;
const I = Infinity;
/** Values at which the general formula does not hold: inputs and values. */
const special: [name: string, emit: Emit, xs: number[], values: number[]][] = [
  ["exp", float32x4.exp, [-87.5, -1e4, -I, 0, 88.4, 200, I, N], [0, 0, 0, 1, I, I, I, N]],
  ["expm1", float32x4.expm1, [-87.5, -I, 0, 88.4, 200, I, N], [-1, -1, 0, I, I, I, N]],
  ["tanh", float32x4.tanh, [-I, -100, -0, 0, 100, I, N], [-1, -1, -0, 0, 1, 1, N]],
  ["log", float32x4.log, [-I, -1, -1e-40, -0, 0, 1e-40, 1, I, N], [N, N, N, -I, -I, -I, 0, I, N]],
  ["log1p", float32x4.log1p, [-I, -2, -1, 0, 1e-40, I, N], [N, N, -I, 0, 1e-40, I, N]],
  ["sin", (v, x) => float32x4.sinCos(v, x).sin, [0, 2.2e8, -I, I, N], [0, N, N, N, N]],
  ["cos", (v, x) => float32x4.sinCos(v, x).cos, [0, 2.2e8, -I, I, N], [1, N, N, N, N]],
  ["wholePower, 0", (v, x) => float32x4.wholePower(v, x, 0), [0, 5, I, N], [1, 1, 1, 1]],
  ["wholePower, 1", (v, x) => float32x4.wholePower(v, x, 1), [0, 5, I, N], [0, 5, I, N]],
];

export function describeFloat32x4(isRelaxed: boolean): void {
  describe(`float32 functions, ${isRelaxed ? "relaxed" : "plain"}`, () => {
    test.each(promises)("$name keeps its bound", ({ emit, truth, inputs, scale, bound }) => {
      for (const xs of inputs) {
        expect(worst(xs, applyVectors(emit, isRelaxed, xs), truth, scale)).toBeLessThan(bound);
      }
    });

    test.each(special)("%s at the ends of its range", (_name, emit, xs, values) => {
      const expected = [...Float32Array.from(values)];
      expect([...applyVectors(emit, isRelaxed, Float32Array.from(xs))]).toEqual(expected);
    });

    test("power: (2 + 2 |y log x|) 2^-23, and core's cases", () => {
      const xs = sweep(0.01, 30, 5000);
      for (const exponent of [0.5, -2.5, 3, 7.25]) {
        const ys = xs.map(() => exponent);
        const values = applyVectors(float32x4.power, isRelaxed, xs, ys);
        const scale = (truth: number, x: number): number =>
          truth * (2 + 2 * Math.abs(exponent * log(x))) * 2 ** -23;
        expect(worst(xs, values, (x) => power(x, exponent), scale)).toBeLessThan(1);
      }
      const cases = [0, 1, 2, 3, 0.5, -1, -2, I, -I].flatMap((y) =>
        [0, -2, 2, -0.5, -1, I, N].map((x) => [x, y]),
      );
      const bases = Float32Array.from(cases, ([x]) => x);
      const values = applyVectors(
        float32x4.power,
        isRelaxed,
        bases,
        Float32Array.from(cases, ([, y]) => y),
      );
      cases.forEach(([x, y], i) => {
        const truth = power(x, y);
        if (Number.isFinite(truth)) expect(values[i]).toBeCloseTo(truth, 5);
        else expect([x, y, values[i]]).toEqual([x, y, truth]);
      });
    });
  });
}
