// Forward passes under dropout: an invocation is a point and a block of 32 passes, a run of them a dispatch. Spliced
// behind elementary.wgsl, random.wgsl, passMasks.wgsl, constants of the network's sizes, `activate`, and one of
// passOneLayer.wgsl and passTwoLayers.wgsl.

struct Work {
  // The items of the dispatch; item i is point i % numPoints of block i / numPoints.
  firstItem: u32,
  endItem: u32,
  numPoints: u32,
  // Of the part: what the buffer of results holds.
  numPasses: u32,
  // The block of passes that the part begins with.
  firstBlock: u32,
  seed: u32,
  // A unit is dropped with probability threshold / 2^32.
  threshold: u32,
  // Whether all points of a pass have the same mask.
  isShared: u32,
  // What a kept unit is multiplied by.
  scale: f32,
}

// Blocks of passes whose sums are added up on the card.
const BLOCKS_OF_GROUP = 32u;

@group(0) @binding(0) var<uniform> work: Work;
// Weights and biases, see src/engine/gpu/passes/packNetwork.ts.
@group(0) @binding(1) var<storage, read> network: array<f32>;
// [point]: its inputs, and the output there with nothing dropped.
@group(0) @binding(2) var<storage, read> points: array<f32>;
// Outputs, [pass][point]; or sums of outputs and of their squares, [block][point] and behind them [group][point].
@group(0) @binding(3) var<storage, read_write> results: array<f32>;

fn firstLayerUnit(point: u32, unit: u32) -> f32 {
  var z = network[BIASES_1_AT + unit];
  for (var i = 0u; i < NUM_INPUTS; i++) {
    z += network[WEIGHTS_1_AT + unit * NUM_INPUTS + i] * points[point * (NUM_INPUTS + 1u) + i];
  }
  return activate(z);
}

fn outputsOfItem(item: u32) -> Block {
  let point = item % work.numPoints;
  let block = work.firstBlock + item / work.numPoints;
  var state = maskStream(work.seed, block, point, work.isShared != 0u);
  return outputsOfBlock(point, &state);
}

@compute @workgroup_size(64)
fn drawOutputs(@builtin(global_invocation_id) id: vec3u) {
  let item = work.firstItem + id.x;
  if (item >= work.endItem) {
    return;
  }
  var outputs = outputsOfItem(item);
  let point = item % work.numPoints;
  let firstPass = 32u * (item / work.numPoints);
  let count = min(32u, work.numPasses - firstPass);
  for (var i = 0u; i < count; i++) {
    results[(firstPass + i) * work.numPoints + point] = outputs[i / 4u][i % 4u];
  }
}

// Sums over a block, of differences from the output with nothing dropped: they are small and cancel little.
@compute @workgroup_size(64)
fn sumBlocks(@builtin(global_invocation_id) id: vec3u) {
  let item = work.firstItem + id.x;
  if (item >= work.endItem) {
    return;
  }
  var outputs = outputsOfItem(item);
  let centre = vec4f(points[(item % work.numPoints) * (NUM_INPUTS + 1u) + NUM_INPUTS]);
  let count = vec4u(work.numPasses - 32u * (item / work.numPoints));
  var pass4 = vec4u(0u, 1u, 2u, 3u);
  var sum = vec4f(0.0);
  var squares = vec4f(0.0);
  for (var i = 0u; i < 8u; i++) {
    let difference = select(vec4f(0.0), outputs[i] - centre, pass4 < count);
    sum += difference;
    squares += difference * difference;
    pass4 += vec4u(4u);
  }
  results[2u * item] = (sum.x + sum.y) + (sum.z + sum.w);
  results[2u * item + 1u] = (squares.x + squares.y) + (squares.z + squares.w);
}

// Sums over a group of blocks: an invocation a point and group.
@compute @workgroup_size(64)
fn addGroups(@builtin(global_invocation_id) id: vec3u) {
  let item = work.firstItem + id.x;
  if (item >= work.endItem) {
    return;
  }
  let point = item % work.numPoints;
  let numBlocks = (work.numPasses + 31u) / 32u;
  let first = item / work.numPoints * BLOCKS_OF_GROUP;
  var total = vec2f(0.0);
  for (var block = first; block < min(numBlocks, first + BLOCKS_OF_GROUP); block++) {
    let at = 2u * (block * work.numPoints + point);
    total += vec2f(results[at], results[at + 1u]);
  }
  let to = 2u * (numBlocks * work.numPoints + item);
  results[to] = total.x;
  results[to + 1u] = total.y;
}
