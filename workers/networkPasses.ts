import { drawPasses } from "../src/core/network";
import { drawPassesInVectors } from "../src/core/network/kernels";
import { Stream, StreamPurpose } from "../src/core/random";
import { PASSES_PER_STREAM, type PassPart, type PassTask } from "../src/engine/protocol/network";

/** Passes of a task, stream by stream, so that a range of them begins anywhere without the ones before. */
export function drawPart(task: PassTask): PassPart {
  const { network, inputs, rate, sharing, seed, firstPass, numPasses, arithmetic } = task;
  const perStream = PASSES_PER_STREAM[arithmetic];
  const numPoints = inputs.length / network.sizes[0];
  const outputs = new Float64Array(numPasses * numPoints);
  for (let done = 0; done < numPasses; done += perStream) {
    const options = { rate, sharing, numPasses: Math.min(perStream, numPasses - done) };
    const index = (firstPass + done) / perStream;
    const drawn =
      arithmetic === "simd"
        ? drawPassesInVectors(network, inputs, options, seed, index)
        : // Training has the sampler's streams of this seed.
          drawPasses(network, inputs, options, Stream.from(seed, index, StreamPurpose.exactDraws));
    outputs.set(drawn.outputs, done * numPoints);
  }
  return { numPasses, numPoints, outputs };
}
