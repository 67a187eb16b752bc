import elementary from "../../../shaders/elementary.wgsl?raw";
import gridKernel from "../../../shaders/gridKernel.wgsl?raw";
import gaussianMixture from "../../../shaders/targets/gaussianMixture.wgsl?raw";
import meanLogSd from "../../../shaders/targets/meanLogSd.wgsl?raw";

/** WGSL of each target's density, by the target's key. */
const targetShaders: Readonly<Record<string, string>> = {
  mixture: gaussianMixture,
  meanLogSd,
};

/**
 * The grid kernel with a target's density spliced in.
 * @throws RangeError naming the key where no density has it
 */
export function gridShaderOf(targetKey: string): string {
  const density = targetShaders[targetKey];
  if (density === undefined) {
    throw new RangeError(
      `targetKey = ${targetKey}; expected one of ${Object.keys(targetShaders).join(", ")}`,
    );
  }
  return [elementary, density, gridKernel].join("\n");
}
