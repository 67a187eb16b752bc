/** Entry of a sampling worker: the service, its reports transferred instead of copied. */
import { expose, transfer } from "comlink";
import { createSamplerService } from "./samplerService";

const service = createSamplerService();

expose({
  ...service,
  advance: (...call: Parameters<typeof service.advance>) => {
    const report = service.advance(...call);
    return transfer(report, [
      report.trail.buffer,
      report.lastProposals.buffer,
      report.lastAccepted.buffer,
      report.tracked.buffer,
    ]);
  },
});
