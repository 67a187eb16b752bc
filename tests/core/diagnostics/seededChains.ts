import { normalQuantile } from "../../../src/core/math/normalQuantile";
import type { DrawMatrix } from "../../../src/core/diagnostics/index";

/** Uniforms in (0, 1) from the mulberry32 generator: 32 bits of state, enough for these tests. */
export function seededUniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (((bits ^ (bits >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

export function seededNormals(seed: number): () => number {
  const uniform = seededUniforms(seed);
  return () => normalQuantile(uniform());
}

/** Independent stationary AR(1) chains, standard normal at every draw, with lag-k correlation phi^k. */
export function autoregressiveChains(
  seed: number,
  numChains: number,
  numDraws: number,
  phi: number,
): DrawMatrix {
  const normal = seededNormals(seed);
  const innovation = Math.sqrt(1 - phi * phi);
  const values = new Float64Array(numChains * numDraws);
  for (let i = 0; i < values.length; i++) {
    values[i] = i % numDraws === 0 ? normal() : phi * values[i - 1] + innovation * normal();
  }
  return { values, numChains, numDraws };
}
