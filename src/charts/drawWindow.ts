/** Lengths that a window grows through before it is full: few enough to jump seldom, round to read. */
const FIRST_LENGTH = 50;
const GROWTH = [1, 2, 4, 10];

/**
 * The stretch of draw numbers that a trace shows: from the oldest draw kept, as long as the smallest of 50,
 * 100, 200, 500, 1000, ... that holds `count` draws, and at most `capacity`. A young run thus fills its
 * chart instead of hugging the left edge, and a full one scrolls.
 */
export function drawWindow(oldest: number, count: number, capacity: number): [number, number] {
  let scale = FIRST_LENGTH;
  let length = scale;
  for (let i = 0; length < count && length < capacity; i = (i + 1) % GROWTH.length) {
    length = scale * GROWTH[i];
    if (i === GROWTH.length - 1) scale *= 10;
  }
  return [oldest, oldest + Math.min(length, capacity) - 1];
}
