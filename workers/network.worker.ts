/** Entry of a network worker: the service, what it made transferred instead of copied. */
import { expose, transfer } from "comlink";
import { createNetworkService, trainingBuffers } from "./networkService";

const service = createNetworkService(() => performance.now());

expose({
  ...service,
  advance: (...call: Parameters<typeof service.advance>) => {
    const report = service.advance(...call);
    return transfer(report, trainingBuffers(report));
  },
  passes: (...call: Parameters<typeof service.passes>) => {
    const part = service.passes(...call);
    return transfer(part, [part.outputs.buffer]);
  },
});
