/** The same seed gives the same passes, to the bit, on every engine. */
import { describe, expect, test } from "vitest";
import { articleInputs, articleNetwork } from "../../../../src/core/network";
import type { MaskSharing, Network } from "../../../../src/core/network";
import { drawPassesInVectors, PassKernel } from "../../../../src/core/network/kernels";
import { expectSameBits, testNetwork } from "../networks";

const networks: Record<string, Network> = {
  article: articleNetwork(),
  deep: testNetwork([1, 33, 18, 1], "tanh"),
};

/** Of runs with seed 5, worked out once: a change means that links no longer replay. */
const CHECKSUMS: Record<string, string> = {
  "article perPoint": "6e173086",
  "article perPass": "79bea2d9",
  "deep perPoint": "8e6682bf",
  "deep perPass": "7f6b28b9",
};

function checksum(outputs: Float64Array): string {
  let hash = 0x811c9dc5;
  for (const word of new Int32Array(Float32Array.from(outputs).buffer)) {
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  return (hash >>> 0).toString(16);
}

export function describeReplayOfPasses(): void {
  for (const sharing of ["perPoint", "perPass"] satisfies MaskSharing[]) {
    describe.each(Object.keys(networks))(`replay of %s, masks ${sharing}`, (name) => {
      const options = { rate: 0.3, numPasses: 50, sharing };
      const draw = (seed: number, stream: number): Float64Array =>
        drawPassesInVectors(networks[name], articleInputs(), options, seed, stream).outputs;

      test("to the bit, here and elsewhere", () => {
        expectSameBits([draw(5, 0)], [draw(5, 0)]);
        expect(checksum(draw(5, 0))).toBe(CHECKSUMS[`${name} ${sharing}`]);
      });

      test("other seeds and streams give other passes", () => {
        const distinct = new Set([draw(5, 0), draw(5, 1), draw(6, 0)].map(checksum));
        expect(distinct.size).toBe(3);
      });

      test("a kernel that starts again knows nothing of the network before", () => {
        const { sizes, activation } = networks[name];
        const kernel = new PassKernel(testNetwork(sizes, activation, 77), 0.9, 8, 3);
        kernel.draw(articleInputs(), 40, sharing);
        kernel.restart(networks[name], options.rate, 5);
        expectSameBits([kernel.draw(articleInputs(), options.numPasses, sharing).outputs], [draw(5, 0)]);
        const other = testNetwork([1, 3, 1], activation);
        expect(() => kernel.restart(other, 0.3, 5)).toThrow(`network of shape 1-3-1 ${activation}; expected`);
      });

      test("a kernel goes on in its random numbers", () => {
        const kernel = new PassKernel(networks[name], 0.3, 5);
        const [first, second] = [0, 1].map(() => kernel.draw([1, 2], 30, sharing).outputs);
        expect(checksum(first)).not.toBe(checksum(second));
      });
    });
  }
}
