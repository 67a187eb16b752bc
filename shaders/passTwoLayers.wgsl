// 32 passes of a network with two hidden layers at a point: the first layer is worked out once, and so is what each
// of its units adds to a unit of the second; it is added in the passes that keep it. A mask stands for 32 passes, so
// no single pass can leave a dropped unit out; units that are 0 at the point, half of them with ReLU, are left out.

fn outputsOfBlock(point: u32, state: ptr<function, vec4u>) -> Block {
  var values: array<f32, WIDTH_1>;
  var masks: array<u32, WIDTH_1>;
  for (var j = 0u; j < WIDTH_1; j++) {
    values[j] = firstLayerUnit(point, j) * work.scale;
    masks[j] = keptBits(state, work.threshold);
  }
  var outputs = blockOf(network[OUTPUT_BIAS_AT]);
  for (var k = 0u; k < WIDTH_2; k++) {
    var sums = blockOf(network[BIASES_2_AT + k]);
    let weightsAt = WEIGHTS_2_AT + k * WIDTH_1;
    for (var j = 0u; j < WIDTH_1; j++) {
      let value = values[j];
      if (value != 0.0) {
        addKept(&sums, masks[j], network[weightsAt + j] * value);
      }
    }
    addSecondLayerUnit(&outputs, &sums, keptBits(state, work.threshold), network[OUTPUT_WEIGHTS_AT + k] * work.scale);
  }
  return outputs;
}

// Adds weight times what a unit of the second layer is, in the passes that keep it.
fn addSecondLayerUnit(outputs: ptr<function, Block>, sums: ptr<function, Block>, kept: u32, weight: f32) {
  var bit = vec4u(0x1u, 0x2u, 0x4u, 0x8u);
  for (var i = 0u; i < 8u; i++) {
    let z = (*sums)[i];
    let value = weight * vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    (*outputs)[i] += select(vec4f(0.0), value, (vec4u(kept) & bit) != vec4u(0u));
    bit = bit * 16u;
  }
}
