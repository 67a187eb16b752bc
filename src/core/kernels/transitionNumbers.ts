/**
 * The random numbers of a transition, four chains in a vector. They are part of the definition of a run: a chain's
 * stream (xoshiro128++) gives two words for every pair of parameters. The high 24 bits of the first are the uniform
 * u of the radius sqrt(-2 log(1 - u)), the low 24 bits of the second the angle in turns, read as a signed fraction;
 * an odd last parameter drops its partner. The angle of the first pair has the low 20 bits: what is left over, 8 bits
 * of the first word and 12 of the second, are the high bits of the accept test's uniform. `KernelNumbers` in the
 * folder reference says the same in float64.
 */
import { f32x4, i32x4, type F32x4, type FunctionBody } from "../wasm";
import { nextWords } from "../wasm/float32x4";
import type { FourStreams, VectorArithmetic, Vectors, Words } from "../wasm/float32x4";

/** Accept tests handle their uniform times 2^32. */
export const ACCEPT_BITS = 32;
/** 2^31, which makes a signed number unsigned, and half of the distance of floats there: no uniform is 0. */
const TO_UNSIGNED = 2147483648 + 64;

// Fits of smallest largest error (Lawson's algorithm on 4000 Chebyshev nodes, float64).
/** -2 log(1 + f) = f (c0 + f (c1 + ...)) for sqrt(1/2) <= 1 + f <= sqrt(2), relative error 1.8e-7. */
const MINUS_TWO_LOG = [
  -2, 1.000006468738225, -0.6666942981228121, 0.4994245698915327, -0.39813766374912113, 0.3448644989341319,
  -0.3236100185229782, 0.20164754509056826,
];
/** sqrt(2) sin(pi v) = v (c0 + v^2 (c1 + ...)) for |v| <= 1/2, absolute error 4.7e-9. */
const ROOT_TWO_SIN = [
  4.442882834149945, -7.30824115454693, 3.6062889582335096, -0.8457635961882078, 0.10920575371000243,
];
/** sqrt(2) cos(pi v) = c0 + v^2 (c1 + ...) for |v| <= 1/2, absolute error 6.6e-8. */
const ROOT_TWO_COS = [
  1.414213496565022, -6.978850988240043, 5.739461170703373, -1.8835629874408957, 0.31069819208971616,
];
const MINUS_TWO_LOG_TWO = -1.3862943611198906;
const TURNS_OF_WORD = 2.3283064365386963e-10;
/** The first float above sqrt(1/2), where the mantissas begin. */
const BITS_OF_LEAST_MANTISSA = 0x3f3504f4;
const BITS_OF_ONE = 0x3f800000;

function highBits(words: Words, count: number): Words {
  return words.map((word) => i32x4.shr_u(word, 32 - count));
}

/** The square of the radius, -2 log(1 - u) with the uniform u of 24 bits in the high bits of a word. */
function squaredRadius(v: VectorArithmetic, words: Words): Vectors {
  // (1 - u) 2^24, a whole number from 1 to 2^24.
  const rest = highBits(words, 24).map((k) => f32x4.convert_i32x4_s(i32x4.sub(0x1000000, k)));
  const shift = (BITS_OF_ONE - BITS_OF_LEAST_MANTISSA - ((127 + 24) << 23)) | 0;
  const shifted = v.letWords(rest.map((x) => i32x4.add(i32x4.from_bits(x), shift)));
  const exponent = shifted.map((bits) => f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23)));
  const mantissa = shifted.map((bits) =>
    f32x4.from_bits(i32x4.add(i32x4.and(bits, 0x007fffff), BITS_OF_LEAST_MANTISSA)),
  );
  const f = v.sub(mantissa, 1);
  return v.madd(exponent, MINUS_TWO_LOG_TWO, v.mul(f, v.polynomial(f, MINUS_TWO_LOG)));
}

/** A pair of normals times `scale`: half the angle first, and the double of it without exchange of quarters. */
function scaledPair(
  v: VectorArithmetic,
  first: Words,
  second: Words,
  angleBits: number,
  scale: F32x4 | 1,
): readonly [Vectors, Vectors] {
  const unscaled = v.sqrt(squaredRadius(v, first));
  const radius = scale === 1 ? unscaled : v.mul(unscaled, scale);
  const angle = second.map((word) => f32x4.convert_i32x4_s(i32x4.shl(word, 32 - angleBits)));
  const turns = v.mul(angle, TURNS_OF_WORD);
  const z = v.mul(turns, turns);
  const sine = v.mul(turns, v.polynomial(z, ROOT_TWO_SIN));
  const along = v.mul(radius, sine);
  const x = v.nmadd(along, sine, radius);
  return [x, v.mul(along, v.polynomial(z, ROOT_TWO_COS))];
}

/**
 * 2^32 times the uniform: 8 bits of the first word, then the high 24 of the second. Of these the last 12 are in the
 * angle as well, which matters to nothing that is larger than 2^-20.
 */
function leftOverUniform(v: VectorArithmetic, first: Words, second: Words): Vectors {
  const bits = first.map((word, i) => i32x4.or(i32x4.shl(word, 24), i32x4.shr_u(second[i], 8)));
  return v.add(bits.map(f32x4.convert_i32x4_s), TO_UNSIGNED);
}

/** Words of a transition: two for every pair of parameters. */
export function wordsOfTransition(numParameters: number): number {
  return 2 * Math.ceil(numParameters / 2);
}

/** Places the drawing of the words of one transition. */
export function transitionWords(
  body: FunctionBody,
  streams: readonly FourStreams[],
  numParameters: number,
): readonly Words[] {
  return Array.from({ length: wordsOfTransition(numParameters) }, () => nextWords(body, streams));
}

/**
 * Places the making of one transition's numbers: a normal times `scale` for each parameter, and last 2^32 times the
 * uniform of the accept test.
 * @param words as `transitionWords` gives them
 */
export function numbersOfWords(
  v: VectorArithmetic,
  words: readonly Words[],
  numParameters: number,
  scale: F32x4 | 1,
): readonly Vectors[] {
  const uniform = leftOverUniform(v, words[0], words[1]);
  const normals: Vectors[] = [];
  for (let i = 0; i < numParameters; i += 2) {
    normals.push(...scaledPair(v, words[i], words[i + 1], i === 0 ? 20 : 24, scale));
  }
  return [...normals.slice(0, numParameters), uniform];
}
