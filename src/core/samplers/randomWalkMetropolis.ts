import { metropolisTest } from "./metropolisTest";
import type { SamplerDefinition } from "./sampler";

/**
 * Random-walk Metropolis in any dimension: propose a normal step of standard deviation `stepSize` in
 * each coordinate, accept with probability min(1, p(proposal) / p(position)).
 * Source: Metropolis et al. (1953). Takes a fixed number of random words a step.
 */
export const randomWalkMetropolis: SamplerDefinition = {
  key: "rwm",
  label: "Random-walk Metropolis",
  description: "Proposes a Gaussian step from where it stands and accepts it by the ratio of the densities.",
  settings: [
    {
      kind: "number",
      key: "stepSize",
      label: "step size",
      group: "Sampler",
      description: "Standard deviation of the proposed step in each coordinate.",
      default: 0.3,
      min: 0.001,
      max: 20,
      step: 0.01,
      scale: "log",
      restartsRun: true,
    },
  ],
  stepSizeKey: "stepSize",
  createStep: (target, { stepSize }) => {
    const { dimension } = target;
    return (state, stream, info) => {
      const { position } = state;
      const { proposal } = info;
      stream.normals(proposal, dimension);
      for (let i = 0; i < dimension; i++) proposal[i] = position[i] + stepSize * proposal[i];
      const logDensity = target.logDensity(proposal);
      info.numEvaluations = 1;
      metropolisTest(state, stream, info, logDensity, logDensity - state.logDensity);
    };
  },
};
