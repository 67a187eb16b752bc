/** SIMD passes and those of a graphics card, and what is done where there are none. */
import { afterEach, describe, expect, test } from "vitest";
import { copyNetwork, initialNetwork } from "../../../src/core/network";
import { drawPassesInVectors } from "../../../src/core/network/kernels";
import { Stream, StreamPurpose } from "../../../src/core/random";
import type { DeviceOutcome } from "../../../src/engine/gpu/device";
import type { PassRunner } from "../../../src/engine/network";
import type { PassTask } from "../../../src/engine/protocol/network";
import { createPassTeam, inCore, network, request } from "./passPort";

let runner: PassRunner;
let tasks: readonly PassTask[];
let notices: readonly string[];

function create(...given: Parameters<typeof createPassTeam>): PassRunner {
  ({ runner, tasks, notices } = createPassTeam(...given));
  return runner;
}

afterEach(() => runner.dispose());

describe("SIMD passes", () => {
  const small = request({ inputs: Float64Array.of(-1, 0.5, 2), numPasses: 1100, backend: "simd" });
  /** By core: each 512 passes with a stream of their own. */
  const expected = [512, 512, 76].flatMap((numPasses, stream) => [
    ...drawPassesInVectors(network, small.inputs, { ...small, numPasses }, 42, stream).outputs,
  ]);

  test.each([
    ["simd", 1],
    ["simd", 3],
    ["auto", 2],
  ] as const)("are those of core for %s with %i worker(s)", async (backend, numWorkers) => {
    const many = Float64Array.from({ length: 60 }, (_, i) => i / 30 - 1);
    const answer = await create(numWorkers).draw({ ...small, backend });
    expect([answer?.backend, notices]).toEqual(["simd", []]);
    expect(answer?.outputs).toEqual(Float64Array.from(expected));
    // With more points the same request is cut into tasks.
    const one = await create(numWorkers).draw({ ...small, backend, inputs: many });
    expect(tasks.map(({ firstPass, numPasses }) => [firstPass, numPasses])).toEqual([
      [0, 512],
      [512, 512],
      [1024, 76],
    ]);
    const two = await create(5 - numWorkers).draw({ ...small, backend, inputs: many });
    expect(one?.outputs).toEqual(two?.outputs);
  });

  test.each([
    [
      "simd",
      ["There are no SIMD passes of this network in this browser; they are drawn in float64 instead."],
    ],
    ["auto", []],
  ] as const)("of a network they are not made for are float64, asked for by %s", async (backend, words) => {
    const deep = initialNetwork([1, 4, 4, 4, 1], "relu", Stream.from(1, 0, StreamPurpose.test), 1);
    const asked = { ...small, network: deep, backend };
    const answer = await create(2).draw(asked);
    await runner.draw(asked);
    expect([answer?.backend, notices]).toEqual(["float64", words]);
    expect(answer?.outputs).toEqual(inCore(asked));
  });

  test("that fail are drawn in float64, with a word", async () => {
    const huge = copyNetwork(network);
    huge.weights[2][0] = 1e300;
    const asked = { ...small, network: huge };
    const answer = await create(2).draw(asked);
    expect(answer?.backend).toBe("float64");
    expect(answer?.outputs).toEqual(inCore(asked));
    expect(notices).toEqual([
      expect.stringMatching(/^The passes are drawn in float64 instead of SIMD: .+\.$/),
    ]);
  });
});

describe("a graphics card that is wanted", () => {
  const small = request({ inputs: Float64Array.of(-1, 0.5), numPasses: 20, backend: "webgpu" });

  test("and that there is none of is made up for by workers, with a word once", async () => {
    const message = "WebGPU found no graphics card that it may use. A worker computes the surface instead.";
    create(1, undefined, () => Promise.resolve({ reason: "noAdapter", message }));
    for (let i = 0; i < 2; i++) {
      const answer = await runner.draw(small);
      expect(answer?.backend).not.toBe("webgpu");
      expect(answer?.outputs).toHaveLength(40);
    }
    expect(notices).toEqual([
      "WebGPU found no graphics card that it may use. Workers draw the passes instead.",
    ]);
  });

  test("and that fails is made up for by workers, with a word", async () => {
    const device = { lost: new Promise(() => {}), limits: {} } as unknown as GPUDevice;
    const lost = new Promise<string>(() => {});
    create(1, undefined, () => Promise.resolve({ device, adapterName: "a card", isSoftware: false, lost }));
    expect((await runner.draw(small))?.outputs).toHaveLength(40);
    expect(notices).toEqual([
      expect.stringMatching(
        /^The graphics card could not draw the passes \(.+\); workers draw them instead\.$/,
      ),
    ]);
  });

  test("is asked for one request at a time, the latest of those that wait", async () => {
    const answers: ((outcome: DeviceOutcome) => void)[] = [];
    create(1, undefined, () => {
      return new Promise((resolve) => answers.push(resolve));
    });
    const first = runner.draw(small);
    await new Promise((resolve) => setTimeout(resolve));
    const second = runner.draw(small);
    const third = runner.draw({ ...small, numPasses: 8 });
    expect([await first, await second, answers.length]).toEqual([null, null, 1]);
    answers[0]({ reason: "noAdapter", message: "None. At all." });
    while (answers.length < 2) await new Promise((resolve) => setTimeout(resolve));
    answers[1]({ reason: "noAdapter", message: "None. At all." });
    expect((await third)?.outputs).toHaveLength(16);
  });
});
