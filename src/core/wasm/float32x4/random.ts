/**
 * The random streams of src/core/random/stream.ts, four in a vector: the same words, the same uniforms, and
 * normals to float32 accuracy. In memory a vector of streams is four vectors of 16 bytes: word 0 of all four
 * streams, then word 1, and so on.
 */
import type { FunctionBody } from "../functionBody";
import type { Operand } from "../operations";
import { f32x4, i32x4 } from "../simd";
import type { I32x4, Variable } from "../value";
import { logOfPositive } from "./logarithm";
import { sinCosTwoPi } from "./trigonometric";
import type { VectorArithmetic, Vectors, Words } from "./vectors";

/** The state of four streams. */
export type FourStreams = readonly [
  Variable<"i32x4">,
  Variable<"i32x4">,
  Variable<"i32x4">,
  Variable<"i32x4">,
];

/** Bytes of four streams in memory. */
export const FOUR_STREAMS_BYTES = 64;

export function loadStreams(body: FunctionBody, address: Operand<"i32">, offset = 0): FourStreams {
  const word = (index: number): Variable<"i32x4"> => body.variable(i32x4.load(address, offset + 16 * index));
  return [word(0), word(1), word(2), word(3)];
}

export function storeStreams(
  body: FunctionBody,
  address: Operand<"i32">,
  streams: FourStreams,
  offset = 0,
): void {
  streams.forEach((words, index) => body.store(address, words, offset + 16 * index));
}

function rotateLeft(x: I32x4, by: number): I32x4 {
  return i32x4.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by));
}

/** The next 32 bits of each stream: xoshiro128++. */
export function nextWords(body: FunctionBody, streams: readonly FourStreams[]): Words {
  const forAll = (make: (stream: FourStreams) => I32x4): Words => streams.map((s) => body.let(make(s)));
  const sums = forAll(([s0, , , s3]) => i32x4.add(s0, s3));
  const turned = sums.map((sum) => body.let(rotateLeft(sum, 7)));
  const words = turned.map((sum, i) => body.let(i32x4.add(sum, streams[i][0])));
  const shifted = forAll(([, s1]) => i32x4.shl(s1, 9));
  for (const [s0, , s2] of streams) body.set(s2, i32x4.xor(s2, s0));
  for (const [, s1, , s3] of streams) body.set(s3, i32x4.xor(s3, s1));
  for (const [, s1, s2] of streams) body.set(s1, i32x4.xor(s1, s2));
  for (const [s0, , , s3] of streams) body.set(s0, i32x4.xor(s0, s3));
  streams.forEach(([, , s2], i) => body.set(s2, i32x4.xor(s2, shifted[i])));
  for (const [, , , s3] of streams) body.set(s3, rotateLeft(s3, 11));
  return words;
}

/** Uniform on [0, 1) with 24 bits from a word, the same number as in float64. */
export function uniform24(v: VectorArithmetic, words: Words): Vectors {
  const high = words.map((word) => f32x4.convert_i32x4_s(i32x4.shr_u(word, 8)));
  return v.let(v.mul(high, 5.960464477539063e-8));
}

/**
 * A pair of standard normals by Box and Muller (1958), from two words of each stream: within 2^-20 of the float64
 * pair, 2^-22 times the radius.
 */
export function normalPair24(
  v: VectorArithmetic,
  streams: readonly FourStreams[],
): readonly [Vectors, Vectors] {
  const u = uniform24(v, nextWords(v.body, streams));
  const radius = v.let(v.sqrt(v.mul(logOfPositive(v, v.let(v.sub(1, u))), -2)));
  const { sin, cos } = sinCosTwoPi(v, uniform24(v, nextWords(v.body, streams)));
  return [v.let(v.mul(radius, cos)), v.let(v.mul(radius, sin))];
}
