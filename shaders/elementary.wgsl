// Elementary functions in float32, as polynomials of their own: the built-in sin may be off by 2^-11, and
// exp and log differ between drivers. Same reductions as src/core/math/elementary.ts, shorter series.
// Infinities and NaN may be assumed away by a compiler: nothing here makes or expects one.
// Accuracy is held by tests/browser/gpu/elementary.test.ts.

// What a log density is where there is no mass.
const OUTSIDE: f32 = -3.0e38;

const LOG2_E: f32 = 1.4426950408889634;
// ln 2 cut after 9 bits, so that k * LN2_HIGH is exact for every exponent k, and the rest.
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444005469057e-4;
const SQRT_TWO: f32 = 1.4142135623730951;
const TWO_PI: f32 = 6.283185307179586;
const SMALLEST_NORMAL: f32 = 1.1754943508222875e-38;

// e^x, relative error below 2^-23; x is held to at most 88, and below -87 the result is 0.
fn elementaryExp(x: f32) -> f32 {
  if (x < -87.0) {
    return 0.0;
  }
  let held = min(x, 88.0);
  let k = floor(held * LOG2_E + 0.5);
  let r = (held - k * LN2_HIGH) - k * LN2_LOW;
  let tail = 1.0 / 2.0 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0 + r * (1.0 / 5040.0)))));
  let powerOfTwo = bitcast<f32>(u32(i32(k) + 127) << 23u);
  return (1.0 + (r + r * r * tail)) * powerOfTwo;
}

// Natural logarithm, relative error below 2^-23; OUTSIDE where x is not a positive normal number.
// x = 2^k m with m in (sqrt(1/2), sqrt(2)]; log m = 2 artanh(f / (2 + f)) with f = m - 1, as a series.
fn elementaryLog(x: f32) -> f32 {
  if (x < SMALLEST_NORMAL) {
    return OUTSIDE;
  }
  let bits = bitcast<u32>(x);
  var k = f32(i32(bits >> 23u) - 127);
  var m = bitcast<f32>((bits & 0x007fffffu) | 0x3f800000u);
  if (m > SQRT_TWO) {
    m *= 0.5;
    k += 1.0;
  }
  let f = m - 1.0;
  let s = f / (2.0 + f);
  let z = s * s;
  let series = z * (2.0 / 3.0 + z * (2.0 / 5.0 + z * (2.0 / 7.0 + z * (2.0 / 9.0 + z * (2.0 / 11.0)))));
  return k * LN2_HIGH + (f - (s * (f - series) - k * LN2_LOW));
}

fn sinReduced(t: f32) -> f32 {
  let z = t * t;
  return t + t * z * (-1.0 / 6.0 + z * (1.0 / 120.0 + z * (-1.0 / 5040.0 + z * (1.0 / 362880.0))));
}

fn cosReduced(t: f32) -> f32 {
  let z = t * t;
  return 1.0 + z * (-1.0 / 2.0 + z * (1.0 / 24.0 + z * (-1.0 / 720.0 + z * (1.0 / 40320.0 + z * (-1.0 / 3628800.0)))));
}

// sin(2 pi (u + quarters / 4)); the nearest quarter turn is taken off before pi enters, so nothing cancels.
fn sinTwoPiShifted(u: f32, quarters: i32) -> f32 {
  let nearest = floor(u * 4.0 + 0.5);
  let t = (u - nearest * 0.25) * TWO_PI;
  let turn = (i32(nearest) + quarters) & 3;
  let size = select(sinReduced(t), cosReduced(t), (turn & 1) == 1);
  return select(size, -size, turn >= 2);
}

// sin(2 pi u) for u below 2^21 in size, absolute error below 2^-23.
fn sinTwoPi(u: f32) -> f32 {
  return sinTwoPiShifted(u, 0);
}

// cos(2 pi u) for u below 2^21 in size, absolute error below 2^-23.
fn cosTwoPi(u: f32) -> f32 {
  return sinTwoPiShifted(u, 1);
}
