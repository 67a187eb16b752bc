// What is done with chains beside stepping them: sums of each group of 64 chains, and where chains stand. Spliced
// behind the constants NUM_PARAMETERS, NUM_SUMS, BOX_AT, NUM_BINS and CROWD_BINS.

// What a dispatch is about: some steps of some chains, or a look at all of them.
struct Work {
  // The chains from here on, so many of them; whole groups of 64.
  firstChain: u32,
  numChains: u32,
  // All chains with those that fill the last group up, and without.
  numPadded: u32,
  numShown: u32,
  numSteps: u32,
  // Whether mode state moves on: not during warm-up.
  isCounted: u32,
  // Of the slice of steps: where its totals begin in `sums`.
  totalsAt: u32,
  stepSize: f32,
  // A look: whether histogram or crowd are wanted, and which chains are heads (none where it is 0).
  withBins: u32,
  withCrowd: u32,
  headStride: u32,
  // Steps: whether it is also summed in which modes chains ever were.
  withFlags: u32,
  // Leapfrog steps of each transition.
  paths: array<vec4u, 32>,
}

@group(0) @binding(0) var<uniform> work: Work;
// What the density reads, and from BOX_AT on for each parameter the low end of the box and bins per unit.
@group(0) @binding(1) var<storage, read> parameters: array<f32>;
@group(0) @binding(2) var<storage, read> data: array<vec4f>;
// [row][chain]: positions relative to the origin, four words of the stream, mode state.
@group(0) @binding(3) var<storage, read_write> state: array<u32>;
// [sum][chain of the dispatch], then [slice][sum][group].
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
// [parameter][bin], [row][column] of the crowd, [parameter][head].
@group(0) @binding(5) var<storage, read_write> counts: array<atomic<u32>>;

// The chain of an invocation; rows of workgroups where one dimension does not hold all.
fn chainOf(id: vec3u, numWorkgroups: vec3u) -> u32 {
  return id.x + id.y * numWorkgroups.x * 64u;
}

// A sum of each group: an invocation a group and sum.
@compute @workgroup_size(64)
fn addGroups(@builtin(global_invocation_id) id: vec3u) {
  let numGroups = work.numChains / 64u;
  if (id.x >= numGroups) {
    return;
  }
  let first = id.y * work.numChains + id.x * 64u;
  var total = 0.0;
  for (var i = 0u; i < 64u; i++) {
    total += sums[first + i];
  }
  sums[work.totalsAt + id.y * (work.numPadded / 64u) + work.firstChain / 64u + id.x] = total;
}

// Which of `count` bins a position is in; `count` where in none. The box is wider than any position's rounding.
fn binOf(x: f32, parameter: u32, count: u32) -> u32 {
  let low = parameters[BOX_AT + 2u * parameter];
  let perUnit = parameters[BOX_AT + 2u * parameter + 1u];
  let place = (x - low) * perUnit * (f32(count) / f32(NUM_BINS));
  if (place < 0.0 || place >= f32(count)) {
    return count;
  }
  return u32(place);
}

// Counts where the chains stand.
@compute @workgroup_size(64)
fn look(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) numWorkgroups: vec3u) {
  let chain = chainOf(id, numWorkgroups);
  if (chain >= work.numShown) {
    return;
  }
  if (work.withBins != 0u) {
    for (var i = 0u; i < NUM_PARAMETERS; i++) {
      let bin = binOf(bitcast<f32>(state[i * work.numPadded + chain]), i, NUM_BINS);
      if (bin < NUM_BINS) {
        atomicAdd(&counts[i * NUM_BINS + bin], 1u);
      }
    }
  }
  let crowdAt = NUM_PARAMETERS * NUM_BINS;
  if (work.withCrowd != 0u && NUM_PARAMETERS > 1u) {
    let column = binOf(bitcast<f32>(state[chain]), 0u, CROWD_BINS);
    let row = binOf(bitcast<f32>(state[work.numPadded + chain]), 1u, CROWD_BINS);
    if (column < CROWD_BINS && row < CROWD_BINS) {
      atomicAdd(&counts[crowdAt + row * CROWD_BINS + column], 1u);
    }
  }
  if (work.headStride != 0u && chain % work.headStride == 0u) {
    let numHeads = (work.numShown + work.headStride - 1u) / work.headStride;
    let headsAt = crowdAt + CROWD_BINS * CROWD_BINS + chain / work.headStride;
    for (var i = 0u; i < NUM_PARAMETERS; i++) {
      atomicStore(&counts[headsAt + i * numHeads], state[i * work.numPadded + chain]);
    }
  }
}
