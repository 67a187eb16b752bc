/** The worker's side: blocks by the clock, the same numbers in any blocks. */
import { describe, expect, test } from "vitest";
import { copyTraining } from "../../../src/core/network";
import { createNetworkService } from "../../../workers/networkService";
import { SETTINGS, startInCore, steppingClock, trainInCore, trainingJob } from "./networkPort";

const job = trainingJob({ maxSteps: 300 });
const { data, settings } = job;

describe("a block", () => {
  test.each([
    ["has a look at the clock after each step where steps are slow", 10, 4],
    ["has a single step where that takes longer than the block", 1000, 1],
    // Looks of 1 ms: 1, 2, 4, 8, 16, 32, 64, 128 steps, then what is left of 300.
    ["has more and more steps between two looks where they are fast", 1, 300],
  ])("%s", (_, milliseconds, numSteps) => {
    const service = createNetworkService(steppingClock(milliseconds));
    service.resume(startInCore(job), data);
    expect(service.advance(settings, 300, 40).losses).toHaveLength(numSteps);
  });

  test("has no more steps than it may", () => {
    const service = createNetworkService(steppingClock(0));
    service.resume(startInCore(job), data);
    expect(service.advance(settings, 77, 40).losses).toHaveLength(77);
  });

  test("gets shorter again when a step takes longer", () => {
    let perLook = 1;
    let now = 0;
    const service = createNetworkService(() => (now += perLook));
    service.resume(startInCore(job), data);
    service.advance(settings, 255, 40);
    perLook = 1000;
    const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(
      () => service.advance(settings, 1e6, 40).losses.length,
    );
    expect(lengths.at(-1)).toBe(1);
  });
});

test.each([0.5, 1, 10, 1000])("looks of %d ms make the numbers of a single go", (milliseconds) => {
  const service = createNetworkService(steppingClock(milliseconds));
  service.resume(startInCore(job), data);
  const losses: number[] = [];
  let state = startInCore(job);
  while (losses.length < job.maxSteps) {
    const report = service.advance(settings, job.maxSteps - losses.length, 40);
    expect(report.firstStep).toBe(losses.length);
    losses.push(...report.losses);
    ({ state } = report);
  }
  const expected = trainInCore(job);
  expect(state).toEqual(expected.state);
  expect(losses).toEqual(Array.from(expected.losses));
});

test("a report is left alone by what comes after it, and so is the state that was handed over", () => {
  const service = createNetworkService(steppingClock(10));
  const start = startInCore(job);
  const before = copyTraining(start);
  service.resume(start, data);
  const { state } = service.advance(settings, 10, 40);
  const after = copyTraining(state);
  service.advance(settings, 10, 40);
  expect([start, state]).toEqual([before, after]);
});

test("what core refuses leaves the run where it was", () => {
  const service = createNetworkService(steppingClock(10));
  expect(() => service.advance(SETTINGS, 1, 40)).toThrow("advance was called before resume");
  service.resume(startInCore(job), data);
  expect(() => service.advance({ ...settings, learningRate: 0 }, 1, 40)).toThrow(RangeError);
  expect(service.advance(settings, 1, 40).firstStep).toBe(0);
});
