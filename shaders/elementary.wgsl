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

// 2^k for whole k from -126 to 127.
fn powerOfTwo(k: f32) -> f32 {
  return bitcast<f32>(u32(i32(k) + 127) << 23u);
}

// e^r - 1 for |r| <= ln(2) / 2.
fn expm1Reduced(r: f32) -> f32 {
  let tail = 1.0 / 2.0 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0 + r * (1.0 / 5040.0)))));
  return r + r * r * tail;
}

// e^x, relative error below 2^-23; x is held to at most 88, and below -87 the result is 0.
fn elementaryExp(x: f32) -> f32 {
  if (x < -87.0) {
    return 0.0;
  }
  let held = min(x, 88.0);
  let k = floor(held * LOG2_E + 0.5);
  let r = (held - k * LN2_HIGH) - k * LN2_LOW;
  return (1.0 + expm1Reduced(r)) * powerOfTwo(k);
}

// e^x - 1, relative error below 2^-22, also beside 0; x is held to at most 88.
fn elementaryExpm1(x: f32) -> f32 {
  let held = clamp(x, -30.0, 88.0);
  let k = floor(held * LOG2_E + 0.5);
  let r = (held - k * LN2_HIGH) - k * LN2_LOW;
  let scale = powerOfTwo(k);
  return (scale - 1.0) + scale * expm1Reduced(r);
}

// f - log(1 + f) for f in [sqrt(1/2) - 1, sqrt(2) - 1]; log(1 + f) = 2 artanh(f / (2 + f)), as a series.
fn logRest(f: f32) -> f32 {
  let s = f / (2.0 + f);
  let z = s * s;
  let series = z * (2.0 / 3.0 + z * (2.0 / 5.0 + z * (2.0 / 7.0 + z * (2.0 / 9.0 + z * (2.0 / 11.0)))));
  return s * (f - series);
}

// Natural logarithm, relative error below 2^-23; OUTSIDE where x is not a positive normal number.
// x = 2^k m with m in (sqrt(1/2), sqrt(2)].
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
  return k * LN2_HIGH + (f - (logRest(f) - k * LN2_LOW));
}

// log(1 + x), relative error below 2^-22, also beside 0; OUTSIDE where 1 + x is not above 0.
fn elementaryLog1p(x: f32) -> f32 {
  // Where the logarithm is small, x goes into the series itself: 1 + x would be rounded.
  if (x > -0.29289 && x < 0.41421) {
    return x - logRest(x);
  }
  return elementaryLog(1.0 + x);
}

// tanh x, relative error below 2^-21, also beside 0.
fn elementaryTanh(x: f32) -> f32 {
  let e = elementaryExpm1(-2.0 * min(abs(x), 15.0));
  let size = -e / (2.0 + e);
  return select(size, -size, x < 0.0);
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

const TWO_OVER_PI: f32 = 0.6366197723675814;
// pi / 2 cut into parts of 8 and 11 bits, so that multiples up to 2^13 are exact, and the rest.
const HALF_PI_1: f32 = 1.5703125;
const HALF_PI_2: f32 = 4.837512969970703e-4;
const HALF_PI_3: f32 = 7.549533620476723e-8;
const HALF_PI_4: f32 = 2.5633440682570896e-12;
// Beyond it src/core/math knows no sine.
const LARGEST_ANGLE: f32 = 2.1e8;

// sin(x + quarters pi / 2)
fn sinShifted(x: f32, quarters: i32) -> f32 {
  let held = clamp(x, -LARGEST_ANGLE, LARGEST_ANGLE);
  let nearest = floor(held * TWO_OVER_PI + 0.5);
  let t = ((held - nearest * HALF_PI_1) - nearest * HALF_PI_2) - nearest * HALF_PI_3 - nearest * HALF_PI_4;
  let turn = (i32(nearest) + quarters) & 3;
  // Held, because a large angle is reduced to more than a quarter turn.
  let reduced = clamp(t, -1.0, 1.0);
  let size = select(sinReduced(reduced), cosReduced(reduced), (turn & 1) == 1);
  return select(size, -size, turn >= 2);
}

// sin x, absolute error below 2^-22 for |x| <= 10^4, beyond it 2^-22 |x|: a float is not known better there.
fn elementarySin(x: f32) -> f32 {
  return sinShifted(x, 0);
}

// cos x, as accurate as elementarySin.
fn elementaryCos(x: f32) -> f32 {
  return sinShifted(x, 1);
}

// x^y = e^(y log |x|), relative error below (2 + 2 |y log x|) 2^-22; x^0 is 1, and a negative base takes its
// sign from the exponent, which must be whole then. Too large is 1.6e38.
fn elementaryPower(x: f32, y: f32) -> f32 {
  let size = abs(x);
  if (y == 0.0) {
    return 1.0;
  }
  if (size < SMALLEST_NORMAL) {
    return select(elementaryExp(88.0), 0.0, y > 0.0);
  }
  let value = elementaryExp(clamp(y, -1.0e36, 1.0e36) * elementaryLog(size));
  let half = 0.5 * y;
  return select(value, -value, x < 0.0 && floor(half) != half);
}

// log Gamma(2 + z) for |z| <= 1/2; (-1)^k (zeta(k) - 1) / k for k = 2 to 13, as in src/core/math/logGamma.ts.
fn logGammaNearTwo(z: f32) -> f32 {
  let low = 0.3224670334241132 + z * (-0.0673523010531981 + z * (0.020580808427784546 + z * -0.007385551028673986));
  let middle = 0.0028905103307415234 + z * (-0.001192753911703261 + z * (0.0005096695247430425 + z * -0.00022315475845357939));
  let high = 9.945751278180853e-5 + z * (-4.492623673813314e-5 + z * (2.050721277567069e-5 + z * -9.439488275268397e-6));
  let z2 = z * z;
  let z4 = z2 * z2;
  return z * (0.42278433509846713 + z * (low + z4 * (middle + z4 * high)));
}

// log Gamma(x) for x >= 0, relative error below 2^-20, also beside its zeros at 1 and 2; -OUTSIDE at 0.
fn elementaryLogGamma(x: f32) -> f32 {
  if (x < SMALLEST_NORMAL) {
    return -OUTSIDE;
  }
  if (x >= 10.0) {
    let held = min(x, 1.0e36);
    let inverse = 1.0 / held;
    let stirling = inverse * (1.0 / 12.0 - inverse * inverse * (1.0 / 360.0));
    return (held - 0.5) * (elementaryLog(held) - 1.0) + (0.4189385332046728 + stirling);
  }
  if (x < 0.5) {
    return logGammaNearTwo(x) - elementaryLog1p(x) - elementaryLog(x);
  }
  if (x < 1.5) {
    return logGammaNearTwo(x - 1.0) - elementaryLog1p(x - 1.0);
  }
  var rest = x;
  var product = 1.0;
  for (var i = 0; i < 8; i++) {
    if (rest > 2.5) {
      rest -= 1.0;
      product *= rest;
    }
  }
  return logGammaNearTwo(rest - 2.0) + elementaryLog(product);
}

// The derivative of log Gamma at x > 0, error below 2^-20 (1 + |value|); OUTSIDE at 0.
fn elementaryDigamma(x: f32) -> f32 {
  if (x < SMALLEST_NORMAL) {
    return OUTSIDE;
  }
  var above = x;
  var shift = 0.0;
  for (var i = 0; i < 6; i++) {
    if (above < 6.0) {
      shift += 1.0 / above;
      above += 1.0;
    }
  }
  let inverse = 1.0 / min(above, 1.0e36);
  let z = inverse * inverse;
  let series = z * (1.0 / 12.0 - z * (1.0 / 120.0 - z * (1.0 / 252.0 - z * (1.0 / 240.0))));
  return elementaryLog(above) - 0.5 * inverse - series - shift;
}

// Beyond this size a number stands for an infinite one; products and quotients are held to it.
const HELD: f32 = 8.0e37;

// a b where the product may leave float32: the larger factor is held before they meet.
fn heldProduct(a: f32, b: f32) -> f32 {
  let room = HELD / max(1.0, min(abs(a), HELD));
  return clamp(a, -HELD, HELD) * clamp(b, -room, room);
}

// a / b where b may be small: below 2e-37 in size it counts as 0, and the quotient as infinite (0 / 0 as 0).
fn heldQuotient(a: f32, b: f32) -> f32 {
  if (abs(b) < 2.0e-37) {
    let far = select(HELD, -HELD, (a < 0.0) != (b < 0.0));
    return select(far, 0.0, a == 0.0);
  }
  let divisor = clamp(b, -HELD, HELD);
  let room = HELD * min(1.0, abs(divisor));
  return clamp(a, -room, room) / divisor;
}
