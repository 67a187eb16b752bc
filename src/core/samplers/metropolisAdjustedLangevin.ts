import { createGradientMemory, finiteGradient } from "./gradientMemory";
import { metropolisTest } from "./metropolisTest";
import type { SamplerDefinition } from "./sampler";

/**
 * Metropolis-adjusted Langevin algorithm: from x propose x' = x + (e^2 / 2) g(x) + e z with the gradient g of the
 * log density, a step size e and normal noise z, and accept it by the ratio of p(x') q(x | x') to p(x) q(x' | x).
 * Source: Besag (1994); Roberts and Tweedie (1996). Takes a fixed number of random words a step.
 */
export const metropolisAdjustedLangevin: SamplerDefinition = {
  key: "mala",
  label: "Langevin (MALA)",
  description:
    "Proposes a Gaussian step from a point that lies uphill along the gradient, and accepts it by the ratio of the densities and of the ways there and back.",
  settings: [
    {
      kind: "number",
      key: "malaStepSize",
      label: "step size",
      group: "Sampler",
      description: "Standard deviation of the noise; half its square times the gradient is the drift.",
      default: 0.2,
      min: 0.001,
      max: 20,
      step: 0.01,
      scale: "log",
      restartsRun: true,
    },
  ],
  stepSizeKey: "malaStepSize",
  createStep: (target, { malaStepSize: stepSize }) => {
    const { dimension } = target;
    const half = 0.5 * stepSize;
    const memory = createGradientMemory(target);
    const noise = new Float64Array(dimension);
    const gradientThere = new Float64Array(dimension);
    return (state, stream, info) => {
      const { position } = state;
      const { proposal } = info;
      const gradient = memory.at(position);
      stream.normals(noise, dimension);
      for (let i = 0; i < dimension; i++) {
        proposal[i] = position[i] + stepSize * (noise[i] + half * gradient[i]);
      }
      const logDensity = finiteGradient(target, proposal, gradientThere);
      // log q of both ways is minus half the square of its noise, up to the same constant. The noise that leads
      // back, (x - x') / e - (e / 2) g(x'), is written without the difference of two close positions.
      let logForward = 0;
      let logBackward = 0;
      for (let i = 0; i < dimension; i++) {
        const noiseBack = -(noise[i] + half * (gradient[i] + gradientThere[i]));
        logForward -= 0.5 * noise[i] * noise[i];
        logBackward -= 0.5 * noiseBack * noiseBack;
      }
      info.numEvaluations = 1;
      metropolisTest(
        state,
        stream,
        info,
        logDensity,
        logDensity - state.logDensity + logBackward - logForward,
      );
      if (info.isAccepted) memory.keep(position, gradientThere);
    };
  },
};
