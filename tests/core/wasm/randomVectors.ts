/** The random streams in vectors against `Stream`, for plain and for relaxed arithmetic. */
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose, seedWords } from "../../../src/core/random";
import { compile, i32, ModuleBuilder } from "../../../src/core/wasm";
import {
  FOUR_STREAMS_BYTES,
  loadStreams,
  normalPair24,
  storeStreams,
  uniform24,
  nextWords,
  vectorArithmetic,
  type FourStreams,
  type VectorArithmetic,
  type Vectors,
} from "../../../src/core/wasm/float32x4";

const NUM_STEPS = 2000;
const NUM_CHAINS = 8;
const OUTPUT = 1024;

type Draw = (v: VectorArithmetic, streams: readonly FourStreams[]) => readonly Vectors[];

/** Draws of 8 streams: results[step][number of the draw][chain], and the states afterwards. */
function drawInVectors(draw: Draw, isRelaxed: boolean, numDraws: number) {
  const bytesOfStep = 4 * NUM_CHAINS * numDraws;
  const memory = new WebAssembly.Memory({
    initial: 1 + Math.ceil((OUTPUT + NUM_STEPS * bytesOfStep) / 65536),
  });
  const module = new ModuleBuilder({ kind: "imported", initialPages: 1 });
  module.defineProcedure({ parameters: [], exportName: "run" }, (body) => {
    const v = vectorArithmetic(body, isRelaxed);
    const streams = [loadStreams(body, 0), loadStreams(body, 0, FOUR_STREAMS_BYTES)];
    body.repeat(NUM_STEPS, (step) => {
      const address = body.let(i32.mul(step, bytesOfStep));
      draw(v, streams)
        .flat()
        .forEach((vector, i) => body.store(address, vector, OUTPUT + 16 * i));
    });
    streams.forEach((stream, i) => storeStreams(body, 0, stream, i * FOUR_STREAMS_BYTES));
  });
  const states = new Int32Array(memory.buffer, 0, 4 * NUM_CHAINS);
  const wordAt = (chain: number, word: number): number => (chain >> 2) * 16 + word * 4 + (chain & 3);
  for (let chain = 0; chain < NUM_CHAINS; chain++) {
    seedWords(5, chain, StreamPurpose.test).forEach((word, i) => (states[wordAt(chain, i)] = word));
  }
  const { exports } = new WebAssembly.Instance(compile(module.toBytes()), { env: { memory } });
  (exports.run as () => void)();
  const numbers = new Float32Array(memory.buffer, OUTPUT);
  return {
    value: (step: number, index: number, chain: number): number =>
      numbers[(step * numDraws + index) * NUM_CHAINS + chain],
    state: (chain: number): number[] => [0, 1, 2, 3].map((word) => states[wordAt(chain, word)]),
  };
}

export function describeRandomVectors(isRelaxed: boolean): void {
  const streams = (): Stream[] =>
    Array.from({ length: NUM_CHAINS }, (_, chain) => Stream.from(5, chain, StreamPurpose.test));

  describe(`random streams in vectors, ${isRelaxed ? "relaxed" : "plain"}`, () => {
    test("uniforms and the state after them equal Stream's to the bit", () => {
      const drawn = drawInVectors((v, s) => [uniform24(v, nextWords(v.body, s))], isRelaxed, 1);
      streams().forEach((stream, chain) => {
        for (let step = 0; step < NUM_STEPS; step++) {
          expect(drawn.value(step, 0, chain)).toBe(stream.uniform24());
        }
        expect(drawn.state(chain)).toEqual([...stream.state]);
      });
    });

    test("normals are within 2^-20 of Stream's", () => {
      const drawn = drawInVectors(normalPair24, isRelaxed, 2);
      let worst = 0;
      streams().forEach((stream, chain) => {
        for (let step = 0; step < NUM_STEPS; step++) {
          stream.normalPair24().forEach((truth, i) => {
            const error = Math.abs(drawn.value(step, i, chain) - truth);
            worst = error <= worst ? worst : error === error ? error : Infinity;
          });
        }
        expect(drawn.state(chain)).toEqual([...stream.state]);
      });
      expect(worst).toBeLessThan(2 ** -20);
      expect(worst).toBeGreaterThan(0);
    });
  });
}
