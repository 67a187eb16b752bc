/** The masks that the shader draws, drawn anew in TypeScript: the bits of a block of 32 passes, unit by unit. */
import type { MaskSharing } from "../../../../src/core/network";
import { Stream } from "../../../../src/core/random";
import { threefry2x32 } from "../../../../src/core/random/threefry";

function maskStream(seed: number, block: number, point: number, sharing: MaskSharing): Stream {
  const counters = sharing === "perPass" ? [0, 4] : [point, 2];
  const state = [0, 1].flatMap((i) => [...threefry2x32([seed, block], [counters[0], counters[1] + i])]);
  return new Stream(Int32Array.from(state));
}

/** Every pass compares a number of its own with the threshold, digit by digit, until the two differ. */
function keptInPasses(stream: Stream, threshold: number): boolean[] {
  const verdicts = Array.from({ length: 32 }, (): boolean | null => null);
  for (let digit = 31; digit >= 0; digit--) {
    const isDone = verdicts.every((verdict) => verdict !== null);
    if (isDone || threshold % 2 ** (digit + 1) === 0) break;
    const word = stream.nextWord();
    const wanted = Math.floor(threshold / 2 ** digit) % 2;
    verdicts.forEach((verdict, pass) => {
      const given = (word >>> pass) & 1;
      if (verdict === null && given !== wanted) verdicts[pass] = given > wanted;
    });
  }
  return verdicts.map((verdict) => verdict ?? true);
}

/** @returns [pass of the block][hidden unit], 1 where kept */
export function blockMasks(
  numUnits: number,
  rate: number,
  { seed, block, point, sharing }: { seed: number; block: number; point: number; sharing: MaskSharing },
): Uint8Array[] {
  const stream = maskStream(seed, block, point, sharing);
  const threshold = Math.min(2 ** 32 - 1, Math.round(rate * 2 ** 32));
  const masks = Array.from({ length: 32 }, () => new Uint8Array(numUnits));
  for (let unit = 0; unit < numUnits; unit++) {
    keptInPasses(stream, threshold).forEach((isKept, pass) => (masks[pass][unit] = Number(isKept)));
  }
  return masks;
}
