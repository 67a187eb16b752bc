import { expect, test } from "vitest";
import { RateMeter } from "../../../src/labs/explorer/rateMeter";

test("a rate needs two blocks at different times", () => {
  const rate = new RateMeter();
  expect(rate.perSecond).toBeNaN();
  rate.add(1000, 500);
  expect(rate.perSecond).toBeNaN();
  rate.add(1000, 500);
  expect(rate.perSecond).toBeNaN();
  rate.add(300, 600);
  expect(rate.perSecond).toBe(13_000);
});

test("the block that comes first marks the beginning; its own draws were made before", () => {
  const rate = new RateMeter();
  rate.add(1_000_000, 0);
  rate.add(50, 100);
  rate.add(50, 200);
  expect(rate.perSecond).toBe(500);
});

test("only the last two seconds count", () => {
  const rate = new RateMeter();
  for (let at = 0; at <= 3000; at += 100) rate.add(10, at);
  for (let at = 3100; at <= 5200; at += 100) rate.add(1000, at);
  expect(rate.perSecond).toBe(10_000);
});

test("a block that comes late is still counted over the time it took", () => {
  const rate = new RateMeter();
  rate.add(10, 0);
  rate.add(10, 100);
  rate.add(500, 10_100);
  expect(rate.perSecond).toBe(50);
});

test("a pause is not counted", () => {
  const rate = new RateMeter();
  rate.add(100, 0);
  rate.add(100, 100);
  rate.reset();
  expect(rate.perSecond).toBeNaN();
  rate.add(100, 60_000);
  expect(rate.perSecond).toBeNaN();
  rate.add(100, 60_100);
  expect(rate.perSecond).toBe(1000);
});
