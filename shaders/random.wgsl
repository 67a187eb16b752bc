// Random numbers: the streams of src/core/random in WGSL, same bits, same uniforms. Threefry-2x32-20
// (Salmon, Moraes, Dror, Shaw 2011) keyed by (seed, chain, purpose) seeds xoshiro128++ (Blackman and
// Vigna 2019). A state is four words that are not all zero. Needs elementary.wgsl.

const THREEFRY_PARITY: u32 = 0x1bd11bdau;
const THREEFRY_ROTATIONS = array<u32, 8>(13u, 15u, 26u, 6u, 17u, 29u, 16u, 24u);

fn rotateLeft(x: u32, by: u32) -> u32 {
  return (x << by) | (x >> (32u - by));
}

// Encrypts a counter of two words under a key of two words.
fn threefry2x32(key: vec2u, counter: vec2u) -> vec2u {
  var schedule = array<u32, 3>(key.x, key.y, key.x ^ key.y ^ THREEFRY_PARITY);
  var rotations = THREEFRY_ROTATIONS;
  var x0 = counter.x + key.x;
  var x1 = counter.y + key.y;
  for (var round = 0u; round < 20u; round++) {
    x0 += x1;
    x1 = rotateLeft(x1, rotations[round & 7u]) ^ x0;
    if ((round & 3u) == 3u) {
      let injection = (round + 1u) >> 2u;
      x0 += schedule[injection % 3u];
      x1 += schedule[(injection + 1u) % 3u] + injection;
    }
  }
  return vec2u(x0, x1);
}

// State of the stream (seed, chain, purpose), as seedWords in src/core/random/stream.ts.
fn seedState(seed: u32, chain: u32, purpose: u32) -> vec4u {
  let key = vec2u(seed, chain);
  let state = vec4u(threefry2x32(key, vec2u(purpose, 0u)), threefry2x32(key, vec2u(purpose, 1u)));
  return select(state, vec4u(1u, 0u, 0u, 0u), all(state == vec4u(0u)));
}

// The next 32 bits.
fn nextWord(state: ptr<function, vec4u>) -> u32 {
  let s = *state;
  let word = rotateLeft(s.x + s.w, 7u) + s.x;
  let s2 = s.z ^ s.x;
  let s3 = s.w ^ s.y;
  *state = vec4u(s.x ^ s3, s.y ^ s2, s2 ^ (s.y << 9u), rotateLeft(s3, 11u));
  return word;
}

// Uniform on [0, 1) with 24 bits, the same number as in float64; takes one word.
fn uniform24(state: ptr<function, vec4u>) -> f32 {
  return f32(nextWord(state) >> 8u) * 5.9604644775390625e-8;
}

// A pair of standard normals by Box and Muller (1958); takes two words. 1 - u is exact and never 0.
fn normalPair24(state: ptr<function, vec4u>) -> vec2f {
  let radius = sqrt(-2.0 * elementaryLog(1.0 - uniform24(state)));
  let v = uniform24(state);
  return radius * vec2f(cosTwoPi(v), sinTwoPi(v));
}
