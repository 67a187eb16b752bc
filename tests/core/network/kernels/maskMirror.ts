/** The masks that a kernel draws, worked out in TypeScript from the same streams: says what a kernel's passes must be. */
import { numHiddenUnits } from "../../../../src/core/network";
import type { MaskSharing, Network } from "../../../../src/core/network";
import { maskCells, type MaskCells } from "../../../../src/core/network/kernels/maskCells";
import { Stream, StreamPurpose } from "../../../../src/core/random";

const TILE = 16;
const CHUNK = 1024;
const FIRST_CHAIN = 0x40000000;

/** Rows of 16 mask bytes, in the order in which a kernel draws them. */
function rowsOfMasks(rate: number, seed: number, stream: number): () => number[] {
  const { cells, remainder }: MaskCells = maskCells(rate, 16);
  const streams = Array.from({ length: 9 }, (_, i) =>
    Stream.from(seed, FIRST_CHAIN + 9 * stream + i, StreamPurpose.sampler),
  );
  const second = (): number => {
    const word = streams[8].nextWord() >>> 0;
    const slot = word >>> 24;
    return (word & 0xffffff) < (remainder[slot] & 0xffffff) ? slot : remainder[slot] >>> 24;
  };
  return () =>
    streams
      .slice(0, 8)
      .map((lane) => lane.nextWord())
      .flatMap((word) => [word & 0xffff, word >>> 16])
      .map((cell) => (cell < 256 ? second() : cells[cell]));
}

/** For every pass and point of a call `draw` the mask, [hidden unit], 1 where kept. */
export function mirroredMasks(
  network: Network,
  inputs: readonly number[],
  options: { rate: number; numPasses: number; sharing: MaskSharing },
  seed: number,
  stream = 0,
): (pass: number, point: number) => Uint8Array {
  const { rate, numPasses, sharing } = options;
  const widths = network.sizes.slice(1, -1);
  const numPoints = inputs.length / network.sizes[0];
  const nextRow = rowsOfMasks(rate, seed, stream);
  const masks = Array.from({ length: numPasses * numPoints }, () => new Uint8Array(numHiddenUnits(network)));

  /** Draws for some passes and a layer's listed units, and tells every one its bit. */
  const drawLayer = (passes: number, units: readonly number[], tell: Tell): void => {
    // A single layer draws a byte even where no unit is alive.
    const numBytes = Math.max(widths.length === 1 ? 1 : 0, Math.ceil(units.length / 8));
    for (let tile = 0; tile < Math.ceil(passes / TILE); tile++) {
      for (let byte = 0; byte < numBytes; byte++) {
        nextRow().forEach((mask, i) => {
          const pass = TILE * tile + i;
          if (pass >= passes) return;
          units.slice(8 * byte, 8 * byte + 8).forEach((unit, bit) => tell(pass, unit, (mask >> bit) & 1));
        });
      }
    }
  };

  for (let first = 0; first < numPasses; first += CHUNK) {
    const passes = Math.min(CHUNK, numPasses - first);
    const drawFor = (points: readonly number[], unitsOfFirst: readonly number[]): void =>
      widths.forEach((width, layer) => {
        const offset = layer === 0 ? 0 : widths[0];
        const units = layer === 0 ? unitsOfFirst : Array.from({ length: width }, (_, i) => i);
        drawLayer(passes, units, (pass, unit, bit) => {
          for (const point of points) masks[(first + pass) * numPoints + point][offset + unit] = bit;
        });
      });
    const allPoints = Array.from({ length: numPoints }, (_, point) => point);
    if (sharing === "perPass")
      drawFor(
        allPoints,
        Array.from({ length: widths[0] }, (_, i) => i),
      );
    else allPoints.forEach((point) => drawFor([point], liveUnits(network, inputs, point)));
  }
  return (pass, point) => masks[pass * numPoints + point];
}

type Tell = (pass: number, unit: number, bit: number) => void;

/** Units of the first layer that are not 0 at a point: a kernel draws masks for no others. */
function liveUnits(network: Network, inputs: readonly number[], point: number): readonly number[] {
  const [numInputs, width] = network.sizes;
  const units = Array.from({ length: width }, (_, unit) => unit);
  if (network.activation === "tanh") return units;
  return units.filter((unit) => {
    let sum = network.biases[0][unit];
    for (let i = 0; i < numInputs; i++) {
      sum += network.weights[0][unit * numInputs + i] * inputs[point * numInputs + i];
    }
    return sum > 0;
  });
}
