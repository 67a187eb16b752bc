/** Masks are compared with the threshold digit by digit: to the last of 32, which chance never gets to. */
import { expect, test } from "vitest";
import elementary from "../../../../shaders/elementary.wgsl?raw";
import passMasks from "../../../../shaders/passMasks.wgsl?raw";
import random from "../../../../shaders/random.wgsl?raw";
import { runKernel } from "../runKernel";
import { replacing } from "./passScores";

const THRESHOLDS = [0, 1, 2, 3, 0x80000000, 0x80000001, 0x40000000, 0x7fffffff, 0xffffffff, 1288490189];

function isOne(threshold: number, digit: number): boolean {
  return ((threshold >>> (31 - digit)) & 1) === 1;
}

test("pass p, whose number differs from the threshold first in digit p, is dropped where that digit is 1", async () => {
  // Digits as the threshold's, but for one pass each.
  const crafted = replacing(
    "let digits = nextWord(state);",
    "let digits = select(0u, ~0u, rest >= 0x80000000u) ^ (1u << (*state).x); (*state).x += 1u;",
  );
  const library = [elementary, random, crafted(passMasks)].join("\n");
  const elements = Uint32Array.from(THRESHOLDS.flatMap((threshold) => [threshold, 0, 0, 0]));
  const body = "var state = vec4u(0u); words[index] = keptBits(&state, element.x);";
  const kept = await runKernel(library, body, elements, 1);
  THRESHOLDS.forEach((threshold, i) => {
    const passes = Array.from({ length: 32 }, (_, pass) => ((kept[i] >>> pass) & 1) === 1);
    expect(passes).toEqual(passes.map((_, pass) => !isOne(threshold, pass)));
  });
});
