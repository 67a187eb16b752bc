/** Plain kernels give the same bits whatever the size of blocks, calls and ensembles, and on every engine. */
import { describe, expect, test } from "vitest";
import type { KernelEnsemble, KernelState } from "../../../src/core/kernels";
import { presetVariant } from "../../contract/variants";
import { ensembleOf, exactPositions, kernels, stepFor } from "./kernelRuns";

const NUM_CHAINS = 53;
const NUM_STEPS = 150;
const SEED = 21;
const variant = presetVariant("mixture, Unequal mixture");
const { target } = variant;
const starts = exactPositions(target, NUM_CHAINS, 22);

/** Of plain runs, worked out once: a change means that links no longer replay. */
const CHECKSUMS = { rwm: "8b327457", mala: "e9dd9937", hmc: "7f108e86" };

function checksum({ positions, words }: KernelState): string {
  let hash = 0x811c9dc5;
  for (const word of [...new Int32Array(positions.buffer), ...words]) {
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  return (hash >>> 0).toString(16);
}

/** The chains from `first` up to but not including `end`. */
function part(state: Float32Array, first: number, end: number): Float32Array {
  return Float32Array.from(
    [0, 1].flatMap((i) => [...state.subarray(i * NUM_CHAINS + first, i * NUM_CHAINS + end)]),
  );
}

export function describeReplay(): void {
  describe.each(kernels)("replay of $key", (kernel) => {
    const stepSize = stepFor(kernel, variant);
    const create = (numChains = NUM_CHAINS, numVectors?: number, numOutputs = 0): KernelEnsemble => {
      const options = numVectors === undefined ? {} : { numVectors };
      const module = kernel.emit(target.density, options);
      return ensembleOf(module, target, { numChains, stepSize, numOutputs });
    };
    const started = create();
    started.start(starts, SEED);
    started.run(NUM_STEPS);
    const whole = started.state();

    test("is what it always was", () => {
      expect(checksum(whole)).toBe(CHECKSUMS[kernel.key]);
    });

    test.each([1, 2, 3, 4, 8])("%i vectors side by side", (numVectors) => {
      const ensemble = create(NUM_CHAINS, numVectors);
      ensemble.start(starts, SEED);
      ensemble.run(NUM_STEPS);
      expect(ensemble.state()).toEqual(whole);
      expect(ensemble.logDensities()).toEqual(started.logDensities());
      expect(ensemble.moments().numAccepted).toEqual(started.moments().numAccepted);
    });

    test("calls of any length", () => {
      const ensemble = create();
      ensemble.start(starts, SEED);
      for (const numSteps of [1, 2, 0, 63, 64, 20]) ensemble.run(numSteps);
      expect(ensemble.state()).toEqual(whole);
      expect(ensemble.moments().numSteps).toBe(NUM_STEPS);
    });

    test("chains shared out among ensembles", () => {
      for (const [first, end] of [
        [0, 1],
        [1, 30],
        [30, NUM_CHAINS],
      ]) {
        const ensemble = create(end - first);
        ensemble.start(part(starts, first, end), SEED, first);
        ensemble.run(NUM_STEPS);
        expect(ensemble.state().positions).toEqual(part(whole.positions, first, end));
      }
    });

    test("a state goes on in another ensemble", () => {
      const [early, late] = [create(), create(NUM_CHAINS, 2)];
      early.start(starts, SEED);
      early.run(70);
      const state = early.state();
      late.restore(state);
      early.run(5);
      late.run(NUM_STEPS - 70);
      expect(late.state()).toEqual(whole);
    });

    test("positions that are kept are those between calls, and their sums the moments", () => {
      const [steps, between] = [create(), create(NUM_CHAINS, undefined, 51)];
      for (const ensemble of [steps, between]) ensemble.start(starts, SEED);
      between.run(NUM_STEPS + 3, 3);
      const outputs = between.outputs(51).slice();
      const numPadded = between.numPadded;
      for (let kept = 0; kept < 51; kept++) {
        steps.run(3);
        const { positions } = steps.state();
        for (const i of [0, 1]) {
          const from = (2 * kept + i) * numPadded;
          const own = outputs.subarray(from, from + NUM_CHAINS);
          expect(own).toEqual(positions.subarray(i * NUM_CHAINS, (i + 1) * NUM_CHAINS));
        }
      }
      const every = create(NUM_CHAINS, undefined, NUM_STEPS);
      every.setCentre([0.5, -0.25]);
      every.start(starts, SEED);
      every.run(NUM_STEPS, 1);
      const draws = every.outputs(NUM_STEPS);
      const { sums, squares } = every.moments();
      for (const [i, centre] of [0.5, -0.25].entries()) {
        for (let chain = 0; chain < NUM_CHAINS; chain++) {
          let [sum, square] = [0, 0];
          for (let t = 0; t < NUM_STEPS; t++) {
            const x = draws[(2 * t + i) * numPadded + chain] - centre;
            sum += x;
            square += x * x;
          }
          expect(Math.abs(sums[i * NUM_CHAINS + chain] - sum)).toBeLessThan(5e-4);
          expect(Math.abs(squares[i * NUM_CHAINS + chain] / square - 1)).toBeLessThan(1e-5);
        }
      }
    });
  });

  test("more than 256 paths in a call, with positions kept on the way", () => {
    const kernel = kernels[2];
    const module = kernel.emit(target.density);
    const [one, two] = [0, 1].map(() =>
      ensembleOf(module, target, { numChains: 3, stepSize: 0.3, numOutputs: 6 }),
    );
    for (const ensemble of [one, two]) ensemble.start(part(starts, 0, 3), SEED);
    one.run(600, 100);
    const kept = one.outputs(6);
    for (let i = 0; i < 6; i++) {
      two.run(100, 100);
      const count = kept.length / 6;
      expect(kept.slice(i * count, (i + 1) * count)).toEqual(two.outputs(1).slice());
    }
  });
}
