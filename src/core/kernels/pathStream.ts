import { seedWords, StreamPurpose } from "../random";

/** The stream of a seed that gives the lengths of paths is that of a chain that no run has. */
const PATHS = 4294967295;

/** The words of the stream that gives the lengths of paths, which all chains of a run share. */
export function seedPathWords(seed: number): Int32Array {
  return seedWords(seed, PATHS, StreamPurpose.sampler);
}
