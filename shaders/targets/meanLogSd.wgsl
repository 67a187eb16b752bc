// Posterior of mean and log standard deviation of normal data. `data` is standardised, (y - m) / s with the
// data's own mean m and standard deviation s; positions are relative to (m, log s), and the log density to the
// likelihood there, which is a large number when the data are many. Parameters: number of data n, 1 / s; then
// for each prior the inverse of its standard deviation and the origin times it.

// Farther out nothing has mass, and nearer no sum of squares overflows.
const REACH: f32 = 1.0e15;
// A size beyond that of OUTSIDE which float32 still holds.
const BEYOND_OUTSIDE: f32 = 3.2e38;

// (z - centre)^2 - z^2
fn gainAt(i: u32, centre: f32) -> vec4f {
  return centre * (centre - 2.0 * data[i]);
}

// Sum of (data - centre)^2 - data^2 over blocks of 32 data, a block as a tree: a plain sum in float32 rounds
// at the size of the whole with every datum. Written out, because a loop over a block costs half as much again.
fn sumOfGains(centre: f32, n: u32) -> f32 {
  let whole = n / 4u;
  var blocks = vec4f(0.0);
  var i = 0u;
  for (; i + 8u <= whole; i += 8u) {
    let first = (gainAt(i, centre) + gainAt(i + 1u, centre)) + (gainAt(i + 2u, centre) + gainAt(i + 3u, centre));
    let second = (gainAt(i + 4u, centre) + gainAt(i + 5u, centre)) + (gainAt(i + 6u, centre) + gainAt(i + 7u, centre));
    blocks += first + second;
  }
  var rest = vec4f(0.0);
  for (; i < whole; i++) {
    rest += gainAt(i, centre);
  }
  if (n % 4u != 0u) {
    let isDatum = vec4u(0u, 1u, 2u, 3u) < vec4u(n % 4u);
    rest += select(vec4f(0.0), gainAt(whole, centre), isDatum);
  }
  let total = blocks + rest;
  return (total.x + total.y) + (total.z + total.w);
}

fn logDensity(position: vec2f) -> f32 {
  let n = parameters[0];
  let centre = position.x * parameters[1];
  if (max(max(abs(position.x), abs(position.y)), abs(centre)) > REACH) {
    return OUTSIDE;
  }
  let halfGain = 0.5 * sumOfGains(centre, u32(n));
  let held = max(abs(halfGain), n);
  // Held so that the products do not overflow.
  let inverseVariance = min(elementaryExp(-2.0 * position.y), BEYOND_OUTSIDE / held);
  let priorMu = position.x * parameters[2] + parameters[3];
  let priorLogSigma = position.y * parameters[4] + parameters[5];
  let prior = 0.5 * (priorMu * priorMu + priorLogSigma * priorLogSigma);
  let spread = n * (position.y + 0.5 * (inverseVariance - 1.0));
  return -(halfGain * inverseVariance) - spread - prior;
}
