/**
 * Random numbers: Threefry seeds a stream for every (seed, chain, purpose), xoshiro128++ steps it.
 * The same definition stands in shaders/random.wgsl. numpy's legacy stream is there to replay published runs. Knows nothing of targets and samplers.
 */
export { openState, seedState, XOSHIRO } from "./generators";
export type { Generator, RandomNumbers } from "./generators";
export { MersenneTwister } from "./mersenneTwister";
export { threefry2x32 } from "./threefry";
export { Stream, StreamPurpose, STREAM_WORDS, seedWords } from "./stream";
