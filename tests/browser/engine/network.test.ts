/** Real workers: networks that learn and passes, the same bits as on the page's own thread, whatever becomes of a worker. */
import { afterEach, expect, test } from "vitest";
import { drawPasses, type Network } from "../../../src/core/network";
import { drawPassesInVectors } from "../../../src/core/network/kernels";
import { Stream, StreamPurpose } from "../../../src/core/random";
import type { WorkerHandle } from "../../../src/engine/liveWorker";
import {
  createNetworkWorker,
  EnsembleTraining,
  PassRunner,
  type EnsembleProgress,
  type PassRequest,
} from "../../../src/engine/network";
import { SETTINGS, TOO_FAST, trainInCore, trainingJob } from "../../engine/network/networkPort";
import { watchTraining } from "../../engine/network/trainings";
import { brokenWorker } from "./brokenWorkers";

/** Longer than a block or two: it is killed in the middle. */
const job = trainingJob({ sizes: [1, 24, 24, 1], maxSteps: 20_000, settings: { ...SETTINGS, batchSize: 4 } });
const expected = trainInCore(job);

const isFinished = ({ status }: { status: string }): boolean => status === "finished";

let dispose = (): void => {};
afterEach(() => dispose());

function watch(createWorker: () => WorkerHandle = createNetworkWorker) {
  const watched = watchTraining({ createWorker });
  dispose = () => watched.training.dispose();
  return watched;
}

test("a real worker trains to the numbers of this thread, also where it is killed and replaced", async () => {
  const { training, until, notices, reports } = watch();
  training.begin(job);
  training.play();
  const { numSteps: first } = await until(({ numSteps }) => numSteps > 0);
  training.killWorker();
  const { numSteps: second } = await until(({ numSteps }) => numSteps > first);
  training.pause();
  training.killWorker();
  training.play();
  const { network, curve } = await until(isFinished);
  expect(network).toEqual(expected.state.current.network);
  expect(curve.steps.at(-1)).toBeGreaterThan(19_900);
  expect(notices).toEqual(
    [first, second].map(
      (step) =>
        `The training worker ended and was replaced; training goes on from step ${step.toLocaleString("en")}.`,
    ),
  );
  const steps = reports.map(({ numSteps }) => numSteps);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test("a real worker's divergence is told, and gone on from", async () => {
  const { training, until } = watch();
  training.begin(trainingJob({ settings: TOO_FAST }));
  training.play();
  const { problem } = await until(({ status }) => status === "diverged");
  expect(problem).toMatch(
    /^Training diverged at step \d+: .+ lower the learning rate, now 1000000, and go on\.$/,
  );
  training.setSettings(SETTINGS);
  training.play();
  expect((await until(isFinished)).numSteps).toBe(50);
});

test("a script that does not load stops the training in words", async () => {
  const { training, until } = watch(() => brokenWorker("missing"));
  training.begin(job);
  training.play();
  const { problem, numSteps } = await until(({ status }) => status === "stopped");
  expect(numSteps).toBe(0);
  expect(problem).toMatch(/^Training stopped because no worker lives/);
});

test("an ensemble in two real workers is that of this thread", async () => {
  const small = trainingJob({ maxSteps: 200 });
  const { networks } = await new Promise<EnsembleProgress>((resolve, reject) => {
    const ensemble = new EnsembleTraining({
      numWorkers: 2,
      onProgress: (progress) => {
        if (progress.status !== "training") resolve(progress);
      },
      onNotice: reject,
    });
    dispose = () => ensemble.dispose();
    ensemble.train(small, 3);
  });
  expect(networks).toEqual([0, 1, 2].map((member) => trainInCore(small, member).state.current.network));
});

function passRequest(network: Network, changes: Partial<PassRequest>): PassRequest {
  const inputs = Float64Array.from({ length: 50 }, (_, i) => i / 10 - 2.5);
  const backend = "float64";
  return { network, inputs, rate: 0.3, numPasses: 16, sharing: "perPass", seed: 42, backend, ...changes };
}

function createRunner(): { runner: PassRunner; notices: string[] } {
  const notices: string[] = [];
  const runner = new PassRunner({ numWorkers: 2, onNotice: (text) => notices.push(text) });
  dispose = () => runner.dispose();
  return { runner, notices };
}

test("passes in real workers are those of this thread", async () => {
  const request = passRequest(expected.state.current.network, {});
  const { runner, notices } = createRunner();
  const answer = await runner.draw(request);
  const parts = [0, 1].map(
    (index) =>
      drawPasses(
        request.network,
        request.inputs,
        { ...request, numPasses: 8 },
        Stream.from(42, index, StreamPurpose.exactDraws),
      ).outputs,
  );
  expect(answer?.outputs).toEqual(Float64Array.from(parts.flatMap((part) => [...part])));
  expect([answer?.backend, notices]).toEqual(["float64", []]);
});

test("where nothing is said, real workers draw SIMD passes", async () => {
  const request = passRequest(expected.state.current.network, { numPasses: 600, backend: "auto" });
  const { runner, notices } = createRunner();
  const answer = await runner.draw(request);
  const parts = [512, 88].map(
    (numPasses, stream) =>
      drawPassesInVectors(request.network, request.inputs, { ...request, numPasses }, 42, stream).outputs,
  );
  expect(answer?.outputs).toEqual(Float64Array.from(parts.flatMap((part) => [...part])));
  expect([answer?.backend, notices]).toEqual(["simd", []]);
});

/** Mean of the passes at every point. */
function meansOf(outputs: Float64Array, numPoints: number): number[] {
  const numPasses = outputs.length / numPoints;
  return Array.from({ length: numPoints }, (_, point) => {
    let sum = 0;
    for (let pass = 0; pass < numPasses; pass++) sum += outputs[pass * numPoints + point];
    return sum / numPasses;
  });
}

test("a graphics card draws passes of the same distribution", async () => {
  const request = passRequest(expected.state.current.network, { numPasses: 4000, backend: "webgpu" });
  const { runner, notices } = createRunner();
  const onGpu = await runner.draw(request);
  const inWorkers = await runner.draw({ ...request, backend: "float64" });
  expect([onGpu?.backend, inWorkers?.backend, notices]).toEqual(["webgpu", "float64", []]);
  if (!onGpu || !inWorkers) throw new Error("expected two answers");
  const [ours, theirs] = [inWorkers, onGpu].map(({ outputs }) => meansOf(outputs, 50));
  ours.forEach((mean, point) => {
    let squares = 0;
    for (let pass = 0; pass < 4000; pass++) squares += (inWorkers.outputs[pass * 50 + point] - mean) ** 2;
    // The error of a difference of two means; 6 of them are a false alarm of 1e-7 in 50 points. Seed 42.
    const error = Math.sqrt((2 * squares) / 4000 / 4000);
    expect(Math.abs(theirs[point] - mean)).toBeLessThan(6 * error);
  });
});
