import { expect, test } from "vitest";
import { BufferShelf } from "../../workers/bufferShelf";

test("a buffer that fits is filled again, in whatever view", () => {
  const shelf = new BufferShelf();
  const [doubles, bytes, floats] = [new ArrayBuffer(24), new ArrayBuffer(5), new ArrayBuffer(8)];
  shelf.give([bytes, floats, doubles]);
  expect(shelf.float64(3).buffer).toBe(doubles);
  expect(shelf.uint8(5).buffer).toBe(bytes);
  expect(shelf.float32(2).buffer).toBe(floats);
});

test("a buffer is given out once, and only where its size is exact", () => {
  const shelf = new BufferShelf();
  const buffer = new ArrayBuffer(16);
  shelf.give([buffer]);
  expect(shelf.float32(3).buffer).not.toBe(buffer);
  expect(shelf.float32(5).buffer).not.toBe(buffer);
  const first = shelf.float32(4);
  const second = shelf.float32(4);
  expect(first.buffer).toBe(buffer);
  expect(second.buffer).not.toBe(buffer);
  expect([second.length, second.byteOffset]).toEqual([4, 0]);
});

test("what did not fit is dropped when the next buffers come", () => {
  const shelf = new BufferShelf();
  const old = new ArrayBuffer(16);
  shelf.give([old]);
  shelf.give([new ArrayBuffer(8)]);
  expect(shelf.uint8(16).buffer).not.toBe(old);
});

test("what is given may be changed afterwards", () => {
  const shelf = new BufferShelf();
  const buffers = [new ArrayBuffer(8)];
  shelf.give(buffers);
  shelf.uint8(8);
  expect(buffers).toHaveLength(1);
});
