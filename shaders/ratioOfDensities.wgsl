// Densities as shift and mass, p = mass e^shift, as in src/core/kernels/ratioOfDensities.ts: an accept test compares
// masses and takes no logarithm. Needs nothing. Infinities and NaN may be assumed away: nothing here makes one of
// arguments in range, and what is worked out of others is not chosen.

// Below this e^x counts as e^LEAST; where 2^32 e^x leaves float32.
const LEAST_EXPONENT: f32 = -86.0;
const MOST_IN_ACCEPT_TEST: f32 = 65.0;

// e^x 2^bits for x from -86 to 88 - bits log 2, of relative error 2^-22 (1 + |x| / 4).
fn exponential(x: f32, bits: f32) -> f32 {
  let scaled = x * 1.4426950408889634;
  let whole = floor(scaled + 0.5);
  let g = whole - scaled;
  let power = 1.0000000716546733 + g * (-0.6931469670643629 + g * (0.24022119723881685 + g * (-0.05550713274148658 + g * (0.009675541332783342 + g * -0.0013276471782298147))));
  // The whole number in the low bits of a float, moved up to the exponent.
  return bitcast<f32>(bitcast<u32>(power) + bitcast<u32>(whole + (12582912.0 + bits)) * 8388608u);
}

// A term's share of a mass, e^x for x <= 0; where it is too small to count it is 2^-124.
fn shareOf(x: f32) -> f32 {
  return exponential(select(LEAST_EXPONENT, x, x > LEAST_EXPONENT), 0.0);
}

// 1 / (1 + e^x)
fn logistic(x: f32) -> f32 {
  let low = select(LEAST_EXPONENT, x, x > LEAST_EXPONENT);
  return 1.0 / (1.0 + exponential(select(-LEAST_EXPONENT, low, low < -LEAST_EXPONENT), 0.0));
}

// Whether u < e^difference massThere / massHere for a uniform given as 2^32 u > 0.
fn isBelowRatio(uniform32: f32, difference: f32, massThere: f32, massHere: f32) -> bool {
  let isBelow = uniform32 * massHere < massThere * exponential(difference, 32.0);
  return (difference > MOST_IN_ACCEPT_TEST) | ((difference > LEAST_EXPONENT) & isBelow);
}
