// Two correlated normals, positions relative to the midpoint of their means. Parameters, six a component:
// mean x and y, 1 / (sx sqrt 2), 1 / (sy sqrt(2 (1 - rho^2))), rho / (sx sqrt(2 (1 - rho^2))), log scale.

// Farther out nothing has mass, and nearer no square overflows.
const REACH: f32 = 1.0e15;

fn componentLogDensity(position: vec2f, first: u32) -> f32 {
  let difference = position - vec2f(parameters[first], parameters[first + 1u]);
  // The quadratic form as a sum of two squares: terms of one sign lose no digits.
  let u = parameters[first + 2u] * difference.x;
  let v = parameters[first + 3u] * difference.y - parameters[first + 4u] * difference.x;
  return parameters[first + 5u] - (u * u + v * v);
}

fn logDensity(position: vec2f) -> f32 {
  if (max(abs(position.x), abs(position.y)) > REACH) {
    return OUTSIDE;
  }
  let a = componentLogDensity(position, 0u);
  let b = componentLogDensity(position, 6u);
  return max(a, b) + elementaryLog(1.0 + elementaryExp(-abs(a - b)));
}
