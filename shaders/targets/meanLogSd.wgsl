// Posterior of mean and log standard deviation of normal data. `data` is standardised, (y - m) / s with the
// data's own mean m and standard deviation s; positions are relative to (m, log s). Parameters: number of
// data n, 1 / s, n log s; then for each prior the inverse of its standard deviation and the origin times it.

// Farther out nothing has mass, and nearer no sum of squares overflows.
const REACH: f32 = 1.0e15;
// A size beyond that of OUTSIDE which float32 still holds.
const BEYOND_OUTSIDE: f32 = 3.2e38;

fn squaresAt(i: u32, centre: f32) -> vec4f {
  let difference = data[i] - centre;
  return difference * difference;
}

// Sum of (data - centre)^2 over blocks of 32 data, a block as a tree: a plain sum in float32 rounds at the
// size of the whole with every datum. Written out, because a loop over a block costs half as much again.
fn sumOfSquares(centre: f32, n: u32) -> f32 {
  let whole = n / 4u;
  var blocks = vec4f(0.0);
  var i = 0u;
  for (; i + 8u <= whole; i += 8u) {
    let first = (squaresAt(i, centre) + squaresAt(i + 1u, centre)) + (squaresAt(i + 2u, centre) + squaresAt(i + 3u, centre));
    let second = (squaresAt(i + 4u, centre) + squaresAt(i + 5u, centre)) + (squaresAt(i + 6u, centre) + squaresAt(i + 7u, centre));
    blocks += first + second;
  }
  var rest = vec4f(0.0);
  for (; i < whole; i++) {
    rest += squaresAt(i, centre);
  }
  if (n % 4u != 0u) {
    let isDatum = vec4u(0u, 1u, 2u, 3u) < vec4u(n % 4u);
    rest += select(vec4f(0.0), squaresAt(whole, centre), isDatum);
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
  let halfSquares = 0.5 * sumOfSquares(centre, u32(n));
  // Held so that the product does not overflow.
  let inverseVariance = min(elementaryExp(-2.0 * position.y), BEYOND_OUTSIDE / max(halfSquares, 1.0));
  let priorMu = position.x * parameters[3] + parameters[4];
  let priorLogSigma = position.y * parameters[5] + parameters[6];
  let prior = 0.5 * (priorMu * priorMu + priorLogSigma * priorLogSigma);
  return -(halfSquares * inverseVariance) - n * position.y - parameters[2] - prior;
}
