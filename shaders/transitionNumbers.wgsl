// The random numbers of a transition: the same bits as src/core/kernels/transitionNumbers.ts, and its fits. A pair
// of parameters takes two words: the high 24 bits of the first are the uniform of the radius, the low bits of the
// second the angle; what is left over of the first pair is the uniform of the accept test. Needs nothing.
// A shift to the right is slow on a software adapter, which goes lane by lane: where it is exact, the upper bits go
// by way of a float, as a multiple of the distance of floats about a large number.

// x rotated left by 7: the high 7 bits are a multiple of 2^25, the distance of floats about 1.5 * 2^48.
fn rotateLeft7(x: u32) -> u32 {
  let high = bitcast<u32>(f32(bitcast<i32>(x & 0xfe000000u)) + 422212465065984.0) & 0x7fu;
  return x * 128u + high;
}

// x rotated left by 11, by way of 1.5 * 2^44.
fn rotateLeft11(x: u32) -> u32 {
  let high = bitcast<u32>(f32(bitcast<i32>(x & 0xffe00000u)) + 26388279066624.0) & 0x7ffu;
  return x * 2048u + high;
}

// The square of the radius, -2 log(1 - u) with the uniform u of 24 bits in the high bits of a word.
fn squaredRadius(word: u32) -> f32 {
  // (1 - u) 2^32, exact: a whole number of 256ths from 1 to 2^24.
  let rest = f32(~word & 0xffffff00u) + 256.0;
  // Less the bits of sqrt(1/2) and 32 in the exponent, the high bits are the exponent of the nearest power.
  let shifted = bitcast<u32>(rest) - 0x4f3504f4u;
  let exponent = f32(bitcast<i32>(shifted & 0xff800000u));
  let f = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f4u) - 1.0;
  let high = 0.4994245698915327 + f * (-0.39813766374912113 + f * (0.3448644989341319 + f * (-0.3236100185229782 + f * 0.20164754509056826)));
  let tail = f * (-2.0 + f * (1.000006468738225 + f * (-0.6666942981228121 + f * high)));
  // -2 log(2) 2^-23
  return exponent * -1.6525916589735634e-7 + tail;
}

// A pair of normals times `scale`: half the angle first, and the double of it without exchange of quarters.
// `angle` is the second word with the bits of the angle at its top.
fn normalPair(first: u32, angle: u32, scale: f32) -> vec2f {
  let radius = sqrt(squaredRadius(first)) * scale;
  let turns = f32(bitcast<i32>(angle)) * 2.3283064365386963e-10;
  let z = turns * turns;
  let sine = turns * (4.442882834149945 + z * (-7.30824115454693 + z * (3.6062889582335096 + z * (-0.8457635961882078 + z * 0.10920575371000243))));
  let cosine = 1.414213496565022 + z * (-6.978850988240043 + z * (5.739461170703373 + z * (-1.8835629874408957 + z * 0.31069819208971616)));
  let along = radius * sine;
  return vec2f(radius - along * sine, along * cosine);
}

// 2^32 times the uniform of the accept test: 8 bits of the first word, then the high 24 of the second, read as a
// signed number; 2^31 and half of the distance of floats there make it positive.
fn leftOverUniform(first: u32, second: u32) -> f32 {
  let signed = f32(bitcast<i32>(first * 16777216u)) + f32(second & 0xffffff00u) * 0.00390625;
  return signed + 2147483712.0;
}
