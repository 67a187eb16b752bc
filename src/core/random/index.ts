/**
 * Random numbers: Threefry seeds a stream for every (seed, chain, purpose), xoshiro128++ steps it.
 * The same definition stands in shaders/random.wgsl. Knows nothing of targets and samplers.
 */
export { MersenneTwister } from "./mersenneTwister";
export { threefry2x32 } from "./threefry";
export { Stream, StreamPurpose, STREAM_WORDS, seedWords } from "./stream";
