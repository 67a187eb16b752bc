/** The lab as a visitor has it: it opens, learns in a worker, survives the worker's death, and its link replays it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import "../../../../src/app/styles/index.css";
import { decodeLink, encodeLink } from "../../../../src/app/link";
import { SettingsStore } from "../../../../src/app/settingsStore";
import { createShell, type Shell } from "../../../../src/app/shell";
import { ThemeSwitch } from "../../../../src/app/theme";
import type { Network } from "../../../../src/core/network";
import { dropout } from "../../../../src/labs/dropout/dropout";
import type { RunningLab } from "../../../../src/labs/lab";

/** What the scripting handle tells. */
interface Summary {
  readonly sentence: string;
  readonly status: string;
  readonly numSteps: number;
  readonly loss: number;
  readonly network: Network;
  readonly ensembleFinished: number;
  readonly readouts: readonly { readonly name: string; readonly value: string }[];
}

interface Handle {
  readonly train: (numSteps: number) => Promise<void>;
  readonly killWorker: () => void;
  readonly set: (values: Readonly<Record<string, unknown>>) => void;
  readonly summary: () => Summary;
}

const ENTRY = { key: "dropout", title: "MC dropout", teaser: "A network's doubt, pass by pass" };
/** Small enough to be quick; what a test is about comes on top. */
const SMALL = { layers: "1", width: 8, maxSteps: 200, numPasses: 30 };

let root: HTMLElement;
let shell: Shell;
let store: SettingsStore;
let running: RunningLab | null = null;

beforeEach(() => {
  root = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  running?.dispose();
  running = null;
  root.remove();
});

/** Opens the lab anew with these settings. */
function open(values: Readonly<Record<string, unknown>>): Handle {
  running?.dispose();
  shell = createShell(root, [ENTRY], ENTRY);
  store = new SettingsStore(dropout.settings);
  store.set({ ...SMALL, ...values });
  running = dropout.open({ shell, store, theme: new ThemeSwitch(() => {}) });
  return running.handle as unknown as Handle;
}

/** Longer than a worker takes to start. */
const SLOW = { timeout: 60_000 };

const settled = (handle: Handle, status: string): Promise<void> =>
  expect.poll(() => handle.summary().status, SLOW).toBe(status);

const problems = (): string[] =>
  [...root.querySelectorAll(".notice-problem p")].map(({ textContent }) => textContent ?? "");

describe("the MC dropout lab", () => {
  test("opens with data, passes and numbers, and has learnt a moment later", async () => {
    const handle = open({});
    expect(root.querySelector(".headline")?.textContent).toContain("Not trained yet");
    expect(root.querySelectorAll(".readouts td").length).toBeGreaterThan(10);
    expect(root.querySelectorAll(".charts .chart canvas")).toHaveLength(3);
    await settled(handle, "finished");
    await expect.poll(() => handle.summary().sentence, SLOW).toContain("Trained, 200 steps");
    await expect.poll(() => shell.summary.textContent, SLOW).toContain("Trained, 200 steps");
    expect(problems()).toEqual([]);
  });

  test("gives the same network after the death of its worker, and through its link", async () => {
    const values = { maxSteps: 6000, seed: 7, trainRate: 0.2 };
    const undisturbed = open(values);
    await settled(undisturbed, "finished");
    await expect.poll(() => undisturbed.summary().sentence, SLOW).toContain("6,000 steps");
    const { network } = undisturbed.summary();
    const link = encodeLink("dropout", store.settings, store.values);

    const killed = open({});
    store.set(decodeLink(link, "dropout", store.settings).values);
    await expect.poll(() => killed.summary().numSteps, { ...SLOW, interval: 5 }).toBeGreaterThan(0);
    killed.killWorker();
    await settled(killed, "finished");
    await expect.poll(() => killed.summary().sentence, SLOW).toContain("6,000 steps");
    expect(killed.summary().network).toEqual(network);
  });

  test("makes as many steps as it is told, and goes on from there", async () => {
    const handle = open({});
    root.querySelector<HTMLButtonElement>('[title^="Reset: begin"]')?.click();
    expect(handle.summary().numSteps).toBe(0);
    await handle.train(50);
    expect(handle.summary()).toMatchObject({ numSteps: 50, status: "paused" });
    await handle.train(30);
    expect(handle.summary().numSteps).toBe(80);
  });

  test("shows the article's network without anything to train", async () => {
    const handle = open({ data: "article" });
    expect(handle.summary().sentence).toContain("0.415 |x| on the left and 0.626 |x| on the right");
    expect(root.querySelector<HTMLElement>(".dropout-play")?.hidden).toBe(true);
    handle.set({ ownRate: true, rate: 0 });
    await expect.poll(() => handle.summary().sentence, SLOW).toContain("Rate 0");
  });

  test("refuses points that are none, keeps the ones there are, and takes better ones", async () => {
    const handle = open({ data: "own", points: "0,0;1,1" });
    await settled(handle, "finished");
    handle.set({ points: "0,0;one,1" });
    expect(problems()[0]).toContain("“one”");
    expect(handle.summary()).toMatchObject({ status: "finished", numSteps: 200 });
    expect(handle.summary().sentence).not.toContain("No points");
    handle.set({ points: "none" });
    await expect.poll(() => handle.summary().sentence, SLOW).toContain("No points");
  });

  test("says that a run has diverged and keeps the last good network", async () => {
    const handle = open({ learningRate: 10, width: 64, maxSteps: 3000 });
    await settled(handle, "diverged");
    const { network, sentence } = handle.summary();
    expect(problems()).toHaveLength(1);
    expect(problems()[0]).toContain("lower the learning rate");
    expect(sentence).not.toContain("NaN");
    expect(network.weights.every((layer) => layer.every(Number.isFinite))).toBe(true);
  });

  test("puts a deep ensemble beside it", async () => {
    const handle = open({ ensemble: true });
    await expect.poll(() => handle.summary().ensembleFinished, SLOW).toBe(5);
    await expect
      .poll(() => root.querySelectorAll(".dropout-beside tbody tr").length, SLOW)
      .toBeGreaterThan(5);
    expect(root.querySelector(".dropout-beside")?.textContent).toContain("5 of 5 networks trained.");
  });

  test("tells two classes apart, and shows one pass at a time", async () => {
    const handle = open({ data: "arcs", numPoints: 40, maxSteps: 400, width: 16 });
    await settled(handle, "finished");
    await expect.poll(() => handle.summary().sentence, SLOW).toContain("400 steps");
    root.querySelector<HTMLElement>(".dropout-single")?.click();
    expect(root.querySelector(".dropout-status")?.textContent).toMatch(/^pass 1 of/);
  });
});
