/** The address and the settings stay the same, forwards and backwards. */
import { describe, expect, test } from "vitest";
import { encodeLink } from "../../../src/app/link";
import { defaultsOf } from "../../../src/core/settings";
import { explorerSettings as settings } from "../../../src/labs/explorer/explorerSettings";
import { addressed, go, LAB, numAdded, openAt } from "./historyPage";

describe("opening", () => {
  test("sets what the address says, and leaves the address alone", () => {
    const { store, problems } = openAt(`#${LAB}?seed=7&separation=6.5`);
    expect(store.values).toEqual({ ...defaultsOf(settings), seed: 7, separation: 6.5 });
    expect(location.hash).toBe(`#${LAB}?seed=7&separation=6.5`);
    expect(problems).toEqual([]);
  });

  test("tells of what cannot be understood, all at once", () => {
    const { store, problems } = openAt(`#${LAB}?seed=x&trail=5&banana=1`);
    expect(problems).toEqual([[expect.stringMatching(/^seed = x/), expect.stringMatching(/^banana/)]]);
    expect(store.number("trail")).toBe(5);
  });
});

describe("a change", () => {
  test("is written, and adds an entry to go back to", async () => {
    const { store, problems } = openAt(`#${LAB}`);
    store.set({ separation: 6 });
    store.set({ separation: 7, weight: 0.3 });
    expect(location.hash).toBe(encodeLink(LAB, settings, store.values));
    expect(numAdded()).toBe(2);
    await go(-1);
    expect(store.values).toMatchObject({ separation: 6, weight: 0.5 });
    await go(-1);
    expect(store.values).toEqual(defaultsOf(settings));
    await go(2);
    expect(store.values).toMatchObject({ separation: 7, weight: 0.3 });
    expect(problems).toEqual([]);
  });

  test("of a transient setting replaces the entry", async () => {
    const { store } = openAt(`#${LAB}`);
    store.set({ separation: 6 });
    for (const view of ["flat", "surface", "flat"]) store.set({ view });
    store.set({ camera: [1, 2, 3, 4, 5] });
    expect(numAdded()).toBe(1);
    expect(addressed()).toMatchObject({ separation: 6, view: "flat", camera: [1, 2, 3, 4, 5] });
    await go(-1);
    expect(store.values).toEqual(defaultsOf(settings));
  });

  test("of both kinds at once adds an entry", async () => {
    const { store } = openAt(`#${LAB}`);
    store.set({ view: "flat", separation: 6 });
    await go(-1);
    expect(store.values).toEqual(defaultsOf(settings));
  });

  test("by a gesture is one entry, written at its end", async () => {
    const { store } = openAt(`#${LAB}`);
    const before = location.href;
    for (const separation of [4.1, 4.2, 4.3]) store.set({ separation }, true);
    expect(location.href).toBe(before);
    // The end of a drag sets the value that is there already.
    store.set({ separation: 4.3 });
    expect(addressed()).toMatchObject({ separation: 4.3 });
    expect(numAdded()).toBe(1);
    await go(-1);
    expect(store.number("separation")).toBe(4);
  });

  test("by a gesture on a transient setting replaces the entry at its end", () => {
    const { store } = openAt(`#${LAB}`);
    for (const trail of [10, 20]) store.set({ trail }, true);
    store.set({ trail: 20 });
    expect(addressed()).toMatchObject({ trail: 20 });
    expect(numAdded()).toBe(0);
  });

  test("of nothing writes nothing, nor does a gesture that comes back to where it began", () => {
    const { store } = openAt(`#${LAB}`);
    store.set({ separation: 5 });
    store.set({ separation: 6 }, true);
    store.set({ separation: 5 });
    expect(numAdded()).toBe(1);
    const before = location.href;
    store.set({ separation: store.number("separation") });
    expect(location.href).toBe(before);
  });

  test("in mid-gesture is forgotten when another address comes", async () => {
    const { store } = openAt(`#${LAB}`);
    store.set({ separation: 6 });
    store.set({ separation: 9 }, true);
    await go(-1);
    expect(store.number("separation")).toBe(4);
    const address = location.href;
    store.set({});
    expect(location.href).toBe(address);
  });
});

test("going back tells the rest of the page, and does not write the address anew", async () => {
  const { store } = openAt(`#${LAB}`);
  store.set({ seed: 5 });
  store.set({ seed: 6 });
  const heard: string[][] = [];
  store.subscribe((changed) => heard.push([...changed]));
  await go(-1);
  expect(heard).toEqual([["seed"]]);
  await go(1);
  expect(store.number("seed")).toBe(6);
});

test("once ended, neither hears of the other", async () => {
  const { store, end } = openAt(`#${LAB}`);
  store.set({ seed: 5 });
  store.set({ seed: 6 });
  end();
  const address = location.href;
  store.set({ seed: 9 });
  expect(location.href).toBe(address);
  await go(-1);
  expect(store.number("seed")).toBe(9);
});
