// 32 passes of a network with one hidden layer at a point. What a unit adds to the output does not depend on the
// mask: it is worked out once, and added in the passes that keep the unit.

fn outputsOfBlock(point: u32, state: ptr<function, vec4u>) -> Block {
  var outputs = blockOf(network[OUTPUT_BIAS_AT]);
  for (var j = 0u; j < WIDTH_1; j++) {
    let kept = keptBits(state, work.threshold);
    addKept(&outputs, kept, network[OUTPUT_WEIGHTS_AT + j] * (firstLayerUnit(point, j) * work.scale));
  }
  return outputs;
}
