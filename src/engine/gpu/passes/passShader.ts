import elementary from "../../../../shaders/elementary.wgsl?raw";
import passKernel from "../../../../shaders/passKernel.wgsl?raw";
import passMasks from "../../../../shaders/passMasks.wgsl?raw";
import passOneLayer from "../../../../shaders/passOneLayer.wgsl?raw";
import passTwoLayers from "../../../../shaders/passTwoLayers.wgsl?raw";
import random from "../../../../shaders/random.wgsl?raw";
import type { Network } from "../../../core/network";
import { layoutConstants } from "./packNetwork";

/** Passes of a block: the bits of a word. */
export const PASSES_OF_BLOCK = 32;
/** Blocks whose sums are added up on the card; also in shaders/passKernel.wgsl. */
export const BLOCKS_OF_GROUP = 32;

const ACTIVATIONS = {
  relu: "fn activate(z: f32) -> f32 {\n  return max(0.0, z);\n}",
  tanh: "fn activate(z: f32) -> f32 {\n  return elementaryTanh(z);\n}",
} as const;

/**
 * The kernels for networks of some sizes, which are constants of theirs: entry points `drawOutputs`, `sumBlocks`
 * and `addGroups`.
 * @param network one that `fitsGpuPasses`; weights and biases travel in a buffer
 */
export function passShader(network: Pick<Network, "sizes" | "activation">): string {
  return [
    elementary,
    random,
    passMasks,
    layoutConstants(network),
    ACTIVATIONS[network.activation],
    network.sizes.length === 3 ? passOneLayer : passTwoLayers,
    passKernel,
  ].join("\n");
}
