/**
 * Random-walk Metropolis on two equal Gaussians of standard deviation 1 as one would write it by hand in JavaScript for
 * nothing but speed: the yardstick that kernels of vectors are held against. Float64, a chain at a time, no calls and
 * no allocation in the loops; the generator in local variables, normals by ziggurat, exponentials by table. Numbers
 * for some steps are drawn first, since the two loops together would need more registers than there are.
 */
import { exp, log } from "../math/elementary";
import { seedWords, StreamPurpose, STREAM_WORDS } from "../random";

/** Sums over the transitions since they were cleared, [parameter][chain] or [chain]. */
export interface TunedWalk {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly numAccepted: Float64Array;
  /** Makes so many transitions of every chain. */
  advance(numSteps: number): void;
}

export interface TunedWalkOptions {
  readonly stepSize: number;
  /** [chain][parameter], where the chains begin. */
  readonly positions: Float64Array;
  readonly seed: number;
  /** Number of the first chain, by which streams are told apart. */
  readonly firstChain: number;
}

/** The Gaussians stand at (-2, 0) and (2, 0). Numbers that are known when the code is compiled need no register. */
const CENTRE = 2;
const TO_UNIT = 2.3283064365386963e-10;
const LAYERS = 256;
/** Where the tail begins, and the area of a layer: Marsaglia and Tsang, "The ziggurat method" (2000). */
const TAIL = 3.6541528853610088;
const AREA = 0.00492867323399;
/** A word's upper 24 bits, signed, choose the place within its layer; its lower 8 the layer. */
const PLACES = 8388608;

/** Right ends of the layers, from the bottom one, which stands for the tail too, to the top. */
export const layerEnds = ((): Float64Array => {
  const ends = new Float64Array(LAYERS + 1);
  ends[0] = AREA / exp(-0.5 * TAIL * TAIL);
  ends[1] = TAIL;
  for (let i = 2; i < LAYERS; i++) {
    ends[i] = Math.sqrt(-2 * log(AREA / ends[i - 1] + exp(-0.5 * ends[i - 1] * ends[i - 1])));
  }
  return ends;
})();
const HEIGHTS = layerEnds.map((end) => exp(-0.5 * end * end));
const WIDTHS = layerEnds.map((end) => end / PLACES);
/** Places nearer to the middle than this lie below the curve, whatever the height. */
const INNER = Int32Array.from({ length: LAYERS }, (_, i) => (PLACES * layerEnds[i + 1]) / layerEnds[i]);

/** exp(-k / 256), to exp(-32); the rest of the exponent is at most 1/512, where two terms leave 1.3e-9 of it. */
const EXPONENTS_OF_ONE = 256;
const LARGEST_EXPONENT = 32;
const EXPONENTIALS = Float64Array.from({ length: LARGEST_EXPONENT * EXPONENTS_OF_ONE }, (_, k) =>
  exp(-k / EXPONENTS_OF_ONE),
);
const LAST = 8191;
const REST = 1 / 256;
/** Of half a squared distance, in steps of the table. */
const HALF = 128;

const STEPS_AT_A_TIME = 64;
const movesX = new Float64Array(STEPS_AT_A_TIME);
const movesY = new Float64Array(STEPS_AT_A_TIME);
const uniforms = new Float64Array(STEPS_AT_A_TIME);

/** The state of the stream while a word of it takes more than the quick way. */
const spare = new Int32Array(STREAM_WORDS);

function nextWord(): number {
  const s0 = spare[0];
  const s1 = spare[1];
  const sum = (s0 + spare[3]) | 0;
  const third = spare[2] ^ s0;
  const fourth = spare[3] ^ s1;
  spare[1] = s1 ^ third;
  spare[0] = s0 ^ fourth;
  spare[2] = third ^ (s1 << 9);
  spare[3] = (fourth << 11) | (fourth >>> 21);
  return (((sum << 7) | (sum >>> 25)) + s0) | 0;
}

function nextUnit(): number {
  return (nextWord() >>> 0) * TO_UNIT;
}

/**
 * A normal from a word that is not below the curve for sure: one in a hundred is not. The tail (Marsaglia 1964) is
 * in here, so that the whole is too long to be placed into the loop, which would take registers from it.
 */
function carefulNormal(word: number): number {
  for (;;) {
    const layer = word & 255;
    const place = word >> 8;
    const x = place * WIDTHS[layer];
    if (Math.abs(place) < INNER[layer]) return x;
    if (layer === 0) {
      let beyond = 0;
      let height = 0;
      do {
        beyond = -log(1 - nextUnit()) / TAIL;
        height = -log(1 - nextUnit());
      } while (height + height < beyond * beyond);
      return place < 0 ? -TAIL - beyond : TAIL + beyond;
    }
    const height = HEIGHTS[layer] + nextUnit() * (HEIGHTS[layer + 1] - HEIGHTS[layer]);
    if (height < exp(-0.5 * x * x)) return x;
    word = nextWord();
  }
}

/**
 * Moves and uniforms of the next steps of a chain, three words each.
 * @param words of all streams; those at `at` are advanced
 */
function drawNumbers(words: Int32Array, at: number, count: number, stepSize: number): void {
  let s0 = words[at] | 0;
  let s1 = words[at + 1] | 0;
  let s2 = words[at + 2] | 0;
  let s3 = words[at + 3] | 0;
  for (let k = 0; k < count; k++) {
    // The generator is written out three times: a function that returned four numbers would allocate.
    let sum = (s0 + s3) | 0;
    const first = (((sum << 7) | (sum >>> 25)) + s0) | 0;
    let shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    sum = (s0 + s3) | 0;
    const second = (((sum << 7) | (sum >>> 25)) + s0) | 0;
    shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    sum = (s0 + s3) | 0;
    const third = (((sum << 7) | (sum >>> 25)) + s0) | 0;
    shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);

    const layerX = first & 255;
    const layerY = second & 255;
    const placeX = first >> 8;
    const placeY = second >> 8;
    let x = placeX * WIDTHS[layerX];
    let y = placeY * WIDTHS[layerY];
    if (Math.abs(placeX) >= INNER[layerX] || Math.abs(placeY) >= INNER[layerY]) {
      spare[0] = s0;
      spare[1] = s1;
      spare[2] = s2;
      spare[3] = s3;
      if (Math.abs(placeX) >= INNER[layerX]) x = carefulNormal(first);
      if (Math.abs(placeY) >= INNER[layerY]) y = carefulNormal(second);
      s0 = spare[0];
      s1 = spare[1];
      s2 = spare[2];
      s3 = spare[3];
    }
    movesX[k] = stepSize * x;
    movesY[k] = stepSize * y;
    uniforms[k] = (third >>> 0) * TO_UNIT;
  }
  words[at] = s0;
  words[at + 1] = s1;
  words[at + 2] = s2;
  words[at + 3] = s3;
}

/** Everything that a chain's steps read and write. */
interface ChainArrays {
  readonly positions: Float64Array;
  readonly words: Int32Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly numAccepted: Float64Array;
}

function advanceChain(arrays: ChainArrays, chain: number, numSteps: number, stepSize: number): void {
  const { positions, words, sums, squares, numAccepted } = arrays;
  const numChains = numAccepted.length;
  let x = positions[2 * chain];
  let y = positions[2 * chain + 1];
  let density =
    exp(-0.5 * ((x + CENTRE) * (x + CENTRE) + y * y)) + exp(-0.5 * ((x - CENTRE) * (x - CENTRE) + y * y));
  let sumX = 0;
  let sumY = 0;
  let squareX = 0;
  let squareY = 0;
  let accepted = 0;
  for (let left = numSteps; left > 0; left -= STEPS_AT_A_TIME) {
    const count = left < STEPS_AT_A_TIME ? left : STEPS_AT_A_TIME;
    drawNumbers(words, STREAM_WORDS * chain, count, stepSize);
    for (let k = 0; k < count; k++) {
      const nextX = x + movesX[k];
      const nextY = y + movesY[k];
      const toLeft = nextX + CENTRE;
      const toRight = nextX - CENTRE;
      const squareOfY = nextY * nextY;
      const stepsLeft = HALF * (toLeft * toLeft + squareOfY);
      const stepsRight = HALF * (toRight * toRight + squareOfY);
      // Beyond 8 standard deviations of both nobody ever goes.
      let proposed = 0;
      if (stepsLeft < LAST) {
        const nearest = (stepsLeft + 0.5) | 0;
        const rest = (nearest - stepsLeft) * REST;
        proposed = EXPONENTIALS[nearest] * (1 + rest * (1 + rest * 0.5));
      }
      if (stepsRight < LAST) {
        const nearest = (stepsRight + 0.5) | 0;
        const rest = (nearest - stepsRight) * REST;
        proposed += EXPONENTIALS[nearest] * (1 + rest * (1 + rest * 0.5));
      }
      if (uniforms[k] * density < proposed) {
        x = nextX;
        y = nextY;
        density = proposed;
        accepted += 1;
      }
      sumX += x;
      sumY += y;
      squareX += x * x;
      squareY += y * y;
    }
  }
  positions[2 * chain] = x;
  positions[2 * chain + 1] = y;
  sums[chain] += sumX;
  sums[numChains + chain] += sumY;
  squares[chain] += squareX;
  squares[numChains + chain] += squareY;
  numAccepted[chain] += accepted;
}

/** Chains that stand ready; their streams are those of the float64 samplers, their numbers are not. */
export function createTunedWalk(options: TunedWalkOptions): TunedWalk {
  const { stepSize, seed, firstChain } = options;
  const numChains = options.positions.length / 2;
  const words = new Int32Array(STREAM_WORDS * numChains);
  for (let chain = 0; chain < numChains; chain++) {
    words.set(seedWords(seed, firstChain + chain, StreamPurpose.sampler), STREAM_WORDS * chain);
  }
  const arrays: ChainArrays = {
    positions: options.positions.slice(),
    words,
    sums: new Float64Array(2 * numChains),
    squares: new Float64Array(2 * numChains),
    numAccepted: new Float64Array(numChains),
  };
  return {
    sums: arrays.sums,
    squares: arrays.squares,
    numAccepted: arrays.numAccepted,
    advance: (numSteps) => {
      for (let chain = 0; chain < numChains; chain++) advanceChain(arrays, chain, numSteps, stepSize);
    },
  };
}
